using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>
    /// A clock that is lost, found, set forward and back, and a meter that restarts, at random from a seed: every unit is in
    /// one register, at the rate that the schedule has, and at most once in the log.
    /// </summary>
    [TestClass]
    public class RoughTimeTests
    {
        private const int Steps = 4000;

        private static readonly DateTime Start = new(2026, 3, 1);

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(6)]
        [DataRow(7)]
        [DataRow(8)]
        [DataRow(9)]
        [DataRow(10)]
        [DataRow(28)]
        public void EveryUnitOnce(int seed)
        {
            Walk walk = new(Scenario.All().ElementAt(seed % 9), seed);
            for (int step = 0; step < Steps; step++)
            {
                walk.Step(step);
            }
        }

        private sealed class Walk
        {
            private readonly Scenario scenario;
            private readonly MemoryRecordStore records = new();
            private readonly PlainMeter plan;
            private readonly Random random;
            private readonly int seed;
            private readonly Dictionary<int, long> byRate = new();
            private MeterState state;
            private DateTime clock = Start;
            private DateTime earliest = Start;
            private DateTime latest = Start;
            private bool isKnown = true;
            private long total;
            private long logged;
            private int rate;

            public Walk(Scenario scenario, int seed)
            {
                this.scenario = scenario;
                this.seed = seed;
                random = new Random(seed);
                plan = new PlainMeter(scenario, Start);
                Restart();
                state.Image.SetUInt16(RegisterLayout.RandomisedOffsetNumber, scenario.RandomisedOffsetNumber);
                state.Metering.SetRandomisedOffsetLimit(scenario.RandomisedOffsetLimit);
                Give(TariffTable.Switching, TableOctets.Switching(scenario));
                Give(TariffTable.SpecialDays, TableOctets.SpecialDays(scenario));
                Give(TariffTable.Thresholds, TableOctets.Thresholds(scenario));
                if (scenario.BillingStart != null)
                {
                    Give(TariffTable.Billing, TableOctets.Billing(scenario));
                }

                Tell();
            }

            public void Step(int step)
            {
                Take(random.Next(3) == 0 ? 0 : random.Next(500));
                switch (random.Next(12))
                {
                    case 0:
                        clock = clock.AddSeconds(random.Next(1, 20 * 3600));
                        break;
                    case 1:
                        Back(random.Next(1, 20 * 3600));
                        break;
                    case 2:
                        Back(random.Next(1, 10));
                        break;
                    case 3:
                        isKnown = !isKnown;
                        break;
                    case 4:
                        state.Image.Mark();
                        state.Store.Commit();
                        Restart();
                        isKnown &= random.Next(2) == 0;
                        break;
                    default:
                        clock = clock.AddSeconds(random.Next(1, 1200));
                        break;
                }

                Tell();
                Check(step);
            }

            private void Back(int seconds)
            {
                // Never below the latest by a day, where the logs would begin anew.
                clock = clock.AddSeconds(-seconds);
                clock = clock < latest.AddHours(-23) ? latest.AddHours(-23) : clock;
            }

            private void Take(int units)
            {
                state.Metering.Take(units);
                total += units;
                logged += isKnown ? units : 0;
                byRate[rate] = byRate.GetValueOrDefault(rate) + units;
            }

            private void Tell()
            {
                state.Metering.Advance(isKnown, SimulatedMeter.Seconds(clock));
                if (isKnown)
                {
                    latest = clock > latest ? clock : latest;
                    rate = scenario.IsGas && scenario.IsBlock ? 5 : plan.RateAt(clock);
                }
            }

            private void Check(int step)
            {
                Metering metering = state.Metering;
                string where = $"{scenario}: seed {seed}, step {step}, {clock:s}";
                Assert.AreEqual(rate, metering.Tariff.Rate, where);
                Assert.AreEqual(total, state.Consumption.Value, where);
                Assert.AreEqual(total, metering.Tariff.SumOfRegisters(), where);
                for (int i = 0; i < metering.Tariff.Shape.TouRegisters; i++)
                {
                    Assert.AreEqual(byRate.GetValueOrDefault(i + 1), metering.Tariff.GetTou(i), where);
                }

                if (step % 200 == 0 && isKnown)
                {
                    Assert.AreEqual(logged, LogAndOpenHalfHour(), where + ", the sum of the log");
                }
            }

            private long LogAndOpenHalfHour()
            {
                byte[] value = new byte[2];
                long sum = 0;
                int first = (int)(SimulatedMeter.Seconds(earliest) / 1800);
                int end = state.Image.GetInt32(RegisterLayout.OpenHalfHour);
                for (int halfHour = first; halfHour < end; halfHour++)
                {
                    Assert.IsTrue(state.Metering.HalfHours.Read(MeteringChannel.Import, halfHour, 1, value, 0));
                    int units = Octets.GetUInt16(value, 0);
                    sum += units == HalfHourLog.Missing ? 0 : units;
                }

                return sum + (int)state.Consumption.Value - state.Image.GetInt32(RegisterLayout.HalfHourBases);
            }

            private void Restart()
            {
                int kind = scenario.IsGas ? MeterKind.Gsme : MeterKind.Esme;
                state = new MeterState(new MeterConfiguration(kind, new byte[8], 1), records);
                state.Store.Load();
                state.Metering.Reload();
            }

            private void Give(int table, byte[] octets)
            {
                Assert.AreEqual(TableResult.Ok, state.Metering.GiveTable(table, octets, 0, octets.Length, 0));
            }
        }
    }
}
