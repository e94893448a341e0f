using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>The five configurations of Set Payment Mode (GBCS 18.2.1), each by its command on each fuel.</summary>
    [TestClass]
    public class PaymentModeTests
    {
        private const int EsmeCredit = 0x001A;
        private const int EsmePrepayment = 0x001B;
        private const int GsmeCredit = 0x006C;
        private const int GsmePrepayment = 0x006D;

        private const int AllStates = 0xE0;
        private const int NotWhileDisabled = 0xC0;

        // The meter is first in all that the command does not ask for, so that every part of it has to change.
        private static void AssertSet(int kind, int code, byte[] payload, int mode, bool disabled, bool emergency)
        {
            Rig rig = new Rig(kind);
            PaymentEngine payment = rig.State.Payment;
            int other = mode == PaymentMode.Credit ? PaymentMode.Prepayment : PaymentMode.Credit;
            Assert.IsTrue(payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(other, !disabled, !emergency)));
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, 1, payload, true)));
            Assert.AreEqual(mode, payment.Settings.Mode);
            Assert.AreEqual(disabled, payment.Settings.SuspendDebtDisabled, "Suspend Debt Disabled");
            Assert.AreEqual(emergency, payment.Settings.SuspendDebtEmergency, "Suspend Debt Emergency");
        }

        [TestMethod]
        [DataRow(EsmeCredit, AllStates, false, PaymentMode.Credit, false, false)]
        [DataRow(EsmePrepayment, NotWhileDisabled, true, PaymentMode.Prepayment, true, true)]
        [DataRow(EsmePrepayment, AllStates, true, PaymentMode.Prepayment, false, true)]
        [DataRow(EsmePrepayment, NotWhileDisabled, false, PaymentMode.Prepayment, true, false)]
        [DataRow(EsmePrepayment, AllStates, false, PaymentMode.Prepayment, false, false)]
        public void TheFiveConfigurationsOfAnEsme(
            int code,
            int timeDebtStates,
            bool accumulates,
            int mode,
            bool disabled,
            bool emergency
        )
        {
            byte[] payload = Payloads.SetEsmeMode(code == EsmePrepayment, timeDebtStates, accumulates);
            AssertSet(MeterKind.Esme, code, payload, mode, disabled, emergency);
        }

        [TestMethod]
        [DataRow(GsmeCredit, 0x0C94, PaymentMode.Credit, false, false)]
        [DataRow(GsmePrepayment, 0x0497, PaymentMode.Prepayment, true, true)]
        [DataRow(GsmePrepayment, 0x0097, PaymentMode.Prepayment, false, true)]
        [DataRow(GsmePrepayment, 0x0C97, PaymentMode.Prepayment, true, false)]
        [DataRow(GsmePrepayment, 0x0897, PaymentMode.Prepayment, false, false)]
        public void TheFiveConfigurationsOfAGsme(int code, int configuration, int mode, bool disabled, bool emergency)
        {
            AssertSet(MeterKind.Gsme, code, Payloads.SetGsmeMode(configuration), mode, disabled, emergency);
        }
    }
}
