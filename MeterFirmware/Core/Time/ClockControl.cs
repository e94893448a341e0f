using MeterFirmware.Core.Events;

namespace MeterFirmware.Core.Time
{
    /// <summary>
    /// Set Clock (SMETS2 4.5.3.20, 5.6.3.32). The command names an interval in which the Communications Hub's time must be; this
    /// meter cannot ask the hub, so its own clock stands in for the hub's while it is reliable, and else the middle of the
    /// interval does. A clock that is reliable is never moved: a command that was held back on its way can make it doubted
    /// and no more. What the clock is to be set to goes out through <see cref="TakeWanted"/>, and comes back with the next
    /// tick.
    /// </summary>
    public sealed class ClockControl
    {
        /// <summary>Stands for no time.</summary>
        public const long None = -1;

        private readonly MeterClock clock;
        private readonly LogTail events;
        private long intervalStart = None;
        private long intervalEnd = None;
        private long wanted = None;
        private bool isDoubted;
        private long wantedBefore = None;
        private bool wasDoubted;

        /// <summary>Guards a meter's clock.</summary>
        /// <param name="clock">The time as the board last told it.</param>
        /// <param name="events">The event log.</param>
        public ClockControl(MeterClock clock, LogTail events)
        {
            this.clock = clock;
            this.events = events;
        }

        /// <summary>A <see cref="ClockStatus"/>. A restart forgets a doubt, since the doubt is not stored.</summary>
        public int Status
        {
            get
            {
                if (!IsKnown)
                {
                    return ClockStatus.Invalid;
                }
                return isDoubted ? ClockStatus.Unreliable : ClockStatus.Reliable;
            }
        }

        /// <summary>True if there is a time, also one that the board was not given yet.</summary>
        public bool IsKnown
        {
            get { return wanted != None || clock.IsUtcKnown; }
        }

        /// <summary>That time, seconds since 2000-01-01T00:00:00Z; meaningless while it is not known.</summary>
        public long UtcSeconds
        {
            get { return wanted != None ? wanted : clock.UtcSeconds; }
        }

        /// <summary>A command begins: an interval belongs to the command that names it.</summary>
        public void BeginCommand()
        {
            intervalStart = None;
            wantedBefore = wanted;
            wasDoubted = isDoubted;
        }

        /// <summary>The flash refused what the command has done: the clock stays as it was.</summary>
        public void Withdraw()
        {
            wanted = wantedBefore;
            isDoubted = wasDoubted;
        }

        /// <summary>Takes the interval of a command, both ends in it.</summary>
        /// <param name="start">Seconds since 2000-01-01T00:00:00Z, 0 or more.</param>
        /// <param name="end">Not before the start.</param>
        /// <returns>False if it is no interval: the command then has none.</returns>
        public bool Preset(long start, long end)
        {
            bool isInterval = start >= 0 && end >= start;
            intervalStart = isInterval ? start : None;
            intervalEnd = end;
            return isInterval;
        }

        /// <summary>Confirms, doubts or sets the clock by the command's interval; <see cref="Status"/> is what came of it.</summary>
        /// <returns>False if the command named none.</returns>
        public bool Adjust()
        {
            if (intervalStart == None)
            {
                return false;
            }
            int status = Status;
            bool isWithin = IsKnown && UtcSeconds >= intervalStart && UtcSeconds <= intervalEnd;
            bool isNarrow = intervalEnd - intervalStart <= MeterParameters.WidestClockIntervalSeconds;
            if (isWithin)
            {
                isDoubted = false;
            }
            else if (status == ClockStatus.Reliable || !isNarrow)
            {
                isDoubted = IsKnown;
                events.Add(EventCode.ClockOutsideTolerance, 0);
            }
            else
            {
                long middle = intervalStart + (intervalEnd - intervalStart) / 2;
                events.Add(EventCode.ClockAdjusted, IsKnown ? (int)(middle - UtcSeconds) : 0);
                wanted = middle;
                isDoubted = false;
            }
            return true;
        }

        /// <summary>Takes what the board is to set its clock to.</summary>
        /// <returns>Seconds since 2000-01-01T00:00:00Z, or <see cref="None"/>.</returns>
        public long TakeWanted()
        {
            long taken = wanted;
            wanted = None;
            return taken;
        }
    }
}
