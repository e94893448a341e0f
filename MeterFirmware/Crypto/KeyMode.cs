namespace MeterFirmware.Crypto
{
    /// <summary>What a derived key is for: the mode octet of the GBCS key derivation.</summary>
    public static class KeyMode
    {
        /// <summary>The MAC of a command.</summary>
        public const int Command = 1;

        /// <summary>The MAC of a response.</summary>
        public const int Response = 2;

        /// <summary>The MAC of an alert.</summary>
        public const int Alert = 3;

        /// <summary>The encryption of a part of a payload.</summary>
        public const int Encryption = 4;
    }
}
