using System;
using System.Collections.Generic;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>The firmware's metering and the plain model side by side.</summary>
    public sealed class SimulatedMeter
    {
        private static readonly DateTime Epoch = new(2000, 1, 1);

        private Scenario scenario;
        private readonly PlainMeter model;
        private readonly int seed;
        private readonly DateTime start;
        private readonly long[] before = new long[96];
        private readonly Accounts accounts;
        private long charged;

        public SimulatedMeter(
            Scenario scenario,
            PlainMeter model,
            DateTime start,
            int seed,
            IRecordStore records = null
        )
        {
            this.scenario = scenario;
            this.model = model;
            this.start = start;
            this.seed = seed;
            int kind = scenario.IsGas ? MeterKind.Gsme : MeterKind.Esme;
            Image = new StateImage(new MeterConfiguration(kind, new byte[8], 1));
            accounts = new Accounts(Image);
            Consumption = new ConsumptionRegister(Image);
            Metering = new Metering(kind, false, Image, Consumption, records ?? new MemoryRecordStore());
            Metering.Reload();
            Image.SetUInt16(RegisterLayout.RandomisedOffsetNumber, scenario.RandomisedOffsetNumber);
            Metering.SetRandomisedOffsetLimit(scenario.RandomisedOffsetLimit);
            Give(TariffTable.Switching, TableOctets.Switching(scenario));
            Give(TariffTable.SpecialDays, TableOctets.SpecialDays(scenario));
            Give(TariffTable.Prices, TableOctets.Prices(scenario));
            Give(TariffTable.Thresholds, TableOctets.Thresholds(scenario));
            if (scenario.BillingStart != null)
            {
                Give(TariffTable.Billing, TableOctets.Billing(scenario));
            }

            if (scenario.IsGas)
            {
                Give(TariffTable.GasFactors, TableOctets.GasFactors(scenario));
            }

            SnapshotsAtStart = Metering.BillingData.Total;
            Metering.Advance(true, Seconds(start));
        }

        public Metering Metering { get; }

        public StateImage Image { get; }

        public ConsumptionRegister Consumption { get; }

        private int SnapshotsAtStart { get; }

        public static long Seconds(DateTime time) => (long)(time - Epoch).TotalSeconds;

        /// <summary>One step of both.</summary>
        /// <returns>True if the rate that the model has in force changed.</returns>
        public bool Step(int units, DateTime now)
        {
            int rate = model.Rate;
            model.Consume(units);
            model.Clock(now);
            StepFirmware(units, Seconds(now));
            return model.Rate != rate;
        }

        /// <summary>What else an ESME measures, before the step that ends its time.</summary>
        public void TakeOthers(int activeExport, int reactiveExport, int reactiveImport)
        {
            model.ConsumeOthers(activeExport, reactiveExport, reactiveImport);
            Metering.TakeOthers(activeExport, reactiveExport, reactiveImport);
        }

        /// <summary>Gives money to a balance, an <see cref="Account"/> that is a register, or takes it, millipence.</summary>
        public void GiveMoney(int account, long millipence)
        {
            model.Give(account, millipence);
            bool isTaken = millipence < 0;
            accounts.Transfer(
                isTaken ? account : Account.Adjustments,
                isTaken ? Account.Adjustments : account,
                Math.Abs(millipence)
            );
        }

        /// <summary>Gives the meter a tariff for later; the model takes it when it is told to.</summary>
        public void GiveLater(Scenario next, DateTime when)
        {
            Give(TariffTable.Switching, TableOctets.Switching(next), when);
            Give(TariffTable.SpecialDays, TableOctets.SpecialDays(next), when);
            Give(TariffTable.Prices, TableOctets.Prices(next), when);
            Give(TariffTable.Thresholds, TableOctets.Thresholds(next), when);
        }

        /// <summary>The tariff that was given for later is in force.</summary>
        public void Replaced(Scenario by)
        {
            scenario = by;
            model.Replace(by);
        }

        public void StepFirmware(int units, long seconds)
        {
            if (units > 0)
            {
                Metering.Take(units);
                long cost = Metering.TakeCostMillipence();
                charged += cost;
                accounts.Transfer(Account.MeterBalance, Account.Consumption, cost);
            }

            Metering.Advance(true, seconds);
        }

        /// <summary>Everything that has a value now.</summary>
        public void Compare()
        {
            TariffEngine tariff = Metering.Tariff;
            Same(model.Total, Consumption.Value, "main register");
            Same(model.ChargedMillipence, charged, "millipence charged");
            if (!(scenario.IsGas && scenario.IsBlock))
            {
                Same(model.Rate, tariff.Rate, "rate in force");
            }

            int place = 0;
            for (int i = 0; i < scenario.TouCount; i++)
            {
                Same(model.Tou.TryGetValue(i + 1, out long units) ? units : 0, tariff.GetTou(i), "TOU register", i + 1);
                NotLess(place++, tariff.GetTou(i));
            }

            for (int block = 0; block < 4; block++)
            {
                for (int tou = 0; tou < scenario.ColumnCount; tou++)
                {
                    (int, int) key = (block + 1, tou + 1);
                    long counter = model.Counters.TryGetValue(key, out long counted) ? counted : 0;
                    Same(counter, tariff.GetBlockCounter(block, tou), "block counter", block + 1);
                    if (!scenario.IsGas)
                    {
                        long register = model.Blocks.TryGetValue(key, out long units) ? units : 0;
                        Same(register, tariff.GetBlockRegister(block, tou), "block register", block + 1);
                        NotLess(place++, register);
                    }
                }
            }

            Same(Consumption.Value & (scenario.IsGas ? long.MaxValue : 0xFFFFFFFF), tariff.SumOfRegisters(), "sum");
            if (scenario.IsGas)
            {
                Same((long)model.WholeWh, Image.GetInt64(RegisterLayout.EnergyTotal), "Wh");
            }
        }

        /// <summary>The logs, whole.</summary>
        public void CompareLogs()
        {
            byte[] value = new byte[2];
            foreach ((DateTime at, long units) in model.HalfHours)
            {
                Metering.HalfHours.Read(MeteringChannel.Import, (int)(Seconds(at) / 1800), 1, value, 0);
                SameAt(at, units, Octets.GetUInt16(value, 0), "half hour");
            }

            foreach ((DateTime day, long units) in model.Days)
            {
                SameAt(day, units, Metering.GetDailyConsumption((int)(Seconds(day) / 86400)), "daily consumption");
            }

            CompareSnapshots(
                model.Bills,
                Metering.BillingData,
                SnapshotsAtStart,
                SnapshotLog.BillingDate,
                "billing data: "
            );
            CompareSnapshots(model.DailyReads, Metering.DailyReads, 0, SnapshotLog.Midnight, "daily read: ");
        }

        /// <summary>The half hours of active export, reactive export and reactive import, as far back as they are held.</summary>
        public void CompareOtherHalfHours()
        {
            string[] names = ["active export", "reactive export", "reactive import"];
            byte[] value = new byte[2];
            foreach ((DateTime at, int[] units) in model.OtherHalfHours)
            {
                for (int i = 0; i < names.Length; i++)
                {
                    int channel = MeteringChannel.ActiveExport + i;
                    Metering.HalfHours.Read(channel, (int)(Seconds(at) / 1800), 1, value, 0);
                    SameAt(at, units[i], Octets.GetUInt16(value, 0), names[i]);
                }
            }
        }

        private void CompareSnapshots(List<PlainSnapshot> plain, SnapshotLog log, int before, int cause, string name)
        {
            Same(plain.Count, log.Total - before, name + "how many");
            byte[] octets = new byte[SnapshotLog.LengthOf(scenario.IsGas, false)];
            int kept = Math.Min(plain.Count, log.Count);
            for (int age = 0; age < kept; age++)
            {
                PlainSnapshot expected = plain[^(age + 1)];
                Assert.IsTrue(log.Read(age, octets, 0), name + "read");
                CompareSnapshot(expected, octets, cause, name);
            }
        }

        // Registers of four octets, on a GSME of eight: time of use, then blocks (GSME: their counters), ESME: then export.
        private void CompareSnapshot(PlainSnapshot expected, byte[] octets, int cause, string name)
        {
            DateTime at = expected.At;
            SameAt(at, Seconds(at), Octets.GetInt32(octets, SnapshotLog.MomentAt), name + "moment");
            SameAt(at, cause, octets[SnapshotLog.CauseAt], name + "cause");
            SameAt(at, expected.Total, Octets.GetInt64(octets, SnapshotLog.ConsumptionAt), name + "main register");
            for (int i = 0; i < expected.Balances.Length; i++)
            {
                int balance = Octets.GetInt32(octets, SnapshotLog.BalancesAt + 4 * i);
                SameAt(at, expected.Balances[i], balance, $"{name}balance {i}");
            }

            int length = scenario.IsGas ? 8 : 4;
            int place = SnapshotLog.RegistersAt;
            for (int rate = 1; rate <= scenario.TouCount; rate++, place += length)
            {
                SameAt(
                    at,
                    expected.Tou.GetValueOrDefault(rate),
                    Register(octets, place),
                    name + "TOU register " + rate
                );
            }

            Dictionary<(int, int), long> blocks = scenario.IsGas ? expected.Counters : expected.Blocks;
            for (int block = 1; block <= 4; block++)
            {
                for (int column = 1; column <= scenario.ColumnCount; column++, place += length)
                {
                    long units = blocks.GetValueOrDefault((block, column));
                    SameAt(at, units, Register(octets, place), $"{name}block {block}, column {column}");
                }
            }

            if (!scenario.IsGas)
            {
                SameAt(at, expected.Export, Register(octets, place), name + "active export");
                place += length;
            }

            SameAt(at, octets.Length, place, name + "length");
        }

        private long Register(byte[] octets, int at) =>
            scenario.IsGas ? Octets.GetInt64(octets, at) : Octets.GetUInt32(octets, at);

        private void Give(int table, byte[] octets, DateTime? when = null)
        {
            int moment = when == null ? 0 : (int)Seconds(when.Value);
            Assert.AreEqual(TableResult.Ok, Metering.GiveTable(table, octets, 0, octets.Length, moment));
        }

        private void NotLess(int place, long value)
        {
            if (value < before[place])
            {
                SameAt(model.Now.AddTicks(-1), before[place], value, "a register that may not fall");
            }

            before[place] = value;
        }

        private void Same(long expected, long actual, string what, int index = 0)
        {
            if (expected != actual)
            {
                // At the end of a half hour it is that one which differs.
                SameAt(model.Now.AddTicks(-1), expected, actual, index == 0 ? what : what + " " + index);
            }
        }

        private void SameAt(DateTime at, long expected, long actual, string what)
        {
            if (expected != actual)
            {
                DateTime halfHour = at.AddTicks(-(at.Ticks % TimeSpan.FromMinutes(30).Ticks));
                Assert.Fail(
                    $"{scenario}: seed {seed}, start {start:s}, first difference in the half hour {halfHour:s}: "
                        + $"{what} is {actual}, the model has {expected}"
                );
            }
        }
    }
}
