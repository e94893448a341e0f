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
            0x13 => ReadCompact(ref reader),
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

        return $"({string.Join(", ", InRuns(elements))})";
    }

    // Entries of a log, each on a line of its own behind its time.
    private static string ReadCompact(ref OctetReader reader)
    {
        var type = new OctetReader(reader.Rest);
        int before = type.Count;
        SkipType(ref type);
        byte[] description = reader.Take(before - type.Count).ToArray();
        var content = new OctetReader(reader.TakeCounted());
        var lines = new List<string>();
        while (content.Count > 0)
        {
            type = new OctetReader(description);
            type.Expect(0x02);
            string[] values = new string[type.TakeByte()];
            type.Expect(0x06);
            values[0] = TimeText.Of(BinaryPrimitives.ReadUInt32BigEndian(content.Take(4)));
            for (int i = 1; i < values.Length; i++)
            {
                values[i] = ReadTyped(ref type, ref content);
            }

            lines.Add($"{values[0]}  {string.Join(", ", values[1..])}");
        }

        return lines.Count == 0 ? "none" : string.Concat(lines.ConvertAll(line => "\n    " + line));
    }

    private static void SkipType(ref OctetReader type)
    {
        int tag = type.TakeByte();
        int elements = tag == 0x02 ? type.TakeByte() : 0;
        if (tag == 0x01)
        {
            _ = type.TakeUInt16();
            elements = 1;
        }

        for (int i = 0; i < elements; i++)
        {
            SkipType(ref type);
        }
    }

    private static string ReadTyped(ref OctetReader type, ref OctetReader content)
    {
        int tag = type.TakeByte();
        if (tag != 0x01)
        {
            return ReadNumber(tag, ref content);
        }

        string[] elements = new string[type.TakeUInt16()];
        int of = type.TakeByte();
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = ReadNumber(of, ref content);
        }

        return $"({string.Join(", ", InRuns(elements))})";
    }

    private static string ReadNumber(int tag, ref OctetReader content) =>
        tag switch
        {
            0x05 => BinaryPrimitives.ReadInt32BigEndian(content.Take(4)).ToString(),
            0x06 => BinaryPrimitives.ReadUInt32BigEndian(content.Take(4)).ToString(),
            _ => throw new FormatException($"an entry with data of type {tag:X2} is not known here"),
        };

    // The same value several times in a row is told once.
    private static List<string> InRuns(string[] elements)
    {
        var runs = new List<string>();
        for (int i = 0; i < elements.Length; )
        {
            int end = i + 1;
            while (end < elements.Length && elements[end] == elements[i])
            {
                end++;
            }

            runs.Add(end - i > 3 ? $"{end - i} x {elements[i]}" : string.Join(", ", elements[i..end]));
            i = end;
        }

        return runs;
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
