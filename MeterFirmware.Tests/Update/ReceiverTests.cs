using MeterFirmware.Boot;
using MeterFirmware.Core.Events;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class ReceiverTests
    {
        [TestMethod]
        public void WholeFileIsHeldAndTold()
        {
            UpdateRig rig = UpdateRig.Started();
            Assert.AreEqual(ReceiveResult.Complete, rig.Send(OtaFile.Create(0xCE, UpdateRig.ImageLength)));
            Assert.AreEqual(ImageResult.Good, rig.Receiver.LastImageResult);
            Assert.AreEqual(UpdateDue.Receipt, rig.Activation.Due);
            Assert.AreEqual(EventCode.FirmwareVerified, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(ImageResult.Good, rig.Image.Verify(1, new byte[SlotStore.MarkLength]));
        }

        [TestMethod]
        public void ChunksOfAWindowComeInAnyOrder()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            Assert.AreEqual(ImageResult.Good, rig.Receiver.Begin(file, OtaHeader.ParseLength));
            for (int start = 0; start < file.Length; start += SlotStore.SegmentOctets)
            {
                int end = start + SlotStore.SegmentOctets < file.Length ? start + SlotStore.SegmentOctets : file.Length;
                int last = start + (end - start - 1) / 64 * 64;
                for (int at = last; at >= start; at -= 64)
                {
                    int count = end - at < 64 ? end - at : 64;
                    Assert.IsTrue(rig.Receiver.Put(at, file, at, count) <= ReceiveResult.Complete);
                }
            }
            Assert.AreEqual(ImageResult.Good, rig.Receiver.LastImageResult);
        }

        [TestMethod]
        public void WhatIsOutsideTheWindowOrTheGranulesIsRefused()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            Assert.AreEqual(ReceiveResult.NotReceiving, rig.Receiver.Put(0, file, 0, 64));
            rig.Receiver.Begin(file, OtaHeader.ParseLength);
            Assert.AreEqual(ReceiveResult.OutsideWindow, rig.Receiver.Put(4096, file, 4096, 64));
            Assert.AreEqual(ReceiveResult.OutsideWindow, rig.Receiver.Put(4032, file, 4032, 128));
            Assert.AreEqual(ReceiveResult.OutsideWindow, rig.Receiver.Put(-64, file, 0, 64));
            Assert.AreEqual(ReceiveResult.OutsideWindow, rig.Receiver.Put(0, file, 0, 0));
            Assert.AreEqual(ReceiveResult.OutsideWindow, rig.Receiver.Put(64, file, 64, int.MaxValue));
            Assert.AreEqual(ReceiveResult.NotAligned, rig.Receiver.Put(65, file, 65, 64));
            Assert.AreEqual(ReceiveResult.NotAligned, rig.Receiver.Put(64, file, 64, 63));
        }

        [TestMethod]
        public void RestartGoesOnFromTheLastSegment()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            rig.Receiver.Begin(file, OtaHeader.ParseLength);
            for (int at = 0; at < 5000; at += 64)
            {
                rig.Receiver.Put(at, file, at, 64);
            }
            rig.Start(true);
            Assert.AreEqual(ImageResult.Good, rig.Receiver.Begin(file, OtaHeader.ParseLength));
            Assert.AreEqual(4096, rig.Receiver.NextOffset);
            Assert.AreEqual(ReceiveResult.Complete, rig.Send(file));
            Assert.AreEqual(ImageResult.Good, rig.Receiver.LastImageResult);

            // Another file does not go on from this one.
            byte[] other = OtaFile.Create(0xCF, UpdateRig.ImageLength);
            rig.Receiver.Begin(other, OtaHeader.ParseLength);
            Assert.AreEqual(0, rig.Receiver.NextOffset);
        }

        [TestMethod]
        public void HeaderIsJudgedBeforeAnythingIsStored()
        {
            UpdateRig rig = UpdateRig.Started();
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            Refuse(rig, 0, 0xFF, ImageResult.BadForm);
            Refuse(rig, 10, 0x35, ImageResult.OtherManufacturer);
            Refuse(rig, 12, 0x06, ImageResult.OtherType);
            Refuse(rig, 58, 0x01, ImageResult.OtherHardware);
            Refuse(rig, 56, 0x03, ImageResult.OtherHardware);
            Refuse(rig, 14, 0xCD, ImageResult.NotNewer);
            Refuse(rig, 14, 0x01, ImageResult.NotNewer);
            Refuse(rig, 6, 59, ImageResult.BadForm);
            Refuse(rig, 8, 12, ImageResult.BadForm);
            Refuse(rig, 65, 0x80, ImageResult.BadForm);
            Refuse(rig, 52, 0x00, ImageResult.BadForm);
            Assert.AreEqual(-ImageResult.TooLarge, rig.Send(OtaFile.Create(0xCE, 8 * 4096)));
            Assert.AreEqual(writes, ((MemoryRecordStore)rig.Records).Writes);
        }

        [TestMethod]
        public void ForeignSignatureIsReportedAndNotHeld()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            file[5000] ^= 1;
            Assert.AreEqual(ReceiveResult.Complete, rig.Send(file));
            Assert.AreEqual(ImageResult.WrongSignature, rig.Receiver.LastImageResult);
            Assert.AreEqual(EventCode.FirmwareVerificationFailed, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(UpdateDue.Receipt, rig.Activation.Due);
            Assert.IsFalse(rig.Store.ReadMark(1, new byte[SlotStore.MarkLength]));
        }

        [TestMethod]
        public void RefusedWriteKeepsTheWindow()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            rig.Receiver.Begin(file, OtaHeader.ParseLength);
            ((MemoryRecordStore)rig.Records).RefuseWrites = true;
            Assert.AreEqual(ReceiveResult.StorageFailed, rig.Receiver.Put(0, file, 0, 4096));
            ((MemoryRecordStore)rig.Records).RefuseWrites = false;
            Assert.AreEqual(ReceiveResult.Taken, rig.Receiver.Put(0, file, 0, 64));
            Assert.AreEqual(ReceiveResult.Complete, rig.Send(file));
            Assert.AreEqual(ImageResult.Good, rig.Receiver.LastImageResult);
        }

        [TestMethod]
        public void LengthThatWrapsIsRefused()
        {
            UpdateRig rig = UpdateRig.Started();
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            int around = 66 + 70;
            int wrapped = unchecked((int)0x80000010);
            LittleEndian.SetInt32(file, 52, wrapped);
            LittleEndian.SetInt32(file, 62, unchecked(wrapped - around));
            Assert.AreEqual(-ImageResult.BadForm, rig.Send(file));
        }

        private static void Refuse(UpdateRig rig, int at, int octet, int result)
        {
            byte[] file = OtaFile.Create(0xCE, UpdateRig.ImageLength);
            file[at] = (byte)octet;
            Assert.AreEqual(-result, rig.Send(file));
        }
    }
}
