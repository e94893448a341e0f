using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Reads the GBZ payload of a gas meter's response.</summary>
internal static class GbzResponse
{
    private const int Profile = 0x0109;
    private const int ClusterCommand = 0x01;
    private const int ReadAttributesResponse = 0x01;
    private const int DefaultResponse = 0x0B;
    private const int Success = 0x00;
    private const int NotFound = 0x8B;

    /// <summary>The outcome of every component, in order; of a read, that of every attribute.</summary>
    /// <exception cref="FormatException">It is not of the form.</exception>
    public static IReadOnlyList<InstructionOutcome> Read(byte[] payload)
    {
        var reader = new OctetReader(payload);
        if (reader.TakeUInt16() != Profile)
        {
            throw new FormatException("the payload is not of the GBZ profile");
        }

        int components = reader.TakeByte();
        var outcomes = new List<InstructionOutcome>();
        for (int i = 0; i < components; i++)
        {
            _ = reader.TakeByte(); // control
            int cluster = reader.TakeUInt16();
            ReadFrame(cluster, reader.Take(reader.TakeUInt16()), outcomes);
        }

        return outcomes;
    }

    private static void ReadFrame(int cluster, ReadOnlySpan<byte> frame, List<InstructionOutcome> outcomes)
    {
        var reader = new OctetReader(frame);
        bool isClusterCommand = (reader.TakeByte() & ClusterCommand) != 0;
        _ = reader.TakeByte(); // transaction sequence number
        int command = reader.TakeByte();
        if (isClusterCommand)
        {
            byte[] fields = reader.Take(reader.Count).ToArray();
            outcomes.Add(new InstructionOutcome(true, "answered", GbzHistory.Tell(cluster, command, fields)));
            return;
        }

        switch (command)
        {
            case DefaultResponse:
                _ = reader.TakeByte(); // the command that is answered
                outcomes.Add(OutcomeOf(reader.TakeByte(), null));
                break;
            case ReadAttributesResponse:
                while (reader.Count > 0)
                {
                    _ = reader.TakeUInt16LittleEndian(); // attribute
                    int status = reader.TakeByte();
                    outcomes.Add(OutcomeOf(status, status == Success ? ReadValue(ref reader) : null));
                }

                break;
            default:
                throw new FormatException($"a profile command {command:X2} is not known here");
        }
    }

    private static string ReadValue(ref OctetReader reader)
    {
        int type = reader.TakeByte();
        return type switch
        {
            0x10 or 0x18 or 0x20 or 0x30 => reader.TakeByte().ToString(),
            0x22 => BinaryPrimitives.ReadInt32LittleEndian([.. reader.Take(3), 0]).ToString(),
            0x19 or 0x21 or 0x31 => reader.TakeUInt16LittleEndian().ToString(),
            0x23 or 0xE2 => BinaryPrimitives.ReadUInt32LittleEndian(reader.Take(4)).ToString(),
            0x2B => BinaryPrimitives.ReadInt32LittleEndian(reader.Take(4)).ToString(),
            0x25 => (BinaryPrimitives.ReadInt64LittleEndian([.. reader.Take(6), 0, 0])).ToString(),
            0x41 or 0x42 => Convert.ToHexString(reader.Take(reader.TakeByte())),
            _ => throw new FormatException($"a value of type {type:X2} is not known here"),
        };
    }

    private static InstructionOutcome OutcomeOf(int status, string value) =>
        new(status is Success or NotFound, NameOf(status), value) { IsAbsent = status == NotFound };

    private static string NameOf(int status) =>
        status switch
        {
            0x00 => "SUCCESS",
            0x01 => "FAILURE",
            0x80 => "MALFORMED_COMMAND",
            0x85 => "INVALID_FIELD",
            0x86 => "UNSUPPORTED_ATTRIBUTE",
            0x8B => "NOT_FOUND",
            0xC0 => "HARDWARE_FAILURE",
            _ => $"status {status:X2}",
        };
}
