using System;
using System.Collections.Generic;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>What the voltage makes an ESME write: its log, whose end is in the image, and events, each with an alert.</summary>
internal static class VoltageMoments
{
    private const int Esme = MeterKind.Esme;
    private const int HalfHour = Metering.HalfHourSeconds;
    private const int Day = 86_400;
    private const int Minute = 60;
    private const int Normal = 2300;

    // Minutes from noon to the last of a page of the log, where each has a value; it lies within a half hour.
    private const int LastOfPage = 182;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        At("voltage-begins", 3, 0, HalfHour),
        At("voltage-half-hour", 5, 3 * HalfHour, 4 * HalfHour),
        // What is of the page goes when it is full, and counts with the half hour.
        At("voltage-page-ends", 3, LastOfPage * Minute, 210 * Minute) with
        {
            Before = meter =>
            {
                Give(meter, Period(Minute));
                Measure(meter, Minute, 0, LastOfPage * Minute);
                Moments.Commit(meter);
            },
            Steps =
            [
                new Step(meter => Measure(meter, Minute, LastOfPage * Minute, 210 * Minute)) { Repeats = Repeats.All },
            ],
        },
        At("restart-with-voltage-that-waits", 3, 10 * Minute, 12 * Minute) with
        {
            Before = meter =>
            {
                Give(meter, Period(Minute));
                Measure(meter, Minute, 0, 10 * Minute);
                Moments.Commit(meter);
            },
            Steps =
            [
                new Step(meter =>
                {
                    Measure(meter, Minute, 10 * Minute, 12 * Minute);
                    meter.Meter.PrepareRestart();
                }),
            ],
        },
        // A cut left a value that does not count; then there was no voltage for a while.
        At("voltage-gap", 7, 5 * HalfHour, 6 * HalfHour) with
        {
            Before = LeaveTorn,
            Steps = [new Step(meter => Measure(meter, HalfHour, 5 * HalfHour, 6 * HalfHour)) { IsChain = true }],
        },
        // Another length empties the log, in a commit of its own; what was there goes with the first values of the new.
        At("voltage-period", 5, 2 * HalfHour, 3 * HalfHour) with
        {
            Before = meter =>
            {
                Measure(meter, HalfHour, 0, 2 * HalfHour);
                Give(meter, Period(700));
            },
            Steps = [new Step(meter => Measure(meter, 100, 2 * HalfHour, 3 * HalfHour)) { IsChain = true }],
        },
        Moments.ClockSet("voltage-clock-back", 3, 3 * Day + HalfHour, 3 * Day + 1) with
        {
            Before = meter =>
            {
                Measure(meter, HalfHour, 0, 5 * Day);
                Moments.Commit(meter);
            },
            Steps = [new Step(meter => Measure(meter, HalfHour, 3 * Day + 1, 3 * Day + HalfHour)) { IsChain = true }],
        },
        Event("voltage-average-over", 5, Normal, 2540, HalfHour),
        Event("voltage-average-under", 5, Normal, 2150, HalfHour),
        Event("voltage-average-over-ends", 4, 2540, Normal, 2 * HalfHour),
        Event("voltage-average-under-ends", 4, 2150, Normal, 2 * HalfHour),
        Event("voltage-extreme-over-and-swell", 5, Normal, 2700, 600),
        Event("voltage-extreme-under-and-sag", 5, Normal, 1700, 600),
        Event("voltage-extreme-over-and-swell-end", 5, 2700, Normal, 600),
        Event("voltage-extreme-under-and-sag-end", 5, 1700, Normal, 600),
    ];

    // A meter that measured up to a moment goes on to another one.
    private static Scenario At(string name, int writes, int from, int to) =>
        new(name, Esme, writes, new Step(meter => Measure(meter, HalfHour, from, to)) { Repeats = Repeats.All })
        {
            Before = meter =>
            {
                Measure(meter, HalfHour, 0, from);
                Moments.Commit(meter);
            },
            Restart = from,
        };

    // The voltage is another one at the second before a moment. The log of such events has its entry before the image counts
    // what it tells: a cut in between makes the entry once more.
    private static Scenario Event(string name, int writes, int was, int becomes, int moment) =>
        new(name, Esme, writes, new Step(meter => Sample(meter, becomes, moment)) { IsChain = true })
        {
            Before = meter =>
            {
                Give(meter, Thresholds());
                Sample(meter, was, moment > HalfHour ? HalfHour : 1);
                Moments.TickAndSend(meter, moment - 1);
                Moments.Commit(meter);
            },
            Restart = moment - 1,
        };

    private static void Sample(MeterRig meter, int decivolts, int moment)
    {
        meter.Meter.SampleVoltage(decivolts);
        Moments.TickAndSend(meter, moment);
    }

    // A sample so often.
    private static void Measure(MeterRig meter, int interval, int from, int to)
    {
        for (int second = from; second < to; second += interval - second % interval)
        {
            Tell(meter, second, from);
            meter.Meter.SampleVoltage(Normal + second / interval % 50);
        }

        Tell(meter, to, from);
    }

    private static void Tell(MeterRig meter, int second, int from) =>
        meter.Meter.Tick(2_000 + (second - from) * 1_000L, true, Moments.Utc(second));

    private static void LeaveTorn(MeterRig meter)
    {
        Measure(meter, HalfHour, 0, 3 * HalfHour);
        meter.Meter.SampleVoltage(9999);
        meter.State.Clock.Set(100_000_000, true, Moments.Utc(4 * HalfHour));
        meter.State.Voltage.Tick();
    }

    private static void Give(MeterRig meter, byte[] settings) =>
        Moments.Give(meter, TariffTable.Distributor, settings, 0);

    private static byte[] Period(int seconds) => Settings((DistributorSettings.AveragePeriod, seconds));

    private static byte[] Thresholds() =>
        Settings(
            (DistributorSettings.AveragePeriod, HalfHour),
            (DistributorSettings.AverageOverVoltage, 2530),
            (DistributorSettings.AverageUnderVoltage, 2162),
            (DistributorSettings.ExtremeOverVoltage, 2600),
            (DistributorSettings.ExtremeUnderVoltage, 1800),
            (DistributorSettings.Swell, 2650),
            (DistributorSettings.Sag, 2000)
        );

    private static byte[] Settings(params (int Setting, int Value)[] values)
    {
        byte[] settings = new byte[DistributorSettings.Length];
        foreach ((int setting, int value) in values)
        {
            Octets.SetInt32(settings, 4 * setting, value);
        }

        return settings;
    }
}
