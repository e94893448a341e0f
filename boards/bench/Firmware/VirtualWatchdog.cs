using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// The software watchdog on stepped time, where no thread may run: whoever hangs lets time pass and so is looked at, as often
/// and by the same rule as the thread does.
/// </summary>
internal sealed class VirtualWatchdog : IWatchdog
{
    private readonly VirtualClock clock;
    private bool isStarted;
    private long lookAt;
    private int kicks;
    private int seen;

    public VirtualWatchdog(VirtualClock clock)
    {
        this.clock = clock;
    }

    /// <inheritdoc/>
    public void Start()
    {
        if (!isStarted)
        {
            isStarted = true;
            Look();
        }
    }

    /// <inheritdoc/>
    public void Kick() => kicks++;

    /// <summary>Restarts the interpreter if the program was silent since the last look.</summary>
    public void Check()
    {
        if (!isStarted || clock.NowMicroseconds < lookAt)
        {
            return;
        }

        if (seen == kicks)
        {
            new ClrRestart().Restart();
        }

        Look();
    }

    private void Look()
    {
        seen = kicks;
        lookAt = clock.NowMicroseconds + SoftwareWatchdog.LimitMilliseconds * 1000L;
    }
}
