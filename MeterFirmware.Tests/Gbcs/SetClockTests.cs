using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>A whole meter that is told the time by a command, as a board that never learns it otherwise.</summary>
    [TestClass]
    public class SetClockTests
    {
        private const int SetClock = 0x0062;
        private const int SetGasClock = 0x007F;
        private const int Noon = (int)MeterRig.Noon2030;

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void AMeterWithoutTheTimeGetsItByCommand(int kind)
        {
            MeterRig meter = Provisioned(kind, new MemoryRecordStore());
            byte[] piece = new byte[64];
            meter.Meter.Tick(1000, false, 0);
            meter.Meter.CountPulses(50);
            byte[] forged = Command(kind, 1, Noon, Noon);
            forged[forged.Length - 1] ^= 1;
            Assert.AreEqual(Refusal.WrongMac, meter.Send(forged));
            meter.Meter.Tick(200000, false, 0);
            Assert.AreEqual(0, meter.TakeAnswer(piece), "an alert must say when");
            Assert.IsFalse(meter.State.Metering.MayReadHistory);

            Assert.AreEqual(Refusal.None, meter.Send(Command(kind, 2, Noon - 60, Noon + 60)));
            Assert.IsTrue(meter.TakeAnswer(piece) > 0);
            Assert.AreEqual((long)Noon, meter.Meter.TakeWantedUtc());
            Assert.AreEqual(EventCode.CommandActioned, meter.State.EventLog.GetCode(0));
            Assert.AreEqual(EventCode.ClockAdjusted, meter.State.EventLog.GetCode(1));
            meter.Meter.CountPulses(3);
            meter.Meter.Tick(200100, true, Noon);
            Assert.IsTrue(meter.TakeAnswer(piece) > 0, "the alert that waited");

            // What arrived before is in the registers and at the rate that was in force, and in no half hour.
            meter.Meter.CountPulses(7);
            meter.Meter.Tick(200000 + 1800000, true, Noon + 1800);
            Assert.AreEqual(60L, meter.State.Consumption.Value);
            Assert.AreEqual(60L, meter.State.Metering.Tariff.GetTou(0));
            Assert.AreEqual(7, HalfHour(meter, Noon));
            Assert.AreEqual(ClockStatus.Reliable, meter.State.ClockControl.Status);
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void ACommandThatTheFlashRefusesDoesNotSetTheClock(int kind)
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig meter = Provisioned(kind, records);
            meter.Meter.Tick(1000, false, 0);
            records.RefuseWrites = true;
            Assert.AreEqual(Refusal.None, meter.Send(Command(kind, 1, Noon, Noon)));
            Assert.IsTrue(meter.TakeAnswer(new byte[64]) > 0);
            Assert.AreEqual(ClockControl.None, meter.Meter.TakeWantedUtc());
            Assert.AreEqual(ClockStatus.Invalid, meter.State.ClockControl.Status);
            records.RefuseWrites = false;
            Assert.AreEqual(Refusal.None, meter.Send(Command(kind, 1, Noon, Noon)));
            Assert.AreEqual((long)Noon, meter.Meter.TakeWantedUtc());
        }

        [TestMethod]
        public void AnIntervalDoesNotOutliveItsCommand()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] whole = Payloads.SetClock(Noon, Noon);
            byte[] preset = { 0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 8, 0, 0, 1, 0, 0, 255, 5, 1 };
            byte[] first = new byte[preset.Length + 44];
            System.Array.Copy(preset, 0, first, 0, preset.Length);
            System.Array.Copy(whole, whole.Length - 48, first, preset.Length, 44);
            byte[] adjust = { 0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 8, 0, 0, 1, 0, 0, 255, 4, 1, 0x0F, 0 };
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(SetClock, 1, first, true)));
            CollectionAssert.AreEqual(new byte[] { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 0 }, rig.AnswerPayload(65));
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(SetClock, 2, adjust, true)));
            CollectionAssert.AreEqual(new byte[] { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 250 }, rig.AnswerPayload(65));
        }

        [TestMethod]
        public void AnIntervalThatBeginsWithNoTimeIsRefused()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(1000, true, Noon);
            byte[] payload = Payloads.SetClock(Noon - 60, Noon + 60);
            int startAt = payload.Length - 4 - 14 - 12;
            System.Array.Clear(payload, startAt, 9);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(SetClock, 1, payload, true)));
            Assert.AreEqual(EventCode.CommandNotActioned, rig.State.EventLog.GetCode(0));
        }

        [TestMethod]
        public void AnIntervalThatEndsBeforeItBeginsIsRefused()
        {
            MeterRig gas = Provisioned(MeterKind.Gsme, new MemoryRecordStore());
            gas.Meter.Tick(1000, false, 0);
            Assert.AreEqual(Refusal.NotConforming, gas.Send(Command(MeterKind.Gsme, 1, Noon, Noon - 1)));
            Rig rig = new Rig(MeterKind.Esme);
            byte[] command = rig.Command(SetClock, 1, Payloads.SetClock(Noon, Noon - 1), true);
            Assert.AreEqual(Refusal.None, rig.Serve(command));
            byte[] wanted = { 0xDA, 0x20, 0, 0, 1, 0, 0, 5, 0, 0, 0, 0, 0, 5, 2, 0, 3, 250, 3, 250, 1, 250, 1, 250 };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
            Assert.AreEqual(EventCode.CommandNotActioned, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(ClockStatus.Invalid, rig.State.ClockControl.Status);
        }

        private static MeterRig Provisioned(int kind, MemoryRecordStore records)
        {
            MeterRig.Provision(new Rig(kind), records);
            return new MeterRig(kind, records);
        }

        private static byte[] Command(int kind, int counter, int start, int end)
        {
            bool isEsme = kind == MeterKind.Esme;
            byte[] payload = isEsme ? Payloads.SetClock(start, end) : Payloads.SetGasClock(start, end);
            return new Rig(kind).Command(isEsme ? SetClock : SetGasClock, counter, payload, true);
        }

        private static int HalfHour(MeterRig meter, int utcSeconds)
        {
            byte[] value = new byte[2];
            Assert.IsTrue(meter.State.Metering.HalfHours.Read(MeteringChannel.Import, utcSeconds / 1800, 1, value, 0));
            return Octets.GetUInt16(value, 0);
        }
    }
}
