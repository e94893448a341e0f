using System;
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
                SimulatedMeter meter = new(scenario, new PlainMeter(scenario, Start), Start, 0);
                long now = SimulatedMeter.Seconds(Start);
                Pulses(meter, ref now, 3 * 86400);
                long before = GC.GetAllocatedBytesForCurrentThread();
                Pulses(meter, ref now, 1799);
                Assert.AreEqual(
                    0,
                    GC.GetAllocatedBytesForCurrentThread() - before,
                    scenario.Name + ", pulses and ticks"
                );
            }
        }

        [TestMethod]
        public void AHalfHourAllocatesOnlyWhatTheStoreDoes()
        {
            foreach (Scenario scenario in Scenario.All())
            {
                SimulatedMeter meter = new(scenario, new PlainMeter(scenario, Start), Start, 0, new PreparedStore());
                long now = SimulatedMeter.Seconds(Start);
                HalfHours(meter, ref now, 100);
                long before = GC.GetAllocatedBytesForCurrentThread();
                HalfHours(meter, ref now, 48 * 40);
                Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before, scenario.Name);
            }
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
