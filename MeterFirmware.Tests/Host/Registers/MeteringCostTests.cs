using System;
using System.Linq;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>What metering costs: memory that lives, and memory that is taken on the way.</summary>
    [TestClass]
    public class MeteringCostTests
    {
        private static readonly DateTime Start = new(2026, 1, 1);

        public TestContext TestContext { get; set; }

        [TestMethod]
        [DataRow(MeterKind.Esme, true)]
        [DataRow(MeterKind.Esme, false)]
        [DataRow(MeterKind.Gsme, false)]
        public void AWholeMeterIsWithinItsBudget(int kind, bool hasSecondary)
        {
            MeterState state = MeteringBenchmark.Make(kind, hasSecondary);
            int octets = HeapBlocks.Count(MeteringBenchmark.MakeMeter(state)) * HeapBlocks.BlockLength;
            int stateOctets = HeapBlocks.Count(state) * HeapBlocks.BlockLength;
            TestContext.WriteLine(
                $"kind {kind}, secondary {hasSecondary}: {octets} octets, of them state {stateOctets}"
            );
            Assert.IsGreaterThan(stateOctets, octets);
            Assert.IsLessThanOrEqualTo(HeapBlocks.Budget, octets);
        }

        [TestMethod]
        public void TheFiguresArePrinted()
        {
            using System.IO.StringWriter output = new();
            MeteringBenchmark.Run(output);
            TestContext.WriteLine(output.ToString());
            StringAssert.Contains(output.ToString(), " ns, 0 octets; tick");
        }

        [TestMethod]
        public void NothingIsAllocatedByPulsesTicksAndHalfHours()
        {
            foreach (Scenario scenario in Scenario.All())
            {
                long least = LeastAllocated(
                    scenario,
                    (SimulatedMeter meter, ref long now) => Pulses(meter, ref now, 3 * 86400),
                    (SimulatedMeter meter, ref long now) => Pulses(meter, ref now, 1799)
                );
                Assert.AreEqual(0, least, scenario.Name + ", pulses and ticks");
            }
        }

        [TestMethod]
        public void AHalfHourAllocatesOnlyWhatTheStoreDoes()
        {
            foreach (Scenario scenario in Scenario.All())
            {
                Assert.AreEqual(0, LeastAllocated(scenario, Begin, FortyDays), scenario.Name);
            }
        }

        [TestMethod]
        public void WhatEachMeterAllocatesOnceIsNoticed()
        {
            byte[] kept = null;
            long least = LeastAllocated(
                Scenario.All().First(),
                Begin,
                (SimulatedMeter meter, ref long now) =>
                {
                    FortyDays(meter, ref now);
                    kept = new byte[100];
                }
            );
            Assert.IsGreaterThanOrEqualTo(kept.Length, least);
        }

        private delegate void Course(SimulatedMeter meter, ref long now);

        private static void Begin(SimulatedMeter meter, ref long now) => HalfHours(meter, ref now, 100);

        private static void FortyDays(SimulatedMeter meter, ref long now) => HalfHours(meter, ref now, 48 * 40);

        // The runtime keeps tables of its own (of casts, of interfaces) and makes them anew on whatever thread needs them, with
        // tests beside this one all the time. So it is the least of several meters, each from its beginning: what a meter
        // allocates, and be it once, all of them do.
        private static long LeastAllocated(Scenario scenario, Course before, Course measured)
        {
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5 && least > 0; attempt++)
            {
                SimulatedMeter meter = new(scenario, new PlainMeter(scenario, Start), Start, 0, new PreparedStore());
                long now = SimulatedMeter.Seconds(Start);
                before(meter, ref now);
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                measured(meter, ref now);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - allocated);
            }

            return least;
        }

        private static void HalfHours(SimulatedMeter meter, ref long now, int count)
        {
            for (int i = 0; i < count; i++)
            {
                now += 1800;
                meter.StepFirmware(100, now);
            }
        }

        private static void Pulses(SimulatedMeter meter, ref long now, int count)
        {
            for (int i = 0; i < count; i++)
            {
                meter.StepFirmware(1, ++now);
            }
        }
    }
}
