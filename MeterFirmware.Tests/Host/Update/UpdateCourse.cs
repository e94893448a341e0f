using MeterFirmware.Bench.Firmware;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>What happens to an update, and what it must end in when nothing is cut.</summary>
internal sealed record UpdateCourse(string Name)
{
    /// <summary>Every course, in the order of the tests.</summary>
    public static readonly UpdateCourse[] All =
    [
        new("immediate"),
        new("future-dated") { IsFutureDated = true },
        new("cancelled") { IsFutureDated = true, IsCancelled = true },
        new("other hash") { IsOtherHash = true, Outcome = ActivationOutcome.HashMismatch },
        new("other hash, future-dated")
        {
            IsFutureDated = true,
            IsOtherHash = true,
            Outcome = ActivationOutcome.HashMismatch,
        },
        new("wrong signature") { IsForged = true, Outcome = ActivationOutcome.NoImageHeld },
        new("goes bad in the slot") { IsSpoilt = true, Outcome = ActivationOutcome.ActivationFailure },
        Faulty(FirmwareFault.DoesNotLoad),
        Faulty(FirmwareFault.CrashesAtStart),
        Faulty(FirmwareFault.CrashesOnTrial),
        Faulty(FirmwareFault.HangsAtOnce),
        Faulty(FirmwareFault.Hangs),
        Faulty(FirmwareFault.CannotStore),
        new("goes bad after it was confirmed") { IsSpoiltLater = true },
    ];

    /// <summary>What is wrong with the firmware.</summary>
    public FirmwareFault Fault { get; init; }

    /// <summary>CS06 names a time.</summary>
    public bool IsFutureDated { get; init; }

    /// <summary>A second CS06 takes it back.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>CS06 has the hash of another image.</summary>
    public bool IsOtherHash { get; init; }

    /// <summary>An octet is not the one that the maker signed.</summary>
    public bool IsForged { get; init; }

    /// <summary>An octet in the slot changes between reception and restart.</summary>
    public bool IsSpoilt { get; init; }

    /// <summary>An octet in the slot changes when the new firmware runs, and it crashes.</summary>
    public bool IsSpoiltLater { get; init; }

    /// <summary>What the head end is told in the end: an <see cref="ActivationOutcome"/>.</summary>
    public int Outcome { get; init; } = ActivationOutcome.Success;

    /// <summary>True if the new firmware gets to run for good.</summary>
    public bool Succeeds => Outcome == ActivationOutcome.Success && !IsCancelled;

    /// <summary>True if the new firmware is the one that runs at the end.</summary>
    public bool EndsNew => Succeeds && !IsSpoiltLater;

    public override string ToString() => Name;

    private static UpdateCourse Faulty(FirmwareFault fault) =>
        new(fault.ToString()) { Fault = fault, Outcome = ActivationOutcome.ActivationFailure };
}
