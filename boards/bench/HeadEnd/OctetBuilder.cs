using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Octets put one after the other. What does not say otherwise is most significant octet first.</summary>
internal sealed class OctetBuilder
{
    private readonly List<byte> octets = [];

    public OctetBuilder Add(params ReadOnlySpan<byte> values)
    {
        octets.AddRange(values);
        return this;
    }

    public OctetBuilder AddUInt16(int value) => Add((byte)(value >> 8), (byte)value);

    public OctetBuilder AddInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Add(bytes);
    }

    public OctetBuilder AddInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>As ZigBee has it: least significant octet first.</summary>
    public OctetBuilder AddUInt16LittleEndian(int value) => Add((byte)value, (byte)(value >> 8));

    /// <summary>As ZigBee has it: least significant octet first.</summary>
    public OctetBuilder AddInt32LittleEndian(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>A length as BER and A-XDR have it.</summary>
    public OctetBuilder AddLength(int length) =>
        length switch
        {
            < 0x80 => Add((byte)length),
            < 0x100 => Add(0x81, (byte)length),
            _ => Add(0x82).AddUInt16(length),
        };

    /// <summary>The octets with their length before them.</summary>
    public OctetBuilder AddCounted(ReadOnlySpan<byte> values) => AddLength(values.Length).Add(values);

    public byte[] ToArray() => [.. octets];
}
