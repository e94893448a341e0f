using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Snapshots and samples of a gas meter, in words.</summary>
internal static class GbzHistory
{
    private const int HeadLength = 16;
    private const int Missing = 0xFFFFFF;

    /// <summary>The fields of a cluster command from a meter.</summary>
    public static string Tell(int cluster, int command, byte[] fields) =>
        (cluster, command) switch
        {
            (0x0702, 0x06) when fields.Length == HeadLength + 56 => TellRegisters(fields),
            (0x0705, 0x01) when fields.Length == HeadLength + 24 => TellBalances(fields),
            (0x0702, 0x07) when fields.Length >= 11 => TellSamples(fields),
            _ => Convert.ToHexString(fields),
        };

    // The main register, four time-of-use registers and four block counters of six octets each, in litres.
    private static string TellRegisters(byte[] fields) =>
        $"{TimeText.Of(Number(fields, 4, 4))}  {Number(fields, 16, 6)}, "
        + $"({string.Join(", ", Numbers(fields, 23, 6))}), ({string.Join(", ", Numbers(fields, 48, 6))})";

    // Accumulated Debt, Time Debts, Payment Debt, emergency credit and credit, millipence.
    private static string TellBalances(byte[] fields) =>
        $"{TimeText.Of(Number(fields, 4, 4))}  "
        + string.Join(", ", Enumerable.Range(0, 6).Select(i => (int)Number(fields, HeadLength + 4 * i, 4)));

    private static string TellSamples(byte[] fields)
    {
        long start = Number(fields, 2, 4);
        long interval = Number(fields, 7, 2);
        IEnumerable<string> lines = Enumerable
            .Range(0, (fields.Length - 11) / 3)
            .Select(i => (Time: TimeText.Of(start + i * interval), Litres: Number(fields, 11 + 3 * i, 3)))
            .Where(sample => sample.Litres != Missing)
            .Select(sample => $"\n    {sample.Time}  {sample.Litres}");
        return string.Concat(lines);
    }

    private static IEnumerable<long> Numbers(byte[] fields, int at, int width) =>
        Enumerable.Range(0, 4).Select(i => Number(fields, at + width * i, width));

    private static long Number(byte[] fields, int at, int width)
    {
        long value = 0;
        for (int i = width - 1; i >= 0; i--)
        {
            value = (value << 8) | fields[at + i];
        }

        return value;
    }
}
