using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>Each row of the table "state found at start -> action" of SPEC.md.</summary>
    [TestClass]
    public class StartTests
    {
        // Commits that leave 100 millipence a commit in Time Debt 1; the first is in image-a, the second in image-b.
        private static MemoryRecordStore Ran(int commits)
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            for (int i = 0; i < commits; i++)
            {
                state.Image.Mark();
                state.Debts.Adjust(Debt.Time1, 100);
                Assert.IsTrue(state.Store.Commit());
            }
            return records;
        }

        private static MeterState Start(MemoryRecordStore records, int expected)
        {
            MeterState state = Make.State(MeterKind.Esme, records);
            Assert.AreEqual(expected, state.Store.Start());
            return state;
        }

        private static void Damage(MemoryRecordStore records, string name)
        {
            records.Peek(name)[1000] ^= 1;
        }

        // Gives a record another octet and the check that goes with it.
        private static void Forge(MemoryRecordStore records, string name, int offset, int value)
        {
            byte[] record = records.Peek(name);
            record[offset] = (byte)value;
            Octets.SetInt32(record, record.Length - 4, Crc32.Compute(record, 0, record.Length - 4));
        }

        private static void AssertOwed(int expected, MeterState state)
        {
            Assert.AreEqual(expected, state.Debts.GetMillipence(Debt.Time1));
        }

        [TestMethod]
        public void BothGoodTheNewerIsLoaded()
        {
            AssertOwed(200, Start(Ran(2), StartResult.Loaded));
            AssertOwed(300, Start(Ran(3), StartResult.Loaded));
        }

        [TestMethod]
        public void OneGoodTheOtherMissing()
        {
            MemoryRecordStore records = Ran(1);
            MeterState state = Start(records, StartResult.Loaded);
            AssertOwed(100, state);
            Assert.IsFalse(state.Store.HasUntoldStart);
        }

        [TestMethod]
        [DataRow("image-a", 200)]
        [DataRow("image-b", 100)]
        public void OneGoodTheOtherDamagedIsToldToTheEventLog(string damaged, int owed)
        {
            MemoryRecordStore records = Ran(2);
            Damage(records, damaged);
            MeterState state = Start(records, StartResult.LoadedOlderCopy);
            AssertOwed(owed, state);
            Assert.IsTrue(state.Store.HasUntoldStart);
            state.Image.Mark();
            Assert.IsTrue(state.Store.Commit());
            Assert.IsFalse(state.Store.HasUntoldStart);
            MeterState again = Start(records, StartResult.Loaded);
            AssertOwed(owed, again);
            Assert.AreEqual(1, again.EventLog.Total);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, again.EventLog.GetCode(0));
            Assert.AreEqual(-StartResult.LoadedOlderCopy, again.EventLog.GetDetail(0));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        public void OnlyDamagedIsALossThatIsRemembered(int commits)
        {
            MemoryRecordStore records = Ran(commits);
            Damage(records, "image-a");
            if (commits == 2)
            {
                Damage(records, "image-b");
            }
            AssertLost(records, StartResult.Damaged);
        }

        [TestMethod]
        public void NothingAtAllIsALossUnlessTheMakerSaysThatTheMeterIsNew()
        {
            AssertLost(new MemoryRecordStore(), StartResult.StorageLost);
        }

        private static void AssertLost(MemoryRecordStore records, int expected)
        {
            MeterState state = Start(records, expected);
            AssertOwed(0, state);
            Assert.IsTrue(state.Store.IsStateLost);
            // Not yet on the flash: the same again.
            state = Start(records, expected);
            state.Image.Mark();
            Assert.IsTrue(state.Store.Commit());
            MeterState again = Make.State(MeterKind.Esme, records);
            Assert.IsTrue(StartResult.MayRun(again.Store.Start()));
            Assert.IsTrue(again.Store.IsStateLost);
            Assert.AreEqual(-expected, again.EventLog.GetDetail(0));
        }

        [TestMethod]
        public void DeclaredNewMeterIsStoredAtOnceAndOnlyOnceNew()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            Assert.IsTrue(NewMeter.Declare(records));
            MeterState state = Start(records, StartResult.NewMeter);
            Assert.IsFalse(state.Store.IsStateLost);
            Assert.IsFalse(NewMeter.IsDeclared(records));
            Assert.IsTrue(records.Peek("image-a") != null);
            Start(records, StartResult.Loaded);
            records.Delete("image-a");
            Start(records, StartResult.StorageLost);
        }

        [TestMethod]
        public void NewMeterWhoseFirstWriteWasCutIsStillNew()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            NewMeter.Declare(records);
            records.RefuseWrites = true;
            MeterState state = Start(records, StartResult.NewMeter);
            Assert.IsTrue(state.Store.IsFailing);
            records.RefuseWrites = false;
            Assert.IsFalse(Start(records, StartResult.NewMeter).Store.IsStateLost);
            Start(records, StartResult.Loaded);
        }

        [TestMethod]
        public void DeclarationThatIsLeftOverTakesNothingAway()
        {
            MemoryRecordStore records = Ran(2);
            NewMeter.Declare(records);
            AssertOwed(200, Start(records, StartResult.Loaded));
            Assert.IsFalse(NewMeter.IsDeclared(records));
        }

        [TestMethod]
        public void DeclarationMakesAMeterThatLostItsStateNew()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records, StartResult.StorageLost);
            state.Consumption.Add(7);
            Assert.IsTrue(state.Store.Commit());
            NewMeter.Declare(records);
            MeterState renewed = Start(records, StartResult.NewMeter);
            Assert.IsFalse(renewed.Store.IsStateLost);
            Assert.AreEqual(0L, renewed.Consumption.Value);
            Assert.IsFalse(Start(records, StartResult.Loaded).Store.IsStateLost);
        }

        [TestMethod]
        [DataRow(ImageLayout.Kind, MeterKind.Gsme, StartResult.ForeignImage)]
        [DataRow(ImageLayout.DeviceId + 7, 2, StartResult.ForeignImage)]
        [DataRow(ImageLayout.Magic, 0, StartResult.ForeignImage)]
        [DataRow(ImageLayout.Version, ImageLayout.FormatVersion + 1, StartResult.UnknownFormat)]
        [DataRow(ImageLayout.Version, ImageLayout.FormatVersion - 1, StartResult.UnknownFormat)]
        public void WhatIsNotOursIsNotWrittenOver(int offset, int value, int expected)
        {
            for (int commits = 1; commits <= 2; commits++)
            {
                MemoryRecordStore records = Ran(commits);
                Forge(records, commits == 1 ? "image-a" : "image-b", offset, value);
                NewMeter.Declare(records);
                int writes = records.Writes;
                Start(records, expected);
                Assert.IsFalse(StartResult.MayRun(expected));
                Assert.AreEqual(writes, records.Writes);
                Assert.IsTrue(NewMeter.IsDeclared(records));
            }
        }

        [TestMethod]
        [DataRow(100, StartResult.UnknownFormat)]
        [DataRow(4096, StartResult.UnknownFormat)]
        [DataRow(4097, StartResult.Damaged)]
        public void NewerFormatMayHaveAnotherLength(int length, int expected)
        {
            byte[] newer = new byte[length];
            newer[0] = (byte)'M';
            newer[1] = (byte)'F';
            newer[2] = ImageLayout.FormatVersion + 1;
            Octets.SetInt32(newer, length - 4, Crc32.Compute(newer, 0, length - 4));
            MemoryRecordStore records = new MemoryRecordStore();
            records.Write("image-b", newer, 0, length);
            Start(records, expected);
        }

        [TestMethod]
        [DataRow(ImageLayout.Accounts + 7)]
        [DataRow(ImageLayout.Consumption)]
        [DataRow(ImageLayout.EventLog)]
        [DataRow(ImageLayout.SecurityLog)]
        [DataRow(ImageLayout.RecoveryPerPayment)]
        public void WhatCannotBeIsDamageWhateverItsCheckSays(int offset)
        {
            MemoryRecordStore records = Ran(2);
            Forge(records, "image-b", offset, 0x80);
            AssertOwed(100, Start(records, StartResult.LoadedOlderCopy));
        }

        [TestMethod]
        public void EveryOtherLengthIsDamage()
        {
            for (int length = 0; length <= 3000; length += length < 20 ? 1 : 149)
            {
                MemoryRecordStore records = Ran(2);
                records.Write("image-b", new byte[3000], 0, length);
                AssertOwed(100, Start(records, StartResult.LoadedOlderCopy));
            }
        }

        [TestMethod]
        public void RefusedWritesAreToldOnceWhenTheFlashWorksAgain()
        {
            MemoryRecordStore records = Ran(1);
            MeterState state = Start(records, StartResult.Loaded);
            records.RefuseWrites = true;
            for (int i = 1; i <= 3; i++)
            {
                state.Image.Mark();
                Assert.IsFalse(state.Store.Commit());
                Assert.IsTrue(state.Store.IsFailing);
                Assert.AreEqual(0, state.EventLog.Total);
            }
            records.RefuseWrites = false;
            for (int i = 0; i < 2; i++)
            {
                state.Image.Mark();
                Assert.IsTrue(state.Store.Commit());
            }
            MeterState again = Start(records, StartResult.Loaded);
            Assert.AreEqual(1, again.EventLog.Total);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, again.EventLog.GetCode(0));
            Assert.AreEqual(3, again.EventLog.GetDetail(0));
        }

        [TestMethod]
        public void WriteThatCameInWholeCountsWhateverIsReported()
        {
            MemoryRecordStore records = Ran(1);
            MeterState state = Start(records, StartResult.Loaded);
            records.ReportFailure = true;
            state.Image.Mark();
            state.Debts.Adjust(Debt.Time1, 100);
            Assert.IsTrue(state.Store.Commit());
            AssertOwed(200, state);
            AssertOwed(200, Start(records, StartResult.Loaded));
        }

        [TestMethod]
        public void ImageThatCannotBeIsNeverWritten()
        {
            MeterState state = Make.Esme();
            state.Image.SetInt64(ImageLayout.Accounts, 1);
            Assert.ThrowsException(typeof(System.InvalidOperationException), () => state.Store.Commit());
        }
    }
}
