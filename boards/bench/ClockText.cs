using System;
using System.Globalization;

namespace MeterFirmware.Bench;

/// <summary>What a running meter takes the time to be.</summary>
internal static class ClockText
{
    private static readonly DateTime epoch = new(2000, 1, 1);

    public static string Of(IBenchMeter meter) =>
        meter.KnowsTime
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"clock: {epoch.AddSeconds(meter.UtcSeconds):yyyy-MM-dd HH:mm:ss}Z"
            )
            : "clock: not known";
}
