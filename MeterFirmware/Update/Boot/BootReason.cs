namespace MeterFirmware.Boot
{
    /// <summary>Why the bootstrap went back.</summary>
    public static class BootReason
    {
        /// <summary>It did not.</summary>
        public const int None = 0;

        /// <summary>The image on trial did not verify.</summary>
        public const int BadImage = 1;

        /// <summary>The image on trial was started and did not confirm: a crash, a hang, a self-test, a loss of power.</summary>
        public const int NotConfirmed = 2;

        /// <summary>The active image no longer verifies; the other one runs.</summary>
        public const int ActiveDamaged = 3;
    }
}
