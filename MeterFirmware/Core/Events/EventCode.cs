namespace MeterFirmware.Core.Events
{
    /// <summary>The alert and event codes of GBCS section 16 that this meter raises.</summary>
    public static class EventCode
    {
        /// <summary>Immediate HAN Interface Command received and successfully actioned.</summary>
        public const int CommandActioned = 0x8154;

        /// <summary>Immediate HAN Interface Command received but not successfully actioned.</summary>
        public const int CommandNotActioned = 0x8155;

        /// <summary>
        /// Error Non Volatile Memory. The detail is the number of writes that failed, or less than zero what a start found:
        /// the <see cref="State.StartResult"/> with its sign changed.
        /// </summary>
        public const int NonVolatileMemoryError = 0x81AE;

        /// <summary>Integrity check of content or format of command failed.</summary>
        public const int CommandIntegrityFailed = 0x8F1E;

        /// <summary>Source Does not have Authority for Command.</summary>
        public const int SourceWithoutAuthority = 0x8F30;

        /// <summary>Trusted Source Authentication Failure.</summary>
        public const int TrustedSourceAuthenticationFailure = 0x8F3D;

        /// <summary>Unauthorised Communication Access attempted.</summary>
        public const int UnauthorisedAccess = 0x8F3E;

        /// <summary>Failed Authentication or Authorisation not covered by other codes.</summary>
        public const int OtherAuthenticationFailure = 0x8F53;
    }
}
