namespace MeterFirmware.Hal
{
    /// <summary>
    /// Time as the processor has it: what the clock and the drivers are made from, and the one thing of the platform
    /// that the bench replaces, so that a run can be stepped and repeated.
    /// </summary>
    public interface IProcessorTime
    {
        /// <summary>Milliseconds since the processor started. Never goes back. Reading it allocates nothing.</summary>
        long TickMilliseconds { get; }

        /// <summary>
        /// The processor's own calendar, in milliseconds since 2000-01-01T00:00:00Z: before 2000, and so negative,
        /// when it has started without one. It runs on over a restart of the interpreter.
        /// </summary>
        long SystemMilliseconds { get; }

        /// <summary>Sets the processor's calendar.</summary>
        /// <param name="seconds">Since 2000-01-01T00:00:00Z, 0 or more.</param>
        void SetSystemSeconds(long seconds);

        /// <summary>Lets the other threads run for at least so long.</summary>
        /// <param name="milliseconds">1 or more.</param>
        void Wait(int milliseconds);
    }
}
