using System;
using System.Collections.Generic;
using MeterFirmware.Update;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>
/// Reads a response to CS06: NULL for a command that waits for its time or takes one back, or SEQUENCE {
/// activateImageResponseCode INTEGER, firmwareVersion OCTET STRING }.
/// </summary>
internal static class ActivationResponse
{
    private const int OutcomeAt = 4;
    private const int VersionAt = 7;
    private const int VersionLength = 4;

    /// <summary>What its parts are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["activation", "firmware version that runs"];

    /// <summary>True if a payload is one.</summary>
    public static bool IsOne(byte[] payload) => payload is [5, 0] or [0x30, 9, 2, 1, _, 4, VersionLength, _, _, _, _];

    /// <summary>The outcome, and the version that runs after it.</summary>
    public static IReadOnlyList<InstructionOutcome> Read(byte[] payload)
    {
        if (payload.Length == 2)
        {
            return [new(true, "accepted", null)];
        }

        int outcome = payload[OutcomeAt];
        string version = Convert.ToHexString(payload.AsSpan(VersionAt, VersionLength));
        return [new(outcome == ActivationOutcome.Success, NameOf(outcome), null), new(true, "answered", version)];
    }

    /// <summary>The name of an <see cref="ActivationOutcome"/>.</summary>
    public static string NameOf(int outcome) =>
        outcome switch
        {
            ActivationOutcome.Success => "success",
            ActivationOutcome.NoImageHeld => "no image held",
            ActivationOutcome.HashMismatch => "another hash than that of the image held",
            ActivationOutcome.ActivationFailure => "activation failure",
            _ => $"outcome {outcome}",
        };
}
