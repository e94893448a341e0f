using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// Why SECMP0002 asks for a reset: a time debt is collected between its reading and the Adjust Debt that was reckoned from
    /// it. GBCS reads no debt by a message of its own, so what is read is what the meter shows.
    /// </summary>
    [TestClass]
    public class ReadThenAdjustTests
    {
        private const int Hour = 3600;
        private const int Owed = 10000;
        private const int Rate = 1500;
        private const int Wanted = 4000;

        // A meter with a balance to pay from, and a debt that came by a message.
        private static MeterRig WithTimeDebt(int kind, int debt)
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(kind), records);
            MeterRig meter = new MeterRig(kind, records);
            PaymentEngine payment = meter.State.Payment;
            meter.Tick(1);
            int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
            Assert.IsTrue(payment.Apply(PaymentSetting.Mode, mode));
            payment.AdjustBalance(1000000);
            Adjust(meter, debt, 1, Owed);
            meter.State.Debts.SetRate(debt, Rate);
            meter.State.Debts.SetPeriod(debt, Hour);
            return meter;
        }

        private static int Read(MeterRig meter, int debt)
        {
            return (int)new MeterDisplaySource(meter.State).GetDebtMillipence(debt);
        }

        private static void Adjust(MeterRig meter, int debt, int counter, int increment)
        {
            bool isEsme = meter.State.Configuration.Kind == MeterKind.Esme;
            byte[] payload = isEsme
                ? Payloads.InvokeDebt(debt, 4, increment)
                : Payloads.ChangeDebt(new int[] { 2 * debt + 1 }, increment, 0, Rate, 0);
            Send(meter, isEsme ? 0x001E : 0x006E, counter, payload);
        }

        private static void Reset(MeterRig meter, int debt, int counter)
        {
            bool isEsme = meter.State.Configuration.Kind == MeterKind.Esme;
            byte[] payload = isEsme
                ? Payloads.InvokeDebt(debt, 5, 0)
                : Payloads.ChangeDebt(new int[] { 2 * debt }, 0, 0xFF, 0, 0);
            int code = isEsme ? MeterParameters.ResetDebtEsmeMessageCode : MeterParameters.ResetDebtGsmeMessageCode;
            Send(meter, code, counter, payload);
        }

        private static void Send(MeterRig meter, int code, int counter, byte[] payload)
        {
            byte[] command = new Rig(meter.State.Configuration.Kind).Command(code, counter, payload, true);
            Assert.AreEqual(Refusal.None, meter.Send(command));
            Assert.IsTrue(meter.TakeAnswer(new byte[512]) > 0);
            Assert.AreEqual(0x8154, meter.State.EventLog.GetCode(0));
        }

        private static void PassCollection(MeterRig meter, int debt)
        {
            byte[] piece = new byte[512];
            long balance = meter.State.Accounts.GetBalance(Account.MeterBalance);
            meter.Tick(Hour + 1);
            meter.TakeAnswer(piece);
            Assert.AreEqual(balance - Rate, meter.State.Accounts.GetBalance(Account.MeterBalance));
            Assert.AreEqual(Owed - Rate, meter.State.Debts.GetMillipence(debt));
        }

        [TestMethod]
        [DataRow(MeterKind.Esme, Debt.Time1)]
        [DataRow(MeterKind.Esme, Debt.Time2)]
        [DataRow(MeterKind.Gsme, Debt.Time1)]
        [DataRow(MeterKind.Gsme, Debt.Time2)]
        public void ACollectionBetweenReadingAndAdjustingLeavesAWrongDebtAndAResetDoesNot(int kind, int debt)
        {
            MeterRig meter = WithTimeDebt(kind, debt);
            int read = Read(meter, debt);
            Assert.AreEqual(Owed, read);
            PassCollection(meter, debt);
            Adjust(meter, debt, 2, Wanted - read);
            Assert.AreEqual(Wanted - Rate, meter.State.Debts.GetMillipence(debt), "wrong by what was collected");

            meter = WithTimeDebt(kind, debt);
            Read(meter, debt);
            PassCollection(meter, debt);
            Reset(meter, debt, 2);
            Assert.AreEqual(0, meter.State.Debts.GetMillipence(debt));
            Assert.AreEqual(0, meter.State.EventLog.GetDetail(0));
            Adjust(meter, debt, 3, Wanted);
            Assert.AreEqual(Wanted, meter.State.Debts.GetMillipence(debt));
            Assert.AreEqual(0L, meter.State.Accounts.Sum());
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void AdjustingByAllThatWasReadEndsAtZeroOnlyAsADebtCannotGoBelow(int kind)
        {
            MeterRig meter = WithTimeDebt(kind, Debt.Time1);
            int read = Read(meter, Debt.Time1);
            PassCollection(meter, Debt.Time1);
            Adjust(meter, Debt.Time1, 2, -read);
            Assert.AreEqual(0, meter.State.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(Rate, meter.State.EventLog.GetDetail(0), "what was not applied");
            // Were it to have grown in between, by another command, the difference would be left.
            Adjust(meter, Debt.Time1, 3, Owed);
            read = Read(meter, Debt.Time1);
            Adjust(meter, Debt.Time1, 4, 700);
            Adjust(meter, Debt.Time1, 5, -read);
            Assert.AreEqual(700, meter.State.Debts.GetMillipence(Debt.Time1));
            Reset(meter, Debt.Time1, 6);
            Assert.AreEqual(0, meter.State.Debts.GetMillipence(Debt.Time1));
        }
    }
}
