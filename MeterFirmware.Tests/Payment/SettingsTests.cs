using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>Set Payment Mode, future-dated settings, balances of both meters, event ids, alerts.</summary>
    [TestClass]
    public class SettingsTests
    {
        [TestMethod]
        [DataRow(PaymentMode.Credit, false, false)]
        [DataRow(PaymentMode.Prepayment, true, true)]
        [DataRow(PaymentMode.Prepayment, false, true)]
        [DataRow(PaymentMode.Prepayment, true, false)]
        [DataRow(PaymentMode.Prepayment, false, false)]
        public void TheFiveConfigurationsOfSetPaymentMode(int mode, bool suspendDisabled, bool suspendEmergency)
        {
            Scenario meter = Scenario.Esme();
            meter.Mode(mode, suspendDisabled, suspendEmergency);
            Assert.AreEqual(mode, meter.Meter.Settings.Mode);
            Assert.AreEqual(suspendDisabled, meter.Meter.Settings.SuspendDebtDisabled);
            Assert.AreEqual(suspendEmergency, meter.Meter.Settings.SuspendDebtEmergency);
        }

        [TestMethod]
        public void AFutureDatedModeComesAtItsMomentAndTheDebtOfTheHourIsCollectedUnderIt()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.AdjustBalance(1000 * Scenario.Penny);
            meter.TimeDebt(Debt.Time1, 100, 1, Scenario.Hour);
            meter.Meter.SetPassive(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, true, false));
            Assert.IsTrue(meter.Meter.Activate(PaymentSetting.Mode, meter.Now + 3 * Scenario.Hour));
            Assert.AreEqual(PaymentMode.Credit, meter.Meter.Settings.Mode);
            // The meter sleeps through it: what is before the moment is of credit mode, what is after of prepayment.
            meter.Restart();
            meter.Jump(5 * Scenario.Hour);
            Assert.AreEqual(PaymentMode.Prepayment, meter.Meter.Settings.Mode);
            Assert.IsTrue(meter.Meter.Settings.SuspendDebtDisabled);
            meter.AssertDebt(Debt.Time1, 97);
            Assert.AreEqual(0x8F66, meter.Events.GetCode(0));
        }

        [TestMethod]
        public void AMomentWaitsForTheHoursBeforeItHoweverManyTheyAre()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.AdjustBalance(1000 * Scenario.Penny);
            meter.TimeDebt(Debt.Time1, 500, 1, Scenario.Hour);
            meter.Meter.SetPassive(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, true, false));
            Assert.IsTrue(meter.Meter.Activate(PaymentSetting.Mode, meter.Now + 60 * Scenario.Hour + 1800));
            meter.Now += 61 * Scenario.Hour;
            meter.TellTime();
            meter.Meter.Tick();
            Assert.IsTrue(meter.Meter.IsCatchingUp);
            Assert.AreEqual(PaymentMode.Credit, meter.Meter.Settings.Mode);
            meter.TurnLoop();
            Assert.AreEqual(PaymentMode.Prepayment, meter.Meter.Settings.Mode);
            meter.AssertDebt(Debt.Time1, 499);
        }

        [TestMethod]
        public void AFutureDatedSettingCanBeCancelledAndReplaced()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.SetPassive(PaymentSetting.LowCreditThreshold, 500);
            meter.Meter.Activate(PaymentSetting.LowCreditThreshold, meter.Now + 100);
            meter.Meter.Activate(PaymentSetting.LowCreditThreshold, PaymentEngine.Never);
            meter.Jump(200);
            Assert.AreEqual(0, meter.Meter.Settings.LowCreditThreshold);
            meter.Meter.Activate(PaymentSetting.LowCreditThreshold, meter.Now + 100);
            meter.Meter.SetPassive(PaymentSetting.LowCreditThreshold, 600);
            meter.Jump(200);
            Assert.AreEqual(600, meter.Meter.Settings.LowCreditThreshold);
            Assert.AreEqual(0, meter.Meter.GetActivation(PaymentSetting.LowCreditThreshold));
        }

        [TestMethod]
        public void ANewModeNeverMeetsAnOldThreshold()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.AdjustBalance(-5 * Scenario.Penny);
            meter.Meter.SetPassive(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false));
            meter.Meter.SetPassive(PaymentSetting.DisablementThreshold, -10 * Scenario.Penny);
            meter.Meter.Activate(PaymentSetting.Mode, meter.Now + 100);
            meter.Meter.Activate(PaymentSetting.DisablementThreshold, meter.Now + 100);
            meter.Jump(200);
            Assert.AreEqual(PaymentMode.Prepayment, meter.Meter.Settings.Mode);
            meter.AssertSupply(SupplyState.Enabled);
        }

        [TestMethod]
        public void AMomentThatHasPassedIsNowAndOneWithoutTimeWaits()
        {
            Scenario meter = Scenario.Esme();
            meter.Meter.SetPassive(PaymentSetting.LowCreditThreshold, 500);
            meter.Meter.Activate(PaymentSetting.LowCreditThreshold, meter.Now - 100);
            Assert.AreEqual(500, meter.Meter.Settings.LowCreditThreshold);
            meter.LoseTime();
            meter.Meter.SetPassive(PaymentSetting.LowCreditThreshold, 700);
            meter.Meter.Activate(PaymentSetting.LowCreditThreshold, meter.Now - 100);
            Assert.AreEqual(500, meter.Meter.Settings.LowCreditThreshold);
            meter.FindTime();
            Assert.AreEqual(700, meter.Meter.Settings.LowCreditThreshold);
        }

        [TestMethod]
        public void ASettingOutOfItsRangeIsRefused()
        {
            Scenario meter = Scenario.Esme();
            Assert.IsFalse(meter.Meter.Apply(PaymentSetting.EmergencyCreditLimit, -1));
            Assert.IsFalse(meter.Meter.Apply(PaymentSetting.RateCap, -1));
            Assert.IsFalse(meter.Meter.SetPassive(PaymentSetting.DisablementThreshold, int.MinValue));
            long newest = int.MaxValue;
            newest += newest + 1;
            Assert.IsFalse(meter.Meter.Activate(PaymentSetting.RateCap, newest));
        }

        [TestMethod]
        public void TheRateCapIsInWholeCurrencyUnitsOnAnEsmeAndInMillipenceOnAGsme()
        {
            Scenario esme = Scenario.Esme();
            esme.Meter.Apply(PaymentSetting.RateCap, 65535);
            Assert.AreEqual(6553500000L, esme.Meter.Settings.RateCapMillipence);
            Scenario gsme = new Scenario(Scenario.Kind(MeterKind.Gsme));
            gsme.Meter.Apply(PaymentSetting.RateCap, 100000);
            Assert.AreEqual(100000L, gsme.Meter.Settings.RateCapMillipence);
        }

        [TestMethod]
        public void ResetMeterBalanceLeavesTheDebts()
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Esme, 10, false, true);
            meter.Emergency(100, 50);
            meter.Meter.ActivateEmergencyCredit();
            meter.Use(30);
            meter.TimeDebt(Debt.Time1, 40, 3, Scenario.Hour);
            meter.PaymentDebt(50, 100);
            meter.Pass(Scenario.Hour);
            meter.Meter.ResetBalance();
            meter.Meter.ResetEmergencyCredit();
            meter.Meter.ResetAccumulatedDebt();
            meter.AssertBalance(0);
            meter.AssertEmergency(100, 0);
            meter.AssertAccumulated(0);
            meter.AssertDebt(Debt.Time1, 37);
            meter.AssertDebt(Debt.Payment, 50);
            Assert.AreEqual(0L, meter.State.Accounts.Sum());
        }

        [TestMethod]
        public void AnAdjustmentBeyondTheRegisterIsRefusedAndChangesNothing()
        {
            Scenario meter = Scenario.Prepaid(1);
            Assert.IsFalse(meter.Meter.AdjustBalance(int.MaxValue));
            meter.AssertBalance(1);
            meter.Meter.AdjustBalance(-2 * Scenario.Penny);
            Assert.IsFalse(meter.Meter.AdjustBalance(-int.MaxValue));
            meter.AssertBalance(-1);
        }

        [TestMethod]
        public void AGsmeKeepsItsCreditModeBalanceApart()
        {
            Scenario meter = new Scenario(Scenario.Kind(MeterKind.Gsme));
            meter.Use(70);
            meter.AssertBalance(0);
            Assert.AreEqual(-70000L, meter.State.Accounts.GetBalance(Account.BillToDate));
            Assert.IsTrue(meter.Meter.AdjustBill(20 * Scenario.Penny));
            Assert.AreEqual(-50000L, meter.State.Accounts.GetBalance(Account.BillToDate));
            Assert.IsTrue(meter.Meter.AdjustBill(-5 * Scenario.Penny));
            Assert.IsTrue(meter.Meter.AdjustBill(1000 * Scenario.Penny));
            Assert.AreEqual(0L, meter.State.Accounts.GetBalance(Account.BillToDate));
            Assert.IsFalse(
                meter.Meter.AdjustBill(-int.MaxValue) && meter.Meter.AdjustBill(-1),
                "more is due than the register holds"
            );
            meter.Meter.ResetBill();
            Assert.AreEqual(0L, meter.State.Accounts.GetBalance(Account.BillToDate));
        }

        [TestMethod]
        public void AnOldEventIdAccepted()
        {
            // Above what a signed word holds: the ids are unsigned. Added up, since a widened constant is not right there.
            long newerEvent = int.MaxValue;
            newerEvent += 0x10000001;
            IssuerEvents issuer = Scenario.Esme().Meter.Issuer;
            issuer.Accept(IssuerEvent.ChangeDebt, newerEvent);
            Assert.IsTrue(issuer.IsOlder(IssuerEvent.ChangeDebt, newerEvent - 1));
            Assert.IsFalse(issuer.IsOlder(IssuerEvent.ChangeDebt, newerEvent));
            Assert.IsFalse(issuer.IsOlder(IssuerEvent.ChangeDebt, newerEvent + 0x6FFFFFFF));
            Assert.IsFalse(issuer.IsOlder(IssuerEvent.PaymentMode, 1));
        }

        [TestMethod]
        public void WhenTheAlertQueueIsFullTheOldestGivesWayAndItsLogEntryStays()
        {
            Scenario meter = Scenario.Esme();
            for (int i = 0; i < PaymentLayout.AlertEntries + 2; i++)
            {
                meter.Meter.Alerts.Add(i);
            }
            Assert.AreEqual(PaymentLayout.AlertEntries, meter.Meter.Alerts.Count);
            Assert.AreEqual(2, meter.Meter.Alerts.FirstCode);
            Assert.AreEqual(meter.Now, meter.Meter.Alerts.FirstUtcSeconds);
            meter.Meter.Alerts.RemoveFirst();
            Assert.AreEqual(3, meter.Meter.Alerts.FirstCode);
        }

        [TestMethod]
        public void TheLayoutFitsTheImage()
        {
            Assert.IsTrue(PaymentLayout.End <= 2044, PaymentLayout.End.ToString());
        }
    }
}
