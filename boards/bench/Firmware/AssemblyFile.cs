using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// What the head of a .pe file says (nf-interpreter, CLR_RECORD_ASSEMBLY): the assembly's name and version, and those of the
/// assemblies that it needs. Numbers are least significant octet first.
/// </summary>
internal sealed class AssemblyFile
{
    private const string Marker = "NFMRK";
    private const int VersionAt = 28;
    private const int NameAt = 36;
    private const int TablesAt = 40;
    private const int ReferenceTable = 0;
    private const int StringTable = 11;
    private const int End = 15;
    private const int HeadLength = TablesAt + 4 * (End + 1);
    private const int ReferenceLength = 12;

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It is no .pe file, or is not whole.</exception>
    public AssemblyFile(string path)
    {
        Path = path;
        Octets = File.ReadAllBytes(path);
        bool isWhole =
            Octets.Length >= HeadLength
            && Encoding.ASCII.GetString(Octets, 0, Marker.Length) == Marker
            && TableAt(End) == Octets.Length;
        if (!isWhole)
        {
            throw new BenchException($"{path} is no whole .pe file");
        }

        try
        {
            Name = TextAt(TwoAt(NameAt));
            Version = ReadVersion(VersionAt);
            for (int at = TableAt(ReferenceTable); at < TableAt(ReferenceTable + 1); at += ReferenceLength)
            {
                needs.Add((TextAt(TwoAt(at)), ReadVersion(at + 4)));
            }
        }
        catch (ArgumentException)
        {
            throw new BenchException($"{path} is no whole .pe file");
        }
    }

    private readonly List<(string Name, Version Version)> needs = [];

    public string Path { get; }

    public byte[] Octets { get; }

    public string Name { get; }

    public Version Version { get; }

    /// <summary>What it refers to; null for a name that the interpreter has built in, as mscorlib.</summary>
    public IReadOnlyList<(string Name, Version Version)> Needs => needs;

    private int TableAt(int table) => BinaryPrimitives.ReadInt32LittleEndian(Octets.AsSpan(TablesAt + 4 * table));

    private int TwoAt(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Octets.AsSpan(at));

    private Version ReadVersion(int at) => new(TwoAt(at), TwoAt(at + 2), TwoAt(at + 4), TwoAt(at + 6));

    // A string ends with a zero. Numbers beyond the file's own strings are those that the interpreter has.
    private string TextAt(int number)
    {
        int length = TableAt(StringTable + 1) - TableAt(StringTable);
        if (number >= length)
        {
            return null;
        }

        ReadOnlySpan<byte> text = Octets.AsSpan(TableAt(StringTable) + number, length - number);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }
}
