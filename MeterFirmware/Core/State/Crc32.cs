namespace MeterFirmware.Core.State
{
    /// <summary>CRC-32 as in IEEE 802.3 (reflected, polynomial 0x04C11DB7), by four bits at a time.</summary>
    public static class Crc32
    {
        /// <summary>The CRC of the octets.</summary>
        /// <param name="octets">Holds them.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many they are.</param>
        public static int Compute(byte[] octets, int offset, int count)
        {
            int[] table = Table;
            int crc = -1;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                crc ^= octets[i];
                crc = table[crc & 15] ^ (crc >>> 4);
                crc = table[crc & 15] ^ (crc >>> 4);
            }
            return ~crc;
        }

        private static readonly int[] Table =
        {
            0x00000000,
            0x1DB71064,
            0x3B6E20C8,
            0x26D930AC,
            0x76DC4190,
            0x6B6B51F4,
            0x4DB26158,
            0x5005713C,
            unchecked((int)0xEDB88320),
            unchecked((int)0xF00F9344),
            unchecked((int)0xD6D6A3E8),
            unchecked((int)0xCB61B38C),
            unchecked((int)0x9B64C2B0),
            unchecked((int)0x86D3D2D4),
            unchecked((int)0xA00AE278),
            unchecked((int)0xBDBDF21C),
        };
    }
}
