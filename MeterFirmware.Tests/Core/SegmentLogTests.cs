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
            Assert.AreEqual(3, log.Segments);
            byte[] entry = new byte[500];
            // 24 places, each a page of its own, and gaps.
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
                // 33 took the place of 9.
                bool isHeld = number == 5 || number == 6 || number == 15 || number == 16;
                isHeld |= number == 31 || number == 33 || number == 60;
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
        [DataRow(2, 19056, 10)]
        [DataRow(4, 19056, 19)]
        [DataRow(6, 4464, 7)]
        [DataRow(4, 731, 1)]
        [DataRow(2, 4320, 3)]
        public void AFullLogHoldsWhatItMustAndTakesNoMoreRecords(int entryLength, int capacity, int segments)
        {
            MemoryRecordStore records = new MemoryRecordStore();
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", entryLength, capacity);
            Assert.AreEqual(segments, log.Segments);
            byte[] entries = new byte[4 * entryLength];
            byte[] read = new byte[entryLength];
            for (int number = 0; number < 2 * capacity; number += 4)
            {
                for (int i = 0; i < 4; i++)
                {
                    Octets.SetUInt16(entries, i * entryLength, (number + i) % 60000);
                }
                Assert.IsTrue(log.Write(number, 4, entries, 0, entryLength));
                int oldest = number + 4 - capacity;
                if (oldest >= 0 && number % 64 == 0)
                {
                    Assert.IsTrue(log.Read(oldest, 1, read, 0));
                    Assert.AreEqual(oldest % 60000, Octets.GetUInt16(read, 0));
                }
            }
            for (int i = 0; i < segments; i++)
            {
                Assert.IsTrue(records.Peek("tt-" + (i / 10).ToString() + (i % 10).ToString()).Length <= 4096);
            }
        }

        [TestMethod]
        public void WhatWasTornAndIsWrittenAgainLeavesNothingBehind()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            SegmentLog log = new SegmentLog(records, new ConfigurationBuffer(), "tt", 10, 100);
            byte[] entries = new byte[40];
            Assert.IsTrue(log.Write(40, 4, entries, 0, 10));
            byte[] garbage = new byte[4];
            garbage[0] = 77;
            // A write of three, all of it torn, of which only the first comes again; later there is a gap.
            int place = SegmentLog.HeaderLength + SegmentLog.PageHeaderLength + 44 * 10;
            for (int i = 0; i < 3; i++)
            {
                records.WriteAt("tt-00", place + 10 * i, garbage, 0, 4);
            }
            Assert.IsTrue(log.Write(44, 1, entries, 0, 10));
            Assert.IsTrue(log.Write(50, 1, entries, 0, 10));
            byte[] all = new byte[510];
            Assert.IsTrue(log.Read(0, 51, all, 0));
            for (int number = 0; number < 51; number++)
            {
                bool isHeld = (number >= 40 && number <= 44) || number == 50;
                Assert.AreEqual(isHeld ? 0 : 0xFF, (int)all[10 * number]);
            }
        }

        [TestMethod]
        public void TwoLogsShareTheirRecords()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            ConfigurationBuffer buffer = new ConfigurationBuffer();
            SegmentLog first = new SegmentLog(records, buffer, "tt", 12, 20, 100, 0);
            SegmentLog second = new SegmentLog(records, buffer, "tt", 12, 20, 100, first.Pages);
            Assert.AreEqual(4, first.Pages);
            byte[] entry = new byte[12];
            for (int number = 0; number < 100; number++)
            {
                entry[0] = 1;
                Assert.IsTrue(first.Write(number, 1, entry, 0, 12));
                entry[0] = 2;
                Assert.IsTrue(second.Write(number / 2, 1, entry, 0, 12));
            }
            Assert.AreEqual(1, (int)records.Peek("tt-00")[SegmentLog.HeaderLength + SegmentLog.PageHeaderLength]);
            Assert.IsNull(records.Peek("tt-01"));
            Assert.AreEqual(100, first.FindEnd());
            Assert.AreEqual(50, second.FindEnd());
            Assert.AreEqual(90, first.FindEnd(90));
            Assert.IsTrue(first.Forget(0));
            Assert.AreEqual(0, first.FindEnd());
            Assert.AreEqual(50, second.FindEnd());
            Assert.IsTrue(second.Read(30, 1, entry, 0));
            Assert.AreEqual(2, (int)entry[0]);
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
