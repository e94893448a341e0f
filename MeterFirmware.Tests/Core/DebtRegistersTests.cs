using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class DebtRegistersTests
    {
        [TestMethod]
        public void AdjustIsAnIncrement()
        {
            DebtRegisters debts = Make.Esme().Debts;
            debts.Adjust(Debt.Time1, 30000);
            debts.Adjust(Debt.Time1, 500);
            debts.Adjust(Debt.Time1, -200);
            Assert.AreEqual(30300, debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(0, debts.GetMillipence(Debt.Time2));
            Assert.AreEqual(0, debts.GetMillipence(Debt.Payment));
        }

        [TestMethod]
        public void NegativeAdjustmentEndsAtZeroAndTellsWhatItDidNotApply()
        {
            MeterState state = Make.Esme();
            state.Debts.Adjust(Debt.Payment, 1000);
            int result = state.Debts.Adjust(Debt.Payment, int.MinValue);
            Assert.AreEqual(DebtResult.Done, result);
            Assert.AreEqual(0, state.Debts.GetMillipence(Debt.Payment));
            Assert.AreEqual(2147483648L - 1000L, state.Debts.NotAppliedMillipence);
            Assert.AreEqual(0L, state.Accounts.Sum());
        }

        [TestMethod]
        public void AdjustBeyondTheRegisterIsRefusedAndChangesNothing()
        {
            MeterState state = Make.Esme();
            state.Debts.Adjust(Debt.Time2, int.MaxValue);
            Assert.AreEqual(DebtResult.OutOfRange, state.Debts.Adjust(Debt.Time2, 1));
            Assert.AreEqual(int.MaxValue, state.Debts.GetMillipence(Debt.Time2));
        }

        [TestMethod]
        [DataRow(Debt.Time1)]
        [DataRow(Debt.Time2)]
        [DataRow(Debt.Payment)]
        public void ResetLeavesZeroAndNothingElseChanged(int debt)
        {
            MeterState state = Make.Esme();
            for (int i = 0; i < Debt.Count; i++)
            {
                state.Debts.Adjust(i, 1000 * (i + 1));
            }
            state.Debts.SetRecoveryPerPayment(2500);
            state.Debts.SetRate(Debt.Time1, 77);
            state.Debts.Reset(debt);
            for (int i = 0; i < Debt.Count; i++)
            {
                Assert.AreEqual(i == debt ? 0 : 1000 * (i + 1), state.Debts.GetMillipence(i));
            }
            Assert.AreEqual(2500, state.Debts.RecoveryPerPayment);
            Assert.AreEqual(77, state.Debts.GetRateMillipence(Debt.Time1));
            Assert.AreEqual(0L, state.Accounts.Sum());
        }

        [TestMethod]
        [DataRow(3, -1, 30000)]
        [DataRow(15, -5, 15)]
        [DataRow(32767, -2, 32767000)]
        [DataRow(120, -6, 12)]
        [DataRow(0, 127, 0)]
        public void RateIsChargeTimesPowerOfTenOfACurrencyUnit(int charge, int scale, int millipence)
        {
            DebtRegisters debts = Make.Esme().Debts;
            Assert.AreEqual(DebtResult.Done, debts.SetPassiveRate(Debt.Time1, charge, scale));
            Assert.AreEqual(0, debts.GetRateMillipence(Debt.Time1));
            debts.ActivatePassiveRate(Debt.Time1);
            Assert.AreEqual(millipence, debts.GetRateMillipence(Debt.Time1));
        }

        [TestMethod]
        [DataRow(1, 5)]
        [DataRow(32767, 0)]
        [DataRow(1, -6)]
        [DataRow(125, -7)]
        [DataRow(-1, -5)]
        [DataRow(32767, 127)]
        [DataRow(1, -128)]
        public void RateThatIsNoWholeIntIsRefused(int charge, int scale)
        {
            Assert.AreEqual(DebtResult.OutOfRange, Make.Esme().Debts.SetPassiveRate(Debt.Time1, charge, scale));
        }

        [TestMethod]
        public void PeriodIsAnHourOrADay()
        {
            DebtRegisters debts = Make.Esme().Debts;
            Assert.AreEqual(DebtResult.Done, debts.SetPeriod(Debt.Time1, 3600));
            Assert.AreEqual(DebtResult.Done, debts.SetPeriod(Debt.Time2, 86400));
            Assert.AreEqual(DebtResult.OutOfRange, debts.SetPeriod(Debt.Time1, 604800));
            Assert.AreEqual(DebtResult.OutOfRange, debts.SetPeriod(Debt.Time1, 0x100000000L + 86400));
            Assert.AreEqual(3600, debts.GetPeriodSeconds(Debt.Time1));
        }

        [TestMethod]
        public void RecoveryPerPaymentIsAtMostTheWhole()
        {
            DebtRegisters debts = Make.Esme().Debts;
            Assert.AreEqual(DebtResult.Done, debts.SetRecoveryPerPayment(10000));
            Assert.AreEqual(DebtResult.OutOfRange, debts.SetRecoveryPerPayment(10001));
            Assert.AreEqual(10000, debts.RecoveryPerPayment);
        }
    }
}
