using System;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>What an adversary does to octets without knowing what they mean.</summary>
internal static class Mutation
{
    private static readonly byte[] edges = [0x00, 0x01, 0x02, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0xFE, 0xFF];

    private static readonly int[] numbers =
    [
        0,
        1,
        2,
        -1,
        127,
        128,
        255,
        256,
        3600,
        86400,
        604800,
        32767,
        32768,
        65535,
        100000,
        1000000,
        int.MaxValue,
        int.MinValue,
        -int.MaxValue,
        int.MaxValue - 1,
    ];

    /// <summary>A number with a liking for the ends of ranges.</summary>
    public static int Number(Random random) =>
        random.Next(4) switch
        {
            0 => random.Next(int.MinValue, int.MaxValue),
            1 => random.Next(0, 300000),
            _ => numbers[random.Next(numbers.Length)],
        };

    /// <summary>One or a few changes: flipped, replaced, cut, doubled, put in, taken out.</summary>
    public static byte[] Of(Random random, byte[] octets)
    {
        byte[] changed = [.. octets];
        for (int i = random.Next(3); i >= 0 && changed.Length > 0; i--)
        {
            changed = Once(random, changed);
        }
        return changed;
    }

    private static byte[] Once(Random random, byte[] octets)
    {
        int at = random.Next(octets.Length);
        int count = random.Next(1, Math.Min(16, octets.Length - at) + 1);
        switch (random.Next(7))
        {
            case 0:
                octets[at] ^= (byte)(1 << random.Next(8));
                return octets;
            case 1:
                octets[at] = edges[random.Next(edges.Length)];
                return octets;
            case 2:
                octets[at] += (byte)(random.Next(2) == 0 ? 1 : 255);
                return octets;
            case 3:
                return octets[..at];
            case 4:
                return [.. octets[..(at + count)], .. octets[at..]];
            case 5:
                return [.. octets[..at], .. octets[(at + count)..]];
            default:
                byte[] more = new byte[count];
                random.NextBytes(more);
                return [.. octets[..at], .. more, .. octets[at..]];
        }
    }
}
