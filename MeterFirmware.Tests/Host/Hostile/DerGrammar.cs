using System;
using System.Linq;
using System.Text;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>Payloads of CS06 and GCS28 that are nearly right: hash, counter, times, in DER and beside it.</summary>
internal static class DerGrammar
{
    /// <summary>A payload of CS06.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="counter">The counter of its message.</param>
    public static byte[] Payload(Random random, int counter)
    {
        byte[] hash = new byte[random.Next(8) == 0 ? random.Next(200) : 32];
        byte[] number = [.. BitConverter.GetBytes(counter).Reverse().SkipWhile(octet => octet == 0)];
        number = number.Length > 0 && number[0] < 0x80 ? number : [0, .. number];
        number = random.Next(8) == 0 ? new byte[random.Next(12)] : number;
        byte[] content = [.. Element(random, 4, hash), .. Element(random, 2, number), .. Time(random)];
        byte[] payload = Element(random, 0x30, content);
        return random.Next(6) == 0 ? Mutation.Of(random, payload) : payload;
    }

    /// <summary>A payload of GCS28: two times.</summary>
    /// <param name="random">Decides everything.</param>
    public static byte[] Interval(Random random)
    {
        byte[] payload = Element(random, 0x30, [.. End(random), .. End(random)]);
        return random.Next(6) == 0 ? Mutation.Of(random, payload) : payload;
    }

    // About the tests' clock, else any.
    private static byte[] End(Random random)
    {
        byte[] near = Encoding.ASCII.GetBytes($"20300101{random.Next(10, 15)}{random.Next(10, 60)}00Z");
        return random.Next(4) == 0 ? Time(random) : Element(random, 0x18, near);
    }

    private static byte[] Time(Random random)
    {
        string[] times =
        [
            "20300101130000Z",
            "99991231235959Z",
            "20000101000000Z",
            "20671231235959Z",
            "20680119031408Z",
            "20300230000000Z",
            "2030010113000Z",
            "2030010113000/Z",
            "19991231235959Z",
            "",
        ];
        return random.Next(2) == 0
            ? []
            : Element(random, 0x18, Encoding.ASCII.GetBytes(times[random.Next(times.Length)]));
    }

    private static byte[] Element(Random random, byte tag, byte[] content)
    {
        int length = content.Length;
        int form =
            random.Next(20) == 0 ? random.Next(4)
            : length > 255 ? 2
            : length > 127 ? 1
            : 0;
        byte[] header = form switch
        {
            0 => [(byte)length],
            1 => [0x81, (byte)length],
            2 => [0x82, (byte)(length >> 8), (byte)length],
            _ => [0x80],
        };
        return [tag, .. header, .. content];
    }
}
