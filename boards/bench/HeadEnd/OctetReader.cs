using System;
using System.Buffers.Binary;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Octets taken one after the other; most significant octet first, as <see cref="OctetBuilder"/>.</summary>
internal ref struct OctetReader
{
    private ReadOnlySpan<byte> rest;

    public OctetReader(ReadOnlySpan<byte> octets)
    {
        rest = octets;
    }

    /// <summary>How many there still are.</summary>
    public readonly int Count => rest.Length;

    /// <summary>Those that there still are.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <summary>Takes octets.</summary>
    /// <exception cref="FormatException">There are not so many.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
        {
            throw new FormatException("the message is too short");
        }

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <summary>Takes octets that must be these.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public void Expect(params ReadOnlySpan<byte> octets)
    {
        if (!Take(octets.Length).SequenceEqual(octets))
        {
            throw new FormatException($"the message lacks {Convert.ToHexString(octets)} where it should be");
        }
    }

    public int TakeByte() => Take(1)[0];

    public int TakeUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public long TakeInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public int TakeUInt16LittleEndian() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int TakeLength() =>
        TakeByte() switch
        {
            < 0x80 and int length => length,
            0x81 => TakeByte(),
            0x82 => TakeUInt16(),
            _ => throw new FormatException("a length has more than two octets"),
        };

    public ReadOnlySpan<byte> TakeCounted() => Take(TakeLength());
}
