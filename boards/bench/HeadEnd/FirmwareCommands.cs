using System;
using System.Globalization;
using System.Linq;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Activate Firmware (CS06) and Read Firmware Version (ECS52, GCS38) as a head end writes and reads them.</summary>
internal static class FirmwareCommands
{
    public const int ActivateCode = 0x0012;
    public const int OutcomeAlertCode = 0x00CA;
    public const int EsmeReceiptCode = 0x00CE;
    public const int GsmeReceiptCode = 0x00CF;
    public const int RestoreAlertCode = 0x0067;

    private const string Never = "99991231235959Z";
    private const int EsmeVersionCode = 0x0059;
    private const int GsmeVersionCode = 0x0084;
    private const int VersionLength = 4;

    private static readonly string[] versionNames = ["Firmware Version"];

    /// <summary>At once.</summary>
    public static CommandPlan Activate(byte[] hash) => Plan(hash, null);

    /// <summary>At a time, seconds since 2000.</summary>
    public static CommandPlan ActivateAt(byte[] hash, long utcSeconds) =>
        Plan(
            hash,
            new DateTime(2000, 1, 1).AddSeconds(utcSeconds).ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)
        );

    /// <summary>Not at all.</summary>
    public static CommandPlan Cancel(byte[] hash) => Plan(hash, Never);

    /// <summary>Asks which version runs.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    public static CommandPlan ReadVersion(int kind) =>
        kind == MeterKind.Esme
            ? new("ECS52", EsmeVersionCode, false, ReadEsmeVersion, versionNames)
            : new("GCS38", GsmeVersionCode, false, _ => [1, 9, 1, 1, 7, 2, 0, 5, 0, 0, 0, 6, 2], versionNames);

    /// <summary>The version in an answer to <see cref="ReadVersion"/>.</summary>
    public static int VersionOf(int kind, MeterMessage answer) =>
        kind == MeterKind.Esme ? Number(answer.Payload.AsSpan(10, VersionLength)) : Number(answer.Payload.AsSpan(^4..));

    /// <summary>activateImageResponseCode of a response to CS06 or of its alert; -1 for "accepted".</summary>
    public static int OutcomeOf(MeterMessage message)
    {
        // Both end with SEQUENCE { INTEGER of one octet, OCTET STRING of four }.
        byte[] payload = message.Payload;
        return payload.AsSpan().SequenceEqual((byte[])[5, 0]) ? -1 : payload[^7];
    }

    /// <summary>The version that such a message tells.</summary>
    public static int VersionIn(MeterMessage message) => Number(message.Payload.AsSpan(^VersionLength..));

    private static int Number(ReadOnlySpan<byte> octets) =>
        (octets[0] << 24) | (octets[1] << 16) | (octets[2] << 8) | octets[3];

    private static byte[] ReadEsmeVersion(long counter) =>
        [
            .. (byte[])[0xD9, 0x20, (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter],
            .. (byte[])[0, 1, 1, 0, 1, 0, 0, 0, 2, 1, 255, 2, 1, 0],
        ];

    // SEQUENCE { hash OCTET STRING, originatorCounter INTEGER, executionDateTime GeneralizedTime OPTIONAL }; a counter of the
    // bench is positive.
    private static CommandPlan Plan(byte[] hash, string time) =>
        new("CS06", ActivateCode, true, counter => Payload(hash, counter, time), ActivationResponse.Names);

    private static byte[] Payload(byte[] hash, long counter, string time)
    {
        byte[] number = [.. BitConverter.GetBytes(counter).Reverse().SkipWhile(octet => octet == 0)];
        number = number[0] >= 0x80 ? [0, .. number] : number;
        byte[] when = time == null ? [] : [0x18, (byte)time.Length, .. time.Select(letter => (byte)letter)];
        byte[] content = [0x04, (byte)hash.Length, .. hash, 0x02, (byte)number.Length, .. number, .. when];
        return [0x30, (byte)content.Length, .. content];
    }
}
