using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;

namespace MeterFirmware.Update
{
    /// <summary>
    /// Tells a restart from an outage. The processor's calendar runs on over a restart and is lost with the supply: a clock
    /// that is known means a restart, planned if the marker says so, and neither is logged as an outage; a clock that is
    /// lost means an outage, whatever the marker says.
    /// </summary>
    public sealed class SupplyWatch
    {
        /// <summary>From here on an outage is logged as a long one, seconds (alert code 0x8F36).</summary>
        public const int LongOutageSeconds = 180;

        private readonly MeterState state;
        private readonly StateImage image;
        private bool isJudged;
        private bool isMainsLost;

        /// <summary>Watches for the meter of this state.</summary>
        public SupplyWatch(MeterState state)
        {
            this.state = state;
            image = state.Image;
        }

        /// <summary>What this start was: a <see cref="StartCause"/>.</summary>
        public int Cause { get; private set; }

        /// <summary>Called on every turn, after the time was told.</summary>
        public void Tick()
        {
            if (!isJudged)
            {
                isJudged = true;
                JudgeStart();
            }
            if (!state.Clock.IsUtcKnown)
            {
                return;
            }
            int now = (int)state.Clock.UtcSeconds;
            if (image.GetByte(UpdateLayout.RestoreWaits) != 0)
            {
                LogRestore(now);
            }
            if (!isMainsLost)
            {
                image.SetInt32(UpdateLayout.LastSeen, now);
            }
        }

        /// <summary>
        /// Takes what the board's mains detector says, on a board whose processor outlives the mains for a while.
        /// What is logged goes to the flash with the meter's commit for failing power, which mains that comes and goes cannot
        /// make too many of; if the power goes before, the next start finds the outage by its clock.
        /// </summary>
        public void SetMains(bool isPresent)
        {
            if (isPresent != isMainsLost)
            {
                return;
            }
            isMainsLost = !isPresent;
            if (isMainsLost)
            {
                LogOutage();
            }
        }

        private void JudgeStart()
        {
            bool isPlanned = image.GetByte(UpdateLayout.RestartMarker) != 0;
            bool isNews = isPlanned;
            image.Mark();
            image.SetByte(UpdateLayout.RestartMarker, 0);
            if (state.Clock.IsUtcKnown)
            {
                Cause = isPlanned ? StartCause.Planned : StartCause.Unplanned;
            }
            else if (image.GetInt32(UpdateLayout.LastSeen) == 0)
            {
                Cause = StartCause.First;
            }
            else
            {
                Cause = StartCause.Outage;
                // A second loss before the first one's end was logged: it began with the first.
                if (image.GetByte(UpdateLayout.RestoreWaits) == 0)
                {
                    LogOutage();
                    isNews = true;
                }
            }
            if (isNews)
            {
                state.Store.Commit();
            }
        }

        private void LogOutage()
        {
            int from = image.GetInt32(UpdateLayout.LastSeen);
            image.SetInt32(UpdateLayout.OutageFrom, from);
            image.SetByte(UpdateLayout.RestoreWaits, 1);
            state.EventLog.Add(EventCode.SupplyInterrupted, from);
        }

        private void LogRestore(int now)
        {
            if (isMainsLost)
            {
                return;
            }
            int from = image.GetInt32(UpdateLayout.OutageFrom);
            image.SetByte(UpdateLayout.RestoreWaits, 0);
            bool isLong = now - from >= LongOutageSeconds;
            state.EventLog.Add(isLong ? EventCode.SupplyRestoredAfterLongOutage : EventCode.SupplyRestored, from);
        }
    }
}
