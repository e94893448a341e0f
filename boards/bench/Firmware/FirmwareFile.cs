using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MeterFirmware.Boot;
using MeterFirmware.Update;

namespace MeterFirmware.Bench.Firmware;

/// <summary>An OTA file as whoever sends it sees it.</summary>
internal static class FirmwareFile
{
    private const int VersionAt = 14;

    /// <summary>Reads one.</summary>
    /// <exception cref="BenchException">It cannot be read, or is no OTA file.</exception>
    public static byte[] Read(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"{path} cannot be read: {e.Message}");
        }

        return Parse(file) != null
            ? file
            : throw new BenchException($"{path} is no OTA file of the form in MeterFirmware/Update/DESIGN.md");
    }

    /// <summary>The hash of a manufacturer image.</summary>
    /// <param name="text">64 hexadecimal digits, or the path of the OTA file that it is in.</param>
    /// <exception cref="BenchException">It is neither.</exception>
    public static byte[] HashOf(string text)
    {
        const int Digits = 2 * SHA256.HashSizeInBytes;
        return text.Length == Digits && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : HashIn(Read(text));
    }

    /// <summary>The hash of the manufacturer image in a file.</summary>
    public static byte[] HashIn(byte[] file)
    {
        OtaHeader header = Parse(file);
        return SHA256.HashData(file.AsSpan(header.ImageOffset, header.ImageLength));
    }

    /// <summary>The version of a file.</summary>
    public static int VersionOf(byte[] file) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(VersionAt));

    /// <summary>The name of an <see cref="OtaStatus"/>, for people.</summary>
    public static string NameOf(int status) =>
        status switch
        {
            OtaStatus.InvalidImage => "not for this meter, not newer than what runs, or not signed by its maker",
            OtaStatus.Abort => "its flash refused, or an activation is under way",
            OtaStatus.UnsupportedClusterCommand => "its board has no slots; the bench has one with --board wrover",
            _ => "a frame was not as it should be",
        };

    private static OtaHeader Parse(byte[] file)
    {
        var header = new OtaHeader();
        return header.Parse(file, Math.Min(file.Length, OtaHeader.ParseLength)) && header.FileLength == file.Length
            ? header
            : null;
    }
}
