using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>Every unit ends up in the right register, once: the firmware against a plain model, from a seed.</summary>
    [TestClass]
    public class TariffSimulationTests
    {
        private static readonly DateTime Start = new(2026, 1, 1);

        public static IEnumerable<object[]> Scenarios => Scenario.All().Select(scenario => new object[] { scenario });

        [TestMethod]
        [DynamicData(nameof(Scenarios))]
        public void AYearOfHalfHours(Scenario scenario)
        {
            Random random = new(365);
            SimulatedMeter meter = new(scenario, new PlainMeter(scenario, Start), Start, 365);
            DateTime end = Start.AddYears(1);
            for (DateTime now = Start.AddMinutes(30); now <= end; now = now.AddMinutes(30))
            {
                meter.Step(random.Next(4) == 0 ? 0 : random.Next(scenario.IsGas ? 200 : 900), now);
                meter.Compare();
            }

            meter.CompareLogs();
        }

        [TestMethod]
        [DynamicData(nameof(Scenarios))]
        public void AFortnightOfSeconds(Scenario scenario)
        {
            // Over a change of month and a billing date.
            DateTime start = new(2026, 5, 20, 11, 0, 0);
            Seconds(scenario, start, start.AddDays(14), 14);
        }

        [TestMethod]
        public void ExportReactiveEnergyAndBalancesOfTwoMonths()
        {
            Scenario scenario = Scenario.All().First(s => s.Name == "electricity blocks by time of use");
            Random random = new(61);
            SimulatedMeter meter = new(scenario, new PlainMeter(scenario, Start), Start, 61);
            for (DateTime now = Start.AddMinutes(30); now <= Start.AddDays(61); now = now.AddMinutes(30))
            {
                meter.TakeOthers(random.Next(700), random.Next(100), random.Next(300));
                meter.GiveMoney(random.Next(6), random.Next(-20000, 20000));
                meter.Step(random.Next(900), now);
                meter.Compare();
            }

            meter.CompareLogs();
            meter.CompareOtherHalfHours();
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void SwitchesAtRandomOffsets(int seed)
        {
            Scenario scenario = Scenario.RandomSwitches(seed);
            int changes = Seconds(scenario, new PlainMeter(scenario, Start), Start, Start.AddDays(14), seed);
            Assert.IsGreaterThan(14 * 30, changes, "changes of the rate off the half hour");
        }

        [TestMethod]
        public void AModelThatSwitchesASecondEarlyIsCaughtAtTheSwitch()
        {
            Scenario scenario = Scenario.RandomSwitches(1);
            AssertFailedException caught = Assert.ThrowsExactly<AssertFailedException>(() =>
                Seconds(scenario, new PlainMeter(Scenario.RandomSwitches(1, -1), Start), Start, Start.AddDays(1), 1)
            );
            StringAssert.Contains(caught.Message, "rate in force");
        }

        [TestMethod]
        public void AYearOfSeconds()
        {
            Seconds(Scenario.All().First(s => s.Name.Contains("weekends")), Start, Start.AddYears(1), 31);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void TariffsReplaceOneAnotherAtTheirMoments(bool isGas)
        {
            List<Scenario> tariffs = Scenario.All().Where(scenario => scenario.IsGas == isGas).ToList();
            tariffs.ForEach(tariff => tariff.RandomisedOffsetLimit = 0);
            SimulatedMeter meter = new(tariffs[0], new PlainMeter(tariffs[0], Start), Start, 9);
            Random random = new(9);
            DateTime now = Start;
            for (int turn = 1; turn < 40; turn++)
            {
                Scenario next = tariffs[turn % tariffs.Count];
                next.BillingStart = tariffs[0].BillingStart;
                DateTime change = now.AddMinutes(random.Next(1, 20000));
                // What waits is replaced by what is given last.
                meter.GiveLater(tariffs[0], change.AddSeconds(-30));
                meter.GiveLater(next, change);
                while (now < change)
                {
                    DateTime then = now.AddMinutes(30);
                    now = then < change ? then : change;
                    meter.Step(random.Next(isGas ? 100 : 700), now);
                    if (now < change)
                    {
                        meter.Compare();
                    }
                }

                meter.Replaced(next);
                meter.Compare();
            }
        }

        [TestMethod]
        public void AWrongModelIsCaught()
        {
            Scenario scenario = Scenario.All().First(s => s.Name == "electricity all rates");
            PlainMeter canary = new Canary(scenario, Start);
            SimulatedMeter meter = new(scenario, canary, Start, 1);
            Random random = new(1);
            AssertFailedException caught = Assert.ThrowsExactly<AssertFailedException>(() =>
            {
                for (DateTime now = Start.AddMinutes(30); now <= Start.AddDays(30); now = now.AddMinutes(30))
                {
                    meter.Step(random.Next(1, 900), now);
                    meter.Compare();
                }
            });
            StringAssert.Contains(caught.Message, "seed 1");
            StringAssert.Contains(caught.Message, "2026-01-08T05:00:00");
        }

        [TestMethod]
        [DataRow("electricity blocks by time of use", "billing data: active export")]
        [DataRow("electricity two rates with weekends", "daily read: balance 4")]
        [DataRow("gas four blocks with monthly reset", "billing data: block 2, column 1")]
        public void AWrongSnapshotIsCaught(string name, string complaint)
        {
            Scenario scenario = Scenario.All().First(s => s.Name == name);
            SimulatedMeter meter = new(scenario, new SnapshotCanary(scenario, Start, complaint), Start, 5);
            for (DateTime now = Start.AddMinutes(30); now <= Start.AddDays(40); now = now.AddMinutes(30))
            {
                meter.Step(500, now);
                meter.Compare();
            }

            AssertFailedException caught = Assert.ThrowsExactly<AssertFailedException>(meter.CompareLogs);
            StringAssert.Contains(caught.Message, complaint);
        }

        private static void Seconds(Scenario scenario, DateTime start, DateTime end, int seed) =>
            Seconds(scenario, new PlainMeter(scenario, start), start, end, seed);

        // Compares at each half hour and at each change of the rate; returns how many of these were off the half hour.
        private static int Seconds(Scenario scenario, PlainMeter model, DateTime start, DateTime end, int seed)
        {
            Random random = new(seed);
            SimulatedMeter meter = new(scenario, model, start, seed);
            DateTime now = start;
            int toHalfHour = 1800;
            int changes = 0;
            while (now < end)
            {
                now = now.AddSeconds(1);
                int draw = random.Next();
                bool hasChanged = meter.Step(draw % 5 == 0 ? (draw >> 8) % 3 : 0, now);
                if (--toHalfHour == 0)
                {
                    toHalfHour = 1800;
                    meter.Compare();
                }
                else if (hasChanged)
                {
                    changes++;
                    meter.Compare();
                }
            }

            meter.CompareLogs();
            return changes;
        }

        /// <summary>Has one value of its snapshots wrong by one; which, the complaint says.</summary>
        private sealed class SnapshotCanary(Scenario tariff, DateTime start, string complaint)
            : PlainMeter(tariff, start)
        {
            protected override PlainSnapshot Snapshot(DateTime at)
            {
                PlainSnapshot right = base.Snapshot(at);
                if (complaint.EndsWith("active export"))
                {
                    return right with { Export = right.Export + 1 };
                }

                if (complaint.EndsWith("balance 4"))
                {
                    right.Balances[4]++;
                }
                else
                {
                    right.Counters[(2, 1)] = right.Counters.GetValueOrDefault((2, 1)) + 1;
                }

                return right;
            }
        }

        /// <summary>Puts one single unit into a wrong rate.</summary>
        private sealed class Canary : PlainMeter
        {
            private bool isDone;

            public Canary(Scenario tariff, DateTime start)
                : base(tariff, start) { }

            protected override int RateForUnit()
            {
                if (isDone || Now < Start.AddDays(7).AddHours(5))
                {
                    return Rate;
                }

                isDone = true;
                return Rate % 48 + 1;
            }
        }
    }
}
