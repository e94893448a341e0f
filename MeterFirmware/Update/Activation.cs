using System;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Update
{
    /// <summary>
    /// Activates the held image (GBCS CS06): at once, at a time, or not. A step is on the flash before the next is taken, so
    /// that whatever firmware runs after a restart knows what it has to answer. DESIGN.md has the tables.
    /// </summary>
    public sealed class Activation
    {
        /// <summary>How long firmware on trial runs before it may confirm, milliseconds.</summary>
        public const int TrialMilliseconds = 5000;

        /// <summary>How many turns of the board's loop it must have had by then.</summary>
        public const int TrialTurns = 50;

        /// <summary>Firmware that has not confirmed by then goes back, milliseconds.</summary>
        public const int TrialLimitMilliseconds = 60000;

        /// <summary>As progress: no activation is under way.</summary>
        public const int NoProgress = -1;

        private const int RetryMilliseconds = 60000;

        // Half of an activation is the restart, the other half the trial.
        private const int RestartedPercent = 50;

        private readonly MeterState state;
        private readonly StateImage image;
        private readonly RunningFirmware running;
        private readonly BootRecord boot;
        private readonly SlotStore slots;
        private readonly byte[] mark = new byte[SlotStore.MarkLength];
        private readonly SelfTest selfTest;
        private bool isOnTrial;
        private bool isLaunched;
        private int turns;
        private long testAt = TrialMilliseconds;
        private long startedAt = -1;
        private long retryAt;

        /// <summary>Activates for the meter of this state.</summary>
        /// <param name="state">The meter's state.</param>
        /// <param name="running">What runs.</param>
        /// <param name="boot">The bootstrap's record; null on a board without slots.</param>
        /// <param name="slots">The slots; null on a board without.</param>
        public Activation(MeterState state, RunningFirmware running, BootRecord boot, SlotStore slots)
        {
            this.state = state;
            this.running = running;
            this.boot = boot;
            this.slots = slots;
            image = state.Image;
            selfTest = new SelfTest(state);
        }

        /// <summary>True when the board is to restart the interpreter, as soon as nothing waits to be sent.</summary>
        public bool IsRestartWanted { get; private set; }

        /// <summary>True until firmware on trial has confirmed.</summary>
        public bool IsOnTrial
        {
            get { return isOnTrial; }
        }

        /// <summary>
        /// How far an activation has come, percent: 0 until the restart, 50 to 99 while the firmware is on trial; else
        /// <see cref="NoProgress"/>.
        /// </summary>
        public int ProgressPercent
        {
            get
            {
                if (isOnTrial)
                {
                    long elapsed = startedAt < 0 ? 0 : state.Clock.MonotonicMilliseconds - startedAt;
                    long left = TrialMilliseconds - elapsed;
                    long done = left <= 0 ? 99 : RestartedPercent + elapsed * RestartedPercent / TrialMilliseconds;
                    return (int)done;
                }
                return image.GetByte(UpdateLayout.State) == ActivationState.Restarting ? 0 : NoProgress;
            }
        }

        /// <summary>What wants to be sent: bits of <see cref="UpdateDue"/>.</summary>
        public int Due
        {
            get { return image.GetByte(UpdateLayout.Due); }
        }

        /// <summary>The outcome of the last activation: an <see cref="ActivationOutcome"/>.</summary>
        public int Outcome
        {
            get { return image.GetByte(UpdateLayout.Outcome); }
        }

        /// <summary>Takes up what the restart interrupted. Called once after the state was loaded.</summary>
        public void Start()
        {
            isOnTrial = running.IsTrial;
            if (boot != null)
            {
                boot.Load();
            }
            image.Mark();
            SetVersion();
            if (isOnTrial)
            {
                // Nothing is said of the outcome before the self-test.
                return;
            }
            bool isDamaged = NoteActiveDamaged();
            NoteVersion();
            if (image.GetByte(UpdateLayout.State) == ActivationState.Restarting)
            {
                FindOutcome();
            }
            bool isKept = state.Store.Commit();
            // Where the flash refused, the image went back to the version before.
            SetVersion();
            if (isKept && isDamaged)
            {
                // Only now: a cut in between tells it twice, the other way round it would never be told.
                boot.Save(BootState.Confirmed, running.Slot, running.Slot, BootReason.None, boot.Attempt);
            }
        }

        /// <summary>Takes a command. The caller commits; nothing but the image is changed here.</summary>
        /// <param name="octets">Holds the hash and the counter.</param>
        /// <param name="hashOffset">Where the 32 octets of the hash begin.</param>
        /// <param name="counterOffset">Where the eight octets of the originator counter begin.</param>
        /// <param name="party">The slot of the remote party.</param>
        /// <param name="time">When, seconds since 2000-01-01T00:00:00Z; or one of <see cref="ActivationTime"/>.</param>
        /// <returns>A <see cref="RequestResult"/>.</returns>
        public int Request(byte[] octets, int hashOffset, int counterOffset, int party, int time)
        {
            if (image.GetByte(UpdateLayout.State) == ActivationState.Restarting)
            {
                return RequestWhileRestarting(octets, hashOffset, counterOffset, party, time);
            }
            if (time == ActivationTime.Cancel)
            {
                image.SetByte(UpdateLayout.State, ActivationState.None);
                return RequestResult.Accepted;
            }
            KeepCommand(octets, hashOffset, counterOffset, party);
            bool isFutureDated = time != ActivationTime.Now;
            image.SetByte(UpdateLayout.FutureDated, isFutureDated ? 1 : 0);
            if (isFutureDated)
            {
                image.SetInt32(UpdateLayout.Time, time);
                image.SetByte(UpdateLayout.State, ActivationState.Waiting);
                return RequestResult.Accepted;
            }
            return Decide() ? RequestResult.Deferred : RequestResult.Answered;
        }

        /// <summary>Goes on: a turn of the board's loop, after the time was told.</summary>
        public void Tick()
        {
            long now = state.Clock.MonotonicMilliseconds;
            if (startedAt < 0)
            {
                startedAt = now;
            }
            if (isOnTrial)
            {
                Try(now - startedAt);
                return;
            }
            int stored = image.GetByte(UpdateLayout.State);
            if (stored == ActivationState.Restarting && !isLaunched && now >= retryAt)
            {
                Launch(now);
            }
            else if (stored == ActivationState.Waiting && now >= retryAt && IsTimeCome())
            {
                Begin(now);
            }
        }

        /// <summary>What was due has been handed to the link; the next commit takes it to the flash.</summary>
        /// <param name="due">One of <see cref="UpdateDue"/>.</param>
        public void MarkSent(int due)
        {
            image.SetByte(UpdateLayout.Due, Due & ~due);
        }

        private bool IsTimeCome()
        {
            return state.Clock.IsUtcKnown && state.Clock.UtcSeconds >= image.GetInt32(UpdateLayout.Time);
        }

        private void KeepCommand(byte[] octets, int hashOffset, int counterOffset, int party)
        {
            Array.Copy(octets, hashOffset, image.Raw, UpdateLayout.Hash, Sha256.DigestLength);
            Array.Copy(octets, counterOffset, image.Raw, UpdateLayout.Counter, 8);
            image.SetByte(UpdateLayout.Party, party);
            // What was still to be said of an earlier command is superseded: there is one place for a command.
            image.SetByte(UpdateLayout.Due, Due & ~(UpdateDue.Response | UpdateDue.OutcomeAlert));
        }

        // Only the same command again is taken: its answer replaces that of the first, which may have been lost.
        private int RequestWhileRestarting(byte[] octets, int hashOffset, int counterOffset, int party, int time)
        {
            bool isSame = Octets.AreEqual(octets, hashOffset, image.Raw, UpdateLayout.Hash, Sha256.DigestLength);
            if (time == ActivationTime.Now && isSame)
            {
                KeepCommand(octets, hashOffset, counterOffset, party);
                image.SetByte(UpdateLayout.FutureDated, 0);
                return RequestResult.Deferred;
            }
            image.SetByte(UpdateLayout.Outcome, ActivationOutcome.ActivationFailure);
            return RequestResult.Answered;
        }

        // True if the held image is to be started; else the outcome is there.
        private bool Decide()
        {
            image.SetByte(UpdateLayout.State, ActivationState.None);
            image.SetByte(UpdateLayout.Outcome, Judge());
            bool isRunning = IsCommanded(running.Digest, 0);
            if (image.GetByte(UpdateLayout.Outcome) != ActivationOutcome.Success || isRunning)
            {
                return false;
            }
            image.SetByte(UpdateLayout.State, ActivationState.Restarting);
            image.SetByte(UpdateLayout.RestartMarker, 1);
            image.SetInt32(UpdateLayout.Attempt, image.GetInt32(UpdateLayout.Counter + 4));
            isLaunched = false;
            return true;
        }

        private int Judge()
        {
            if (IsCommanded(running.Digest, 0))
            {
                return ActivationOutcome.Success;
            }
            if (slots == null)
            {
                return ActivationOutcome.ActivationFailure;
            }
            if (!slots.ReadMark(1 - running.Slot, mark))
            {
                return ActivationOutcome.NoImageHeld;
            }
            if (!IsCommanded(mark, SlotStore.DigestAt))
            {
                return ActivationOutcome.HashMismatch;
            }
            bool isNewer = OtaHeader.CompareVersions(mark, SlotStore.VersionAt, running.Version, 0) > 0;
            return isNewer ? ActivationOutcome.Success : ActivationOutcome.ActivationFailure;
        }

        private bool IsCommanded(byte[] digest, int offset)
        {
            return digest != null && Octets.AreEqual(digest, offset, image.Raw, UpdateLayout.Hash, Sha256.DigestLength);
        }

        // The time of a future-dated command has come.
        private void Begin(long now)
        {
            image.Mark();
            if (!Decide())
            {
                Finish(image.GetByte(UpdateLayout.Outcome));
            }
            if (!state.Store.Commit())
            {
                retryAt = now + RetryMilliseconds;
            }
        }

        // The command is on the flash. From here on a loss of power ends in the new firmware, or in the old with an answer.
        private void Launch(long now)
        {
            int slot = running.Slot;
            if (boot.Save(BootState.TestPending, slot, 1 - slot, BootReason.None, Attempt))
            {
                isLaunched = true;
                IsRestartWanted = true;
                return;
            }
            image.Mark();
            Finish(ActivationOutcome.ActivationFailure);
            if (!state.Store.Commit())
            {
                retryAt = now + RetryMilliseconds;
            }
        }

        private int Attempt
        {
            get { return image.GetInt32(UpdateLayout.Attempt); }
        }

        private void Try(long elapsed)
        {
            turns++;
            if (elapsed >= testAt && turns >= TrialTurns)
            {
                // A flash that refuses is not asked on every turn.
                testAt = elapsed + TrialMilliseconds;
                if (selfTest.Passes() && Confirm())
                {
                    return;
                }
            }
            if (elapsed >= TrialLimitMilliseconds)
            {
                IsRestartWanted = true;
            }
        }

        // First the bootstrap's record, then the answer: the other way round success could be told of what is gone again.
        private bool Confirm()
        {
            if (!boot.Save(BootState.Confirmed, running.Slot, running.Slot, BootReason.None, boot.Attempt))
            {
                return false;
            }
            isOnTrial = false;
            image.Mark();
            NoteVersion();
            if (image.GetByte(UpdateLayout.State) == ActivationState.Restarting)
            {
                FindOutcome();
            }
            // If this is refused, the next start finds the confirmed record and says the same.
            state.Store.Commit();
            return true;
        }

        private void FindOutcome()
        {
            if (IsCommanded(running.Digest, 0))
            {
                Finish(ActivationOutcome.Success);
            }
            else if (boot == null || (boot.State == BootState.RolledBack && boot.Attempt == Attempt))
            {
                if (boot != null && boot.Reason == BootReason.BadImage)
                {
                    state.SecurityLog.Add(EventCode.FirmwareFailedAtPowerOn, 0);
                    image.SetByte(UpdateLayout.Due, Due | UpdateDue.PowerOnFailure);
                }
                Finish(ActivationOutcome.ActivationFailure);
            }
            // Else the trial was never begun: the next turn begins it.
        }

        private void Finish(int outcome)
        {
            bool isFutureDated = image.GetByte(UpdateLayout.FutureDated) != 0;
            bool isSuccess = outcome == ActivationOutcome.Success;
            image.SetByte(UpdateLayout.State, ActivationState.None);
            image.SetByte(UpdateLayout.Outcome, outcome);
            image.SetByte(UpdateLayout.Due, Due | (isFutureDated ? UpdateDue.OutcomeAlert : UpdateDue.Response));
            if (isFutureDated)
            {
                state.EventLog.Add(
                    isSuccess ? EventCode.FutureDatedActioned : EventCode.FutureDatedNotActioned,
                    outcome
                );
            }
            else if (!isSuccess)
            {
                state.EventLog.Add(EventCode.CommandNotActioned, outcome);
            }
        }

        private void NoteVersion()
        {
            byte[] raw = image.Raw;
            if (Octets.AreEqual(raw, UpdateLayout.ConfirmedVersion, running.Version, 0, OtaHeader.VersionLength))
            {
                return;
            }
            bool isFirst = image.GetInt32(UpdateLayout.ConfirmedVersion) == 0;
            Array.Copy(running.Version, 0, raw, UpdateLayout.ConfirmedVersion, OtaHeader.VersionLength);
            if (!isFirst)
            {
                state.SecurityLog.Add(EventCode.FirmwareVersionChanged, Octets.GetInt32(running.Version, 0));
            }
        }

        private void SetVersion()
        {
            Array.Copy(running.Version, 0, image.Raw, UpdateLayout.RunningVersion, OtaHeader.VersionLength);
        }

        private bool NoteActiveDamaged()
        {
            if (boot == null || boot.State != BootState.RolledBack || boot.Reason != BootReason.ActiveDamaged)
            {
                return false;
            }
            state.SecurityLog.Add(EventCode.FirmwareFailedAtPowerOn, 0);
            image.SetByte(UpdateLayout.Due, Due | UpdateDue.PowerOnFailure);
            bool isGone = Outcome == ActivationOutcome.Success && !IsCommanded(running.Digest, 0);
            if (image.GetInt32(UpdateLayout.Attempt) != 0 && isGone)
            {
                // A success that may still have to be told, or told again, is none any more.
                image.SetByte(UpdateLayout.Outcome, ActivationOutcome.ActivationFailure);
            }
            return true;
        }
    }
}
