namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The tags of the COSEM data types (Green Book, A-XDR).</summary>
    public static class AxdrTag
    {
        /// <summary>null-data.</summary>
        public const int Null = 0x00;

        /// <summary>array.</summary>
        public const int Array = 0x01;

        /// <summary>structure.</summary>
        public const int Structure = 0x02;

        /// <summary>boolean.</summary>
        public const int Boolean = 0x03;

        /// <summary>bit-string; its length counts bits.</summary>
        public const int BitString = 0x04;

        /// <summary>double-long, a signed number of four octets.</summary>
        public const int Int32 = 0x05;

        /// <summary>double-long-unsigned.</summary>
        public const int UInt32 = 0x06;

        /// <summary>octet-string.</summary>
        public const int OctetString = 0x09;

        /// <summary>visible-string.</summary>
        public const int VisibleString = 0x0A;

        /// <summary>utf8-string.</summary>
        public const int Utf8String = 0x0C;

        /// <summary>bcd.</summary>
        public const int Bcd = 0x0D;

        /// <summary>integer, a signed octet.</summary>
        public const int Int8 = 0x0F;

        /// <summary>long, a signed number of two octets.</summary>
        public const int Int16 = 0x10;

        /// <summary>unsigned, an octet.</summary>
        public const int UInt8 = 0x11;

        /// <summary>long-unsigned.</summary>
        public const int UInt16 = 0x12;

        /// <summary>compact-array: the type of its entries, and their octets without tags.</summary>
        public const int CompactArray = 0x13;

        /// <summary>long64.</summary>
        public const int Int64 = 0x14;

        /// <summary>long64-unsigned.</summary>
        public const int UInt64 = 0x15;

        /// <summary>enum.</summary>
        public const int Enum = 0x16;

        /// <summary>float32.</summary>
        public const int Float32 = 0x17;

        /// <summary>float64.</summary>
        public const int Float64 = 0x18;

        /// <summary>date-time, 12 octets.</summary>
        public const int DateTime = 0x19;

        /// <summary>date, 5 octets.</summary>
        public const int Date = 0x1A;

        /// <summary>time, 4 octets.</summary>
        public const int Time = 0x1B;
    }
}
