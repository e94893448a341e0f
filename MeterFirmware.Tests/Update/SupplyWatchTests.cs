using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Update;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class SupplyWatchTests
    {
        private const int Settle = MeterParameters.SupplySettleSeconds;

        [TestMethod]
        [DataRow(5, 0x8F35)]
        [DataRow(179, 0x8F35)]
        [DataRow(180, 0x8F36)]
        [DataRow(100000, 0x8F36)]
        public void OutageFoundByTheClockIsLoggedAndAlerted(int seconds, int code)
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Lose(seconds);
            Assert.AreEqual(StartCause.Outage, rig.Watch.Cause);
            rig.Tick(1000, false);
            Assert.AreEqual(0, rig.Due, "nothing is told before there is a time for it");
            rig.Tick(0, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + seconds, code);
            Assert.AreEqual(UpdateDue.SupplyRestored, rig.Due);
            rig.Tick(100, true);
            Assert.AreEqual(2, rig.State.PowerEvents.Count, "once");
        }

        [TestMethod]
        public void RestartIsNoOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Start(true);
            Assert.AreEqual(StartCause.Unplanned, rig.Watch.Cause);
            rig.State.Image.SetByte(UpdateLayout.RestartMarker, 1);
            rig.Commit();
            rig.Start(true);
            Assert.AreEqual(StartCause.Planned, rig.Watch.Cause);
            Assert.AreEqual(0, rig.State.Image.GetByte(UpdateLayout.RestartMarker));
            rig.Tick(1000, true);
            Assert.AreEqual(0, rig.State.PowerEvents.Count);
            Assert.AreEqual(0, rig.Due);
        }

        [TestMethod]
        public void LostClockIsAnOutageInSpiteOfTheMarker()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.State.Image.SetByte(UpdateLayout.RestartMarker, 1);
            rig.Commit();
            rig.Lose(10);
            Assert.AreEqual(StartCause.Outage, rig.Watch.Cause);
            rig.Tick(Settle, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + 10, EventCode.SupplyRestored);
        }

        [TestMethod]
        public void NewMeterHasHadNoOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.State.Image.SetInt32(UpdateLayout.LastSeen, 0);
            rig.Commit();
            rig.Lose(500);
            Assert.AreEqual(StartCause.First, rig.Watch.Cause);
            rig.Watch.SetMains(false);
            rig.Watch.SetMains(true);
            rig.Tick(Settle, true);
            rig.Tick(Settle, true);
            Assert.AreEqual(0, rig.State.PowerEvents.Count);
        }

        [TestMethod]
        public void MainsThatGoesWhileTheProcessorRunsOn()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Tick(500, true);
            int writes = rig.Records.Writes;
            rig.Watch.SetMains(false);
            rig.Watch.SetMains(false);
            rig.Tick(1, true);
            Assert.AreEqual(writes, rig.Records.Writes, "what is left of the power is for the meter's commit");
            Assert.AreEqual(1, rig.State.Image.GetByte(UpdateLayout.RestoreWaits), "but it is in the image");
            rig.Tick(199, true);
            rig.Watch.SetMains(true);
            rig.Tick(Settle - 1, true);
            Assert.AreEqual(0, rig.Due);
            rig.Tick(1, true);
            int from = SupplyRig.Begin + 500;
            ExpectOutage(rig, 2, from, from + 200, EventCode.SupplyRestoredAfterLongOutage);
            Assert.AreEqual(UpdateDue.SupplyRestored, rig.Due);
        }

        [TestMethod]
        public void MainsThatComesAndGoesIsOneOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            for (int i = 0; i < 20; i++)
            {
                rig.Watch.SetMains(false);
                rig.Tick(1, true);
                rig.Watch.SetMains(true);
                rig.Tick(Settle - 1, true);
            }
            rig.Tick(1, true);
            int to = SupplyRig.Begin + 19 * Settle + 1;
            ExpectOutage(rig, 2, SupplyRig.Begin, to, EventCode.SupplyRestoredAfterLongOutage);
            rig.Watch.SetMains(false);
            rig.Tick(2, true);
            rig.Watch.SetMains(true);
            rig.Tick(Settle, true);
            ExpectOutage(rig, 4, to + Settle, to + Settle + 2, EventCode.SupplyRestored);
        }

        [TestMethod]
        public void PowerThatGoesAfterTheDetectorSaidSoIsOneOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Tick(10, true);
            rig.Watch.SetMains(false);
            rig.Commit();
            rig.Lose(300);
            rig.Tick(Settle, true);
            int from = SupplyRig.Begin + 10;
            ExpectOutage(rig, 2, from, from + 300, EventCode.SupplyRestoredAfterLongOutage);
        }

        [TestMethod]
        public void StartWithoutMainsWaitsForIt()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Start(true);
            rig.Watch.SetMains(false);
            rig.Tick(400, true);
            Assert.AreEqual(0, rig.State.PowerEvents.Count);
            rig.Watch.SetMains(true);
            rig.Tick(Settle, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + 400, EventCode.SupplyRestoredAfterLongOutage);
        }

        [TestMethod]
        public void EntryThatTheFlashRefusesComesLaterAndOnce()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Lose(20);
            rig.Records.RefuseWrites = true;
            rig.Tick(Settle, true);
            Assert.AreEqual(0, rig.State.PowerEvents.Count);
            int writes = rig.Records.Writes;
            rig.Tick(1, true);
            Assert.AreEqual(writes, rig.Records.Writes, "what refuses is not asked on every turn");
            Assert.AreEqual(
                0,
                rig.State.Image.GetByte(UpdateLayout.RestoreWaits),
                "and what was found is not forgotten"
            );
            rig.Records.RefuseWrites = false;
            rig.Tick(MeterParameters.StorageRetrySeconds, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + 20, EventCode.SupplyRestored);
            // The commit that says so never came: the next start finds the entries and makes none.
            rig.State.Image.SetByte(UpdateLayout.OutageUntold, 1);
            rig.Commit();
            rig.Start(true);
            Assert.AreEqual(2, rig.State.PowerEvents.Count);
            Assert.AreEqual(0, rig.State.Image.GetByte(UpdateLayout.OutageUntold));
        }

        [TestMethod]
        public void StartWhoseCommitIsRefusedStillKnowsTheOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Records.RefuseWrites = true;
            rig.Lose(20);
            rig.Records.RefuseWrites = false;
            rig.Tick(Settle, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + 20, EventCode.SupplyRestored);
        }

        [TestMethod]
        public void GsmeTellsOfTheLossOfItsSupply()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Gsme);
            rig.Lose(1000);
            Assert.AreEqual(EventCode.GsmePowerSupplyLoss, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(SupplyRig.Begin, rig.State.EventLog.GetDetail(0));
            Assert.AreEqual(1, rig.State.Payment.Alerts.Count);
            Assert.AreEqual(EventCode.GsmePowerSupplyLoss, rig.State.Payment.Alerts.FirstCode);
            rig.Start(false);
            Assert.AreEqual(1, rig.State.EventLog.Total, "a crash before the time is known is no second loss");
            rig.Tick(Settle, true);
            Assert.AreEqual(0, rig.State.Image.GetByte(UpdateLayout.RestoreWaits));
            Assert.AreEqual(0, rig.Due);
            Assert.AreEqual(1, rig.State.EventLog.Total);
        }

        [TestMethod]
        public void AlertThatCouldNotLeaveIsSupersededByTheNextOutage()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Lose(20);
            rig.Tick(Settle, true);
            rig.Commit();
            Assert.AreEqual(UpdateDue.SupplyRestored, rig.Due);
            rig.Lose(30);
            Assert.AreEqual(0, rig.Due, "its times are no more the last outage's");
            rig.Tick(Settle, true);
            Assert.AreEqual(UpdateDue.SupplyRestored, rig.Due);
            Assert.AreEqual(4, rig.State.PowerEvents.Count, "the log has both");
        }

        [TestMethod]
        public void ClockThatIsSetBackEndsNoOutageBeforeItBegan()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Lose(20);
            rig.Utc = SupplyRig.Begin - 5000;
            rig.Tick(Settle, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin, EventCode.SupplyRestored);
        }

        [TestMethod]
        public void LossBeforeTheTimeIsKnownWritesNothingMore()
        {
            SupplyRig rig = new SupplyRig(MeterKind.Esme);
            rig.Lose(20);
            int writes = rig.Records.Writes;
            for (int i = 0; i < 5; i++)
            {
                rig.Lose(20);
            }
            Assert.AreEqual(writes, rig.Records.Writes, "a supply that comes and goes wears no flash");
            rig.Tick(Settle, true);
            ExpectOutage(rig, 2, SupplyRig.Begin, SupplyRig.Begin + 120, EventCode.SupplyRestored);
        }

        private static void ExpectOutage(SupplyRig rig, int entries, int from, int to, int code)
        {
            Assert.AreEqual(entries, rig.State.PowerEvents.Count);
            Assert.AreEqual(EventCode.SupplyInterrupted, rig.Entry(1, 0));
            Assert.AreEqual(from, rig.Entry(1, 4));
            Assert.AreEqual(code, rig.Entry(0, 0));
            Assert.AreEqual(to, rig.Entry(0, 4));
            Assert.AreEqual(from, rig.Entry(0, 8));
        }
    }
}
