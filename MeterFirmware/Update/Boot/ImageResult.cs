namespace MeterFirmware.Boot
{
    /// <summary>What a check of an image came to.</summary>
    public static class ImageResult
    {
        /// <summary>Whole, for this meter, and signed by its manufacturer.</summary>
        public const int Good = 0;

        /// <summary>There is none.</summary>
        public const int Missing = 1;

        /// <summary>The storage failed or a part is missing.</summary>
        public const int Unreadable = 2;

        /// <summary>Not a ZigBee OTA file of the form in DESIGN.md.</summary>
        public const int BadForm = 3;

        /// <summary>Of another manufacturer.</summary>
        public const int OtherManufacturer = 4;

        /// <summary>Of another image type: another model, or the other kind of meter.</summary>
        public const int OtherType = 5;

        /// <summary>Not for this hardware version.</summary>
        public const int OtherHardware = 6;

        /// <summary>For one other device.</summary>
        public const int OtherDevice = 7;

        /// <summary>Larger than a slot.</summary>
        public const int TooLarge = 8;

        /// <summary>Not newer than what runs.</summary>
        public const int NotNewer = 9;

        /// <summary>The manufacturer's signature is not valid.</summary>
        public const int WrongSignature = 10;

        /// <summary>The octets in the slot are not those that were received.</summary>
        public const int WrongDigest = 11;
    }
}
