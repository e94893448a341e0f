namespace MeterFirmware.Boot
{
    /// <summary>Where the choice of firmware stands (the words are MCUboot's).</summary>
    public static class BootState
    {
        /// <summary>There is no record, or no whole one.</summary>
        public const int None = 0;

        /// <summary>The active slot runs.</summary>
        public const int Confirmed = 1;

        /// <summary>The trial slot is to be started, once.</summary>
        public const int TestPending = 2;

        /// <summary>The trial slot was started and has not confirmed.</summary>
        public const int Testing = 3;

        /// <summary>The trial slot failed; the active slot runs.</summary>
        public const int RolledBack = 4;
    }
}
