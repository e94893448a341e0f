using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// What time makes a meter write but for money and voltage: a line for each kind of tick and each way to write a table. Times are seconds after
/// the noon at which the meters of the scenarios start.
/// </summary>
internal static class Moments
{
    private const int Esme = MeterKind.Esme;
    private const int Gsme = MeterKind.Gsme;
    private const int HalfHour = Metering.HalfHourSeconds;
    private const int Midnight = 43_200;
    private const int Day = 86_400;

    // Half hours from the first noon on: to the end of a page of active import, and of a whole record.
    private const int ToPageEnd = 291;
    private const int ToRecordEnd = 1105;

    private static readonly TariffShape esme = TariffShape.Esme();

    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Four half hours go to the logs, which have no record yet.
        At("first-entries", Esme, 4, 4 * HalfHour),
        At("entries-gsme", Gsme, 2, 8 * HalfHour),
        At("entries", Esme, 3, 8 * HalfHour),
        At("page-ends", Esme, 3, ToPageEnd * HalfHour),
        At("page-begins", Esme, 3, (ToPageEnd + 1) * HalfHour + 3 * HalfHour),
        At("record-begins", Esme, 3, (ToRecordEnd + 4) * HalfHour),
        At("midnight", Esme, 6, Midnight),
        At("midnight-gsme", Gsme, 5, Midnight),
        At("billing-date", Esme, 7, Midnight, meter => Give(meter, TariffTable.Billing, DailyBillsFrom(Midnight), 0)),
        At(
            "billing-date-gsme",
            Gsme,
            6,
            Midnight,
            meter => Give(meter, TariffTable.Billing, DailyBillsFrom(Midnight), 0)
        ),
        // The switches follow the first tick after a start: a cut between the entry in their log and the commit makes the
        // entry once more.
        At("auxiliary-switch", Esme, 2, 600, CloseAuxiliary) with
        {
            Steps = [Step.Moment(600) with { IsChain = true }],
            Restart = 600,
        },
        At(
            "auxiliary-calendar",
            Esme,
            2,
            600,
            meter => Give(meter, TariffTable.AuxiliaryCalendar, CloseAt(600), 0)
        ) with
        {
            Steps = [Step.Moment(600) with { IsChain = true }],
            Restart = 600,
        },
        At("network-data", Gsme, 1, 361, meter => Record(meter, 3)),
        At("tariff-switch", Esme, 1, HalfHour, meter => Give(meter, TariffTable.Switching, SwitchingAt(750), 0)),
        At("activation", Esme, 2, 600, meter => Give(meter, TariffTable.Prices, Prices(7), Utc(600))),
        At("activation-frees", Esme, 3, 600, GivePricesTwice),
        ClockSet("clock-forward", 3, 9 * Day, 5 * Day - 1),
        ClockSet("clock-back", 2, 3 * Day + HalfHour, 3 * Day + 1),
        // What is written next lies where the image before still counts.
        ClockSet("clock-back-to-page-end", 4, ToPageEnd * HalfHour, (ToPageEnd - 1) * HalfHour + 1) with
        {
            Before = meter => Run(meter, ToPageEnd * HalfHour + Day + HalfHour),
        },
        // Set back and then on again: what the first time left must not be read in the gap.
        At("clock-back-and-on", Esme, 5, 6 * Day + Midnight + HalfHour) with
        {
            Before = RunAndSetBackAndOn,
            Restart = 6 * Day + Midnight + 1,
        },
        // The day log's entries from a time that was taken back must not be read for the days that are left out.
        At("clock-back-and-days-on", Esme, 4, 5 * Day) with
        {
            Before = RunAndSetBack,
            Restart = 3 * Day + 1,
            IsClockSet = true,
            Steps = [Step.Moment(5 * Day) with { IsChain = true, Repeats = Repeats.Nothing }],
        },
        Table(
            "tariff-now",
            3,
            // Given twice, it is billed twice.
            Step.Table(TariffTable.Prices, Prices(3), 0, 2) with
            {
                Repeats = Repeats.Nothing,
            }
        ),
        Table("label", 2, GiveOnce(meter => meter.State.Metering.SetLabel(0, 4, [65, 66, 67, 68], 0, 4))),
        Table("daily-reset", 2, GiveOnce(meter => meter.State.Metering.SetDailyReset(true))),
        Table("auxiliary-commanded", 4, GiveOnce(meter => Command(meter, Utc(1)))),
        Table("auxiliary-reset", 3, GiveOnce(meter => meter.State.Auxiliary.Reset(1)), CloseAuxiliary),
        Table("table-now", 2, Step.Table(TariffTable.StandingCharge, [0xFB, 0, 0, 9, 9], 0, 2)),
        Table("table-later", 2, Step.Table(TariffTable.Prices, Prices(3), Utc(5000), 2)),
        Table("table-replaces", 3, Step.Table(TariffTable.Prices, Prices(4), Utc(6000), 2), GivePricesTwice),
        Table("table-in-force-replaced", 3, Step.Table(TariffTable.Labels, Labels('B'), 0, 2), GiveLabels),
        Table("power-event", 1, new Step(meter => meter.State.PowerEvents.Add(0x8F35, 1))),
        Table("power-events-cleared", 1, new Step(meter => meter.State.PowerEvents.Clear()), AddPowerEvents),
        Table("event-archive", 2, new Step(AddEvent), FillEvents),
    ];

    // A meter that ran up to the moment, with a half hour that has begun.
    internal static Scenario At(string name, int kind, int writes, int moment, Action<MeterRig> before = null) =>
        new(name, kind, writes, Step.Moment(moment))
        {
            Before = meter =>
            {
                before?.Invoke(meter);
                Run(meter, moment - 1);
            },
            Restart = moment - 1,
        };

    // After five days the meter starts with another time. What it does then is no longer what it would have done, but a cut
    // leaves one of the states all the same: what a clock that was set far back gives up has a commit of its own.
    internal static Scenario ClockSet(string name, int writes, int moment, int restart) =>
        At(name, Esme, writes, moment) with
        {
            Steps = [Step.Moment(moment) with { Repeats = Repeats.Nothing, IsChain = true }],
            Before = meter => Run(meter, 5 * Day - 1),
            Restart = restart,
            IsClockSet = true,
        };

    private static Scenario Table(string name, int writes, Step step, Action<MeterRig> before = null) =>
        new(name, Esme, writes, step)
        {
            Before = meter =>
            {
                before?.Invoke(meter);
                Run(meter, 1);
            },
        };

    /// <summary>Time comes to a moment, and what there is to tell then leaves, one alert after the other.</summary>
    internal static void TickAndSend(MeterRig meter, int second) => TickAndSend(meter, second, second * 1_000L);

    /// <summary>The same at a moment of the monotonic clock, milliseconds.</summary>
    internal static void TickAndSend(MeterRig meter, int second, long monotonic)
    {
        byte[] piece = new byte[512];
        do
        {
            meter.Meter.Tick(monotonic, true, Utc(second));
        } while (meter.TakeAnswer(piece) > 0);
    }

    internal static void Run(MeterRig meter, int until)
    {
        for (int second = HalfHour; second < until; second += HalfHour)
        {
            meter.Meter.CountPulses(100 + second / HalfHour % 10);
            meter.Tick(second);
        }

        meter.Meter.CountPulses(55);
        meter.Tick(until);
        Commit(meter);
    }

    private static void RunAndSetBack(MeterRig meter)
    {
        Run(meter, 7 * Day - 1);
        meter.Meter.Tick(7_000L * Day, true, Utc(3 * Day + 1));
        Commit(meter);
    }

    private static void RunAndSetBackAndOn(MeterRig meter)
    {
        Run(meter, 7 * Day - 1);
        meter.Meter.Tick(7_000L * Day, true, Utc(5 * Day));
        meter.Meter.Tick(7_000L * Day, true, Utc(5 * Day + HalfHour));
        meter.Meter.Tick(7_000L * Day, true, Utc(6 * Day + Midnight));
        Commit(meter);
    }

    private static void CloseAuxiliary(MeterRig meter)
    {
        meter.State.Image.Mark();
        Require(Command(meter, Utc(600)));
        Commit(meter);
    }

    private static int Command(MeterRig meter, int start) =>
        meter.State.Auxiliary.Command(1, AuxiliaryControllers.Closed, start, Utc(900));

    // Something that gives a table, committed as a command would be.
    private static Step GiveOnce(Func<MeterRig, int> give) =>
        new(meter =>
        {
            meter.State.Image.Mark();
            Require(give(meter));
            meter.State.Store.Commit();
            meter.Tick(2);
        })
        {
            IsChain = true,
            Repeats = Repeats.LogsAndTables,
        };

    private static void Require(int result)
    {
        if (result != TableResult.Ok)
        {
            throw new InvalidOperationException("a table was refused");
        }
    }

    // The first switch opens at midnight and closes so many seconds after noon.
    private static byte[] CloseAt(int seconds)
    {
        byte[] table = new byte[AuxiliaryCalendar.Length];
        table[AuxiliaryCalendar.EntriesInUseAt] = 2;
        byte[] always = [0xFE, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] entries =
        [
            .. (byte[])[1, AuxiliaryControllers.Opened, 0, 0, 0, .. always],
            .. (byte[])[1, AuxiliaryControllers.Closed, 12, (byte)(seconds / 60), (byte)(seconds % 60), .. always],
        ];
        entries.CopyTo(table, AuxiliaryCalendar.EntriesAt);
        return table;
    }

    private static void Record(MeterRig meter, int values)
    {
        meter.Tick(1);
        meter.State.Image.Mark();
        if (!meter.State.Metering.RecordNetworkData(values))
        {
            throw new InvalidOperationException("the recording did not begin");
        }

        Commit(meter);
    }

    internal static void Commit(MeterRig meter)
    {
        meter.State.Image.Mark();
        meter.State.Store.Commit();
        meter.State.Metering.Tables.FreeUnnamed();
    }

    internal static int Utc(int seconds) => (int)(MeterRig.Noon2030 + seconds);

    internal static void Give(MeterRig meter, int table, byte[] octets, int activationSeconds)
    {
        meter.State.Image.Mark();
        Require(meter.State.Metering.GiveTable(table, octets, 0, octets.Length, activationSeconds));

        Commit(meter);
    }

    private static void GivePricesTwice(MeterRig meter)
    {
        Give(meter, TariffTable.Prices, Prices(5), 0);
        Give(meter, TariffTable.Prices, Prices(6), Utc(600));
    }

    private static void GiveLabels(MeterRig meter) => Give(meter, TariffTable.Labels, Labels('A'), 0);

    internal static byte[] Prices(TariffShape shape, int price)
    {
        byte[] table = new byte[PriceTable.LengthOf(shape)];
        (table[0], table[shape.PriceLength]) = (0xFB, (byte)price);
        return table;
    }

    private static byte[] Prices(int price) => Prices(esme, price);

    // One season, one week, one day: rate 1, and rate 2 from a minute on.
    private static byte[] SwitchingAt(int minute)
    {
        byte[] table = new byte[SwitchingTable.LengthOf(esme)];
        ((byte[])[1, 1, 1, 0, 1, 1, 0xFF, 0xFF, 7]).CopyTo(table, 0);
        ((byte[])[7, 9, 9, 9, 9, 9, 9, 9]).CopyTo(table, SwitchingTable.WeeksAt(esme));
        byte[] day = [9, 2, 0, 0, 1, (byte)(minute >> 8), (byte)minute, 2];
        day.CopyTo(table, SwitchingTable.DaysAt(esme));
        return table;
    }

    // Bills every day from a moment on, and resets the block counters.
    private static byte[] DailyBillsFrom(int seconds)
    {
        byte[] table = new byte[BillingCalendar.Length];
        Octets.SetInt32(table, 0, Utc(seconds));
        (table[4], table[5]) = (BillingCalendar.Daily, 1);
        return table;
    }

    private static byte[] Labels(char letter) => [.. Enumerable.Repeat((byte)letter, TextLabels.LengthOf(esme))];

    private static void AddPowerEvents(MeterRig meter)
    {
        for (int i = 0; i < 3; i++)
        {
            meter.State.PowerEvents.Add(0x8F35, i);
        }
    }

    // Up to the last but one of those that are copied at once.
    private static void FillEvents(MeterRig meter)
    {
        while (meter.State.EventLog.Total % 8 != 7)
        {
            meter.State.EventLog.Add(0x8154, meter.State.EventLog.Total);
        }
    }

    private static void AddEvent(MeterRig meter)
    {
        meter.State.Image.Mark();
        meter.State.EventLog.Add(0x8154, 99);
        meter.State.Store.Commit();
        meter.Tick(2);
    }
}
