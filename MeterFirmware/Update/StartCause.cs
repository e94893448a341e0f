namespace MeterFirmware.Update
{
    /// <summary>Why the meter started.</summary>
    public static class StartCause
    {
        /// <summary>Not judged yet.</summary>
        public const int Unknown = 0;

        /// <summary>For the first time, or with its storage empty.</summary>
        public const int First = 1;

        /// <summary>A restart that it asked for.</summary>
        public const int Planned = 2;

        /// <summary>A restart that it did not ask for; its supply was never away.</summary>
        public const int Unplanned = 3;

        /// <summary>Its supply was away.</summary>
        public const int Outage = 4;
    }
}
