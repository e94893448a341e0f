using System;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>GCS01a Set Tariff and Price: one rate on every day of the year, and the standing charge.</summary>
internal static class GsmeTariffCommand
{
    private const int PriceCluster = 0x0700;
    private const int CalendarCluster = 0x0707;
    private const int Calendar = 1;
    private const int Tariff = 1;
    private const int Pounds = 826;
    private const byte FiveDecimals = 0x50;

    /// <summary>The command for a tariff.</summary>
    /// <exception cref="UsageException">The tariff has more than one rate.</exception>
    public static CommandPlan Of(TariffOrder order)
    {
        if (order.NightMillipence != null)
        {
            throw new UsageException("a gas meter's rates go by whole days: --rate 1=N, without --night");
        }

        int at = order.At is DateTime utc ? GsmeCommands.SecondsOf(utc) : 0;
        return GsmeCommands.Plan(
            "GCS01a Set Tariff and Price",
            0x006B,
            true,
            OfCalendar("begin the calendar", 0, calendar => calendar.AddInt32LittleEndian(at).Add(0, 0, 0, 1, 1, 1)),
            OfCalendar("set the day", 1, day => day.Add(1, 1, 0, 1, 0, 0, 0, 1)),
            OfCalendar("set the week", 2, week => week.Add(1, 1, 1, 1, 1, 1, 1, 1)),
            OfCalendar("set the season", 3, season => season.Add(0, 1, 0xFF, 1, 1, 0xFF, 1)),
            OfCalendar("set no special days", 4, days => days.AddInt32LittleEndian(at).Add(0, 0, 0, 1)),
            OfPrice("set the standing charge", 4, Information(order, at)),
            OfPrice("set the price", 5, Prices(order, at))
        );
    }

    private static OctetBuilder Information(TariffOrder order, int at) =>
        Head()
            .AddInt32LittleEndian(Tariff)
            .AddInt32LittleEndian(at)
            .Add(0, 0, 1, 0, 0) // by time of use, no label, one tier, no thresholds, kWh
            .AddUInt16LittleEndian(Pounds)
            .Add(FiveDecimals)
            .AddInt32LittleEndian(order.StandingChargeMillipence)
            .Add(0xFF, 1, 0, 0, 0xE8, 0x03, 0);

    private static OctetBuilder Prices(TariffOrder order, int at) =>
        Head()
            .AddInt32LittleEndian(at)
            .AddInt32LittleEndian(Tariff)
            .Add(0, 1, 1, 1)
            .AddInt32LittleEndian(order.DayMillipence);

    private static GsmeComponent OfCalendar(string name, byte command, Func<OctetBuilder, OctetBuilder> rest) =>
        new(
            name,
            CalendarCluster,
            GsmeCommands.ServerCommand,
            command,
            rest(Head().AddInt32LittleEndian(Calendar)).ToArray()
        );

    private static GsmeComponent OfPrice(string name, byte command, OctetBuilder fields) =>
        new(name, PriceCluster, GsmeCommands.ServerCommand, command, fields.ToArray());

    // Provider, and the event's number.
    private static OctetBuilder Head() => new OctetBuilder().AddInt32(0).Add(GsmeCommands.Event().ToArray());
}
