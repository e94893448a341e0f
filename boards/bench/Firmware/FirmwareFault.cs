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

    /// <summary>Its first line never ends, before it has opened anything.</summary>
    HangsAtOnce,

    /// <summary>It starts its meter and never comes to its loop.</summary>
    HangsAtStart,

    /// <summary>It stops turning in the middle of its trial, and the watchdog restarts it.</summary>
    Hangs,

    /// <summary>It cannot write its state, so its self-test fails.</summary>
    CannotStore,
}
