using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// What each outcome of a UTRN is told by, in the logs and as an alert: by message and at the meter, on both fuels. The
    /// codes stand here as numbers, as in GBCS section 16.
    /// </summary>
    [TestClass]
    public class UtrnOutcomeTests
    {
        private const int Pound = 100000;
        private const int Counter = 300;
        private const int Balance = 30;
        private const int MaximumCredit = 50;
        private const int MaximumBalance = 60;

        // A meter with thresholds that has taken a UTRN.
        private static Rig Prepaid(int kind)
        {
            Rig rig = new Rig(kind);
            PaymentEngine payment = rig.State.Payment;
            rig.State.Clock.Set(1000, true, 1000);
            Apply(rig, PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false));
            Apply(rig, PaymentSetting.MaximumCredit, MaximumCredit * Pound);
            Apply(rig, PaymentSetting.MaximumBalance, MaximumBalance * Pound);
            SendByMessage(rig, kind, Utrns.Make(Counter, Balance, 0));
            AssertBalance(rig, Balance);
            while (payment.Alerts.Count > 0)
            {
                payment.Alerts.RemoveFirst();
            }
            return rig;
        }

        private static void Apply(Rig rig, int setting, int value)
        {
            Assert.IsTrue(rig.State.Payment.Apply(setting, value));
        }

        private static void SendByMessage(Rig rig, int kind, byte[] digits)
        {
            int code = kind == MeterKind.Esme ? 0x0007 : 0x0097;
            byte[] message = rig.Command(code, Counter, Payloads.TopUp(kind, digits), false);
            Assert.AreEqual(Refusal.None, rig.Serve(message));
        }

        private static byte[] DigitsFor(int result)
        {
            switch (result)
            {
                case CreditResult.OtherDevice:
                    return Utrns.FromPptd(0);
                case CreditResult.NotAuthentic:
                    return Utrns.Make(Counter + 1, 1, 1);
                case CreditResult.Duplicate:
                    return Utrns.Make(Counter, Balance, 0);
                case CreditResult.TooOld:
                    return Utrns.Make(Counter - UtrnCounters.Remembered, 1, 0);
                case CreditResult.AboveMaximumCredit:
                    return Utrns.Make(Counter + 1, MaximumCredit + 1, 0);
                default:
                    return Utrns.Make(Counter + 1, MaximumBalance - Balance + 1, 0);
            }
        }

        private static void AssertBalance(Rig rig, int pounds)
        {
            Assert.AreEqual((long)pounds * Pound, rig.State.Accounts.GetBalance(Account.MeterBalance));
        }

        private static void AssertSecurity(Rig rig, int code, int pounds)
        {
            Assert.AreEqual(1, rig.State.SecurityLog.Total);
            Assert.AreEqual(code, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(pounds * Pound, rig.State.SecurityLog.GetDetail(0));
            AssertAlert(rig, code);
        }

        private static void AssertAlert(Rig rig, int code)
        {
            Assert.AreEqual(1, rig.State.Payment.Alerts.Count);
            Assert.AreEqual(code, rig.State.Payment.Alerts.FirstCode);
            rig.State.Payment.Alerts.RemoveFirst();
        }

        [TestMethod]
        [DataRow(CreditResult.OtherDevice, 0x8F64, 0)]
        [DataRow(CreditResult.NotAuthentic, 0x8F63, 1)]
        [DataRow(CreditResult.Duplicate, 0x8F51, Balance)]
        [DataRow(CreditResult.TooOld, 0x8F51, 1)]
        [DataRow(CreditResult.AboveMaximumCredit, 0x8F5B, MaximumCredit + 1)]
        [DataRow(CreditResult.AboveMaximumBalance, 0x8F47, MaximumBalance - Balance + 1)]
        public void EachRefusalHasItsCode(int result, int code, int pounds)
        {
            byte[] digits = DigitsFor(result);
            for (int kind = MeterKind.Esme; kind <= MeterKind.Gsme; kind++)
            {
                Rig rig = Prepaid(kind);
                SendByMessage(rig, kind, digits);
                AssertSecurity(rig, code, pounds);
                Assert.AreEqual(0x8155, rig.State.EventLog.GetCode(0));
                AssertBalance(rig, Balance);
                rig = Prepaid(kind);
                Assert.AreEqual(result, rig.Server.TopUps.EnterByHand(digits));
                AssertSecurity(rig, code, pounds);
                Assert.AreEqual(0x8162, rig.State.EventLog.GetCode(0));
                AssertBalance(rig, Balance);
            }
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void AWrongCheckDigitIsNoMatterOfSecurity(int kind)
        {
            Rig rig = Prepaid(kind);
            byte[] digits = Utrns.Make(Counter + 1, 1, 0);
            digits[Utrn.Digits - 1] ^= 1;
            SendByMessage(rig, kind, digits);
            Assert.AreEqual(0x8155, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(CreditResult.Invalid, rig.Server.TopUps.EnterByHand(digits));
            Assert.AreEqual(0x8162, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(0, rig.State.SecurityLog.Total);
            Assert.AreEqual(0, rig.State.Payment.Alerts.Count);
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void AnAcceptedUtrnHasItsCodes(int kind)
        {
            Rig rig = Prepaid(kind);
            Assert.AreEqual(0x8154, rig.State.EventLog.GetCode(0), "by message");
            Assert.AreEqual(CreditResult.Accepted, rig.Server.TopUps.EnterByHand(Utrns.Make(Counter + 1, 2, 0)));
            Assert.AreEqual(0x810E, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(2 * Pound, rig.State.EventLog.GetDetail(0));
            Assert.AreEqual(0x8161, rig.State.EventLog.GetCode(1));
            AssertAlert(rig, 0x810E);
            Assert.AreEqual(0, rig.State.SecurityLog.Total);
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void SuspensionOfEntryByHandAndWhatItRefusesHaveTheirCodes(int kind)
        {
            Rig rig = Prepaid(kind);
            byte[] bad = new byte[Utrn.Digits];
            for (int i = 0; i < MeterParameters.BadUtrnEntries; i++)
            {
                Assert.AreEqual(0, rig.State.SecurityLog.Total);
                Assert.AreEqual(CreditResult.Invalid, rig.Server.TopUps.EnterByHand(bad));
            }
            Assert.AreEqual(1, rig.State.SecurityLog.Total);
            Assert.AreEqual(0x81C4, rig.State.SecurityLog.GetCode(0));
            AssertAlert(rig, 0x81C4);
            byte[] good = Utrns.Make(Counter + 1, 2, 0);
            Assert.AreEqual(CreditResult.LockedOut, rig.Server.TopUps.EnterByHand(good));
            Assert.AreEqual(2, rig.State.SecurityLog.Total);
            Assert.AreEqual(0x81C5, rig.State.SecurityLog.GetCode(0));
            AssertAlert(rig, 0x81C5);
            Assert.AreEqual(0x8162, rig.State.EventLog.GetCode(0));
            AssertBalance(rig, Balance);
        }
    }
}
