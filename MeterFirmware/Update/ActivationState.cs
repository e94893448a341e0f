namespace MeterFirmware.Update
{
    /// <summary>Where an activation stands, as it is stored.</summary>
    public static class ActivationState
    {
        /// <summary>None is under way.</summary>
        public const int None = 0;

        /// <summary>A future-dated one waits for its time.</summary>
        public const int Waiting = 1;

        /// <summary>The held image is to be started, or is on trial; its outcome is not known yet.</summary>
        public const int Restarting = 2;
    }
}
