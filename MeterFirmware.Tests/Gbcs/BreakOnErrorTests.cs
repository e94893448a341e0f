using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>Instructions run in order up to the first that fails; nothing is undone and nothing more is done.</summary>
    [TestClass]
    public class BreakOnErrorTests
    {
        private sealed class FaultyDebts : DlmsHandler
        {
            private readonly DlmsHandler inner;
            private readonly int faultyItem;

            public FaultyDebts(DlmsHandler inner, int faultyItem)
            {
                this.inner = inner;
                this.faultyItem = faultyItem;
            }

            public override int Invoke(int item, AxdrReader reader)
            {
                return item == faultyItem ? AccessResult.HardwareFault : inner.Invoke(item, reader);
            }
        }

        [TestMethod]
        public void EsmeStopsAtTheFault()
        {
            Rig rig = new Rig(MeterKind.Esme);
            DlmsHandler debts = rig.DlmsGroups[DlmsObjects.DebtGroup];
            rig.DlmsGroups[DlmsObjects.DebtGroup] = new FaultyDebts(debts, DebtObjects.Adjust + Debt.Time2);
            byte[] payload = Payloads.InvokeDebts(new int[] { Debt.Time1, Debt.Time2, Debt.Payment }, 4, 10);
            rig.Serve(rig.Command(0x001E, 1, payload, true));
            byte[] wanted = { 0xDA, 0x20, 0, 0, 1, 0, 0, 3, 0, 0, 0, 3, 3, 0, 3, 1, 3, 250 };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
            Assert.AreEqual(10, rig.State.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Time2));
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Payment));
        }

        [TestMethod]
        public void GsmeStopsAtAnInvalidFrequency()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            byte[] payload = Payloads.ChangeDebt(new int[] { 1, 3, 5 }, 10, 1, 7, 0);
            // The frequency of the second component.
            payload[3 + 32 + 8 + 4 + 1 + 4 + 1 + 1 + 4 + 2] = 2;
            rig.Serve(rig.Command(0x006E, 1, payload, true));
            byte[] wanted =
            {
                0x01,
                0x09,
                3,
                0,
                0x07,
                0x05,
                0,
                5,
                8,
                0,
                0x0B,
                2,
                0,
                0,
                0x07,
                0x05,
                0,
                5,
                8,
                1,
                0x0B,
                2,
                0x85,
                1,
                0x07,
                0x05,
                0,
                5,
                8,
                2,
                0x0B,
                0xFF,
                1,
            };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
            Assert.AreEqual(10, rig.State.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Time2));
        }

        [TestMethod]
        public void GsmeKeepsTheRecoveryWhenTheFrequencySaysUnchanged()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            rig.Serve(rig.Command(0x006E, 1, Payloads.ChangeDebt(new int[] { 1 }, 10, 0, 7, 0), true));
            rig.Serve(rig.Command(0x006E, 2, Payloads.ChangeDebt(new int[] { 1 }, 10, 0xFF, 9, 0), true));
            Assert.AreEqual(20, rig.State.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(7, rig.State.Debts.GetRateMillipence(Debt.Time1));
            Assert.AreEqual(3600, rig.State.Debts.GetPeriodSeconds(Debt.Time1));
        }
    }
}
