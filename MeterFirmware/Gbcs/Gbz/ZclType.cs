namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>ZigBee Cluster Library data types.</summary>
    public static class ZclType
    {
        /// <summary>Unsigned number of four octets.</summary>
        public const int UInt32 = 0x23;

        /// <summary>Unsigned, two octets.</summary>
        public const int UInt16 = 0x21;

        /// <summary>Bitmap of one octet.</summary>
        public const int Bitmap8 = 0x18;

        /// <summary>Unsigned, three octets.</summary>
        public const int UInt24 = 0x22;

        /// <summary>Unsigned, six octets.</summary>
        public const int UInt48 = 0x25;

        /// <summary>Enumeration of one octet.</summary>
        public const int Enum8 = 0x30;

        /// <summary>Signed number of four octets.</summary>
        public const int Int32 = 0x2B;

        /// <summary>Octet string, its length in the first octet.</summary>
        public const int OctetString = 0x41;
    }
}
