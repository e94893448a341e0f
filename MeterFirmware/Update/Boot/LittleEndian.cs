namespace MeterFirmware.Boot
{
    /// <summary>Numbers in octet arrays, least significant octet first, as a ZigBee OTA file has them.</summary>
    public static class LittleEndian
    {
        /// <summary>Two octets as 0 to 65,535.</summary>
        public static int GetUInt16(byte[] octets, int offset)
        {
            return octets[offset] | (octets[offset + 1] << 8);
        }

        /// <summary>Four octets as a signed number; a length of 2 GiB or more comes out negative.</summary>
        public static int GetInt32(byte[] octets, int offset)
        {
            return GetUInt16(octets, offset) | (GetUInt16(octets, offset + 2) << 16);
        }

        /// <summary>Stores four octets.</summary>
        public static void SetInt32(byte[] octets, int offset, int value)
        {
            octets[offset] = (byte)value;
            octets[offset + 1] = (byte)(value >> 8);
            octets[offset + 2] = (byte)(value >> 16);
            octets[offset + 3] = (byte)(value >> 24);
        }
    }
}
