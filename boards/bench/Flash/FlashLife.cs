using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MeterFirmware.Bench.Flash;

/// <summary>
/// How long the flash of a meter lasts: what a <see cref="FilledMeter"/> holds and writes, by what was measured of littlefs
/// on a partition of this size. Only free blocks share the wear.
/// </summary>
internal sealed class FlashLife
{
    /// <summary>What the meter must last.</summary>
    public const double LeastYears = 20;

    /// <summary>Blocks that must stay free on an ESME of one element and on a GSME.</summary>
    public const int LeastFreeBlocks = 20;

    private const int Blocks = 64;
    private const int BlockOctets = 4096;
    private const int ErasesABlock = 100_000;
    private const double DaysAYear = 365.25;

    // littlefs keeps what is no larger with the folder's metadata.
    private const int LargestInline = 512;

    // Metadata is in pairs of blocks: one of the superblock and the root folder, and those of the meter's folder, which are
    // split when they are more than half full. Beyond its content a file takes its name and what points to it.
    private const int RootBlocks = 2;
    private const int PairOctets = BlockOctets / 2;
    private const int FileOctets = 30;

    private readonly FilledMeter meter;

    private FlashLife(string name, FilledMeter meter)
    {
        Name = name;
        this.meter = meter;
    }

    /// <summary>Which meter.</summary>
    public string Name { get; }

    /// <summary>Blocks of data.</summary>
    public int DataBlocks => meter.Records.Values.Sum(BlocksOf);

    /// <summary>Blocks of metadata.</summary>
    public int MetadataBlocks =>
        RootBlocks
        + 2
            * (int)
                Math.Ceiling(
                    meter.Records.Sum(record => record.Key.Length + FileOctets + InlineOf(record.Value))
                        / (double)PairOctets
                );

    /// <summary>Blocks that no file and no folder holds.</summary>
    public int FreeBlocks => Blocks - MetadataBlocks - DataBlocks;

    /// <summary>Erases on a typical day.</summary>
    public double ErasesADay => meter.Writes.Sum(write => ErasesOf(write.Length)) / meter.WrittenDays;

    /// <summary>Years until the blocks that are free are worn.</summary>
    public double Years => FreeBlocks * (double)ErasesABlock / ErasesADay / DaysAYear;

    /// <summary>Runs a meter and looks at its flash.</summary>
    /// <param name="kind">A <see cref="Core.MeterKind"/>.</param>
    /// <param name="hasSecondary">True for an ESME of two elements.</param>
    public static FlashLife Of(int kind, bool hasSecondary)
    {
        bool isGas = kind == Core.MeterKind.Gsme;
        string name = isGas ? "GSME" : (hasSecondary ? "ESME, two elements" : "ESME");
        return new(name, FilledMeter.Run(kind, hasSecondary));
    }

    /// <summary>The report.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string> { $"{"flash: " + Name, -34}  blocks   writes   octets   erases a day" };
        var groups = meter.Records.Keys.Concat(meter.Writes.Select(write => write.Name)).Select(GroupOf).Distinct();
        lines.AddRange(groups.Order().Select(LineOf).Where(line => line != null));
        lines.Add(
            Text(
                $"blocks of 4 KiB: {Blocks}, data {DataBlocks}, metadata {MetadataBlocks}, free {FreeBlocks}; {ErasesADay:F0} erases a day: {Years:F0} years"
            )
        );
        return lines;
    }

    /// <summary>
    /// Erases of one write, as measured: in place or in part, by the length of the record; 0 octets is a delete.
    /// </summary>
    public static double ErasesOf(int octets) =>
        // 64 octets 0.03, 256 octets 0.10, 1,024 octets 1.03, 32 octets appended or written inside 1.02. A write inside a
        // record of one block copies that block, wherever it is.
        octets switch
        {
            <= 64 => 0.03,
            <= 256 => 0.10,
            <= LargestInline => 0.20,
            _ => 0.03 + BlocksOf(octets),
        };

    // Measured: the octets of the record and at most 128 more.
    private static double ProgrammedOf(int octets) => octets + 128;

    private static int BlocksOf(int octets) => octets <= LargestInline ? 0 : (octets + BlockOctets - 1) / BlockOctets;

    private static int InlineOf(int octets) => octets <= LargestInline ? octets : 0;

    // Records that are used in turn have a hyphen and what tells them apart behind their name.
    private static string GroupOf(string name) =>
        name.LastIndexOf('-') is int at and > 0 && name.Length - at <= 3 ? name[..at] : name;

    private string LineOf(string group)
    {
        var writes = meter.Writes.Where(write => GroupOf(write.Name) == group).ToList();
        int blocks = meter.Records.Where(record => GroupOf(record.Key) == group).Sum(record => BlocksOf(record.Value));
        double days = meter.WrittenDays;
        double octets = writes.Sum(write => ProgrammedOf(write.Length)) / days;
        double erases = writes.Sum(write => ErasesOf(write.Length)) / days;
        return blocks == 0 && erases < 0.05
            ? null
            : Text($"{group, -34}{blocks, 8}{writes.Count / days, 9:F1}{octets, 9:F0}{erases, 9:F1}");
    }

    private static string LineOf(string name, int blocks, double writes, double octets, double erases) =>
        Text($"{name, -34}{blocks, 8}{writes, 9:F1}{writes * octets, 9:F0}{writes * erases, 9:F1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
