using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>When a whole meter goes to its flash, and what it does where that fails.</summary>
    [TestClass]
    public class StorageTests
    {
        private static MemoryRecordStore Provisioned()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(MeterKind.Esme), records);
            return records;
        }

        private static byte[] Adjust(int counter)
        {
            return new Rig(MeterKind.Esme).Command(0x001E, counter, Payloads.InvokeDebt(Debt.Time1, 4, 1000), true);
        }

        [TestMethod]
        public void AtMostAHalfHourOfConsumptionIsMissing()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            int sequence = meter.State.Image.GetInt32(ImageLayout.Sequence);
            for (int second = 0; second <= 4 * 3600; second += 60)
            {
                meter.Tick(second);
                meter.Meter.CountPulses(1);
                long stored = new MeterRig(MeterKind.Esme, records).State.Consumption.Value;
                Assert.IsTrue(meter.State.Consumption.Value - stored <= 31);
            }
            Assert.AreEqual(sequence + 8, meter.State.Image.GetInt32(ImageLayout.Sequence));
        }

        // There are no half hours to close then: the time that goes by is enough.
        [TestMethod]
        public void AtMostAHalfHourOfConsumptionIsMissingWhileTheTimeIsUnknown()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            for (int second = 0; second <= 4 * 3600; second += 60)
            {
                meter.Meter.Tick(second * 1000L, false, 0);
                meter.Meter.CountPulses(1);
                long stored = new MeterRig(MeterKind.Esme, records).State.Consumption.Value;
                Assert.IsTrue(meter.State.Consumption.Value - stored <= 31);
            }
        }

        [TestMethod]
        public void PowerFailWarningCommitsAtOnceButNotMoreThanOnceAMinute()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            int writes = records.Writes;
            for (int second = 1; second <= 300; second++)
            {
                meter.Tick(second);
                meter.Meter.CountPulses(1);
                meter.Meter.OnPowerFailing();
                if (second == 1)
                {
                    Assert.AreEqual(1L, new MeterRig(MeterKind.Esme, records).State.Consumption.Value);
                }
            }
            Assert.AreEqual(writes + 5, records.Writes);
        }

        [TestMethod]
        public void RefusedCommitTakesNothingFromMemoryAndIsTriedEachMinute()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            records.RefuseWrites = true;
            int writes = records.Writes;
            for (int second = 0; second < 3600; second++)
            {
                meter.Tick(second);
                meter.Meter.CountPulses(1);
            }
            Assert.AreEqual(3600L, meter.State.Consumption.Value);
            // At 1800, 1860, ... 3540 s.
            Assert.AreEqual(writes + 30, records.Writes);
            records.RefuseWrites = false;
            meter.Tick(3600);
            MeterRig again = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(3600L, again.State.Consumption.Value);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, again.State.EventLog.GetCode(0));
            Assert.AreEqual(30, again.State.EventLog.GetDetail(0));
        }

        [TestMethod]
        public void LogsThatTheFlashRefusesAreToldOnceADay()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            records.RefusedPrefix = "hh-";
            int before = meter.State.EventLog.Total;
            for (int second = 0; second < 86400; second += 1800)
            {
                meter.Tick(second);
            }
            Assert.AreEqual(before + 1, meter.State.EventLog.Total);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, meter.State.EventLog.GetCode(0));
            Assert.AreEqual(1, meter.State.EventLog.GetDetail(0));
            Assert.IsFalse(meter.State.Store.IsFailing);
            for (int second = 86400; second <= 100000; second += 1800)
            {
                meter.Tick(second);
            }
            Assert.AreEqual(before + 2, meter.State.EventLog.Total);
            Assert.IsTrue(meter.State.EventLog.GetDetail(0) > 40);
            Assert.AreEqual(before + 2, new MeterRig(MeterKind.Esme, records).State.EventLog.Total);
        }

        [TestMethod]
        public void OlderCopyIsToldAndTheDamagedOneMendedWithTheFirstTick()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.NewMeter, meter.Result);
            Assert.AreEqual(Refusal.None, meter.Send(Adjust(1)));
            records.Peek("image-b")[77] ^= 1;
            MeterRig again = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.LoadedOlderCopy, again.Result);
            again.Tick(1);
            Assert.AreEqual((int)MeterRig.Noon2030 + 1, again.State.EventLog.GetUtcSeconds(0));
            MeterRig mended = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.Loaded, mended.Result);
            Assert.AreEqual(-StartResult.LoadedOlderCopy, mended.State.EventLog.GetDetail(0));
            // The command was lost with the damaged copy, its counter with it.
            Assert.AreEqual(Refusal.None, mended.Send(Adjust(1)));
            Assert.AreEqual(1000, mended.State.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void MeterThatLostItsCountersTrustsNobodyUntilItIsDeclaredNew()
        {
            MemoryRecordStore records = Provisioned();
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(Refusal.None, meter.Send(Adjust(1)));
            records.Delete("image-a");
            records.Delete("image-b");
            meter = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.StorageLost, meter.Result);
            for (int start = 0; start < 2; start++)
            {
                Assert.IsFalse(meter.Meter.HasParties);
                Assert.AreEqual(Refusal.UnknownOriginator, meter.Send(Adjust(1)));
                meter.Tick(1);
                meter.Meter.CountPulses(1);
                Assert.IsTrue(meter.State.Consumption.Value > 0);
                meter = new MeterRig(MeterKind.Esme, records);
                Assert.AreEqual(StartResult.Loaded, meter.Result);
            }
            NewMeter.Declare(records);
            meter = new MeterRig(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.NewMeter, meter.Result);
            Assert.AreEqual(Refusal.None, meter.Send(Adjust(1)));
        }

        [TestMethod]
        public void FormattedFlashIsALossAndNoNewMeter()
        {
            MeterRig meter = new MeterRig(MeterKind.Esme, new MemoryRecordStore());
            Assert.AreEqual(StartResult.StorageLost, meter.Result);
            Assert.IsFalse(meter.Meter.HasParties);
            meter.Tick(1);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, meter.State.EventLog.GetCode(0));
            Assert.AreEqual(-StartResult.StorageLost, meter.State.EventLog.GetDetail(0));
        }
    }
}
