using System.Collections.Generic;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>The power fails at a write of the logs or of the image: what was committed is in the log, once.</summary>
    [TestClass]
    public class LogPowerCutTests
    {
        private const int HalfHours = 60;
        private const int First = 456_000;

        [TestMethod]
        public void EveryWriteCut()
        {
            FaultyRecordStore counting = new(new MemoryRecordStore(), 0);
            Run(counting, 1, out _);
            int writes = counting.Writes;
            Assert.IsGreaterThan(HalfHours, writes);
            foreach (TornTail tail in new[] { TornTail.Old, TornTail.Garbage })
            {
                foreach (int octets in new[] { 0, 1, 11, 100, 5000 })
                {
                    for (int write = 1; write <= writes; write++)
                    {
                        FaultyRecordStore store = new(new MemoryRecordStore(), write);
                        store.CutPower(write, octets, tail);
                        MeterState state = Run(store, write, out int cutAt);
                        Check(state, cutAt, $"write {write}, {octets} octets, {tail}");
                    }
                }
            }
        }

        private static MeterState Run(FaultyRecordStore store, int seed, out int cutAt)
        {
            cutAt = -10;
            MeterState state = null;
            for (int i = 0; i < HalfHours; i++)
            {
                try
                {
                    state ??= Start(store);
                    // The cut half hour's quantity went with the memory; the next one begins anew.
                    state.Metering.Advance(true, (First + i) * 1800L + 1);
                    state.Metering.Take(100 + i);
                    state.Metering.Advance(true, (First + i + 1) * 1800L);
                    state.Image.Mark();
                    state.Store.Commit();
                }
                catch (PowerCutException)
                {
                    cutAt = i;
                    state = null;
                    store.Restart();
                }
            }

            return state ?? Start(store);
        }

        private static MeterState Start(FaultyRecordStore store)
        {
            MeterState state = new(new MeterConfiguration(MeterKind.Esme, new byte[8], 1), store);
            state.Store.Load();
            state.Reload();
            return state;
        }

        private static void Check(MeterState state, int cutAt, string what)
        {
            byte[] value = new byte[2];
            long sum = 0;
            for (int i = 0; i < HalfHours; i++)
            {
                Assert.IsTrue(state.Metering.HalfHours.Read(MeteringChannel.Import, First + i, 1, value, 0));
                int units = Octets.GetUInt16(value, 0);
                sum += units == HalfHourLog.Missing ? 0 : units;
                if (i != cutAt)
                {
                    Assert.AreEqual(100 + i, units, $"{what}: half hour {i}, cut in {cutAt}");
                }
            }

            Assert.AreEqual(state.Consumption.Value, sum, what);
            Assert.AreEqual(state.Consumption.Value, state.Metering.Tariff.SumOfRegisters(), what);
        }
    }
}
