namespace MeterFirmware.Update
{
    /// <summary>Times of a command that are none.</summary>
    public static class ActivationTime
    {
        /// <summary>At once: the command has no time.</summary>
        public const int Now = -1;

        /// <summary>Never: what waits is cancelled (GBCS: 9999-12-31T23:59:59Z).</summary>
        public const int Cancel = -2;
    }
}
