using MeterFirmware.Boot;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    /// <summary>The table "state found at start -> action" of DESIGN.md: one row, one test.</summary>
    [TestClass]
    public class BootstrapTests
    {
        private const int Old = 0xCD;
        private const int New = 0xCE;

        [TestMethod]
        public void ConfirmedStartsTheActiveSlot()
        {
            UpdateRig rig = Rig(BootState.Confirmed);
            Expect(rig, Old, false, BootState.Confirmed, BootReason.None);
        }

        [TestMethod]
        public void RolledBackStartsTheActiveSlot()
        {
            UpdateRig rig = Rig(BootState.RolledBack);
            Expect(rig, Old, false, BootState.RolledBack, BootReason.None);
        }

        [TestMethod]
        public void TestPendingStartsTheTrialOnceAndThenGoesBack()
        {
            UpdateRig rig = Rig(BootState.TestPending);
            Expect(rig, New, true, BootState.Testing, BootReason.None);
            Expect(rig, Old, false, BootState.RolledBack, BootReason.NotConfirmed);
            Expect(rig, Old, false, BootState.RolledBack, BootReason.NotConfirmed);
        }

        [TestMethod]
        public void TestPendingWithABadImageGoesBack()
        {
            UpdateRig rig = Rig(BootState.TestPending);
            Spoil(rig, 1);
            Expect(rig, Old, false, BootState.RolledBack, BootReason.BadImage);
        }

        [TestMethod]
        public void TestPendingWithoutAnImageGoesBack()
        {
            UpdateRig rig = Rig(BootState.TestPending);
            rig.Store.Clear(1);
            Expect(rig, Old, false, BootState.RolledBack, BootReason.BadImage);
        }

        [TestMethod]
        public void TrialIsNotStartedUnlessItsBeginningIsOnTheFlash()
        {
            UpdateRig rig = Rig(BootState.TestPending);
            ((MemoryRecordStore)rig.Records).RefuseWrites = true;
            Assert.AreEqual(0, rig.Bootstrap.Choose());
            ((MemoryRecordStore)rig.Records).RefuseWrites = false;
            Expect(rig, New, true, BootState.Testing, BootReason.None);
        }

        [TestMethod]
        public void ActiveThatNoLongerVerifiesGivesWayToTheOther()
        {
            UpdateRig rig = Rig(BootState.Confirmed);
            Spoil(rig, 0);
            Expect(rig, New, false, BootState.RolledBack, BootReason.ActiveDamaged);
            Assert.AreEqual(1, rig.Boot.ActiveSlot);
        }

        [TestMethod]
        public void NothingThatVerifiesStartsNothing()
        {
            UpdateRig rig = Rig(BootState.Confirmed);
            Spoil(rig, 0);
            Spoil(rig, 1);
            Assert.AreEqual(Bootstrap.NoSlot, rig.Bootstrap.Choose());
        }

        [TestMethod]
        public void WithoutARecordTheNewestThatVerifiesStarts()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            Assert.AreEqual(Bootstrap.NoSlot, rig.Bootstrap.Choose());
            rig.Install(0, Old);
            Expect(rig, Old, false, BootState.Confirmed, BootReason.None);
            rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, Old);
            rig.Install(1, New);
            Expect(rig, New, false, BootState.Confirmed, BootReason.None);
            rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, New);
            rig.Install(1, Old);
            Expect(rig, New, false, BootState.Confirmed, BootReason.None);
        }

        [TestMethod]
        public void DamagedCopyOfTheRecordLeavesTheOther()
        {
            UpdateRig rig = Rig(BootState.Confirmed);
            rig.Boot.Save(BootState.TestPending, 0, 1, BootReason.None, 7);
            MemoryRecordStore records = (MemoryRecordStore)rig.Records;
            records.Peek("boot-b")[5] ^= 1;
            Expect(rig, Old, false, BootState.Confirmed, BootReason.None);
        }

        [TestMethod]
        public void EverySpoiledOctetOfASlotIsNoticed()
        {
            UpdateRig rig = Rig(BootState.Confirmed);
            byte[] mark = new byte[SlotStore.MarkLength];
            byte[] head = ((MemoryRecordStore)rig.Records).Peek("slot-b-000");
            byte[] tail = ((MemoryRecordStore)rig.Records).Peek("slot-b-002");
            for (int i = 0; i < 66; i += 3)
            {
                head[i] ^= 1;
                Assert.AreNotEqual(ImageResult.Good, rig.Image.Verify(1, mark));
                head[i] ^= 1;
            }
            for (int i = tail.Length - 75; i < tail.Length; i += 5)
            {
                tail[i] ^= 1;
                Assert.AreNotEqual(ImageResult.Good, rig.Image.Verify(1, mark));
                tail[i] ^= 1;
            }
            Assert.AreEqual(ImageResult.Good, rig.Image.Verify(1, mark));
        }

        private static UpdateRig Rig(int state)
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, Old);
            rig.Install(1, New);
            rig.Boot.Load();
            rig.Boot.Save(state, 0, 1, BootReason.None, 7);
            return rig;
        }

        private static void Spoil(UpdateRig rig, int slot)
        {
            byte[] segment = ((MemoryRecordStore)rig.Records).Peek(slot == 0 ? "slot-a-001" : "slot-b-001");
            segment[100] ^= 1;
        }

        private static void Expect(UpdateRig rig, int version, bool isTrial, int state, int reason)
        {
            rig.Bootstrap.Choose();
            Assert.AreEqual(version, (int)rig.Bootstrap.Version[3]);
            Assert.AreEqual(isTrial, rig.Bootstrap.IsTrial);
            Assert.AreEqual(state, rig.Boot.State);
            Assert.AreEqual(reason, rig.Boot.Reason);
        }
    }
}
