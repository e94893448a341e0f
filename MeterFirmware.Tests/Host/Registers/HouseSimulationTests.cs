using System;
using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Tests.Gbcs;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>Voltage, load limit and auxiliary switches of a whole meter against a plain model, second by second.</summary>
    [TestClass]
    public class HouseSimulationTests
    {
        private static readonly DateTime Start = new(2029, 12, 30, 17, 0, 0);
        private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void TenDaysOfSeconds(int seed) => Run(new PlainHouse(), seed, 10 * 86_400);

        [TestMethod]
        public void AModelWithASwitchThatIsASecondLateIsCaught()
        {
            var caught = Assert.ThrowsExactly<AssertFailedException>(() => Run(new Late(), 1, 86_400));
            StringAssert.Contains(caught.Message, "seed 1");
            StringAssert.Contains(caught.Message, "switch");
        }

        private static void Run(PlainHouse model, int seed, int seconds)
        {
            Random random = new(seed);
            MeterRig meter = new(MeterKind.Esme, new MemoryRecordStore());
            Tick(meter, 0);
            Configure(model, meter.State.Metering, random);
            bool isHeavy = false;
            for (int second = 1; second <= seconds; second++)
            {
                isHeavy = random.Next(200) == 0 ? !isHeavy : isHeavy;
                int wattHours = model.IsSupplyOn ? random.Next(isHeavy ? 5 : 2) : 0;
                decimal? volts = second / 2000 % 7 == 3 ? null : 225 + random.Next(400) / 10m;
                if (random.Next(30_000) == 0)
                {
                    Command(model, meter.State, random, Start.AddSeconds(second));
                }

                meter.Meter.SampleVoltage(volts == null ? -1 : (int)(volts * 10));
                meter.Meter.CountPulses(wattHours);
                Tick(meter, second);
                DateTime now = Start.AddSeconds(second);
                model.Second(now, wattHours, volts);
                Same(seed, now, model.IsSupplyOn, meter.State.Payment.IsSupplyOn, "supply");
                for (int number = 1; second % 60 < 2 && number <= AuxiliaryControllers.Count; number++)
                {
                    bool isClosed = meter.State.Auxiliary.IsClosed(number);
                    Same(seed, now, model.IsClosed(number, now), isClosed, "switch " + number);
                }
            }

            DateTime end = Start.AddSeconds(seconds);
            Same(seed, end, model.LimitCount, meter.State.Payment.Load.Counter, "load limit counter");
            Same(seed, end, model.OverCount, meter.State.Voltage.OverCounter, "over voltage counter");
            CompareLog(model, meter.State.Voltage, seed, end);
        }

        private static void CompareLog(PlainHouse model, VoltageMonitor voltage, int seed, DateTime end)
        {
            byte[] value = new byte[2];
            int missing = 0;
            for (DateTime at = Start; at < end; at = at.AddMinutes(model.VoltageMinutes))
            {
                int number = (int)(SimulatedMeter.Seconds(at) / voltage.PeriodSeconds);
                Assert.IsTrue(voltage.Log.Read(number, 1, value, 0));
                bool isHeld = model.Averages.TryGetValue(at, out decimal volts);
                missing += isHeld ? 0 : 1;
                int expected = isHeld ? (int)(volts * 10) : VoltageLog.Missing;
                Same(seed, at, expected, Octets.GetUInt16(value, 0), "average voltage");
            }

            Assert.IsTrue(missing > 0 && model.Averages.Count > missing, "periods with data and without");
        }

        private static void Configure(PlainHouse model, Metering metering, Random random)
        {
            model.VoltageMinutes = 10;
            model.OverVolts = 245m;
            model.LimitWatts = 4000;
            model.LimitSeconds = 45;
            model.RestoreSeconds = 300;
            model.Offset = TimeSpan.FromSeconds(420);
            metering.SetRandomisedOffsetNumber(7000);
            metering.SetRandomisedOffsetLimit(600);
            model.SpecialDays.Add(new DateTime(2029, 12, 31));
            model.SpecialDays.Add(new DateTime(2030, 1, 5));
            for (int i = 0; i < AuxiliaryCalendar.MaxEntries; i++)
            {
                // Nothing is for switch 4. No two lines are at one moment.
                int number = new[] { 1, 2, 3, 5 }[random.Next(4)];
                var days = i % 4 == 0 ? Week : Week.Where(_ => random.Next(2) == 0).ToArray();
                TimeSpan at = TimeSpan.FromMinutes(12 * i + random.Next(12));
                model.Calendar.Add(new(number, random.Next(2) == 0, at, days, random.Next(5) == 0));
            }

            byte[] distributor = new byte[DistributorSettings.Length];
            Octets.SetInt32(distributor, 4 * DistributorSettings.AveragePeriod, 60 * model.VoltageMinutes);
            Octets.SetInt32(distributor, 4 * DistributorSettings.AverageOverVoltage, (int)(model.OverVolts * 10));
            Give(metering, TariffTable.Distributor, distributor);
            byte[] limits = new byte[LoadLimiter.Length];
            Octets.SetInt32(limits, 0, model.LimitWatts);
            Octets.SetInt32(limits, 4, model.LimitSeconds);
            Octets.SetInt32(limits, 8, model.RestoreSeconds);
            limits[12] = 1;
            Give(metering, TariffTable.Limits, limits);
            Give(metering, TariffTable.AuxiliaryCalendar, CalendarOf(model));
        }

        private static byte[] CalendarOf(PlainHouse model)
        {
            byte[] table = new byte[AuxiliaryCalendar.Length];
            foreach (DateTime day in model.SpecialDays)
            {
                int at = 1 + SpecialDays.EntryLength * table[0]++;
                Octets.SetUInt16(table, at, day.Year);
                byte[] rest = [(byte)day.Month, (byte)day.Day, 0xFF, 2];
                rest.CopyTo(table, at + 2);
            }

            foreach (SwitchLine line in model.Calendar)
            {
                int entry = table[AuxiliaryCalendar.EntriesInUseAt]++;
                int at = AuxiliaryCalendar.EntriesAt + AuxiliaryCalendar.EntryLength * entry;
                int weekdays = line.Days.Sum(day => 0x80 >> (((int)day + 6) % 7));
                byte[] octets =
                [
                    (byte)line.Number,
                    (byte)(line.Closes ? AuxiliaryControllers.Closed : AuxiliaryControllers.Opened),
                    (byte)line.At.Hours,
                    (byte)line.At.Minutes,
                    (byte)line.At.Seconds,
                    (byte)weekdays,
                    (byte)(line.OnSpecialDays ? 0x40 : 0),
                    0,
                    0,
                    .. Enumerable.Repeat((byte)0xFF, 8),
                ];
                octets.CopyTo(table, at);
            }

            return table;
        }

        // A new period of a switch takes the place of its former one.
        private static void Command(PlainHouse model, MeterState state, Random random, DateTime now)
        {
            int number = 1 + random.Next(AuxiliaryControllers.Count);
            bool closes = random.Next(2) == 0;
            DateTime from = now.AddSeconds(random.Next(-100, 4000));
            DateTime to = from.AddSeconds(random.Next(1, 10_000));
            model.Commands.RemoveAll(command => command.Number == number);
            model.Commands.Add((number, closes, from, to));
            int wanted = closes ? AuxiliaryControllers.Closed : AuxiliaryControllers.Opened;
            int first = (int)SimulatedMeter.Seconds(from);
            Assert.AreEqual(
                TableResult.Ok,
                state.Auxiliary.Command(number, wanted, first, (int)SimulatedMeter.Seconds(to))
            );
        }

        private static void Give(Metering metering, int table, byte[] octets) =>
            Assert.AreEqual(TableResult.Ok, metering.GiveTable(table, octets, 0, octets.Length, 0));

        private static void Tick(MeterRig meter, int second) =>
            meter.Meter.Tick(second * 1000L, true, SimulatedMeter.Seconds(Start) + second);

        private static void Same<T>(int seed, DateTime at, T expected, T actual, string what)
        {
            if (!expected.Equals(actual))
            {
                DateTime halfHour = at.AddTicks(-(at.Ticks % TimeSpan.FromMinutes(30).Ticks));
                Assert.Fail(
                    $"seed {seed}, first difference in the half hour {halfHour:s}, at {at:s}: {what} is {actual}, the model has {expected}"
                );
            }
        }

        private sealed class Late : PlainHouse
        {
            public override bool IsClosed(int number, DateTime now) => base.IsClosed(number, now.AddSeconds(-1));
        }
    }
}
