using System;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Finds what is encrypted in the payload of a meter's answer.</summary>
internal static class EncryptedParts
{
    /// <summary>The octets that encryption adds: security control, counter, tag.</summary>
    public const int Overhead = 5 + MeterMessage.MacLength;

    private const byte EncryptedComponent = 0x02;

    // Of the parameters of protected attributes, behind the two lengths: the octets up to the attributes.
    private static readonly byte[] protectionBegins = [0x02, 2, 0x01, 1, 0x02, 2, 0x16, 2, 0x02, 5, 0x09, 9];
    private static readonly byte[] protectionEnds = [0x09, 0, 0x02, 2, 0x16, 2, 0x02, 2, 0x09, 1, 2, 0x09, 0, 0x09];

    /// <summary>The payload as it would be with nothing encrypted.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="decrypt">Decrypts one part.</param>
    /// <exception cref="FormatException">It is not of the form.</exception>
    public static byte[] Open(byte[] payload, Func<byte[], byte[]> decrypt) =>
        payload is [0x01, 0x09, ..] ? OpenGbz(payload, decrypt)
        : DlmsResponse.IsOne(payload) ? OpenDlms(payload, decrypt)
        : payload;

    // The one instruction of such a command gives the attributes alone, without the parameters.
    private static byte[] OpenDlms(byte[] payload, Func<byte[], byte[]> decrypt)
    {
        var reader = new OctetReader(payload);
        byte[] head = reader.Take(8).ToArray();
        if (reader.Count < protectionBegins.Length || !payload.AsSpan(8).StartsWith(protectionBegins))
        {
            return payload;
        }

        reader.Expect(protectionBegins);
        _ = reader.Take(9); // transaction
        _ = reader.TakeByte();
        _ = reader.TakeCounted(); // the meter
        _ = reader.TakeByte();
        _ = reader.TakeCounted(); // who asked
        reader.Expect(protectionEnds);
        byte[] plain = decrypt(reader.TakeCounted().ToArray());
        return [.. head, .. plain, .. reader.Take(reader.Count)];
    }

    private static byte[] OpenGbz(byte[] payload, Func<byte[], byte[]> decrypt)
    {
        var reader = new OctetReader(payload);
        OctetBuilder opened = new OctetBuilder().Add(reader.Take(3));
        while (reader.Count > 0)
        {
            int control = reader.TakeByte();
            int cluster = reader.TakeUInt16();
            byte[] frame = reader.Take(reader.TakeUInt16()).ToArray();
            if ((control & EncryptedComponent) != 0)
            {
                var inner = new OctetReader(frame);
                _ = inner.Take(2); // additional header
                byte[] header = inner.Take(3).ToArray();
                frame = [.. header, .. decrypt(inner.Take(inner.TakeUInt16()).ToArray())];
            }

            opened.Add((byte)(control & ~EncryptedComponent)).AddUInt16(cluster).AddUInt16(frame.Length).Add(frame);
        }

        return opened.ToArray();
    }
}
