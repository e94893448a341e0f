using MeterFirmware.Boot;
using MeterFirmware.Core.Events;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class ActivationTests
    {
        private const int Soon = 700000100;

        [TestMethod]
        public void ImmediateRunsTheNewFirmwareAndAnswersAfterwards()
        {
            UpdateRig rig = Held();
            Assert.AreEqual(RequestResult.Deferred, rig.Command(0xCE, ActivationTime.Now));
            Restart(rig);
            Assert.AreEqual(0xCE, rig.RunningVersion);
            Assert.IsTrue(rig.Activation.IsOnTrial);
            Assert.AreEqual(0, rig.Activation.Due & UpdateDue.Response);
            rig.Run();
            Expect(rig, 0xCE, ActivationOutcome.Success, UpdateDue.Response);
            Assert.AreEqual(EventCode.FirmwareVersionChanged, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(BootState.Confirmed, rig.Boot.State);
        }

        [TestMethod]
        public void SameImageAgainAnswersSuccessWithoutARestart()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            rig.Run();
            rig.Activation.MarkSent(UpdateDue.Response);
            Assert.AreEqual(RequestResult.Answered, rig.Command(0xCE, ActivationTime.Now));
            Assert.AreEqual(ActivationOutcome.Success, rig.Activation.Outcome);
            rig.Turn(1000, true);
            Assert.IsFalse(rig.Activation.IsRestartWanted);
        }

        [TestMethod]
        public void NothingHeldAndAnotherHashAndNoSlots()
        {
            UpdateRig rig = UpdateRig.Started();
            Assert.AreEqual(RequestResult.Answered, rig.Command(0xCE, ActivationTime.Now));
            Assert.AreEqual(ActivationOutcome.NoImageHeld, rig.Activation.Outcome);
            rig = Held();
            Assert.AreEqual(RequestResult.Answered, rig.Command(0xCF, ActivationTime.Now));
            Assert.AreEqual(ActivationOutcome.HashMismatch, rig.Activation.Outcome);
            RunningFirmware deployed = new RunningFirmware(
                OtaFile.Version(0xCD),
                null,
                RunningFirmware.Deployed,
                false
            );
            Activation fixedOne = new Activation(rig.State, deployed, null, null);
            fixedOne.Start();
            Assert.AreEqual(RequestResult.Answered, fixedOne.Request(new byte[40], 0, 32, 1, ActivationTime.Now));
            Assert.AreEqual(ActivationOutcome.ActivationFailure, fixedOne.Outcome);
        }

        [TestMethod]
        public void DowngradeIsRefused()
        {
            UpdateRig rig = UpdateRig.Started();
            rig.Install(1, 0x01);
            Assert.AreEqual(RequestResult.Answered, rig.Command(0x01, ActivationTime.Now));
            Assert.AreEqual(ActivationOutcome.ActivationFailure, rig.Activation.Outcome);
        }

        [TestMethod]
        public void FutureDatedWaitsForItsTimeAndAnsweredByAlert()
        {
            UpdateRig rig = Held();
            Assert.AreEqual(RequestResult.Accepted, rig.Command(0xCE, Soon));
            rig.Turn(99000, true);
            Assert.IsFalse(rig.Activation.IsRestartWanted);
            rig.Start(false);
            rig.Turn(200000, false);
            Assert.IsFalse(rig.Activation.IsRestartWanted, "without the time it waits");
            rig.Turn(200000, true);
            rig.Turn(0, true);
            Restart(rig);
            rig.Run();
            Expect(rig, 0xCE, ActivationOutcome.Success, UpdateDue.OutcomeAlert);
            Assert.AreEqual(EventCode.FutureDatedActioned, rig.State.EventLog.GetCode(0));
        }

        [TestMethod]
        public void FutureDatedThatFailsSaysSo()
        {
            UpdateRig rig = Held();
            rig.Command(0xCF, Soon);
            rig.Turn(100000, true);
            Expect(rig, 0xCD, ActivationOutcome.HashMismatch, UpdateDue.OutcomeAlert);
            Assert.AreEqual(EventCode.FutureDatedNotActioned, rig.State.EventLog.GetCode(0));
        }

        [TestMethod]
        public void CancelledOneNeverRuns()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, Soon);
            Assert.AreEqual(RequestResult.Accepted, rig.Command(0xCE, ActivationTime.Cancel));
            // One turn to find that the time has come, and one to begin.
            rig.Turn(200000, true);
            rig.Turn(0, true);
            Assert.IsFalse(rig.Activation.IsRestartWanted);
            Assert.AreEqual(0, rig.State.Image.GetByte(UpdateLayout.RestartMarker));
            Assert.AreEqual(0, rig.Activation.Due & ~UpdateDue.Receipt);
        }

        [TestMethod]
        public void DamagedFirmwareIsToldEvenIfTheFlashRefusesAtFirst()
        {
            UpdateRig rig = Held();
            MemoryRecordStore records = (MemoryRecordStore)rig.Records;
            byte[] other = new byte[SlotStore.SegmentOctets];
            rig.Store.Write(0, 1, other, other.Length);
            records.RefusedPrefix = "image";
            rig.Start(true);
            Assert.AreEqual(0xCE, rig.RunningVersion);
            Assert.AreEqual(BootReason.ActiveDamaged, rig.Boot.Reason, "kept until it is told");
            records.RefusedPrefix = null;
            rig.Start(true);
            Assert.AreEqual(EventCode.FirmwareFailedAtPowerOn, rig.State.SecurityLog.GetCode(1));
            Assert.AreEqual(EventCode.FirmwareVersionChanged, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(UpdateDue.PowerOnFailure, rig.Activation.Due & UpdateDue.PowerOnFailure);
            Assert.AreEqual(BootReason.None, rig.Boot.Reason);
        }

        [TestMethod]
        public void TrialThatDoesNotConfirmGoesBackAndTheOldOneAnswers()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            rig.Start(true);
            Assert.AreEqual(0xCD, rig.RunningVersion);
            Expect(rig, 0xCD, ActivationOutcome.ActivationFailure, UpdateDue.Response);
            rig.Turn(100000, true);
            Assert.IsFalse(rig.Activation.IsRestartWanted, "it is not tried again by itself");
            Assert.AreEqual(RequestResult.Deferred, rig.Command(0xCE, ActivationTime.Now), "but on command");
        }

        [TestMethod]
        public void ImageThatWentBadIsNotStarted()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            ((MemoryRecordStore)rig.Records).Peek("slot-b-001")[9] ^= 1;
            Restart(rig);
            Expect(rig, 0xCD, ActivationOutcome.ActivationFailure, UpdateDue.Response);
            Assert.AreEqual(EventCode.FirmwareFailedAtPowerOn, rig.State.SecurityLog.GetCode(0));
        }

        [TestMethod]
        public void TrialWhoseStorageFailsGoesBackAtItsLimit()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            ((MemoryRecordStore)rig.Records).RefuseWrites = true;
            int writes = ((MemoryRecordStore)rig.Records).Writes;
            for (int i = 0; i < 1000 && !rig.Activation.IsRestartWanted; i++)
            {
                rig.Turn(100, true);
            }
            Assert.IsTrue(rig.Activation.IsRestartWanted);
            int tests = ((MemoryRecordStore)rig.Records).Writes - writes;
            Assert.IsTrue(tests > 1 && tests <= 12, "a flash that refuses is not asked on every turn");
            ((MemoryRecordStore)rig.Records).RefuseWrites = false;
            rig.Start(true);
            Expect(rig, 0xCD, ActivationOutcome.ActivationFailure, UpdateDue.Response);
        }

        [TestMethod]
        public void TrialWhoseStateDoesNotReadBackGoesBackAtItsLimit()
        {
            ForgetfulStore store = new ForgetfulStore();
            UpdateRig rig = new UpdateRig(store);
            rig.Install(0, 0xCD);
            rig.Start(true);
            rig.Send(OtaFile.Create(0xCE, UpdateRig.ImageLength));
            rig.Activation.MarkSent(UpdateDue.Receipt);
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            Assert.IsTrue(rig.Activation.IsOnTrial);
            store.ForgetsImages = true;
            rig.Run();
            Assert.IsTrue(rig.Activation.IsRestartWanted);
            Assert.IsTrue(rig.Activation.IsOnTrial);
            store.ForgetsImages = false;
            rig.Start(true);
            Expect(rig, 0xCD, ActivationOutcome.ActivationFailure, UpdateDue.Response);
        }

        [TestMethod]
        public void TrialTakesItsTurnsHoweverLongTheyAre()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            rig.Turn(Activation.TrialMilliseconds, true);
            // Fifty, of which the start's was the first.
            for (int turns = 2; turns < 50; turns++)
            {
                Assert.IsTrue(rig.Activation.IsOnTrial);
                rig.Turn(10, true);
            }
            Assert.IsFalse(rig.Activation.IsOnTrial);
        }

        [TestMethod]
        public void SuccessOfFirmwareThatGoesBadLaterIsNoneAnyMore()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            rig.Run();
            Expect(rig, 0xCE, ActivationOutcome.Success, UpdateDue.Response);
            ((MemoryRecordStore)rig.Records).Peek("slot-b-001")[9] ^= 1;
            rig.Start(true);
            Expect(rig, 0xCD, ActivationOutcome.ActivationFailure, UpdateDue.Response);
            Assert.AreEqual(EventCode.FirmwareVersionChanged, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(EventCode.FirmwareFailedAtPowerOn, rig.State.SecurityLog.GetCode(1));
            int logged = rig.State.SecurityLog.Total;
            rig.Start(true);
            Assert.AreEqual(logged, rig.State.SecurityLog.Total, "told once");
        }

        [TestMethod]
        public void RestartBeforeTheTrialBeganBeginsIt()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            rig.Start(true);
            Assert.AreEqual(0xCD, rig.RunningVersion);
            Restart(rig);
            rig.Run();
            Expect(rig, 0xCE, ActivationOutcome.Success, UpdateDue.Response);
        }

        [TestMethod]
        public void OldFirmwareKeepsWhatTheNewWroteInItsOwnPlaces()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            rig.State.Image.SetByte(MeterFirmware.Core.State.ImageLayout.Check - 1, 0x5A);
            rig.State.Consumption.Add(7);
            rig.State.Store.Commit();
            rig.Start(true);
            Assert.AreEqual(0xCD, rig.RunningVersion);
            Assert.AreEqual(7L, rig.State.Consumption.Value);
            Assert.AreEqual(0x5A, rig.State.Image.GetByte(MeterFirmware.Core.State.ImageLayout.Check - 1));
        }

        [TestMethod]
        public void StateOfTheOldVersionIsReadByTheNewAndByTheOldAgain()
        {
            UpdateRig rig = Held();
            rig.State.Consumption.Add(5);
            rig.Command(0xCE, ActivationTime.Now);
            Restart(rig);
            Assert.AreEqual(0xCE, rig.RunningVersion);
            Assert.AreEqual(5L, rig.State.Consumption.Value);
            rig.State.Consumption.Add(7);
            rig.State.Store.Commit();
            rig.Start(true);
            Assert.AreEqual(0xCD, rig.RunningVersion);
            Assert.AreEqual(12L, rig.State.Consumption.Value);
        }

        [TestMethod]
        public void PlannedRestartIsNoOutageAndALostClockIs()
        {
            UpdateRig rig = Held();
            Assert.AreEqual(StartCause.Unplanned, rig.Supply.Cause);
            rig.Command(0xCE, ActivationTime.Now);
            int events = rig.State.EventLog.Total;
            Restart(rig);
            Assert.AreEqual(StartCause.Planned, rig.Supply.Cause);
            rig.Run();
            Assert.AreEqual(events, rig.State.EventLog.Total);
            Assert.AreEqual(0, rig.State.PowerEvents.Count);

            rig.Command(0xCE, ActivationTime.Now);
            rig.Start(false);
            Assert.AreEqual(StartCause.Outage, rig.Supply.Cause);
            rig.Turn(500000, true);
            Assert.AreEqual(2, rig.State.PowerEvents.Count);
        }

        [TestMethod]
        public void OutageInTheMiddleOfAnActivationIsOne()
        {
            UpdateRig rig = Held();
            rig.Command(0xCE, ActivationTime.Now);
            rig.Turn(0, true);
            rig.Start(false);
            Assert.AreEqual(0xCE, rig.RunningVersion);
            Assert.AreEqual(StartCause.Outage, rig.Supply.Cause);
            Assert.AreEqual(1, rig.State.Image.GetByte(UpdateLayout.RestoreWaits));
        }

        private static UpdateRig Held()
        {
            UpdateRig rig = UpdateRig.Started();
            rig.Send(OtaFile.Create(0xCE, UpdateRig.ImageLength));
            rig.Activation.MarkSent(UpdateDue.Receipt);
            return rig;
        }

        private static void Restart(UpdateRig rig)
        {
            rig.Turn(0, true);
            Assert.IsTrue(rig.Activation.IsRestartWanted);
            rig.Start(true);
        }

        private static void Expect(UpdateRig rig, int version, int outcome, int due)
        {
            Assert.AreEqual(version, rig.RunningVersion);
            Assert.AreEqual(outcome, rig.Activation.Outcome);
            Assert.AreEqual(due, rig.Activation.Due & (UpdateDue.Response | UpdateDue.OutcomeAlert));
        }
    }
}
