namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>ZigBee Cluster Library status codes.</summary>
    public static class ZclStatus
    {
        /// <summary>SUCCESS.</summary>
        public const int Success = 0x00;

        /// <summary>FAILURE. Also what a component reports that was not run (break on error).</summary>
        public const int Failure = 0x01;

        /// <summary>MALFORMED_COMMAND.</summary>
        public const int MalformedCommand = 0x80;

        /// <summary>UNSUP_CLUSTER_COMMAND: the meter does not have the command.</summary>
        public const int UnsupportedClusterCommand = 0x81;

        /// <summary>INVALID_FIELD: what GBCS calls INVALID.</summary>
        public const int InvalidField = 0x85;

        /// <summary>INSUFFICIENT_SPACE: the answer has no room for the value.</summary>
        public const int InsufficientSpace = 0x89;

        /// <summary>NOT_FOUND: there is nothing of what was asked for. The components after it are run all the same.</summary>
        public const int NotFound = 0x8B;

        /// <summary>HARDWARE_FAILURE.</summary>
        public const int HardwareFailure = 0xC0;
    }
}
