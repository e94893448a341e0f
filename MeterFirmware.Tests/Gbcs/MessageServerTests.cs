using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    [TestClass]
    public class MessageServerTests
    {
        private const int ManageDebt = 0x001E;
        private const int ReadMeterBalance = 0x0069;

        private static byte[] AdjustTime1(Rig rig, int counter)
        {
            return rig.Command(ManageDebt, counter, Payloads.InvokeDebt(Debt.Time1, 4, 1000), true);
        }

        [TestMethod]
        public void CommandRunsAndIsAnsweredWithItsCounter()
        {
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, 5)));
            Assert.AreEqual(1000, rig.State.Debts.GetMillipence(Debt.Time1));
            byte[] wanted = { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 0 };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
            Assert.AreEqual(EventCode.CommandActioned, rig.State.EventLog.GetCode(0));
        }

        [TestMethod]
        public void EffectIsOnTheFlashWhenTheAnswerIsThere()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            Rig rig = new Rig(MeterKind.Esme, records);
            rig.Serve(AdjustTime1(rig, 5));
            Assert.IsTrue(rig.Server.Outgoing.Count > 0);
            Assert.AreEqual(1000, new Rig(MeterKind.Esme, records).State.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void ReplayIsRefusedAlsoAfterARestart()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            Rig rig = new Rig(MeterKind.Esme, records);
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, 5)));
            Assert.AreEqual(Refusal.Replay, rig.Serve(AdjustTime1(rig, 5)));
            Assert.AreEqual(0, rig.Server.Outgoing.Count);
            Rig again = new Rig(MeterKind.Esme, records);
            Assert.AreEqual(Refusal.Replay, again.Serve(AdjustTime1(again, 5)));
            Assert.AreEqual(Refusal.Replay, again.Serve(AdjustTime1(again, 4)));
            Assert.AreEqual(Refusal.None, again.Serve(AdjustTime1(again, 6)));
            Assert.AreEqual(2000, again.State.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void CounterIsUnsigned()
        {
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, 1)));
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, -1)));
            Assert.AreEqual(Refusal.Replay, rig.Serve(AdjustTime1(rig, 2)));
        }

        [TestMethod]
        public void ReadMayRepeatAndWritesNothing()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] read = rig.Command(ReadMeterBalance, 5, Payloads.ReadMeterBalance(), false);
            byte[] wanted = { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 5, 0, 0, 0, 0, 1, 1, 0 };
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(Refusal.None, rig.Serve(read));
                CollectionAssert.AreEqual(wanted, rig.AnswerPayload(13));
            }
            Assert.AreEqual(0, rig.Records.Writes);
        }

        [TestMethod]
        public void EverySingleBitCounts()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] command = AdjustTime1(rig, 5);
            for (int bit = 0; bit < 8 * command.Length; bit++)
            {
                command[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.AreNotEqual(Refusal.None, rig.Serve(command));
                Assert.AreEqual(0, rig.Server.Outgoing.Count);
                command[bit / 8] ^= (byte)(1 << (bit % 8));
            }
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(Refusal.None, rig.Serve(command));
        }

        [TestMethod]
        public void EveryShorterMessageIsRefused()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] command = AdjustTime1(rig, 5);
            byte[] buffer = new byte[MessageLimits.MaxOctets];
            for (int count = 0; count < command.Length; count++)
            {
                System.Array.Copy(command, 0, buffer, 0, command.Length);
                Assert.AreEqual(Refusal.NotACommand, rig.Server.Serve(buffer, count));
            }
        }

        [TestMethod]
        public void ChecksComeInTheirOrder()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] payload = Payloads.InvokeDebt(Debt.Time1, 4, 1000);
            byte[] stranger = { 1, 2, 3, 4, 5, 6, 7, 8 };
            byte[] networkOperator = { 0x90, 0xB3, 0xD5, 3, 3, 3, 0, 0 };
            Assert.AreEqual(Refusal.UnknownOriginator, rig.Serve(rig.Command(stranger, ManageDebt, 1, payload, true)));
            Assert.AreEqual(Refusal.NotAllowed, rig.Serve(rig.Command(networkOperator, ManageDebt, 1, payload, true)));
            Assert.AreEqual(Refusal.NotAllowed, rig.Serve(rig.Command(0x7FFF, 1, payload, true)));
            Assert.AreEqual(Refusal.WrongSignature, rig.Serve(rig.Command(ManageDebt, 1, payload, false)));
            // A use case that asks for no signature would let anyone put a critical instruction in it.
            Assert.AreEqual(Refusal.NotConforming, rig.Serve(rig.Command(ReadMeterBalance, 1, payload, false)));
            Assert.AreEqual(
                Refusal.WrongSignature,
                rig.Serve(rig.Command(ReadMeterBalance, 1, Payloads.ReadMeterBalance(), true))
            );
            byte[] command = AdjustTime1(rig, 1);
            command[command.Length - 1] ^= 1;
            Assert.AreEqual(Refusal.WrongMac, rig.Serve(command));
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void RefusedWriteIsAnsweredWithAFaultAndTheCommandMayComeAgain()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.Records.RefuseWrites = true;
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, 5)));
            byte[] fault = { 0xDA, 0x20, 0, 0, 1, 0, 0, 1, 0, 1, 3, 1 };
            CollectionAssert.AreEqual(fault, rig.AnswerPayload(65));
            Assert.AreEqual(0, rig.State.Debts.GetMillipence(Debt.Time1));
            rig.Records.RefuseWrites = false;
            Assert.AreEqual(Refusal.None, rig.Serve(AdjustTime1(rig, 5)));
            Assert.AreEqual(1000, rig.State.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void FailedAuthenticationIsLoggedAndAlertedOnceAnHourForEachCause()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(0, true, 1000);
            byte[] forged = AdjustTime1(rig, 1);
            forged[forged.Length - 1] ^= 1;
            int alerts = 0;
            for (int minute = 0; minute < 180; minute++)
            {
                rig.State.Clock.Set(minute * 60000L, true, 1000 + minute * 60);
                Assert.AreEqual(Refusal.WrongMac, rig.Serve(forged));
                Assert.AreEqual(0, rig.Server.Outgoing.Count);
                rig.Server.ServeAlerts();
                alerts += rig.Server.Outgoing.Count > 0 ? 1 : 0;
            }
            Assert.AreEqual(3, alerts);
            Assert.AreEqual(3, rig.State.SecurityLog.Total);
            Assert.AreEqual(180, rig.Server.Watch.GetCount(Refusal.WrongMac));
            Assert.AreEqual(EventCode.TrustedSourceAuthenticationFailure, rig.State.SecurityLog.GetCode(0));
        }

        [TestMethod]
        public void ValuesThatTheAnswerHasNoRoomForAreLeftOut()
        {
            const int Attributes = 250;
            Rig rig = new Rig(MeterKind.Gsme);
            byte[] mprn = new byte[32];
            rig.State.Customer.Set(CustomerField.MeterPoint, mprn, 0, mprn.Length);
            OctetWriter read = new OctetWriter(600);
            read.WriteOctets(new byte[] { 1, 9, 1, 1, 7, 2 }, 0, 6);
            read.WriteUInt16(3 + 2 * Attributes);
            read.WriteOctets(new byte[] { 0, 0, 0 }, 0, 3);
            for (int i = 0; i < Attributes; i++)
            {
                read.WriteUInt16(0x0703);
            }
            byte[] payload = new byte[read.Position];
            System.Array.Copy(read.Raw, 0, payload, 0, payload.Length);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(0x0089, 1, payload, false)));
            MessageBuilder answer = rig.Server.Outgoing;
            Assert.IsTrue(answer.Count > 2480 && answer.Count < MessageLimits.MaxOctets);
            // Before the MAC: the last attribute with its status, and no value.
            Assert.AreEqual(0x89, (int)answer.Octets[answer.Offset + answer.Count - 12 - 1 - 1]);
        }

        [TestMethod]
        public void AnAlertWaitsOutItsDelay()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(0, true, 1000);
            byte[] forged = AdjustTime1(rig, 1);
            forged[forged.Length - 1] ^= 1;
            rig.Serve(forged);
            rig.State.Clock.Set(59999, true, 1059);
            rig.Server.ServeAlerts();
            Assert.AreEqual(0, rig.Server.Outgoing.Count);
            rig.State.Clock.Set(60000, true, 1060);
            rig.Server.ServeAlerts();
            Assert.IsTrue(rig.Server.Outgoing.Count > 0);
        }

        [TestMethod]
        public void AReplayKeepsNoAlertBack()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(0, true, 1000);
            byte[] once = AdjustTime1(rig, 5);
            rig.Serve(once);
            Assert.AreEqual(Refusal.Replay, rig.Serve(once));
            Assert.AreEqual(Refusal.NotAllowed, rig.Serve(rig.Command(0x7FFF, 6, Payloads.ReadMeterBalance(), false)));
            Assert.AreEqual(2, rig.State.SecurityLog.Total);
            rig.State.Clock.Set(61000, true, 1061);
            rig.Server.ServeAlerts();
            byte[] alert = rig.AnswerPayload(65);
            Assert.AreEqual(0x8F, (int)alert[9]);
            Assert.AreEqual(0x53, (int)alert[10]);
        }

        [TestMethod]
        public void AlertWaitsUntilTheTimeIsKnown()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] forged = AdjustTime1(rig, 1);
            forged[forged.Length - 1] ^= 1;
            rig.Serve(forged);
            rig.State.Clock.Set(600000, false, 0);
            rig.Server.ServeAlerts();
            Assert.AreEqual(0, rig.Server.Outgoing.Count);
            rig.State.Clock.Set(601000, true, 5000);
            rig.Server.ServeAlerts();
            byte[] alert = rig.AnswerPayload(65);
            Assert.AreEqual(0x8F, (int)alert[9]);
            Assert.AreEqual(0x3D, (int)alert[10]);
        }

        [TestMethod]
        public void MessageForAnotherDeviceIsIgnored()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] command = AdjustTime1(rig, 1);
            // header 10 + 5, grouping header up to the recipient 21 octets
            command[15 + 21] ^= 1;
            Assert.AreEqual(Refusal.OtherRecipient, rig.Serve(command));
            Assert.AreEqual(0, rig.State.SecurityLog.Total);
        }
    }
}
