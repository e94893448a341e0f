namespace MeterFirmware.Core.Time
{
    /// <summary>
    /// What time it is, as the board last said. Nothing in the meter asks a clock: the board's loop tells the time
    /// with every tick, so that a run can be repeated.
    /// </summary>
    public sealed class MeterClock
    {
        /// <summary>Milliseconds since the processor started; never goes back.</summary>
        public long MonotonicMilliseconds { get; private set; }

        /// <summary>True while the UTC clock is known.</summary>
        public bool IsUtcKnown { get; private set; }

        /// <summary>Seconds since 2000-01-01T00:00:00Z; meaningless while <see cref="IsUtcKnown"/> is false.</summary>
        public long UtcSeconds { get; private set; }

        /// <summary>Takes the time from the board.</summary>
        /// <param name="monotonicMilliseconds">Not less than the last time.</param>
        /// <param name="isUtcKnown">Whether the UTC clock is known.</param>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z; may go forward and back.</param>
        public void Set(long monotonicMilliseconds, bool isUtcKnown, long utcSeconds)
        {
            Invariant.Require(monotonicMilliseconds >= MonotonicMilliseconds, "the monotonic clock never goes back");
            MonotonicMilliseconds = monotonicMilliseconds;
            IsUtcKnown = isUtcKnown;
            UtcSeconds = utcSeconds;
        }
    }
}
