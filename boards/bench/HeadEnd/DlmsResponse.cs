using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Reads the access-response of an electricity meter.</summary>
internal static class DlmsResponse
{
    private const byte AccessResponse = 0xDA;
    private const int DeepestNesting = 16;

    /// <summary>True if a payload is one.</summary>
    public static bool IsOne(byte[] payload) => payload is [AccessResponse, ..];

    /// <summary>The outcome of every instruction, in order.</summary>
    /// <exception cref="FormatException">It is not of the form.</exception>
    public static IReadOnlyList<InstructionOutcome> Read(byte[] payload)
    {
        var reader = new OctetReader(payload);
        reader.Expect(AccessResponse);
        _ = reader.Take(4); // long-invoke-id-and-priority
        _ = reader.TakeCounted(); // date-time
        reader.Expect(0); // the specifications are not repeated
        string[] values = new string[reader.TakeLength()];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadData(ref reader, 0);
        }

        if (reader.TakeLength() != values.Length)
        {
            throw new FormatException("there are not as many results as data");
        }

        var outcomes = new InstructionOutcome[values.Length];
        for (int i = 0; i < outcomes.Length; i++)
        {
            _ = reader.TakeByte(); // get, set or action
            int result = reader.TakeByte();
            outcomes[i] = new InstructionOutcome(result == 0, NameOf(result), values[i]);
        }

        return outcomes;
    }

    // Null for null-data.
    private static string ReadData(ref OctetReader reader, int depth)
    {
        int tag = reader.TakeByte();
        return tag switch
        {
            0x00 => null,
            0x01 or 0x02 => ReadElements(ref reader, depth + 1),
            0x03 => reader.TakeByte() == 0 ? "false" : "true",
            0x05 => BinaryPrimitives.ReadInt32BigEndian(reader.Take(4)).ToString(),
            0x06 => BinaryPrimitives.ReadUInt32BigEndian(reader.Take(4)).ToString(),
            0x09 => Convert.ToHexString(reader.TakeCounted()),
            0x0A or 0x0C => Encoding.UTF8.GetString(reader.TakeCounted()),
            0x0F => ((sbyte)reader.TakeByte()).ToString(),
            0x10 => BinaryPrimitives.ReadInt16BigEndian(reader.Take(2)).ToString(),
            0x11 or 0x16 => reader.TakeByte().ToString(),
            0x12 => reader.TakeUInt16().ToString(),
            0x14 => reader.TakeInt64().ToString(),
            0x19 => Convert.ToHexString(reader.Take(12)),
            _ => throw new FormatException($"data of type {tag:X2} is not known here"),
        };
    }

    private static string ReadElements(ref OctetReader reader, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new FormatException("data is nested too deeply");
        }

        string[] elements = new string[reader.TakeLength()];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadData(ref reader, depth) ?? "-";
        }

        return $"({string.Join(", ", elements)})";
    }

    private static string NameOf(int result) =>
        result switch
        {
            0 => "success",
            1 => "hardware-fault",
            2 => "temporary-failure",
            3 => "read-write-denied",
            4 => "object-undefined",
            12 => "type-unmatched",
            250 => "other-reason",
            _ => $"result {result}",
        };
}
