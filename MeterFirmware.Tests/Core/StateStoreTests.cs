using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class StateStoreTests
    {
        [TestMethod]
        public void CommittedStateComesBack()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            for (int i = 1; i <= 5; i++)
            {
                MeterState state = Make.State(MeterKind.Esme, records);
                state.Store.Load();
                state.Image.Mark();
                state.Debts.Adjust(Debt.Time1, 100);
                state.Consumption.Add(7);
                Assert.IsTrue(state.Store.Commit());
                MeterState again = Make.State(MeterKind.Esme, records);
                Assert.AreEqual(StartResult.Loaded, again.Store.Load());
                Assert.AreEqual(100 * i, again.Debts.GetMillipence(Debt.Time1));
                Assert.AreEqual(7L * i, again.Consumption.Value);
            }
        }

        [TestMethod]
        public void RefusedWriteTakesMemoryBackToTheMarkAndKeepsTheOtherCopy()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            state.Debts.Adjust(Debt.Time1, 100);
            Assert.IsTrue(state.Store.Commit());
            state.Consumption.Add(5);
            state.Image.Mark();
            state.Debts.Reset(Debt.Time1);
            records.RefuseWrites = true;
            Assert.IsFalse(state.Store.Commit());
            Assert.AreEqual(100, state.Debts.GetMillipence(Debt.Time1));
            Assert.AreEqual(5L, state.Consumption.Value);
            MeterState again = Make.State(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.LoadedOlderCopy, again.Store.Load());
            Assert.AreEqual(100, again.Debts.GetMillipence(Debt.Time1));
            records.RefuseWrites = false;
            Assert.IsTrue(state.Store.Commit());
            Assert.AreEqual(StartResult.Loaded, Make.State(MeterKind.Esme, records).Store.Load());
        }

        [TestMethod]
        public void EveryDamagedOctetIsNoticedAndTheOtherCopyUsed()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            state.Debts.Adjust(Debt.Time1, 1);
            state.Store.Commit();
            state.Debts.Adjust(Debt.Time1, 1);
            state.Store.Commit();
            byte[] newest = records.Peek("image-b");
            for (int i = 0; i < newest.Length; i += 13)
            {
                newest[i] ^= 0x10;
                MeterState again = Make.State(MeterKind.Esme, records);
                Assert.AreEqual(StartResult.LoadedOlderCopy, again.Store.Load());
                Assert.AreEqual(1, again.Debts.GetMillipence(Debt.Time1));
                newest[i] ^= 0x10;
            }
        }

        [TestMethod]
        public void SequenceMayWrap()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Make.State(MeterKind.Esme, records);
            state.Image.SetInt32(ImageLayout.Sequence, int.MaxValue - 1);
            for (int i = 1; i <= 4; i++)
            {
                state.Debts.Adjust(Debt.Time1, 1);
                state.Store.Commit();
                MeterState again = Make.State(MeterKind.Esme, records);
                again.Store.Load();
                Assert.AreEqual(i, again.Debts.GetMillipence(Debt.Time1));
            }
        }

        [TestMethod]
        public void ImageOfTheOtherKindIsForeign()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            Make.State(MeterKind.Esme, records).Store.Commit();
            Assert.AreEqual(StartResult.ForeignImage, Make.State(MeterKind.Gsme, records).Store.Load());
        }

        [TestMethod]
        public void LayoutFitsTheImage()
        {
            Assert.IsTrue(ImageLayout.Unused <= ImageLayout.Check);
        }

        [TestMethod]
        public void CrcIsTheStandardOne()
        {
            byte[] check = { 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39 };
            Assert.AreEqual(unchecked((int)0xCBF43926), Crc32.Compute(check, 0, check.Length));
        }
    }
}
