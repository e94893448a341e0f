using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>A tariff as the bench sends it: one rate, or a second one at night, and a standing charge.</summary>
internal sealed record TariffOrder
{
    private const int MinutesOfDay = 1440;

    /// <summary>The price of rate 1, millipence a kWh.</summary>
    public int DayMillipence { get; private init; }

    /// <summary>The price of rate 2, or null for a tariff of one rate.</summary>
    public int? NightMillipence { get; private init; }

    /// <summary>The minute of the day, UTC, at which rate 2 begins.</summary>
    public int NightBegins { get; private init; }

    /// <summary>The minute at which rate 1 begins again.</summary>
    public int NightEnds { get; private init; }

    /// <summary>Millipence a day.</summary>
    public int StandingChargeMillipence { get; private init; }

    /// <summary>When it comes into force, UTC; null for now.</summary>
    public DateTime? At { get; private init; }

    /// <summary>Reads what the command line says.</summary>
    /// <param name="rates">Number and price of each rate, such as 1=24500.</param>
    /// <param name="night">When rate 2 is in force, such as 00:30-07:30; null for never.</param>
    /// <param name="standingCharge">Millipence a day.</param>
    /// <param name="at">When it comes into force; null for now.</param>
    /// <exception cref="UsageException">It is no tariff.</exception>
    public static TariffOrder Parse(IReadOnlyList<string> rates, string night, int standingCharge, DateTime? at)
    {
        Dictionary<int, int> prices = [];
        foreach ((int number, int price) in rates.Select(ParseRate))
        {
            if (!prices.TryAdd(number, price))
            {
                throw new UsageException($"--rate {number} is given twice");
            }
        }

        if (!prices.TryGetValue(1, out int day) || prices.ContainsKey(2) != (night != null))
        {
            throw new UsageException("a tariff has --rate 1=N; or --rate 1=N, --rate 2=N and --night HH:MM-HH:MM");
        }

        (int begins, int ends) = night == null ? (0, 0) : ParseNight(night);
        return new TariffOrder
        {
            DayMillipence = day,
            NightMillipence = night == null ? null : prices[2],
            NightBegins = begins,
            NightEnds = ends,
            StandingChargeMillipence = standingCharge,
            At = at,
        };
    }

    /// <summary>Which rate begins at which minutes of every day; the first begins at midnight.</summary>
    public IReadOnlyList<(int Minute, int Rate)> Switches()
    {
        if (NightMillipence == null)
        {
            return [(0, 1)];
        }

        List<(int Minute, int Rate)> switches = [(NightBegins, 2)];
        if (NightEnds < MinutesOfDay)
        {
            switches.Add((NightEnds, 1));
        }

        if (switches.All(each => each.Minute > 0))
        {
            switches.Add((0, NightEnds < NightBegins ? 2 : 1));
        }

        return [.. switches.OrderBy(each => each.Minute)];
    }

    /// <summary>What is asked of the meter, a line for each thing.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"rate 1 is {MoneyText.Of(DayMillipence)} a kWh";
        if (NightMillipence is int night)
        {
            yield return $"rate 2 is {MoneyText.Of(night)} a kWh, from {Clock(NightBegins)} to {Clock(NightEnds)} UTC";
        }

        yield return $"standing charge is {MoneyText.Of(StandingChargeMillipence)} a day";
        yield return At is DateTime at ? $"from {at:yyyy-MM-dd'T'HH:mm:ss'Z'} on" : "from now on";
    }

    private static (int Number, int Price) ParseRate(string text)
    {
        string[] parts = text.Split('=');
        int price = 0;
        bool right = parts.Length == 2 && parts[0] is "1" or "2" && TryParseNumber(parts[^1], out price);
        return right
            ? (parts[0][0] - '0', price)
            : throw new UsageException($"--rate is 1=N or 2=N with N millipence a kWh, not '{text}'");
    }

    private static (int Begins, int Ends) ParseNight(string text)
    {
        string[] parts = text.Split('-');
        int begins = 0;
        int ends = 0;
        bool right = parts.Length == 2 && TryParseMinute(parts[0], out begins) && TryParseMinute(parts[1], out ends);
        return right && begins != ends && begins < MinutesOfDay && ends > 0
            ? (begins, ends)
            : throw new UsageException(
                $"--night is a time from 00:00 to a time up to 24:00, such as 00:30-07:30, not '{text}'"
            );
    }

    private static bool TryParseMinute(string text, out int minute)
    {
        string[] parts = text.Split(':');
        int hour = 0;
        int past = 0;
        bool right =
            text.Length == 5
            && parts.Length == 2
            && TryParseNumber(parts[0], out hour)
            && TryParseNumber(parts[1], out past);
        minute = (60 * hour) + past;
        return right && past < 60 && minute <= MinutesOfDay;
    }

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
