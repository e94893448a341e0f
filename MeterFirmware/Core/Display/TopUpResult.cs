namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What became of a UTRN: the result codes of the ZigBee Consumer Top Up Response, for both kinds of meter.
    /// </summary>
    public static class TopUpResult
    {
        /// <summary>Accepted.</summary>
        public const int Accepted = 0x00;

        /// <summary>Not a UTRN for this meter.</summary>
        public const int Invalid = 0x01;

        /// <summary>Accepted before.</summary>
        public const int Duplicate = 0x02;

        /// <summary>Another failure.</summary>
        public const int Error = 0x03;

        /// <summary>It would exceed the Maximum Meter Balance Threshold.</summary>
        public const int MaximumCreditReached = 0x04;

        /// <summary>Entry is suspended after too many bad ones.</summary>
        public const int KeypadLocked = 0x05;

        /// <summary>It exceeds the Maximum Credit Threshold.</summary>
        public const int ValueTooLarge = 0x06;

        /// <summary>Accepted, and the supply is enabled.</summary>
        public const int AcceptedSupplyEnabled = 0x10;

        /// <summary>Accepted, and the supply is disabled.</summary>
        public const int AcceptedSupplyDisabled = 0x11;

        /// <summary>Accepted, and the supply is armed.</summary>
        public const int AcceptedSupplyArmed = 0x12;
    }
}
