using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;

namespace MeterFirmware.Update
{
    /// <summary>
    /// Tells a restart from an outage. The processor's calendar runs on over a restart and is lost with the supply: a clock
    /// that is known means a restart, planned if the marker says so, and neither is an outage; a clock that is lost means
    /// one, whatever the marker says. An ESME's outages go into its Power Event Log (SMETS2 5.7.5.25) and, once the supply is
    /// back, into the alert ECS80; a GSME tells of a loss of its own supply.
    /// </summary>
    public sealed class SupplyWatch
    {
        /// <summary>From here on an outage is a long one, seconds (alert code 0x8F36).</summary>
        public const int LongOutageSeconds = 180;

        private readonly MeterState state;
        private readonly StateImage image;
        private readonly byte[] entry = new byte[FlashEventLog.EntryLength];
        private bool isJudged;
        private bool isMainsLost;

        // When the supply came back, or the processor with it; milliseconds of the monotonic clock.
        private long backAt;
        private long retryAt;

        /// <summary>Watches for the meter of this state.</summary>
        public SupplyWatch(MeterState state)
        {
            this.state = state;
            image = state.Image;
        }

        /// <summary>What this start was: a <see cref="StartCause"/>.</summary>
        public int Cause { get; private set; }

        /// <summary>The alert code of the last outage's end: 0x8F35, or 0x8F36 from three minutes on.</summary>
        public static int RestoredCode(StateImage image)
        {
            int lasted = image.GetInt32(UpdateLayout.OutageTo) - image.GetInt32(UpdateLayout.OutageFrom);
            return lasted >= LongOutageSeconds ? EventCode.SupplyRestoredAfterLongOutage : EventCode.SupplyRestored;
        }

        /// <summary>Called on every turn, after the time was told.</summary>
        public void Tick()
        {
            if (!isJudged)
            {
                isJudged = true;
                backAt = Now;
                JudgeStart();
            }
            if (isMainsLost)
            {
                // What the board's capacitors hold is for the commit of the failing power: nothing is written here.
                Begin();
                return;
            }
            if (state.Clock.IsUtcKnown)
            {
                FindEnd();
                image.SetInt32(UpdateLayout.LastSeen, (int)state.Clock.UtcSeconds);
            }
            Tell();
        }

        /// <summary>
        /// Takes what the board's mains detector says, on a board whose processor outlives the mains for a while. The outage
        /// is in the image from here on and goes to the flash with the meter's commit for failing power; if the power goes
        /// before, the next start finds the outage by its clock.
        /// </summary>
        /// <param name="isPresent">True while there is mains.</param>
        public void SetMains(bool isPresent)
        {
            if (isPresent != isMainsLost)
            {
                return;
            }
            isMainsLost = !isPresent;
            if (isPresent)
            {
                backAt = Now;
            }
            else
            {
                Begin();
            }
        }

        private long Now
        {
            get { return state.Clock.MonotonicMilliseconds; }
        }

        private void JudgeStart()
        {
            bool isPlanned = image.GetByte(UpdateLayout.RestartMarker) != 0;
            if (state.Clock.IsUtcKnown)
            {
                Cause = isPlanned ? StartCause.Planned : StartCause.Unplanned;
            }
            else
            {
                bool isFirst = image.GetInt32(UpdateLayout.LastSeen) == 0;
                Cause = isFirst ? StartCause.First : StartCause.Outage;
            }
            bool isBeginning = Cause == StartCause.Outage && image.GetByte(UpdateLayout.RestoreWaits) == 0;
            if (!isPlanned && !isBeginning)
            {
                return;
            }
            Tell();
            image.Mark();
            NoteStart();
            if (!state.Store.Commit())
            {
                // Memory went back; what was found waits there for the next commit.
                NoteStart();
            }
        }

        private void NoteStart()
        {
            image.SetByte(UpdateLayout.RestartMarker, 0);
            if (Cause == StartCause.Outage)
            {
                Begin();
            }
        }

        // A loss before the end of the one before was noted began with that one.
        private void Begin()
        {
            int from = image.GetInt32(UpdateLayout.LastSeen);
            if (image.GetByte(UpdateLayout.RestoreWaits) != 0 || from == 0)
            {
                return;
            }
            image.SetByte(UpdateLayout.RestoreWaits, 1);
            image.SetByte(UpdateLayout.OutageUntold, 0);
            image.SetInt32(UpdateLayout.OutageFrom, from);
            if (state.PowerEvents == null)
            {
                state.EventLog.Add(EventCode.GsmePowerSupplyLoss, from);
                state.Payment.Alerts.Add(EventCode.GsmePowerSupplyLoss);
            }
            // There is one place for an outage: an alert that could not leave by now is superseded.
            image.SetByte(UpdateLayout.Due, image.GetByte(UpdateLayout.Due) & ~UpdateDue.SupplyRestored);
        }

        // The end is noted when the supply has stayed, with the time at which it came.
        private void FindEnd()
        {
            long stayed = Now - backAt;
            bool waits = image.GetByte(UpdateLayout.RestoreWaits) != 0;
            if (!waits || stayed < MeterParameters.SupplySettleSeconds * 1000L)
            {
                return;
            }
            int to = (int)(state.Clock.UtcSeconds - stayed / 1000);
            image.Mark();
            End(to);
            if (!state.Store.Commit())
            {
                End(to);
            }
        }

        private void End(int to)
        {
            int from = image.GetInt32(UpdateLayout.OutageFrom);
            image.SetByte(UpdateLayout.RestoreWaits, 0);
            // The next outage cannot have begun before this one ended.
            image.SetInt32(UpdateLayout.LastSeen, (int)state.Clock.UtcSeconds);
            if (state.PowerEvents == null)
            {
                // A GSME has told of the loss, and tells of no end.
                return;
            }
            image.SetByte(UpdateLayout.OutageUntold, 1);
            // A clock that was set back must not end an outage before it began.
            image.SetInt32(UpdateLayout.OutageTo, to < from ? from : to);
            image.SetByte(UpdateLayout.Due, image.GetByte(UpdateLayout.Due) | UpdateDue.SupplyRestored);
        }

        // The image says first what the log is to have: a cut in between writes no entry twice and loses none.
        private void Tell()
        {
            if (image.GetByte(UpdateLayout.OutageUntold) == 0 || Now < retryAt)
            {
                return;
            }
            int from = image.GetInt32(UpdateLayout.OutageFrom);
            int to = image.GetInt32(UpdateLayout.OutageTo);
            if (Keep(from, EventCode.SupplyInterrupted, 0) && Keep(to, RestoredCode(image), from))
            {
                image.SetByte(UpdateLayout.OutageUntold, 0);
                return;
            }
            retryAt = Now + MeterParameters.StorageRetrySeconds * 1000L;
        }

        private bool Keep(int utcSeconds, int code, int detail)
        {
            FlashEventLog log = state.PowerEvents;
            for (int age = 0; age < 2 && age < log.Count; age++)
            {
                bool isThere =
                    log.Read(age, entry, 0)
                    && Octets.GetUInt16(entry, 0) == code
                    && Octets.GetInt32(entry, 4) == utcSeconds
                    && Octets.GetInt32(entry, 8) == detail;
                if (isThere)
                {
                    return true;
                }
            }
            return log.AddAt(utcSeconds, code, detail);
        }
    }
}
