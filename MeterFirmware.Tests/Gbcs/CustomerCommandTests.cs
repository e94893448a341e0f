using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// What the commands for the customer's eyes refuse, and those of them that the reference set does not have.
    /// </summary>
    [TestClass]
    public class CustomerCommandTests
    {
        private static readonly byte[] MessageKey = { 2, 0, 1, 0, 2, 96, 13, 1, 255, 2 };
        private static readonly byte[] MpanKey = { 2, 0, 1, 0, 0, 94, 44, 34, 11, 2 };
        private static readonly byte[] PinKey = { 2, 0, 1, 0, 0, 94, 44, 3, 1, 2 };

        private static byte[] Set(byte[] key, int length)
        {
            OctetWriter writer = new OctetWriter(256);
            writer.WriteByte(0xD9);
            writer.WriteInt32(0x20000001);
            writer.WriteByte(0);
            writer.WriteByte(1);
            writer.WriteOctets(key, 0, key.Length);
            writer.WriteByte(1);
            writer.WriteByte(9);
            writer.WriteByte(length);
            for (int i = 0; i < length; i++)
            {
                writer.WriteByte('1');
            }
            return Finish(writer);
        }

        private static byte[] Frame(int cluster, int command, byte[] fields, int textLength)
        {
            OctetWriter writer = new OctetWriter(256);
            writer.WriteUInt16(0x0109);
            writer.WriteByte(1);
            writer.WriteByte(1);
            writer.WriteUInt16(cluster);
            writer.WriteUInt16(3 + fields.Length + 1 + textLength);
            writer.WriteByte(0x09);
            writer.WriteByte(0);
            writer.WriteByte(command);
            writer.WriteOctets(fields, 0, fields.Length);
            writer.WriteByte(textLength);
            for (int i = 0; i < textLength; i++)
            {
                writer.WriteByte('1');
            }
            return Finish(writer);
        }

        private static byte[] Finish(OctetWriter writer)
        {
            byte[] octets = new byte[writer.Position];
            System.Array.Copy(writer.Raw, 0, octets, 0, octets.Length);
            return octets;
        }

        // The last octet of the answer's payload: a result of the one instruction, or the status of the one component.
        private static int Outcome(Rig rig, int code, int counter, byte[] payload)
        {
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, counter, payload, false)));
            byte[] answer = rig.AnswerPayload(13);
            return answer[answer.Length - 1];
        }

        private static byte[] Event(int id, int more)
        {
            byte[] fields = new byte[4 + more];
            fields[0] = (byte)id;
            return fields;
        }

        [TestMethod]
        public void Ecs10TakesUpTo116Octets()
        {
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(0, Outcome(rig, 0x0021, 1, Set(MessageKey, 116)));
            Assert.AreEqual(116, rig.State.Customer.GetLength(CustomerField.Message));
            Assert.IsTrue(rig.State.Customer.IsMessageNew);
            Assert.AreEqual(12, Outcome(rig, 0x0021, 1, Set(MessageKey, 117)));
            Assert.AreEqual(116, rig.State.Customer.GetLength(CustomerField.Message));
            Assert.AreEqual(0, Outcome(rig, 0x0021, 1, Set(MessageKey, 0)));
            Assert.IsFalse(rig.State.Customer.IsMessageNew);
        }

        [TestMethod]
        public void Gcs07TakesUpTo116OctetsAndNothingOlder()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            Assert.AreEqual(0, Outcome(rig, 0x0071, 1, Frame(0x0703, 0, Event(9, 7), 116)));
            Assert.IsTrue(rig.State.Customer.IsMessageNew);
            Assert.AreEqual(0x85, Outcome(rig, 0x0071, 1, Frame(0x0703, 0, Event(10, 7), 117)));
            Assert.AreEqual(0x85, Outcome(rig, 0x0071, 1, Frame(0x0703, 0, Event(8, 7), 5)));
            Assert.AreEqual(116, rig.State.Customer.GetLength(CustomerField.Message));
            Assert.AreEqual(0, Outcome(rig, 0x0071, 1, Frame(0x0703, 0, Event(10, 7), 5)));
            Assert.AreEqual(5, rig.State.Customer.GetLength(CustomerField.Message));
            Assert.AreEqual(0x80, Outcome(rig, 0x0071, 1, Frame(0x0703, 0, Event(11, 6), 5)));
        }

        [TestMethod]
        public void SecondMpanIsForASecondElementOnly()
        {
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(250, Outcome(rig, 0x004C, 1, Set(MpanKey, 26)));
            Assert.AreEqual(250, Outcome(rig, 0x004C, 2, Set(MpanKey, 12)));
            Assert.AreEqual(0, rig.State.Customer.GetLength(CustomerField.MeterPoint));
            Assert.AreEqual(0, Outcome(rig, 0x004C, 3, Set(MpanKey, 13)));
            rig.State.Configuration.HasSecondaryElement = true;
            Assert.AreEqual(0, Outcome(rig, 0x004C, 4, Set(MpanKey, 26)));
            Assert.AreEqual(26, rig.State.Customer.GetLength(CustomerField.MeterPoint));
        }

        [TestMethod]
        public void SupplierCannotSetAPin()
        {
            Rig esme = new Rig(MeterKind.Esme);
            Assert.AreEqual(12, Outcome(esme, 0x0023, 1, Set(PinKey, 4)));
            Assert.IsFalse(esme.State.PrivacyPin.IsEnabled);
            Rig gsme = new Rig(MeterKind.Gsme);
            byte[] fields = Event(1, 7);
            fields[10] = 2;
            Assert.AreEqual(0x85, Outcome(gsme, 0x0073, 1, Frame(0x0708, 2, fields, 4)));
            fields[10] = 1;
            Assert.AreEqual(0x85, Outcome(gsme, 0x0073, 2, Frame(0x0708, 2, fields, 0)));
            Assert.AreEqual(0, gsme.State.Customer.GetLength(CustomerField.PrivacyPin));
        }

        [TestMethod]
        public void MprnHas32OctetsAtTheMost()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            Assert.AreEqual(0x85, Outcome(rig, 0x0087, 1, Frame(0x0708, 3, Event(1, 8), 0)));
            Assert.AreEqual(0x85, Outcome(rig, 0x0087, 2, Frame(0x0708, 3, Event(1, 8), 33)));
            Assert.AreEqual(0, Outcome(rig, 0x0087, 3, Frame(0x0708, 3, Event(1, 8), 32)));
        }

        [TestMethod]
        public void CustomerNumberComesFromTheBrokerAlone()
        {
            byte[] key = { 2, 0, 1, 0, 3, 96, 13, 1, 255, 2 };
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(Refusal.NotAllowed, rig.Serve(rig.Command(0x0058, 1, Set(key, 4), false)));
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(Rig.BrokerId, 0x0058, 1, Set(key, 4), false)));
            Assert.AreEqual(4, rig.State.Customer.GetLength(CustomerField.CustomerNumber));
            Assert.AreEqual(Refusal.Replay, rig.Serve(rig.Command(Rig.BrokerId, 0x0058, 1, Set(key, 4), false)));
        }
    }
}
