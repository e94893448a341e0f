namespace MeterFirmware.Bench.Firmware;

/// <summary>What is wrong with a simulated firmware.</summary>
internal enum FirmwareFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The interpreter cannot load it.</summary>
    DoesNotLoad,

    /// <summary>It throws before it is a meter.</summary>
    CrashesAtStart,

    /// <summary>It throws in the middle of its trial.</summary>
    CrashesOnTrial,

    /// <summary>It stops turning, and the watchdog restarts it.</summary>
    Hangs,

    /// <summary>It cannot write its state, so its self-test fails.</summary>
    CannotStore,
}
