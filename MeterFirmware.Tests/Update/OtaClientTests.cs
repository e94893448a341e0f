using System;
using MeterFirmware.Boot;
using MeterFirmware.Core.Events;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class OtaClientTests
    {
        private const int Length = UpdateRig.ImageLength;

        [TestMethod]
        public void QueryIsTheClustersOctetForOctet()
        {
            UpdateRig rig = UpdateRig.Started();
            OtaClient client = new OtaClient(rig.Receiver);
            Take(client, OtaHub.Notify());
            // Client to server, sequence, command; with hardware version; then all least significant octet first.
            Expect(client, "01 01 01 01 34 12 05 00 CD AB 23 01 02 00");
            Take(client, new byte[] { 0x09, 1, 0x02, 0, 0x34, 0x12, 5, 0, 0xCE, 0xAB, 0x23, 1, 0, 0x24, 0, 0 });
            Expect(client, "01 02 03 00 34 12 05 00 CE AB 23 01 00 00 00 00 80");
        }

        [TestMethod]
        [DataRow(255)]
        [DataRow(64)]
        [DataRow(50)]
        [DataRow(1)]
        public void FileArrivesHoweverFewOctetsTheHubGives(int most)
        {
            UpdateRig rig = UpdateRig.Started();
            OtaHub hub = new OtaHub(OtaFile.Create(0xCE, Length)) { MostOctets = most };
            OtaClient client = new OtaClient(rig.Receiver);
            Serve(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
            Assert.AreEqual(EventCode.FirmwareVerified, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(ImageResult.Good, rig.Image.Verify(1, new byte[SlotStore.MarkLength]));
            Assert.IsFalse(client.IsAsking);
            Assert.AreEqual(0, client.Refused);

            // Held already: it is not received twice.
            int blocks = hub.Blocks;
            Serve(client, hub, int.MaxValue);
            Assert.AreEqual(blocks, hub.Blocks);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
            Assert.AreEqual(1, rig.State.SecurityLog.Total);
        }

        [TestMethod]
        public void NoticeOfTheHubGoesOnWhereTheLineWasPulled()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, Length);
            OtaClient client = new OtaClient(rig.Receiver);
            Serve(client, new OtaHub(file), 10);
            int missing = rig.Receiver.NextOffset;
            Assert.IsTrue(missing > 1000);
            Silence(client);
            OtaHub hub = new OtaHub(file);
            Serve(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
            Assert.AreEqual(missing, hub.LowestOffset);
        }

        [TestMethod]
        public void RestartAsksByItselfAndGoesOnFromTheLastSegment()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, Length);
            OtaClient client = new OtaClient(rig.Receiver);
            Serve(client, new OtaHub(file), 40);
            Assert.IsTrue(rig.Receiver.NextOffset > SlotStore.SegmentOctets);
            rig.Start(true);
            client = new OtaClient(rig.Receiver);
            client.Start();
            OtaHub hub = new OtaHub(file);
            Answer(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
            int blocks = (file.Length - SlotStore.SegmentOctets) / OtaClient.BlockOctets;
            Assert.IsTrue(hub.Blocks <= blocks + 4, "the head, and what is missing");

            client = new OtaClient(rig.Receiver);
            client.Start();
            Assert.AreEqual(0, client.Count, "nothing is half received");
        }

        [TestMethod]
        public void WhoDoesNotAnswerIsAskedThreeTimes()
        {
            UpdateRig rig = UpdateRig.Started();
            OtaClient client = new OtaClient(rig.Receiver);
            Take(client, OtaHub.Notify());
            Assert.AreEqual(3, Silence(client));
        }

        [TestMethod]
        [DataRow(10, 0x35, 0x96)]
        [DataRow(12, 0x06, 0x96)]
        [DataRow(14, 0xCD, 0x96)]
        [DataRow(14, 0x01, 0x96)]
        [DataRow(55, 0x80, 0x96)]
        public void WhatIsNotForThisMeterIsRefusedWhenItIsOffered(int at, int octet, int status)
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            byte[] file = OtaFile.Create(0xCE, Length);
            file[at] = (byte)octet;
            OtaHub hub = new OtaHub(file);
            Serve(new OtaClient(rig.Receiver), hub, int.MaxValue);
            Assert.AreEqual(status, hub.RefusedWith);
            Assert.AreEqual(0, hub.Blocks);
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        [DataRow(0, 0xFF)]
        [DataRow(56, 0x03)]
        [DataRow(58, 0x01)]
        [DataRow(8, 0x0C)]
        public void HeaderThatIsRefusedEndsTheUpgradeBeforeAnythingIsStored(int at, int octet)
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            byte[] file = OtaFile.Create(0xCE, Length);
            file[at] = (byte)octet;
            OtaHub hub = new OtaHub(file);
            Serve(new OtaClient(rig.Receiver), hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.InvalidImage, hub.EndStatus);
            Assert.AreEqual(1, hub.Blocks);
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        public void FileOfAnotherSizeThanWasOfferedIsRefused()
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            OtaClient client = new OtaClient(rig.Receiver);
            OtaHub hub = new OtaHub(OtaFile.Create(0xCE, Length));
            Take(client, OtaHub.Notify());
            byte[] offer = hub.Answer(client.Frame, client.Count);
            offer[13] ^= 1;
            Take(client, offer);
            Answer(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.InvalidImage, hub.EndStatus);
            Assert.AreEqual(1, hub.Blocks);
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        public void FileThatIsNotTheOneThatWasOfferedIsRefused()
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            OtaClient client = new OtaClient(rig.Receiver);
            OtaHub offering = new OtaHub(OtaFile.Create(0xCF, Length));
            Serve(client, offering, 1);
            Assert.AreEqual(OtaCommand.ImageBlockRequest, (int)client.Frame[2]);
            // The fields say what was offered, and the octets of the file are another's.
            byte[] answer = offering.Answer(client.Frame, client.Count);
            answer[17 + 14] = 0xCE;
            Take(client, answer);
            Assert.AreEqual(OtaCommand.UpgradeEndRequest, (int)client.Frame[2]);
            Assert.AreEqual(OtaStatus.InvalidImage, (int)client.Frame[3]);
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        public void SignatureThatIsForeignEndsTheUpgrade()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, Length);
            file[5000] ^= 1;
            OtaHub hub = new OtaHub(file);
            Serve(new OtaClient(rig.Receiver), hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.InvalidImage, hub.EndStatus);
            Assert.AreEqual(EventCode.FirmwareVerificationFailed, rig.State.SecurityLog.GetCode(0));
        }

        [TestMethod]
        public void NothingIsReceivedWhileAnActivationIsUnderWay()
        {
            UpdateRig rig = UpdateRig.Started();
            rig.Send(OtaFile.Create(0xCE, Length));
            rig.Command(0xCE, ActivationTime.Now);
            OtaHub hub = new OtaHub(OtaFile.Create(0xCF, Length));
            Serve(new OtaClient(rig.Receiver), hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Abort, hub.EndStatus);
            Assert.IsTrue(rig.Store.ReadMark(1, new byte[SlotStore.MarkLength]), "the bootstrap is about to read it");
        }

        [TestMethod]
        public void FlashThatRefusesEndsTheUpgradeAndTheNextNoticeGoesOn()
        {
            UpdateRig rig = UpdateRig.Started();
            MemoryRecordStore records = (MemoryRecordStore)rig.Records;
            byte[] file = OtaFile.Create(0xCE, Length);
            OtaClient client = new OtaClient(rig.Receiver);
            OtaHub hub = new OtaHub(file);
            // In the first segment, and in the last, which is a short one.
            foreach (string prefix in new string[] { "slot-b-000", "slot-b-002" })
            {
                records.RefusedPrefix = prefix;
                Serve(client, hub, int.MaxValue);
                Assert.AreEqual(OtaStatus.Abort, hub.EndStatus);
            }
            records.RefusedPrefix = null;
            Serve(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
        }

        [TestMethod]
        public void HubThatHasToWaitIsAskedLater()
        {
            UpdateRig rig = UpdateRig.Started();
            OtaClient client = new OtaClient(rig.Receiver);
            Serve(client, new OtaHub(OtaFile.Create(0xCE, Length)), 1);
            Take(client, Wait(client, 20));
            client.Tick(19999);
            Assert.AreEqual(0, client.Count);
            client.Tick(20000);
            Assert.AreEqual(OtaCommand.ImageBlockRequest, (int)client.Frame[2]);
            Assert.IsTrue(client.Count > 0);
        }

        // Who says that it has to wait has answered: however often, it is asked again.
        [TestMethod]
        public void HubMayMakeTheMeterWaitMoreOftenThanItsSilenceIsBorne()
        {
            UpdateRig rig = UpdateRig.Started();
            OtaClient client = new OtaClient(rig.Receiver);
            OtaHub hub = new OtaHub(OtaFile.Create(0xCE, Length));
            Serve(client, hub, 1);
            for (int i = 1; i <= 3 * OtaClient.Attempts; i++)
            {
                Take(client, Wait(client, 1));
                client.Tick(i * 1000L);
                Assert.IsTrue(client.Count > 0);
            }
            Answer(client, hub, int.MaxValue);
            Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
        }

        [TestMethod]
        [DataRow(3600, 0)]
        [DataRow(3601, 0x85)]
        [DataRow(-1, 0x85)]
        public void HourIsTheLongestThatAHubMayMakeTheMeterWait(int seconds, int status)
        {
            UpdateRig rig = UpdateRig.Started();
            OtaClient client = new OtaClient(rig.Receiver);
            Serve(client, new OtaHub(OtaFile.Create(0xCE, Length)), 1);
            Take(client, Wait(client, seconds));
            Assert.AreEqual(status != 0 ? 1 : 0, client.Refused);
            Assert.AreEqual(status != 0 ? 5 : 0, client.Count);
            Assert.IsTrue(status == 0 || client.Frame[4] == status);
            client.MarkSent();
            // A wait that is refused changes nothing: the question is asked again as if it were not answered.
            client.Tick(status != 0 ? 5000 : 3599999);
            Assert.AreEqual(status != 0, client.Count > 0);
            client.Tick(3600000);
            Assert.IsTrue(client.Count > 0);
        }

        [TestMethod]
        [DataRow("09 05 00 01 64 FF FF")]
        [DataRow("09 05 00 02 64 34 12 FF FF")]
        [DataRow("09 05 00 03 64 34 12 05 00 FF FF FF FF")]
        public void NoticeForEverybodyIsForThisMeterToo(string text)
        {
            OtaClient client = new OtaClient(UpdateRig.Started().Receiver);
            Take(client, Octets(text));
            Assert.AreEqual(OtaCommand.QueryNextImageRequest, (int)client.Frame[2]);
            Assert.AreEqual(0, client.Refused);
            Assert.IsTrue(client.IsAsking);
        }

        // Its default response is an answer: no such command, or not now. Success, or that to another question, is none.
        [TestMethod]
        [DataRow(0, 1, 0x81, false)]
        [DataRow(0, 1, 0x00, true)]
        [DataRow(1, 1, 0x81, true)]
        [DataRow(0, 3, 0x81, true)]
        public void HubThatRefusesTheQuestionIsNotAskedAgain(int later, int command, int status, bool isAsking)
        {
            OtaClient client = new OtaClient(UpdateRig.Started().Receiver);
            Take(client, OtaHub.Notify());
            byte[] refusal = { 0x18, (byte)(client.Frame[1] + later), 0x0B, (byte)command, (byte)status };
            client.MarkSent();
            Take(client, refusal);
            Assert.AreEqual(0, client.Count);
            Assert.AreEqual(isAsking, client.IsAsking);
        }

        [TestMethod]
        [DataRow("09 05 0A", 0x81)]
        [DataRow("09 05 03 00", 0x81)]
        [DataRow("01 05 00 00 64", 0x81)]
        [DataRow("08 05 01 00", 0x82)]
        [DataRow("0D 34 12 05 00", 0x83)]
        [DataRow("09 05 00", 0x80)]
        [DataRow("09 05 00 00", 0x80)]
        [DataRow("09 05 00 04 64", 0x80)]
        [DataRow("09 05 00 01 64", 0x80)]
        [DataRow("09 05 00 01 64 35 12", 0x96)]
        [DataRow("09 05 00 02 64 34 12 06 00", 0x96)]
        [DataRow("09 05 00 03 64 34 12 05 00 CD AB 23 01", 0x96)]
        [DataRow("09 05 07 00", 0x80)]
        public void FrameThatIsWrongIsRefusedOnce(string text, int status)
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            OtaClient client = new OtaClient(rig.Receiver);
            byte[] frame = Octets(text);
            Take(client, frame);
            Assert.AreEqual(1, client.Refused);
            Assert.AreEqual(5, client.Count);
            bool isManufacturers = (frame[0] & 4) != 0;
            Assert.AreEqual(0x10, (int)client.Frame[0]);
            Assert.AreEqual(5, (int)client.Frame[1]);
            Assert.AreEqual(OtaCommand.DefaultResponse, (int)client.Frame[2]);
            Assert.AreEqual((int)frame[isManufacturers ? 4 : 2], (int)client.Frame[3]);
            Assert.AreEqual(status, (int)client.Frame[4]);
            Assert.IsFalse(client.IsAsking);
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("09")]
        [DataRow("09 05")]
        [DataRow("0D 34 12")]
        [DataRow("18 05 0B 01 81")]
        [DataRow("09 09 05 00 34 12 05 00 CE AB 23 01 00 00 00 00 01 55")]
        [DataRow("09 09 02 98")]
        public void WhatIsNoFrameOrAnswersNothingIsNotAnswered(string text)
        {
            OtaClient client = new OtaClient(UpdateRig.Started().Receiver);
            Take(client, Octets(text));
            Assert.AreEqual(0, client.Count);
            Assert.IsFalse(client.IsAsking);
        }

        [TestMethod]
        public void BoardWithoutSlotsRefusesWhatIsOffered()
        {
            OtaClient client = new OtaClient(null);
            client.Start();
            client.Tick(100000);
            Assert.AreEqual(0, client.Count);
            Take(client, OtaHub.Notify());
            Expect(client, "10 4D 0B 00 81");
        }

        // A field of an answer that is not what was asked for: one refusal, nothing is taken, and the question comes again.
        [TestMethod]
        [DataRow(0x04)]
        [DataRow(0x08)]
        public void WrongFieldsOfAnAnswerNeverChangeTheReception(int bits)
        {
            byte[] file = OtaFile.Create(0xCE, Length);
            for (int field = 0; field < 17; field++)
            {
                UpdateRig rig = UpdateRig.Started();
                OtaClient client = new OtaClient(rig.Receiver);
                OtaHub hub = new OtaHub(file);
                Serve(client, hub, 12);
                int writes = ((MemoryRecordStore)rig.Records).Writes;
                int missing = rig.Receiver.NextOffset;
                byte[] answer = hub.Answer(client.Frame, client.Count);
                answer[field] ^= (byte)bits;
                Take(client, answer);
                Assert.AreEqual(missing, rig.Receiver.NextOffset);
                Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
                bool isAnswered = client.Count > 0;
                Assert.AreEqual(isAnswered ? 1 : 0, client.Refused);
                client.MarkSent();
                hub = new OtaHub(file);
                Serve(client, hub, int.MaxValue);
                Assert.AreEqual(OtaStatus.Success, hub.EndStatus);
            }
        }

        // WAIT_FOR_DATA for the block that is asked for.
        private static byte[] Wait(OtaClient client, int seconds)
        {
            byte[] wait = new byte[14];
            byte[] head = { 0x09, client.Frame[1], 0x05, 0x97 };
            Array.Copy(head, 0, wait, 0, head.Length);
            LittleEndian.SetInt32(wait, 4, 1000);
            LittleEndian.SetInt32(wait, 8, 1000 + seconds);
            return wait;
        }

        private static void Take(OtaClient client, byte[] frame)
        {
            client.Take(3, frame, frame.Length);
            Assert.AreEqual(3, client.Channel);
        }

        // The hub speaks, and answers so many questions.
        private static void Serve(OtaClient client, OtaHub hub, int answers)
        {
            Take(client, OtaHub.Notify());
            Answer(client, hub, answers);
        }

        private static void Answer(OtaClient client, OtaHub hub, int answers)
        {
            for (int i = 0; i < answers && client.Count > 0; i++)
            {
                byte[] answer = hub.Answer(client.Frame, client.Count);
                client.MarkSent();
                if (answer == null)
                {
                    break;
                }
                Take(client, answer);
            }
        }

        // Gives how often the client asks before it is silent.
        private static int Silence(OtaClient client)
        {
            int asked = 0;
            for (int i = 0; i < 100; i++)
            {
                client.Tick(i * 1000L);
                asked += client.Count > 0 ? 1 : 0;
                client.MarkSent();
            }
            Assert.IsFalse(client.IsAsking);
            return asked;
        }

        private static void Expect(OtaClient client, string text)
        {
            byte[] wanted = Octets(text);
            Assert.AreEqual(wanted.Length, client.Count);
            for (int i = 0; i < wanted.Length; i++)
            {
                Assert.AreEqual((int)wanted[i], (int)client.Frame[i]);
            }
        }

        private static byte[] Octets(string text)
        {
            byte[] octets = new byte[(text.Length + 1) / 3];
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)(ValueOf(text[3 * i]) * 16 + ValueOf(text[3 * i + 1]));
            }
            return octets;
        }

        private static int ValueOf(char digit)
        {
            return digit <= '9' ? digit - '0' : digit - 'A' + 10;
        }
    }
}
