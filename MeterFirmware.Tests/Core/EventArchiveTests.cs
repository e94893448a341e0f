using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class EventArchiveTests
    {
        [TestMethod]
        public void AHundredEntriesAreHeld()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            for (int i = 1; i <= 250; i++)
            {
                state.EventLog.Add(EventCode.CommandActioned, i);
                state.EventArchive.Follow();
                Check(state, i);
            }
            state.Image.Mark();
            state.Store.Commit();
            state = Make.State(MeterKind.Esme, records);
            state.Store.Load();
            state.Reload();
            state.EventArchive.Follow();
            Check(state, 250);
            Assert.AreEqual(0, state.SecurityArchive.Count);
        }

        [TestMethod]
        public void AnImagePutBackGivesItsNumbersAgain()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            for (int i = 1; i <= 30; i++)
            {
                state.EventLog.Add(EventCode.CommandActioned, i);
                state.EventArchive.Follow();
            }
            state.Image.Mark();
            state.EventLog.Add(EventCode.CommandActioned, 999);
            state.EventLog.Add(EventCode.CommandActioned, 999);
            state.EventArchive.Follow();
            state.Image.Revert();
            for (int i = 31; i <= 60; i++)
            {
                state.EventLog.Add(EventCode.CommandActioned, i);
                state.EventArchive.Follow();
            }
            Check(state, 60);
        }

        [TestMethod]
        public void WhatTheStorageRefusesIsTriedAgainWithTheNextEntry()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            records.RefuseWrites = true;
            for (int i = 1; i <= 8; i++)
            {
                state.EventLog.Add(EventCode.CommandActioned, i);
                state.EventArchive.Follow();
                state.EventArchive.Follow();
            }
            Assert.AreEqual(1, state.EventArchive.Failures);
            Assert.AreEqual(1, state.RefusedLogs);
            records.RefuseWrites = false;
            for (int i = 9; i <= 40; i++)
            {
                state.EventLog.Add(EventCode.CommandActioned, i);
                state.EventArchive.Follow();
            }
            Check(state, 40);
            byte[] entry = new byte[ImageLayout.LogEntryLength];
            Assert.IsTrue(state.EventArchive.Read(39, entry, 0));
            Assert.AreEqual(1, Octets.GetInt32(entry, 8));
            Assert.AreEqual(1, state.EventArchive.Failures);
        }

        [TestMethod]
        public void RareEventsLiveOnTheFlash()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            state.Reload();
            for (int i = 1; i <= 400; i++)
            {
                Assert.IsTrue(state.PowerEvents.Add(0x8F35, i));
            }
            state = Make.State(MeterKind.Esme, records);
            state.Reload();
            byte[] entry = new byte[FlashEventLog.EntryLength];
            Assert.AreEqual(FlashEventLog.Capacity, state.PowerEvents.Count);
            Assert.AreEqual(0, state.AuxiliaryEvents.Count);
            for (int age = 0; age < FlashEventLog.Capacity; age++)
            {
                Assert.IsTrue(state.PowerEvents.Read(age, entry, 0));
                Assert.AreEqual(400 - age, Octets.GetInt32(entry, 8));
            }
            records.RefuseWrites = true;
            Assert.IsFalse(state.PowerEvents.Add(0x8F35, 401));
            records.RefuseWrites = false;
            Assert.IsTrue(state.AuxiliaryEvents.Add(0x8F35, 7));
            Assert.IsTrue(state.PowerEvents.Clear());
            Assert.AreEqual(0, state.PowerEvents.Count);
            state.Reload();
            Assert.AreEqual(0, state.PowerEvents.Count);
            Assert.AreEqual(1, state.AuxiliaryEvents.Count);
            Assert.IsTrue(state.PowerEvents.Add(0x8F35, 402));
            state.Reload();
            Assert.AreEqual(1, state.PowerEvents.Count);
            Assert.IsTrue(state.PowerEvents.Read(0, entry, 0));
            Assert.AreEqual(402, Octets.GetInt32(entry, 8));
            Assert.IsNull(Make.State(MeterKind.Gsme, records).PowerEvents);
        }

        [TestMethod]
        public void AnEntryThatWasTornWasNeverMade()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            state.Reload();
            Assert.IsTrue(state.PowerEvents.Add(0x8F35, 1));
            Assert.IsTrue(state.PowerEvents.Add(0x8F35, 2));
            byte[] record = records.Peek("pe-00");
            int detailOfSecond = record.Length - 5;
            for (int octet = 0; octet < 3; octet++)
            {
                record[detailOfSecond - octet] ^= 0x10;
                state.Reload();
                Assert.AreEqual(1, state.PowerEvents.Count);
                record[detailOfSecond - octet] ^= 0x10;
            }
            state.Reload();
            Assert.AreEqual(2, state.PowerEvents.Count);
        }

        private static void Check(MeterState state, int newest)
        {
            byte[] entry = new byte[ImageLayout.LogEntryLength];
            Assert.AreEqual(newest < 100 ? newest : 100, state.EventArchive.Count);
            for (int age = 0; age < state.EventArchive.Count; age += 9)
            {
                Assert.IsTrue(state.EventArchive.Read(age, entry, 0));
                Assert.AreEqual(newest - age, Octets.GetInt32(entry, 8));
            }
        }
    }
}
