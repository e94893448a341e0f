using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>Add Credit (SMETS2 4.5.3.3, 5.6.3.3), its order and its thresholds.</summary>
    [TestClass]
    public class CreditTests
    {
        private static Scenario WithAllDebts()
        {
            Scenario meter = Scenario.Prepaid(MeterKind.Esme, 100, false, true);
            meter.Emergency(500, 200);
            meter.Meter.StandingChargeMillipencePerDay = 30 * Scenario.Penny;
            Assert.IsTrue(meter.Meter.ActivateEmergencyCredit());
            meter.Use(300); // balance to 0, 200 of emergency credit
            meter.Pass(Scenario.Day); // 30 accumulated
            meter.PaymentDebt(1000, 1000);
            return meter;
        }

        [TestMethod]
        public void CreditPaysPaymentDebtThenAccumulatedDebtThenEmergencyCreditThenMeterBalance()
        {
            Scenario meter = WithAllDebts();
            meter.Credit(400);
            meter.AssertDebt(Debt.Payment, 960);
            meter.AssertAccumulated(0);
            meter.AssertEmergency(500, 0);
            meter.AssertBalance(400 - 40 - 30 - 200);
        }

        [TestMethod]
        [DataRow(10, 1, 9, 0, 0)]
        [DataRow(100, 10, 30, 60, 0)]
        [DataRow(260, 26, 30, 200, 4)]
        public void EachStepTakesWhatTheOneBeforeLeft(int credit, int debt, int accumulated, int emergency, int balance)
        {
            Scenario meter = WithAllDebts();
            meter.Credit(credit);
            Assert.AreEqual((long)debt * Scenario.Penny, meter.Meter.Credit.PaymentDebtMillipence);
            Assert.AreEqual((long)accumulated * Scenario.Penny, meter.Meter.Credit.AccumulatedDebtMillipence);
            Assert.AreEqual((long)emergency * Scenario.Penny, meter.Meter.Credit.EmergencyMillipence);
            Assert.AreEqual((long)balance * Scenario.Penny, meter.Meter.Credit.RestMillipence);
        }

        [TestMethod]
        public void MeterBalanceReachesTheDisablementThresholdBeforeEmergencyCreditWhereThatStepIsOn()
        {
            for (int on = 0; on <= 1; on++)
            {
                Scenario meter = Scenario.Prepaid(-50);
                meter.Emergency(500, 200);
                meter.Meter.ActivateEmergencyCredit();
                meter.Use(100);
                meter.Meter.Credit.LiftsToThresholdFirst = on == 1;
                meter.Credit(120);
                meter.AssertBalance(on == 1 ? 0 : -30);
                meter.AssertEmergency(on == 1 ? 470 : 500, on == 1 ? 30 : 0);
            }
        }

        [TestMethod]
        public void TenPercentOfTenPoundsADayUnderACapOfFivePoundsAWeek()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(10000, 1000);
            meter.Meter.Apply(PaymentSetting.RateCap, 5);
            int[] owed = { 9900, 9800, 9700, 9600, 9500, 9500, 9500, 9400, 9300 };
            for (int day = 1; day <= owed.Length; day++)
            {
                meter.Credit(1000);
                meter.AssertDebt(Debt.Payment, owed[day - 1]);
                meter.Jump(Scenario.Day);
            }
        }

        [TestMethod]
        public void APaymentExactly168HoursOldIsOutOfTheWindow()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(10000, 10000);
            meter.Meter.Apply(PaymentSetting.RateCap, 5);
            meter.Credit(500);
            meter.Jump(7 * Scenario.Day - 1);
            Assert.AreEqual(0L, meter.Meter.Recovery.Window.RoomMillipence);
            meter.Jump(1);
            Assert.AreEqual(500L * Scenario.Penny, meter.Meter.Recovery.Window.RoomMillipence);
        }

        [TestMethod]
        public void AFullRingOfPaymentsNeverLetsTheCapBeExceeded()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(100000, 10000);
            meter.Meter.Apply(PaymentSetting.RateCap, 1);
            for (int i = 0; i < 3 * PaymentLayout.CapWindowEntries; i++)
            {
                meter.Credit(2);
                meter.Jump(60);
            }
            Assert.AreEqual(PaymentLayout.CapWindowEntries, meter.Meter.Recovery.Window.Count);
            Assert.AreEqual(96L * Scenario.Penny, meter.Meter.Recovery.Window.RecoveredMillipence);
            meter.Credit(500);
            meter.AssertDebt(Debt.Payment, 100000 - 100);
            // The merged ones are out when the youngest of them is.
            meter.Jump(7 * Scenario.Day);
            Assert.AreEqual(100L * Scenario.Penny, meter.Meter.Recovery.Window.RoomMillipence);
        }

        [TestMethod]
        public void TheCapHoldsWhileTheTimeIsNotKnown()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(10000, 10000);
            meter.Meter.Apply(PaymentSetting.RateCap, 5);
            meter.Credit(300);
            meter.LoseTime();
            meter.Credit(300);
            meter.AssertDebt(Debt.Payment, 10000 - 500);
            meter.Now += 6 * Scenario.Day;
            meter.FindTime();
            // The payment at an unknown time counts from when the time is known, and a restart changes nothing of that.
            meter.Restart();
            meter.Jump(1 * Scenario.Day);
            RecoveryCapWindow window = meter.Meter.Recovery.Window;
            Assert.AreEqual(300L * Scenario.Penny, window.RoomMillipence);
            Assert.AreEqual(-1, window.GetUtcSeconds(1));
            Assert.AreEqual(200 * Scenario.Penny, window.GetMillipence(1));
            meter.Jump(6 * Scenario.Day);
            Assert.AreEqual(500L * Scenario.Penny, window.RoomMillipence);
        }

        [TestMethod]
        public void PaymentsOfUnknownTimeThatBecomeOneStayOfUnknownTime()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(100000, 10000);
            meter.LoseTime();
            meter.Credit(3);
            meter.Credit(4);
            meter.FindTime();
            for (int i = 0; i < PaymentLayout.CapWindowEntries - 1; i++)
            {
                meter.Jump(60);
                meter.Credit(2);
            }
            RecoveryCapWindow window = meter.Meter.Recovery.Window;
            Assert.AreEqual(7 * Scenario.Penny, window.GetMillipence(0));
            Assert.AreEqual(-1, window.GetUtcSeconds(0));
            Assert.AreEqual((int)meter.Now, window.GetUtcSeconds(window.Count - 1));
            Assert.AreEqual(37L * Scenario.Penny, window.RecoveredMillipence);
        }

        [TestMethod]
        public void ThePercentageIsOfTheGrossCredit()
        {
            Scenario meter = WithAllDebts();
            meter.Credit(230);
            Assert.AreEqual(23L * Scenario.Penny, meter.Meter.Credit.PaymentDebtMillipence);
        }

        [TestMethod]
        public void PercentageArithmeticThatOverflowsAt32Bits()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(2147483, 9999);
            meter.Credit(819100); // 8,191.00, the most a UTRN carries: times 9,999 it is 8.19e12
            Assert.AreEqual(2147483000 - 819018090, meter.State.Debts.GetMillipence(Debt.Payment));
            Assert.AreEqual(819018090L, meter.Meter.Credit.PaymentDebtMillipence);
        }

        [TestMethod]
        public void DebtPercentagesThatSumToOver100()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(1000, 6000);
            Assert.AreEqual(DebtResult.Done, meter.State.Debts.SetRecoveryPerPayment(6000));
            Assert.AreEqual(DebtResult.OutOfRange, meter.State.Debts.SetRecoveryPerPayment(12000));
            meter.Credit(100);
            meter.AssertDebt(Debt.Payment, 940);
            meter.AssertBalance(40);
        }

        [TestMethod]
        public void NoMoreIsTakenThanIsOwed()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.PaymentDebt(3, 5000);
            meter.Credit(100);
            meter.AssertDebt(Debt.Payment, 0);
            meter.AssertBalance(97);
            Assert.AreEqual(3 * Scenario.Penny, meter.Meter.Recovery.GetCollectedMillipence(0));
            Assert.AreEqual(0x81A9, meter.Events.GetCode(0));
        }

        [TestMethod]
        public void ACreditAboveTheMaximumCreditThresholdIsRefused()
        {
            Scenario meter = Scenario.Prepaid(0);
            meter.Set(PaymentSetting.MaximumCredit, 100);
            Assert.AreEqual(CreditResult.AboveMaximumCredit, meter.Meter.AddCredit(100001));
            meter.AssertBalance(0);
            meter.Credit(100);
        }

        [TestMethod]
        public void ACreditThatWouldTakeMeterBalanceAboveItsMaximumIsRefused()
        {
            Scenario meter = Scenario.Prepaid(900);
            meter.PaymentDebt(50, 5000);
            meter.Set(PaymentSetting.MaximumBalance, 1000);
            Assert.AreEqual(CreditResult.AboveMaximumBalance, meter.Meter.AddCredit(151 * Scenario.Penny));
            meter.AssertBalance(900);
            meter.AssertDebt(Debt.Payment, 50);
            meter.Credit(150); // 50 of it is debt
            meter.AssertBalance(1000);
        }

        [TestMethod]
        public void ACreditBeyondTheRegisterIsRefused()
        {
            Scenario meter = Scenario.Prepaid(2147000);
            Assert.AreEqual(CreditResult.AboveMaximumBalance, meter.Meter.AddCredit(1000 * Scenario.Penny));
            meter.AssertBalance(2147000);
        }

        [TestMethod]
        public void ACreditInCreditModeIsRefused()
        {
            Scenario meter = Scenario.Esme();
            Assert.AreEqual(CreditResult.NotPrepayment, meter.Meter.AddCredit(1000));
            meter.AssertBalance(0);
        }

        [TestMethod]
        public void TheNewestCreditsAreKept()
        {
            Scenario meter = Scenario.Prepaid(0);
            for (int i = 1; i <= 7; i++)
            {
                meter.Credit(i);
            }
            Assert.AreEqual(7 * Scenario.Penny, meter.Meter.Credit.GetMillipence(0));
            Assert.AreEqual(3 * Scenario.Penny, meter.Meter.Credit.GetMillipence(4));
            Assert.AreEqual((int)meter.Now, meter.Meter.Credit.GetUtcSeconds(0));
        }
    }
}
