using System;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// The meter's clock. UTC is a fixed distance from the tick counter, so that it cannot jump but by being set; the
    /// processor's calendar only carries it over a restart.
    /// </summary>
    public sealed class SystemClock : IClock
    {
        /// <summary>
        /// A calendar before 2020 was never set: the chip starts in 1970. In seconds since 2000-01-01T00:00:00Z.
        /// </summary>
        public const long EarliestPlausibleSeconds = 631_152_000;

        private const long MillisecondsPerSecond = 1_000;
        private readonly IProcessorTime time;
        private long utcAtTickZeroMilliseconds;

        /// <summary>Takes UTC from the processor's calendar, if that is plausible.</summary>
        /// <param name="time">The processor's time.</param>
        public SystemClock(IProcessorTime time)
        {
            this.time = time;
            long system = time.SystemMilliseconds;
            if (system >= EarliestPlausibleSeconds * MillisecondsPerSecond)
            {
                utcAtTickZeroMilliseconds = system - time.TickMilliseconds;
                IsUtcKnown = true;
            }
        }

        /// <inheritdoc/>
        public bool IsUtcKnown { get; private set; }

        /// <inheritdoc/>
        public long MonotonicMilliseconds
        {
            get { return time.TickMilliseconds; }
        }

        /// <inheritdoc/>
        public long UtcSeconds
        {
            get { return (utcAtTickZeroMilliseconds + time.TickMilliseconds) / MillisecondsPerSecond; }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
        public void SetUtc(long utcSeconds)
        {
            if (utcSeconds < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(utcSeconds));
            }

            utcAtTickZeroMilliseconds = (utcSeconds * MillisecondsPerSecond) - time.TickMilliseconds;
            IsUtcKnown = true;
            time.SetSystemSeconds(utcSeconds);
        }
    }
}
