using System;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Core;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench;

/// <summary>A meter on a virtual board, as the running bench sees it.</summary>
internal interface IBenchMeter : IDisposable
{
    /// <summary>The chip.</summary>
    VirtualChip Chip { get; }

    /// <summary>The parts around the chip.</summary>
    VirtualBoard Board { get; }

    /// <summary>The voltage that an electricity meter's metrology measures.</summary>
    VirtualVoltage Voltage { get; }

    /// <summary>What the meter knows; that of another program after a restart.</summary>
    MeterState State { get; }

    /// <summary>True if the board knows what time it is.</summary>
    bool KnowsTime { get; }

    /// <summary>Seconds since 2000-01-01T00:00:00Z; meaningless unless <see cref="KnowsTime"/>.</summary>
    long UtcSeconds { get; }

    /// <summary>Tells the board what time it is.</summary>
    void SetClock(DateTimeOffset utc);

    /// <summary>Starts the program of the board.</summary>
    /// <exception cref="BenchException">The storage holds another meter's state.</exception>
    void Start();

    /// <summary>One turn of the board's loop with the rest after it.</summary>
    void Turn();
}
