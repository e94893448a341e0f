namespace MeterFirmware.Hal
{
    /// <summary>The meter's two notions of time: one that always runs, one that may be unknown.</summary>
    public interface IClock
    {
        /// <summary>Milliseconds since the processor started. Never goes back, never stops while it runs.</summary>
        long MonotonicMilliseconds { get; }

        /// <summary>
        /// True while the UTC clock is known: it was set, and has run without a break since.
        /// False after a loss of the processor's supply.
        /// </summary>
        bool IsUtcKnown { get; }

        /// <summary>
        /// Whole seconds since 2000-01-01T00:00:00Z (the ZigBee epoch).
        /// Meaningless while <see cref="IsUtcKnown"/> is false.
        /// </summary>
        long UtcSeconds { get; }

        /// <summary>Sets the UTC clock, which is known from then on.</summary>
        /// <param name="utcSeconds">Whole seconds since 2000-01-01T00:00:00Z, 0 or more.</param>
        void SetUtc(long utcSeconds);
    }
}
