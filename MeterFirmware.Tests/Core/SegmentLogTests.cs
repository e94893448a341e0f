using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class SegmentLogTests
    {
        [TestMethod]
        public void EntriesAreFoundByTheirNumber()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", 500, 20);
            Assert.AreEqual(4, log.Segments);
            byte[] entry = new byte[500];
            // 8 entries a record, and gaps within and between records.
            int[] numbers = { 5, 6, 9, 15, 16, 31, 33, 60 };
            for (int i = 0; i < numbers.Length; i++)
            {
                entry[0] = (byte)numbers[i];
                Assert.IsTrue(log.Write(numbers[i], 1, entry, 0, 500));
            }
            byte[] all = new byte[64 * 500];
            Assert.IsTrue(log.Read(0, 64, all, 0));
            for (int number = 0; number < 64; number++)
            {
                bool isHeld = number == 9 || number == 15 || number == 16 || number == 33 || number == 60;
                Assert.AreEqual(isHeld ? number : 0xFF, (int)all[number * 500]);
            }
        }

        [TestMethod]
        public void TheNewestAreAlwaysHeldAndRecordsStayShort()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", 1000, 10);
            byte[] entries = new byte[3000];
            for (int number = 0; number < 60; number += 3)
            {
                for (int i = 0; i < 3; i++)
                {
                    entries[1000 * i] = (byte)(number + i);
                }
                Assert.IsTrue(log.Write(number, 3, entries, 0, 1000));
                byte[] newest = new byte[10000];
                int first = number + 3 - 10;
                if (first >= 0)
                {
                    Assert.IsTrue(log.Read(first, 10, newest, 0));
                    for (int i = 0; i < 10; i++)
                    {
                        Assert.AreEqual(first + i, (int)newest[1000 * i]);
                    }
                }
                Assert.IsTrue(records.Peek("tt-00").Length <= SegmentLog.SegmentLength);
            }
        }

        [TestMethod]
        public void WhatIsForgottenDoesNotComeBack()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", 1000, 10);
            byte[] entry = new byte[1000];
            for (int number = 0; number < 12; number++)
            {
                entry[0] = (byte)number;
                log.Write(number, 1, entry, 0, 1000);
            }
            Assert.IsTrue(log.Forget(6));
            log.Write(9, 1, entry, 0, 1000);
            byte[] all = new byte[12000];
            log.Read(0, 12, all, 0);
            Assert.AreEqual(5, (int)all[5000]);
            Assert.AreEqual(0xFF, (int)all[6000]);
            Assert.AreEqual(0xFF, (int)all[8000]);
            Assert.AreEqual(11, (int)all[9000]);
            Assert.AreEqual(0xFF, (int)all[10000]);
        }

        [TestMethod]
        public void ARefusedWriteIsReported()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            records.RefuseWrites = true;
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", 10, 10);
            Assert.IsFalse(log.Write(0, 1, new byte[10], 0, 10));
        }
    }
}
