namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>DLMS Data-Access-Result and Action-Result, where both have the value.</summary>
    public static class AccessResult
    {
        /// <summary>success.</summary>
        public const int Success = 0;

        /// <summary>hardware-fault.</summary>
        public const int HardwareFault = 1;

        /// <summary>read-write-denied.</summary>
        public const int ReadWriteDenied = 3;

        /// <summary>type-unmatched.</summary>
        public const int TypeUnmatched = 12;

        /// <summary>other-reason. Also what an instruction reports that was not run (break on error).</summary>
        public const int OtherReason = 250;
    }
}
