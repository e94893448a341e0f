namespace MeterFirmware.Gbcs
{
    /// <summary>How large a message may be: one place for all who hold one.</summary>
    public static class MessageLimits
    {
        /// <summary>The most octets of a message, in and out. The longest in the reference set has 3,986.</summary>
        public const int MaxOctets = 4096;
    }
}
