namespace MeterFirmware.Core.Time
{
    /// <summary>Time.status (SMETS2 4.5.3.20, 5.6.3.32), as attribute 4 of the ESME's clock and as GCS28 tell it.</summary>
    public static class ClockStatus
    {
        /// <summary>The time was confirmed or set by a Set Clock, or by the board.</summary>
        public const int Reliable = 0;

        /// <summary>The time is unknown.</summary>
        public const int Invalid = 1;

        /// <summary>The last Set Clock named an interval in which the time is not. The meter goes on by it.</summary>
        public const int Unreliable = 2;
    }
}
