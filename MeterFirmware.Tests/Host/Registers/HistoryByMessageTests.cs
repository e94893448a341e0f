using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Host.Reference;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>
    /// Nine days of a meter with a tariff, over a billing date: then a head end reads all that was logged, and what it decrypts
    /// and takes apart is what the plain model has. Between the meter's registers and the values compared are the messages.
    /// </summary>
    [TestClass]
    public class HistoryByMessageTests
    {
        private static readonly DateTime start = new(2026, 1, 26);
        private static readonly DateTime bill = new(2026, 2, 1);
        private static readonly DateTime end = new(2026, 2, 4, 10, 20, 0);

        private ReferenceMeter meter;
        private PlainMeter model;
        private int counter;

        [TestMethod]
        public void WhatAnEsmeLoggedIsWhatTheModelHas()
        {
            Run(MeterKind.Esme, "electricity two rates with weekends");
            object[] entries = Log("half-hours");
            long[][] halfHours =
            [
                .. model.HalfHours.Select(one => (long[])[Seconds(one.Start.AddMinutes(30)), one.Units]),
            ];
            Assert.AreEqual(9 * 48 + 20, halfHours.Length);

            // More than an answer holds: the rest is asked for from behind the last.
            object[] more = Log("half-hours", Time(entries[^1]).AddSeconds(1));
            AssertSame(halfHours, [.. entries.Concat(more).Select(Numbers)], "half hours");
            AssertSame(model.DailyReads.Select(RegistersOf), Log("daily").Select(Numbers), "daily reads");
            AssertSame(model.Bills.Select(RegistersOf), Log("billing").Select(Numbers), "bills");
            Assert.AreEqual(1, model.Bills.Count);

            // An interval of two days in the middle.
            object[] two = Log("daily", new(2026, 1, 28), new DateTime(2026, 1, 29));
            AssertSame(model.DailyReads.Skip(1).Take(2).Select(RegistersOf), two.Select(Numbers), "two days");
            object[] registers = (object[])Ask("registers")[0];
            Assert.AreEqual(model.Total, (long)registers[0]);
            object[] tou = (object[])((object[])Ask("tou")[0])[0];
            CollectionAssert.AreEqual(TouOf(model.Tou, 48), tou.Cast<long>().ToArray());
            Assert.IsTrue(model.Tou.Count > 1, "two rates were in force");
        }

        [TestMethod]
        public void WhatAGsmeLoggedIsWhatTheModelHas()
        {
            Run(MeterKind.Gsme, "gas four blocks with monthly reset");
            byte[] samples = Frames("half-hours").Single();
            Assert.AreEqual(Seconds(start.AddMinutes(30)), Little(samples, 2, 4));
            long[] litres =
            [
                .. Enumerable.Range(0, (samples.Length - 11) / 3).Select(i => Little(samples, 11 + 3 * i, 3)),
            ];
            CollectionAssert.AreEqual(model.HalfHours.Select(one => one.Units).ToArray(), litres);
            AssertSame(model.DailyReads.Select(SnapshotOf), Frames("daily").Select(FieldsOf), "daily reads");
            AssertSame(model.Bills.Select(SnapshotOf), Frames("billing").Select(FieldsOf), "bills");
            Assert.AreEqual(1, model.Bills.Count);
            byte[] counters = Frames("blocks").Single();
            for (int block = 1; block <= 4; block++)
            {
                // Attribute, status and type, then six octets.
                long counted = model.Counters.GetValueOrDefault((block, 1));
                Assert.AreEqual(counted, Little(counters, 10 * (block - 1) + 4, 6), $"block {block}");
            }
            Assert.IsTrue(model.Bills[0].Counters.Count > 1, "two blocks were in force");
        }

        private void Run(int kind, string scenarioName)
        {
            Scenario scenario = Scenario.All().Single(one => one.Name == scenarioName);
            scenario.BillingStart = bill;
            meter = new ReferenceMeter(kind);
            model = new PlainMeter(scenario, start);
            meter.State.Image.SetUInt16(RegisterLayout.RandomisedOffsetNumber, scenario.RandomisedOffsetNumber);
            meter.State.Metering.SetRandomisedOffsetLimit(scenario.RandomisedOffsetLimit);
            Give(TariffTable.Switching, TableOctets.Switching(scenario));
            Give(TariffTable.SpecialDays, TableOctets.SpecialDays(scenario));
            Give(TariffTable.Prices, TableOctets.Prices(scenario));
            Give(TariffTable.Thresholds, TableOctets.Thresholds(scenario));
            Give(TariffTable.Billing, TableOctets.Billing(scenario));
            if (scenario.IsGas)
            {
                Give(TariffTable.GasFactors, TableOctets.GasFactors(scenario));
            }
            var random = new Random(20260126);
            meter.Tell(Seconds(start));
            for (DateTime now = start.AddMinutes(10); now <= end; now = now.AddMinutes(10))
            {
                int units = random.Next(3) == 0 ? 0 : random.Next(scenario.IsGas ? 400 : 900);
                model.Consume(units);
                model.Clock(now);
                meter.Meter.CountPulses(units);
                meter.Tell(Seconds(now));
            }
        }

        private void Give(int table, byte[] octets) =>
            Assert.AreEqual(TableResult.Ok, meter.State.Metering.GiveTable(table, octets, 0, octets.Length, 0));

        private byte[] Send(string what, DateTime? from, DateTime? to)
        {
            CommandPlan plan = ReadingCommands.Read(meter.Identity, what, Utc(from), Utc(to));
            byte[] answer = meter.Send(new HeadEndSystem(meter.Identity).Build(plan, ++counter));
            Assert.IsNotNull(answer, $"{what}: {Refusal.NameOf(meter.Meter.LastRefusal)}");
            Assert.IsTrue(answer.Length <= MessageLimits.MaxOctets, what);
            Assert.IsTrue(new HeadEndSystem(meter.Identity).IsAuthentic(new MeterMessage(answer)), what);
            return answer;
        }

        // The attributes that were read encrypted.
        private object[] Ask(string what, DateTime? from = null, DateTime? to = null)
        {
            (int result, object value) = PlainAnswer.Dlms(Send(what, from, to), meter.Identity).Single();
            Assert.AreEqual(0, result, what);
            return (object[])value;
        }

        private object[] Log(string what, DateTime? from = null, DateTime? to = null) =>
            (object[])Ask(what, from, to).Single();

        // The fields of the frames that were encrypted; the others say that there is no more.
        private byte[][] Frames(string what)
        {
            var frames = PlainAnswer.Gbz(Send(what, null, null), meter.Identity);
            Assert.IsTrue(frames.All(frame => frame.WasEncrypted || frame.Fields[^1] == 0x8B), what);
            return [.. frames.Where(frame => frame.WasEncrypted).Select(frame => frame.Fields)];
        }

        // Time, main register, 48 rates, four blocks of eight.
        private static long[] RegistersOf(PlainSnapshot at) =>
            [
                Seconds(at.At),
                at.Total,
                .. TouOf(at.Tou, 48),
                .. from block in Enumerable.Range(1, 4)
                from column in Enumerable.Range(1, 8)
                select at.Blocks.GetValueOrDefault((block, column)),
            ];

        // Time, main register, four rates, four block counters.
        private static long[] SnapshotOf(PlainSnapshot at) =>
            [
                Seconds(at.At),
                at.Total,
                .. TouOf(at.Tou, 4),
                .. Enumerable.Range(1, 4).Select(block => at.Counters.GetValueOrDefault((block, 1))),
            ];

        private static long[] FieldsOf(byte[] fields) =>
            [
                Little(fields, 4, 4),
                Little(fields, 16, 6),
                .. Enumerable.Range(0, 4).Select(i => Little(fields, 23 + 6 * i, 6)),
                .. Enumerable.Range(0, 4).Select(i => Little(fields, 48 + 6 * i, 6)),
            ];

        private static long[] TouOf(Dictionary<int, long> tou, int count) =>
            [.. Enumerable.Range(1, count).Select(rate => tou.GetValueOrDefault(rate))];

        private static long[] Numbers(object entry) =>
            entry is object[] values ? [.. values.SelectMany(Numbers)] : [(long)entry];

        private static DateTime Time(object entry) => new DateTime(2000, 1, 1).AddSeconds(Numbers(entry)[0]);

        private static long Seconds(DateTime time) => SimulatedMeter.Seconds(time);

        private static DateTimeOffset? Utc(DateTime? time) =>
            time is DateTime value ? new DateTimeOffset(value, TimeSpan.Zero) : null;

        private static long Little(byte[] octets, int at, int count) =>
            Enumerable.Range(0, count).Sum(i => (long)octets[at + i] << (8 * i));

        private static void AssertSame(IEnumerable<long[]> expected, IEnumerable<long[]> actual, string what)
        {
            string[] wanted = [.. expected.Select(one => string.Join(' ', one))];
            CollectionAssert.AreEqual(wanted, actual.Select(one => string.Join(' ', one)).ToArray(), what);
        }
    }
}
