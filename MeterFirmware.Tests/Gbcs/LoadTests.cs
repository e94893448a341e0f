using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>What flows, as a whole meter sees it from pulses: load limiting, uncontrolled gas flow, and the bill of a mode.</summary>
    [TestClass]
    public class LoadTests
    {
        [TestMethod]
        public void PowerIsTheEnergyOfTheWindow()
        {
            PowerWindow power = new PowerWindow();
            power.Advance(5000);
            power.Add(1);
            Assert.AreEqual(0L, power.Watts);
            power.Advance(6000);
            Assert.AreEqual(60L, power.Watts);
            power.Advance(64000);
            power.Add(2);
            Assert.AreEqual(60L, power.Watts);
            power.Advance(65000);
            Assert.AreEqual(180L, power.Watts);
            power.Advance(66000);
            Assert.AreEqual(120L, power.Watts);
            power.Advance(124999);
            Assert.AreEqual(120L, power.Watts);
            power.Advance(125000);
            Assert.AreEqual(0L, power.Watts);
            power.Add(7);
            power.Advance(1000000);
            Assert.AreEqual(0L, power.Watts);
        }

        [TestMethod]
        public void PulsesAboveTheLoadLimitTakeTheSupplyAwayUntilItsRestoration()
        {
            MeterRig meter = new MeterRig(MeterKind.Esme, new MemoryRecordStore());
            byte[] settings = new byte[LoadLimiter.Length];
            Octets.SetInt32(settings, 0, 5000);
            Octets.SetInt32(settings, 4, 30);
            Octets.SetInt32(settings, 8, 120);
            settings[12] = 1;
            Give(meter, settings);
            // 2 Wh a second are 7,200 W: 5,000 are passed when the window has 84 Wh, after 42 seconds.
            int second = 1;
            meter.Tick(second);
            while (meter.State.Payment.IsSupplyOn && second < 200)
            {
                meter.Meter.CountPulses(2);
                meter.Tick(++second);
            }
            Assert.AreEqual(73, second);
            Assert.AreEqual(SupplyState.Armed, meter.State.Payment.Supply.State);
            Assert.AreEqual(1, meter.State.Payment.Load.Counter);
            Assert.AreEqual(2L * 72, meter.State.Consumption.Value);
            while (!meter.State.Payment.IsSupplyOn && second < 400)
            {
                meter.Tick(++second);
            }
            Assert.AreEqual(73 + 120, second);
            Assert.AreEqual(0x8F34, meter.State.EventLog.GetCode(0));
            Assert.AreEqual(0x8F33, meter.State.EventLog.GetCode(1));
            Assert.AreEqual(0x8F01, meter.State.EventLog.GetCode(2));
        }

        [TestMethod]
        public void GasThatFlowsAfterTheSupplyIsEnabledClosesTheValveAgain()
        {
            MeterRig meter = new MeterRig(MeterKind.Gsme, new MemoryRecordStore());
            GiveFlow(meter, 1200, 10);
            meter.Tick(1);
            // Nobody enables anything at a start: gas may flow.
            meter.Meter.CountPulses(100);
            meter.Tick(20);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
            Enable(meter, 30);
            // Up to 4 litres in 10 seconds are 1.2 m3/h and less than 1.44, five are more; the first 3 seconds do not count.
            meter.Meter.CountPulses(50);
            meter.Tick(33);
            meter.Meter.CountPulses(3);
            meter.Tick(42);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
            meter.Tick(43);
            Assert.IsFalse(meter.State.Payment.Flow.IsWatching);
            meter.Meter.CountPulses(50);
            meter.Tick(44);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
            Enable(meter, 50);
            meter.Tick(53);
            meter.Meter.CountPulses(3);
            meter.Tick(54);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
            meter.Meter.CountPulses(1);
            meter.Tick(55);
            Assert.AreEqual(SupplyState.Armed, meter.State.Payment.Supply.State);
            Assert.AreEqual(0x81BF, meter.State.EventLog.GetCode(0));
        }

        [TestMethod]
        public void GasThatNobodyLimitsFlows()
        {
            MeterRig meter = new MeterRig(MeterKind.Gsme, new MemoryRecordStore());
            Enable(meter, 1);
            meter.Meter.CountPulses(5000);
            meter.Tick(100);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
            GiveFlow(meter, 0, 10);
            Enable(meter, 101);
            meter.Tick(106);
            meter.Meter.CountPulses(5000);
            meter.Tick(107);
            Assert.IsTrue(meter.State.Payment.IsSupplyOn);
        }

        [TestMethod]
        public void AChangeOfPaymentModeIsBilled()
        {
            MeterRig meter = new MeterRig(MeterKind.Esme, new MemoryRecordStore());
            meter.Tick(1);
            meter.Meter.CountPulses(77);
            meter.Tick(2);
            SnapshotLog bills = meter.State.Metering.BillingData;
            Assert.AreEqual(0, bills.Total);
            SetMode(meter, PaymentMode.Prepayment, true);
            Assert.AreEqual(1, bills.Total);
            byte[] snapshot = new byte[SnapshotLog.LengthOf(false, true)];
            Assert.IsTrue(bills.Read(0, snapshot, 0));
            Assert.AreEqual(SnapshotLog.PaymentModeChange, (int)snapshot[SnapshotLog.CauseAt]);
            Assert.AreEqual((int)MeterRig.Noon2030 + 2, Octets.GetInt32(snapshot, SnapshotLog.MomentAt));
            Assert.AreEqual(77L, Octets.GetInt64(snapshot, SnapshotLog.ConsumptionAt));
            // The same mode with another suspension is no change of it.
            SetMode(meter, PaymentMode.Prepayment, false);
            Assert.AreEqual(1, bills.Total);
            int credit = PaymentSettings.PackMode(PaymentMode.Credit, false, false);
            Assert.IsTrue(meter.State.Payment.SetPassive(PaymentSetting.Mode, credit));
            Assert.IsTrue(meter.State.Payment.Activate(PaymentSetting.Mode, MeterRig.Noon2030 + 500));
            meter.Tick(499);
            Assert.AreEqual(1, bills.Total);
            meter.Tick(500);
            Assert.AreEqual(2, bills.Total);
        }

        [TestMethod]
        public void AStandingChargeThatIsGivenIsTakenAtMidnight()
        {
            MeterRig meter = new MeterRig(MeterKind.Esme, new MemoryRecordStore());
            meter.Tick(1);
            byte[] charge = new byte[StandingCharge.Length];
            charge[0] = 0xFB;
            Octets.SetInt32(charge, 1, 30123);
            Metering metering = meter.State.Metering;
            Assert.AreEqual(
                TableResult.Ok,
                metering.GiveTable(TariffTable.StandingCharge, charge, 0, charge.Length, (int)MeterRig.Noon2030 + 100)
            );
            const int Midnight = 43200;
            meter.Tick(Midnight - 1);
            Assert.AreEqual(30123, metering.StandingChargeMillipenceADay);
            Assert.AreEqual(0L, meter.State.Accounts.GetBalance(Account.StandingCharge));
            meter.Tick(Midnight);
            Assert.AreEqual(30123L, meter.State.Accounts.GetBalance(Account.StandingCharge));
            Assert.AreEqual(-30123L, meter.State.Accounts.GetBalance(Account.MeterBalance));
        }

        private static void SetMode(MeterRig meter, int mode, bool suspendDisabled)
        {
            int packed = PaymentSettings.PackMode(mode, suspendDisabled, false);
            Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.Mode, packed));
        }

        // The threshold in thousandths of m3 an hour; 3 seconds to stabilise.
        private static void GiveFlow(MeterRig meter, int litresAnHour, int seconds)
        {
            byte[] settings = new byte[UncontrolledGasFlow.Length];
            Octets.SetUInt16(settings, 0, litresAnHour * 10);
            Octets.SetUInt16(settings, 2, 1);
            Octets.SetUInt16(settings, 4, UncontrolledGasFlow.FineDivisor);
            Octets.SetUInt16(settings, 6, seconds);
            settings[8] = 30;
            Give(meter, settings);
        }

        private static void Give(MeterRig meter, byte[] settings)
        {
            Metering metering = meter.State.Metering;
            Assert.AreEqual(TableResult.Ok, metering.GiveTable(TariffTable.Limits, settings, 0, settings.Length, 0));
        }

        private static void Enable(MeterRig meter, int second)
        {
            meter.State.Payment.Supply.Disable();
            meter.Tick(second);
            Assert.IsTrue(meter.State.Payment.Supply.Enable(true));
            meter.Tick(second);
        }
    }
}
