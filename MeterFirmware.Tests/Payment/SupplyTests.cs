using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>Disablement, emergency credit, arming, locking and load limiting (SMETS2 4.4.7, 5.5.7).</summary>
    [TestClass]
    public class SupplyTests
    {
        [TestMethod]
        public void SupplyIsDisabledWhenMeterBalanceFallsBelowTheDisablementThreshold()
        {
            Scenario meter = Scenario.Prepaid(100);
            meter.Set(PaymentSetting.DisablementThreshold, 20);
            int mark = meter.Events.Total;
            meter.Use(80);
            meter.AssertSupply(SupplyState.Enabled);
            meter.Use(1);
            meter.AssertSupply(SupplyState.Disabled);
            meter.AssertEvents(mark, new int[] { 0x8F0F });
            Assert.AreEqual(19 * Scenario.Penny, meter.Events.GetDetail(0));
        }

        [TestMethod]
        public void ACreditArmsAndTheCustomerEnables()
        {
            Scenario meter = Scenario.Prepaid(-10);
            int mark = meter.Events.Total;
            meter.Credit(5);
            meter.AssertSupply(SupplyState.Disabled);
            Assert.IsFalse(meter.Meter.Supply.EnableLocally());
            meter.Credit(10);
            meter.AssertSupply(SupplyState.Armed);
            meter.AssertEvents(mark, new int[] { 0x8F32 });
            Assert.IsTrue(meter.Meter.Supply.EnableLocally());
            meter.AssertSupply(SupplyState.Enabled);
        }

        [TestMethod]
        public void AnArmedSupplyWhoseCreditIsGoneIsDisabledAgain()
        {
            Scenario meter = Scenario.Prepaid(-1);
            meter.Credit(2);
            meter.AssertSupply(SupplyState.Armed);
            meter.Meter.AdjustBalance(-5 * Scenario.Penny);
            meter.AssertSupply(SupplyState.Disabled);
        }

        [TestMethod]
        public void EmergencyCreditBecomesAvailableBelowItsThresholdAndIsToldOnce()
        {
            Scenario meter = Scenario.Prepaid(100);
            meter.Emergency(500, 50);
            int mark = meter.Events.Total;
            Assert.IsFalse(meter.Meter.ActivateEmergencyCredit());
            meter.Use(50);
            Assert.IsFalse(meter.Meter.Emergency.IsAvailable);
            meter.Use(1);
            meter.Use(1);
            Assert.IsTrue(meter.Meter.Emergency.IsAvailable);
            meter.AssertEvents(mark, new int[] { 0x8119 });
        }

        [TestMethod]
        public void EmergencyCreditSelectedButNotApplied()
        {
            Scenario meter = Scenario.Prepaid(10);
            meter.Emergency(500, 50);
            Assert.IsTrue(meter.Meter.ActivateEmergencyCredit());
            meter.Use(110);
            meter.AssertBalance(0);
            meter.AssertEmergency(400, 100);
            meter.AssertSupply(SupplyState.Enabled);
            meter.Use(400);
            meter.AssertEmergency(0, 500);
            meter.AssertSupply(SupplyState.Enabled);
            meter.Use(1);
            meter.AssertBalance(-1);
            meter.AssertSupply(SupplyState.Disabled);
        }

        [TestMethod]
        public void ActivationArmsADisabledSupply()
        {
            Scenario meter = Scenario.Prepaid(-10);
            meter.Emergency(500, 50);
            int mark = meter.Events.Total;
            Assert.IsTrue(meter.Meter.ActivateEmergencyCredit());
            meter.AssertSupply(SupplyState.Armed);
            meter.AssertEvents(mark, new int[] { 0x81AB, 0x8168 });
            Assert.IsTrue(meter.Meter.ActivateEmergencyCredit());
            meter.AssertEvents(mark, new int[] { 0x81AB, 0x8168 });
        }

        [TestMethod]
        public void ExhaustionIsTold()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.Emergency(100, 50);
            meter.Meter.ActivateEmergencyCredit();
            int mark = meter.Events.Total;
            meter.Use(100);
            meter.AssertEvents(mark, new int[] { 0x81AA });
        }

        [TestMethod]
        public void RepaidEmergencyCreditCanBeActivatedAgainWhenItIsNeeded()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.Emergency(100, 50);
            meter.Meter.ActivateEmergencyCredit();
            meter.Use(60);
            meter.Credit(120);
            meter.AssertEmergency(100, 0);
            meter.AssertBalance(60);
            Assert.IsFalse(meter.Meter.Emergency.IsActive);
            meter.Use(30);
            Assert.IsTrue(meter.Meter.ActivateEmergencyCredit());
        }

        [TestMethod]
        public void AChangeOfTheLimitIsATransferAndWhatIsOwedStaysOwed()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.Emergency(100, 50);
            meter.Meter.ActivateEmergencyCredit();
            meter.Use(60);
            meter.Set(PaymentSetting.EmergencyCreditLimit, 300);
            meter.AssertEmergency(240, 60);
            meter.Set(PaymentSetting.EmergencyCreditLimit, 50);
            meter.AssertEmergency(0, 60);
            Assert.AreEqual(0L, meter.State.Accounts.Sum());
            meter.Credit(60);
            meter.AssertEmergency(50, 0);
        }

        [TestMethod]
        public void LowCreditIsToldOnCombinedCredit()
        {
            Scenario meter = Scenario.Prepaid(200);
            meter.Set(PaymentSetting.LowCreditThreshold, 100);
            meter.Emergency(500, 60);
            int mark = meter.Events.Total;
            meter.Use(101);
            meter.Use(1);
            meter.AssertEvents(mark, new int[] { 0x810D });
            meter.Use(50);
            meter.Meter.ActivateEmergencyCredit(); // combined is 548 now
            meter.Use(440);
            meter.AssertEvents(mark, new int[] { 0x810D, 0x8119, 0x81AB });
            meter.Use(10);
            meter.AssertEvents(mark, new int[] { 0x810D, 0x8119, 0x81AB, 0x810D });
        }

        [TestMethod]
        public void NonDisablementKeepsTheSupplyAndItsEndTakesIt()
        {
            Scenario meter = Scenario.Prepaid(5);
            meter.Meter.Use(new UntilCalendar(meter.Now + Scenario.Hour));
            int mark = meter.Events.Total;
            meter.Use(6);
            meter.Use(6);
            meter.AssertSupply(SupplyState.Enabled);
            meter.AssertEvents(mark, new int[] { 0x810D, 0x8F83 });
            meter.Jump(Scenario.Hour);
            meter.AssertSupply(SupplyState.Disabled);
        }

        [TestMethod]
        public void WithACalendarDisablementWaitsForTheTime()
        {
            Scenario meter = Scenario.Prepaid(5);
            meter.Meter.Use(new UntilCalendar(0));
            meter.LoseTime();
            meter.Use(6);
            meter.AssertSupply(SupplyState.Enabled);
            meter.FindTime();
            meter.AssertSupply(SupplyState.Disabled);
        }

        [TestMethod]
        public void TheDisableCommandLocksAndOnlyACommandUnlocks()
        {
            Scenario meter = Scenario.Prepaid(100);
            Assert.IsTrue(meter.Meter.Supply.Disable());
            meter.AssertSupply(SupplyState.Locked);
            meter.Credit(100);
            meter.AssertSupply(SupplyState.Locked);
            Assert.IsFalse(meter.Meter.Supply.EnableLocally());
            Assert.IsTrue(meter.Meter.Supply.Arm(meter.Meter.HasCredit));
            meter.AssertSupply(SupplyState.Armed);
            meter.Meter.Supply.Disable();
            Assert.IsTrue(meter.Meter.Supply.Enable(meter.Meter.HasCredit));
            meter.AssertSupply(SupplyState.Enabled);
        }

        [TestMethod]
        public void EnableAndArmWithoutCreditChangeNothing()
        {
            Scenario meter = Scenario.Prepaid(-5);
            Assert.IsFalse(meter.Meter.Supply.Enable(meter.Meter.HasCredit));
            Assert.IsFalse(meter.Meter.Supply.Arm(meter.Meter.HasCredit));
            meter.AssertSupply(SupplyState.Disabled);
        }

        [TestMethod]
        public void ChangingToCreditModeArms()
        {
            Scenario meter = Scenario.Prepaid(-5);
            meter.Mode(PaymentMode.Credit, false, false);
            meter.AssertSupply(SupplyState.Armed);
            meter.AssertBalance(-5);
        }

        [TestMethod]
        public void ACoverThatIsTakenOffIsToldOnceAndLocksWhereTheTamperStateSaysSo()
        {
            Scenario meter = Scenario.Prepaid(100);
            meter.Meter.Supply.TellCover(true);
            meter.Meter.Supply.TellCover(true);
            Assert.AreEqual(EventCode.MeterCoverRemoved, meter.State.SecurityLog.GetCode(0));
            Assert.AreEqual(1, meter.State.SecurityLog.Total);
            meter.AssertSupply(SupplyState.Enabled);
            meter.Restart();
            meter.Meter.Supply.TellCover(true);
            Assert.AreEqual(1, meter.State.SecurityLog.Total);

            meter.Meter.Supply.LocksOnTamper = true;
            meter.Meter.Supply.TellCover(false);
            Assert.AreEqual(EventCode.MeterCoverClosed, meter.State.SecurityLog.GetCode(0));
            meter.AssertSupply(SupplyState.Enabled);
            meter.Meter.Supply.TellCover(true);
            meter.AssertSupply(SupplyState.Locked);
            Assert.AreEqual(EventCode.SupplyLocked, meter.State.EventLog.GetCode(0));
            // Neither credit nor the cover unlocks.
            meter.Credit(1000);
            meter.Meter.Supply.TellCover(false);
            meter.AssertSupply(SupplyState.Locked);
            Assert.IsTrue(meter.Meter.Supply.LocksOnTamper);
        }

        [TestMethod]
        public void ACoverOfAnExemptLargeGasMeterIsToldAndLocksNothing()
        {
            MeterConfiguration configuration = new MeterConfiguration(
                MeterKind.Gsme,
                MeterFirmware.Tests.Core.Make.DeviceId(),
                1
            )
            {
                LargeGasMeterAtDomesticPremises = true,
            };
            Scenario meter = new Scenario(configuration);
            meter.Meter.Supply.LocksOnTamper = true;
            meter.Meter.Supply.TellCover(true);
            Assert.AreEqual(EventCode.MeterCoverRemoved, meter.State.SecurityLog.GetCode(0));
            meter.AssertSupply(SupplyState.Enabled);
            Assert.IsTrue(meter.Meter.IsSupplyOn);
        }

        [TestMethod]
        public void ALargeGasMeterAtDomesticPremisesIsNeverLockedEnabledDisabledOrArmed()
        {
            MeterConfiguration configuration = new MeterConfiguration(
                MeterKind.Gsme,
                MeterFirmware.Tests.Core.Make.DeviceId(),
                1
            )
            {
                LargeGasMeterAtDomesticPremises = true,
            };
            Scenario meter = new Scenario(configuration);
            meter.Mode(PaymentMode.Prepayment, false, false);
            meter.Meter.AdjustBalance(-1000);
            meter.TurnLoop();
            meter.AssertSupply(SupplyState.Enabled);
            Assert.IsFalse(meter.Meter.Supply.Disable());
            Assert.IsFalse(meter.Meter.Supply.Lock());
            Assert.IsFalse(meter.Meter.Supply.Enable(true));
            Assert.IsFalse(meter.Meter.Supply.Arm(true));
            meter.AssertSupply(SupplyState.Enabled);
        }

        [TestMethod]
        public void TheExemptionIsForGasOnly()
        {
            MeterConfiguration configuration = new MeterConfiguration(
                MeterKind.Esme,
                MeterFirmware.Tests.Core.Make.DeviceId(),
                1
            )
            {
                LargeGasMeterAtDomesticPremises = true,
            };
            Assert.ThrowsException(typeof(System.ArgumentException), () => new Scenario(configuration));
        }

        [TestMethod]
        public void ALoadAboveTheLimitForThePeriodDisarmsUntilTheRestorationPeriodIsOver()
        {
            Scenario meter = Scenario.Esme();
            LoadLimiter load = meter.Meter.Load;
            load.Observe(90000);
            Limit(meter, 1);
            int mark = meter.Events.Total;
            load.Observe(5001);
            meter.PassMonotonic(58);
            load.Observe(5001);
            meter.AssertSupply(SupplyState.Enabled);
            meter.PassMonotonic(2);
            load.Observe(5001);
            meter.AssertSupply(SupplyState.Armed);
            Assert.AreEqual(1, load.Counter);
            meter.PassMonotonic(1);
            meter.AssertSupply(SupplyState.Armed);
            meter.PassMonotonic(600);
            meter.AssertSupply(SupplyState.Enabled);
            meter.AssertEvents(mark, new int[] { 0x8F01, 0x8F33, 0x8F34 });
            load.ResetCounter();
            Assert.AreEqual(0, load.Counter);
        }

        [TestMethod]
        public void ALoadLimitThatLeavesTheSupplyTellsEachExcessOnce()
        {
            Scenario meter = Scenario.Esme();
            LoadLimiter load = meter.Meter.Load;
            byte[] settings = Limit(meter, 0);
            int mark = meter.Events.Total;
            for (int second = 0; second < 300; second += 20)
            {
                // It falls below once: then another period counts as another excess.
                load.Observe(second == 160 ? 5000 : 6000);
                meter.PassMonotonic(20);
            }
            meter.AssertSupply(SupplyState.Enabled);
            Assert.AreEqual(2, load.Counter);
            meter.AssertEvents(mark, new int[] { 0x8F01, 0x8F01 });
            settings[12] = 2;
            Metering metering = meter.State.Metering;
            Assert.AreEqual(
                TableResult.BadValue,
                metering.GiveTable(TariffTable.Limits, settings, 0, settings.Length, 0)
            );
            Assert.AreEqual(5000L, load.ThresholdWatts);
        }

        [TestMethod]
        public void RegistersResetAtPowerUp()
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Gsme, 30, true, true);
            meter.Emergency(500, 50);
            meter.Meter.ActivateEmergencyCredit();
            meter.Use(70);
            meter.TimeDebt(Debt.Time2, 44, 3, Scenario.Day);
            meter.PaymentDebt(55, 2000);
            meter.Meter.Supply.Disable();
            int events = meter.Events.Total;
            meter.Restart();
            meter.TurnLoop();
            meter.AssertBalance(0);
            meter.AssertEmergency(460, 40);
            Assert.IsTrue(meter.Meter.Emergency.IsActive);
            meter.AssertDebt(Debt.Time2, 44);
            meter.AssertDebt(Debt.Payment, 55);
            meter.AssertSupply(SupplyState.Locked);
            Assert.IsTrue(meter.Meter.Settings.SuspendDebtDisabled);
            Assert.IsTrue(meter.Meter.Settings.SuspendDebtEmergency);
            Assert.AreEqual(events, meter.Events.Total);
        }

        // 5 kW for a minute; ten minutes to its restoration.
        private static byte[] Limit(Scenario meter, int supplyState)
        {
            byte[] settings = new byte[LoadLimiter.Length];
            Octets.SetInt32(settings, 0, 5000);
            Octets.SetInt32(settings, 4, 60);
            Octets.SetInt32(settings, 8, 600);
            settings[12] = (byte)supplyState;
            Metering metering = meter.State.Metering;
            Assert.AreEqual(TableResult.Ok, metering.GiveTable(TariffTable.Limits, settings, 0, settings.Length, 0));
            return settings;
        }

        /// <summary>Suspends disablement until a moment.</summary>
        private sealed class UntilCalendar : NonDisablementCalendar
        {
            public override bool Holds(int generation)
            {
                return true;
            }

            private readonly long end;

            public UntilCalendar(long end)
            {
                this.end = end;
            }

            public override bool IsSet
            {
                get { return true; }
            }

            public override bool IsActiveAt(long utcSeconds)
            {
                return utcSeconds < end;
            }
        }
    }
}
