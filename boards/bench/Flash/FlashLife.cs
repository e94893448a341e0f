using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.Flash;

/// <summary>
/// How long the flash of a meter lasts, by what was measured of littlefs on a partition of this size: erases and octets
/// programmed a write, and that only free blocks share the wear.
/// </summary>
internal static class FlashLife
{
    /// <summary>What the meter must last.</summary>
    public const double LeastYears = 20;

    /// <summary>Blocks that must stay free.</summary>
    public const int LeastFreeBlocks = 20;

    private const int Blocks = 64;
    private const int BlockOctets = 4096;
    private const int ErasesABlock = 100_000;
    private const double DaysAYear = 365.25;
    private const int SecondsADay = 86_400;

    // A pair for the superblock, one for the root folder, one for the meter's own.
    private const int MetadataBlocks = 6;

    // littlefs keeps what is smaller with the folder's metadata.
    private const int LargestInline = 512;

    /// <summary>
    /// Everything that a fully configured meter keeps, on a day of two alerts, four commands and one dip of the mains. A part
    /// that stores something adds a line.
    /// </summary>
    public static IReadOnlyList<StoredFile> Files { get; } =
    [
        new(
            "hot image, each half hour",
            2,
            ImageLayout.Length,
            SecondsADay / MeterParameters.RegisterCommitIntervalSeconds
        ),
        new("hot image, commands", 0, ImageLayout.Length, 4),
        new("hot image, alerts and their log entries", 0, ImageLayout.Length, 4),
        new("hot image, mains dips", 0, ImageLayout.Length, 1),
        new("log segments (budget), one a half hour", 26, BlockOctets, 48, IsAppended: true),
        new("configuration, two generations", 8, BlockOctets, 0.1),
        new("what the customer sees", 3, 239, 0.1),
        new("remote parties", 1, RemoteParties.MaxLength, 0.01),
        new("device id", 1, MeterConfiguration.DeviceIdLength, 0),
    ];

    /// <summary>Blocks that no file and no folder holds.</summary>
    public static int FreeBlocks => Blocks - MetadataBlocks - Files.Sum(BlocksOf);

    /// <summary>Erases on a typical day.</summary>
    public static double ErasesADay => Files.Sum(file => file.WritesADay * ErasesOf(file));

    /// <summary>Years until the blocks that are free are worn.</summary>
    public static double YearsWith(int freeBlocks) => freeBlocks * (double)ErasesABlock / ErasesADay / DaysAYear;

    /// <summary>The report.</summary>
    public static IReadOnlyList<string> Lines()
    {
        var lines = new List<string> { "flash, a typical day                         writes   octets   erases" };
        lines.AddRange(Files.Where(file => file.WritesADay > 0).Select(LineOf));
        lines.Add(
            Text(
                $"{"in all", -42}{Files.Sum(file => file.WritesADay), 9:F1}{Files.Sum(OctetsADay), 9:F0}{ErasesADay, 9:F1}"
            )
        );
        lines.Add(Text($"blocks of 4 KiB: {Blocks}, free {FreeBlocks} (at least {LeastFreeBlocks})"));
        lines.Add(
            Text(
                $"flash life: {YearsWith(FreeBlocks):F0} years, {YearsWith(LeastFreeBlocks):F0} with {LeastFreeBlocks} free blocks (at least {LeastYears:F0})"
            )
        );
        return lines;
    }

    /// <summary>Erases of one write, as measured: in place by size, appended with its block's copy.</summary>
    public static double ErasesOf(StoredFile file)
    {
        if (file.IsAppended)
        {
            return 1.02;
        }

        // Measured: 64 octets 0.03, 256 octets 0.10, 1,024 octets 1.03. What fills no more than a block takes one.
        return file.Octets switch
        {
            <= 64 => 0.03,
            <= 256 => 0.10,
            <= LargestInline => 0.20,
            _ => 0.03 + BlocksOf(file with { Files = 1 }),
        };
    }

    private static double ProgrammedOf(StoredFile file) =>
        // Measured: 32 octets appended 2,262; in place the octets and 128 more.
        file.IsAppended
            ? 2_262
            : file.Octets + 128;

    private static double OctetsADay(StoredFile file) => file.WritesADay * ProgrammedOf(file);

    private static int BlocksOf(StoredFile file) =>
        file.Octets <= LargestInline ? 0 : file.Files * ((file.Octets + BlockOctets - 1) / BlockOctets);

    private static string LineOf(StoredFile file) =>
        Text(
            $"{file.Name, -42}{file.WritesADay, 9:F1}{OctetsADay(file), 9:F0}{file.WritesADay * ErasesOf(file), 9:F1}"
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
