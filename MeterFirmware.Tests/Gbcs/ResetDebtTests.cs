using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>Reset Debt Register (SECMP0002) on both meters.</summary>
    [TestClass]
    public class ResetDebtTests
    {
        private const int EsmeCode = MeterParameters.ResetDebtEsmeMessageCode;
        private const int GsmeCode = MeterParameters.ResetDebtGsmeMessageCode;
        private const int FrequencyUnchanged = 0xFF;

        private static Rig WithDebts(int kind)
        {
            Rig rig = new Rig(kind);
            for (int debt = 0; debt < Debt.Count; debt++)
            {
                rig.State.Debts.Adjust(debt, 1000 + debt);
            }
            rig.State.Debts.SetRecoveryPerPayment(1234);
            rig.State.Debts.SetRate(Debt.Time1, 55);
            rig.State.Debts.SetPeriod(Debt.Time1, 3600);
            return rig;
        }

        private static void AssertDebts(Rig rig, int resetDebt)
        {
            for (int debt = 0; debt < Debt.Count; debt++)
            {
                Assert.AreEqual(debt == resetDebt ? 0 : 1000 + debt, rig.State.Debts.GetMillipence(debt));
            }
            Assert.AreEqual(1234, rig.State.Debts.RecoveryPerPayment);
            Assert.AreEqual(55, rig.State.Debts.GetRateMillipence(Debt.Time1));
            Assert.AreEqual(3600, rig.State.Debts.GetPeriodSeconds(Debt.Time1));
            Assert.AreEqual(0L, rig.State.Accounts.Sum());
        }

        [TestMethod]
        [DataRow(Debt.Time1)]
        [DataRow(Debt.Time2)]
        [DataRow(Debt.Payment)]
        public void EsmeResetsOneRegister(int debt)
        {
            Rig rig = WithDebts(MeterKind.Esme);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(EsmeCode, 1, Payloads.InvokeDebt(debt, 5, 0), true)));
            AssertDebts(rig, debt);
            // Success, and nothing of what the debt was.
            byte[] wanted = { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 0 };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
        }

        [TestMethod]
        [DataRow(Debt.Time1)]
        [DataRow(Debt.Time2)]
        [DataRow(Debt.Payment)]
        public void GsmeResetsOneRegister(int debt)
        {
            Rig rig = WithDebts(MeterKind.Gsme);
            byte[] payload = Payloads.ChangeDebt(new int[] { 2 * debt }, 0, FrequencyUnchanged, 0, 0);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(GsmeCode, 1, payload, true)));
            AssertDebts(rig, debt);
            byte[] wanted = { 0x01, 0x09, 1, 1, 0x07, 0x05, 0, 5, 8, 0, 0x0B, 2, 0 };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
        }

        [TestMethod]
        public void GsmeResetLeavesTheRatesWhateverTheOtherFieldsSay()
        {
            Rig rig = WithDebts(MeterKind.Gsme);
            byte[] payload = Payloads.ChangeDebt(new int[] { 0 }, 0, 1, 99, 0);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(GsmeCode, 1, payload, true)));
            AssertDebts(rig, Debt.Time1);
        }

        [TestMethod]
        public void AnAmountOtherThanZeroIsRefused()
        {
            Rig esme = WithDebts(MeterKind.Esme);
            esme.Serve(esme.Command(EsmeCode, 1, Payloads.InvokeDebt(Debt.Time1, 5, 1), true));
            AssertDebts(esme, -1);
            byte[] otherReason = { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 250 };
            CollectionAssert.AreEqual(otherReason, esme.AnswerPayload(65));
            Rig gsme = WithDebts(MeterKind.Gsme);
            gsme.Serve(
                gsme.Command(GsmeCode, 1, Payloads.ChangeDebt(new int[] { 0 }, 1, FrequencyUnchanged, 0, 0), true)
            );
            AssertDebts(gsme, -1);
            byte[] invalid = { 0x01, 0x09, 1, 1, 0x07, 0x05, 0, 5, 8, 0, 0x0B, 2, 0x85 };
            CollectionAssert.AreEqual(invalid, gsme.AnswerPayload(65));
        }

        [TestMethod]
        public void MoreThanOneRegisterOrAnotherInstructionIsRefusedWhole()
        {
            Rig esme = WithDebts(MeterKind.Esme);
            byte[] two = Payloads.InvokeDebts(new int[] { Debt.Time1, Debt.Time2 }, 5, 0);
            Assert.AreEqual(Refusal.NotConforming, esme.Serve(esme.Command(EsmeCode, 1, two, true)));
            byte[] adjust = Payloads.InvokeDebt(Debt.Time1, 4, 0);
            Assert.AreEqual(Refusal.NotConforming, esme.Serve(esme.Command(EsmeCode, 2, adjust, true)));
            AssertDebts(esme, -1);
            Rig gsme = WithDebts(MeterKind.Gsme);
            byte[] twoTypes = Payloads.ChangeDebt(new int[] { 0, 2 }, 0, FrequencyUnchanged, 0, 0);
            Assert.AreEqual(Refusal.NotConforming, gsme.Serve(gsme.Command(GsmeCode, 1, twoTypes, true)));
            AssertDebts(gsme, -1);
        }

        [TestMethod]
        public void ManageDebtCannotReset()
        {
            Rig esme = WithDebts(MeterKind.Esme);
            byte[] reset = Payloads.InvokeDebt(Debt.Time1, 5, 0);
            Assert.AreEqual(Refusal.NotConforming, esme.Serve(esme.Command(0x001E, 1, reset, true)));
            Rig gsme = WithDebts(MeterKind.Gsme);
            byte[] absolute = Payloads.ChangeDebt(new int[] { 0 }, 0, 1, 0, 0);
            gsme.Serve(gsme.Command(0x006E, 1, absolute, true));
            AssertDebts(gsme, -1);
            AssertDebts(esme, -1);
        }

        [TestMethod]
        public void IncrementCannotComeAsAReset()
        {
            Rig gsme = WithDebts(MeterKind.Gsme);
            gsme.Serve(gsme.Command(GsmeCode, 1, Payloads.ChangeDebt(new int[] { 1 }, 0, 1, 0, 0), true));
            AssertDebts(gsme, -1);
        }
    }
}
