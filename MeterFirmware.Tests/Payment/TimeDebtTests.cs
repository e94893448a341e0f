using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>Recovery of the Time Debt Registers (SMETS2 4.6.4.9, 5.7.4.12) and the standing charge.</summary>
    [TestClass]
    public class TimeDebtTests
    {
        [TestMethod]
        public void AnHourlyRateIsCollectedAtEveryFullHour()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 100, 2, Scenario.Hour);
            meter.Jump(Scenario.Hour - 1);
            meter.AssertDebt(Debt.Time1, 100);
            meter.Jump(1);
            meter.AssertDebt(Debt.Time1, 98);
            meter.AssertBalance(998);
            meter.TurnLoop();
            meter.AssertDebt(Debt.Time1, 98);
        }

        [TestMethod]
        public void ADailyRateIsCollectedAtMidnightUtc()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time2, 100, 25, Scenario.Day);
            meter.Pass(12 * Scenario.Hour - 1);
            meter.AssertDebt(Debt.Time2, 100);
            meter.Jump(1);
            meter.AssertDebt(Debt.Time2, 75);
            Assert.AreEqual((int)meter.Now, meter.Meter.Recovery.GetCollectionUtcSeconds(0));
            Assert.AreEqual(Debt.Time2, meter.Meter.Recovery.GetCollectedDebt(0));
        }

        [TestMethod]
        public void AMonthlyScheduleThatNeverAdvances()
        {
            Scenario meter = Scenario.Prepaid(10000);
            meter.TimeDebt(Debt.Time1, 1000, 1, Scenario.Day);
            int days = UtcTime.DaysFrom(2027, 3, 2) - UtcTime.DaysFrom(2026, 3, 2);
            for (int day = 1; day <= days; day++)
            {
                meter.Jump(Scenario.Day);
                meter.AssertDebt(Debt.Time1, 1000 - day);
            }
        }

        [TestMethod]
        public void OneCollectionAfterAnOutageOfSeveralPeriods()
        {
            Scenario meter = Scenario.Prepaid(10000);
            meter.TimeDebt(Debt.Time1, 1000, 2, Scenario.Hour);
            meter.TimeDebt(Debt.Time2, 1000, 30, Scenario.Day);
            meter.Meter.StandingChargeMillipencePerDay = 10 * Scenario.Penny;
            meter.Restart();
            meter.Jump(5 * Scenario.Day);
            meter.AssertDebt(Debt.Time1, 1000 - 120 * 2);
            meter.AssertDebt(Debt.Time2, 1000 - 5 * 30);
            meter.AssertBalance(10000 - 240 - 150 - 50);
        }

        [TestMethod]
        public void ALongOutageIsCaughtUpInBoundedSteps()
        {
            Scenario meter = Scenario.Prepaid(20000);
            meter.TimeDebt(Debt.Time1, 10000, 1, Scenario.Hour);
            meter.Now += 300 * Scenario.Day;
            meter.TellTime();
            meter.Meter.Tick();
            meter.AssertDebt(Debt.Time1, 10000 - MeterParameters.CollectionsPerTick);
            Assert.IsTrue(meter.Meter.IsCatchingUp);
            meter.TurnLoop();
            meter.AssertDebt(Debt.Time1, 10000 - 7200);
        }

        [TestMethod]
        public void NeverMoreIsCollectedThanIsOwed()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 5, 2, Scenario.Hour);
            int mark = meter.Events.Total;
            meter.Pass(10 * Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 0);
            meter.AssertBalance(995);
            meter.AssertEvents(mark, new int[] { 0x81A7 });
        }

        [TestMethod]
        public void TheConfiguredAmountLoggedInPlaceOfTheCollectedOne()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 5, 2, Scenario.Hour);
            meter.Pass(3 * Scenario.Hour);
            Assert.AreEqual(1 * Scenario.Penny, meter.Meter.Recovery.GetCollectedMillipence(0));
            Assert.AreEqual(2 * Scenario.Penny, meter.Meter.Recovery.GetCollectedMillipence(1));
            Assert.AreEqual(1 * Scenario.Penny, meter.Events.GetDetail(0));
        }

        [TestMethod]
        public void SettingTheClockForwardCollectsThePeriodsBetweenOnceAndSettingItBackNeverRepeatsThem()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 500, 1, Scenario.Hour);
            meter.Jump(3 * Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 497);
            meter.Jump(-2 * Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 497);
            meter.Pass(2 * Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 497);
            meter.Pass(Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 496);
        }

        [TestMethod]
        public void WhileTheTimeIsNotKnownNothingIsCollectedAndThenAllOfIt()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 500, 1, Scenario.Hour);
            meter.LoseTime();
            meter.Now += 4 * Scenario.Hour;
            meter.TurnLoop();
            meter.AssertDebt(Debt.Time1, 500);
            meter.FindTime();
            meter.AssertDebt(Debt.Time1, 496);
        }

        [TestMethod]
        public void InCreditModeTheStandingChargeIsTakenAndNoDebt()
        {
            Scenario meter = Scenario.Esme();
            meter.TimeDebt(Debt.Time1, 500, 1, Scenario.Hour);
            meter.Meter.StandingChargeMillipencePerDay = 20 * Scenario.Penny;
            meter.Pass(2 * Scenario.Day);
            meter.Use(7);
            meter.AssertDebt(Debt.Time1, 500);
            meter.AssertBalance(-47);
            meter.AssertSupply(SupplyState.Enabled);
        }

        [TestMethod]
        public void ADebtMadeDuringCreditModeIsNotCollectedForThePast()
        {
            Scenario meter = Scenario.Esme();
            meter.TimeDebt(Debt.Time1, 500, 1, Scenario.Hour);
            meter.Pass(5 * Scenario.Hour);
            meter.Mode(PaymentMode.Prepayment, false, false);
            meter.Pass(Scenario.Hour);
            meter.AssertDebt(Debt.Time1, 499);
        }

        [TestMethod]
        [DataRow(true, 100)]
        [DataRow(false, 97)]
        public void SuspendDebtDisabledStopsTimeDebtsButNotTheStandingChargeWhileSupplyIsOff(bool suspend, int owed)
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Esme, -1, suspend, false);
            meter.AssertSupply(SupplyState.Disabled);
            meter.TimeDebt(Debt.Time1, 100, 1, Scenario.Hour);
            meter.Meter.StandingChargeMillipencePerDay = 20 * Scenario.Penny;
            meter.Pass(3 * Scenario.Hour);
            meter.AssertDebt(Debt.Time1, owed);
            meter.Pass(9 * Scenario.Hour);
            meter.AssertBalance(suspend ? -21 : -33);
        }

        [TestMethod]
        public void SuspendDebtEmergencyAccumulatesWhatIsChargedByTimeWhileEmergencyCreditIsInUse()
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Esme, 10, false, true);
            meter.Emergency(500, 100);
            meter.Meter.ActivateEmergencyCredit();
            meter.TimeDebt(Debt.Time1, 100, 6, Scenario.Hour);
            meter.Pass(2 * Scenario.Hour);
            // 10 were there, of the second hour 2 are left over.
            meter.AssertBalance(0);
            meter.AssertAccumulated(2);
            meter.AssertDebt(Debt.Time1, 88);
            meter.AssertEmergency(500, 0);
            meter.Pass(Scenario.Hour);
            meter.AssertAccumulated(8);
        }

        [TestMethod]
        public void WithoutItEmergencyCreditPaysThem()
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Esme, 10, false, false);
            meter.Emergency(500, 100);
            meter.Meter.ActivateEmergencyCredit();
            meter.TimeDebt(Debt.Time1, 100, 6, Scenario.Hour);
            meter.Pass(3 * Scenario.Hour);
            meter.AssertBalance(0);
            meter.AssertAccumulated(0);
            meter.AssertEmergency(492, 8);
        }

        [TestMethod]
        public void AnIncrementalAdjustmentTreatedAsAbsolute()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.State.Debts.Adjust(Debt.Time1, 300);
            meter.State.Debts.Adjust(Debt.Time1, 200);
            Assert.AreEqual(500, meter.State.Debts.GetMillipence(Debt.Time1));
            meter.Meter.AdjustBalance(50);
            meter.Meter.AdjustBalance(-20);
            Assert.AreEqual(30L, meter.State.Accounts.GetBalance(Account.MeterBalance));
        }

        [TestMethod]
        public void ReadAndAdjustGoesWrongWhenACollectionFallsInBetweenAndResetDoesNot()
        {
            Scenario meter = Scenario.Prepaid(1000);
            meter.TimeDebt(Debt.Time1, 100, 10, Scenario.Hour);
            // The old way: an hour passes between the reading and the adjustment, which gives away 10 too many; then a
            // supplier who reads again sees the debt gone, though 10 of it were never meant to be forgiven.
            int read = meter.State.Debts.GetMillipence(Debt.Time1);
            meter.Pass(Scenario.Hour);
            meter.State.Debts.Adjust(Debt.Time1, -read);
            Assert.AreEqual(10L * Scenario.Penny, meter.State.Debts.NotAppliedMillipence);
            // And where more is owed at that moment than was read, it does not end at zero.
            meter.State.Debts.Adjust(Debt.Time1, 100 * Scenario.Penny);
            read = meter.State.Debts.GetMillipence(Debt.Time1);
            meter.State.Debts.Adjust(Debt.Time1, 5 * Scenario.Penny);
            meter.State.Debts.Adjust(Debt.Time1, -read);
            meter.AssertDebt(Debt.Time1, 5);
            // The new way: whatever it is when the command runs.
            meter.State.Debts.Adjust(Debt.Time1, 95 * Scenario.Penny);
            meter.Pass(Scenario.Hour);
            meter.State.Debts.Reset(Debt.Time1);
            meter.AssertDebt(Debt.Time1, 0);
        }

        [TestMethod]
        public void AChargeAtTheEndOfTheRegisterIsNotTakenAndSaidSo()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.AdjustBalance(-int.MaxValue);
            meter.Use(5);
            Assert.AreEqual(-(long)int.MaxValue, meter.State.Accounts.GetBalance(Account.MeterBalance));
            Assert.AreEqual(5L * Scenario.Penny, meter.Meter.NotChargedMillipence);
        }
    }
}
