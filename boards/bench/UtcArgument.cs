using System;
using System.Globalization;

namespace MeterFirmware.Bench;

/// <summary>A moment as the user writes it: ISO 8601, UTC; or that nobody knows it.</summary>
internal static class UtcArgument
{
    /// <summary>The clock of a board that has just got its power.</summary>
    public const string Unknown = "unknown";

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
    /// <returns>Null for <see cref="Unknown"/>.</returns>
    /// <exception cref="UsageException">It is not of the form, or out of range.</exception>
    public static DateTimeOffset? Parse(string text)
    {
        if (text == Unknown)
        {
            return null;
        }

        return TryParse(text, out DateTimeOffset time)
            ? time
            : throw new UsageException(
                $"'{text}' is neither a time like 2026-01-31T12:00:00Z from {FirstYear} to {LastYear}, nor {Unknown}"
            );
    }

    /// <summary>Reads a moment.</summary>
    /// <returns>False if it is not of the form, or out of range.</returns>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        bool isTime = DateTimeOffset.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out time
        );
        return isTime && time.Year is >= FirstYear and <= LastYear;
    }

    /// <summary>Reads a time that may be left out.</summary>
    /// <param name="text">A time with a zone, or null.</param>
    /// <exception cref="UsageException">It is no time.</exception>
    public static DateTimeOffset? OrNull(string text) =>
        text == null ? null
        : TryParse(text, out DateTimeOffset time) ? time
        : throw new UsageException($"'{text}' is no time like 2026-01-31T12:00:00Z");
}
