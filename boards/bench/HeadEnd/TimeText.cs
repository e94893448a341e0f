using System;
using System.Globalization;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>Times in answers, for people.</summary>
internal static class TimeText
{
    private static readonly DateTime epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A moment.</summary>
    /// <param name="seconds">Seconds since 2000-01-01T00:00:00Z.</param>
    public static string Of(long seconds) =>
        epoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
