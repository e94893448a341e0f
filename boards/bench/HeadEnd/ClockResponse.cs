using System;
using System.Collections.Generic;
using System.Text;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Reads a gas meter's response to GCS28: SEQUENCE { deviceTime GeneralizedTime, deviceTimeStatus INTEGER }.</summary>
internal static class ClockResponse
{
    private const byte Sequence = 0x30;
    private const byte GeneralizedTime = 0x18;
    private const byte Integer = 0x02;

    /// <summary>What its parts are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["time", "time status (0 reliable, 1 invalid, 2 unreliable)"];

    /// <summary>True if a payload is one.</summary>
    public static bool IsOne(byte[] payload) => payload is [Sequence, _, GeneralizedTime, ..];

    /// <summary>The time and its status.</summary>
    /// <exception cref="FormatException">It is not of the form.</exception>
    public static IReadOnlyList<InstructionOutcome> Read(byte[] payload)
    {
        var reader = new OctetReader(payload);
        reader.Expect(Sequence);
        _ = reader.TakeByte();
        reader.Expect(GeneralizedTime);
        string time = Encoding.ASCII.GetString(reader.TakeCounted());
        reader.Expect(Integer);
        reader.Expect(1);
        return [new(true, "answered", time), new(true, "answered", reader.TakeByte().ToString())];
    }
}
