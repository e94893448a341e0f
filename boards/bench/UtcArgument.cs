using System;
using System.Globalization;

namespace MeterFirmware.Bench;

/// <summary>A moment as the user writes it: ISO 8601, UTC.</summary>
internal static class UtcArgument
{
    // A log entry has four octets for its seconds since 2000.
    private const int FirstYear = 2000;
    private const int LastYear = 2067;

    private static readonly string[] formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd",
    ];

    /// <summary>Reads one.</summary>
    /// <exception cref="BenchException">It is not of the form, or out of range.</exception>
    public static DateTimeOffset Parse(string text)
    {
        bool isTime = DateTimeOffset.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time
        );
        return isTime && time.Year is >= FirstYear and <= LastYear
            ? time
            : throw new BenchException(
                $"'{text}' is not a time like 2026-01-31T12:00:00Z from {FirstYear} to {LastYear}"
            );
    }
}
