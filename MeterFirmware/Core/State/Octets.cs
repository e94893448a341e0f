namespace MeterFirmware.Core.State
{
    /// <summary>Numbers in octet arrays, most significant octet first.</summary>
    public static class Octets
    {
        /// <summary>Two octets as 0 to 65,535.</summary>
        public static int GetUInt16(byte[] octets, int offset)
        {
            return (octets[offset] << 8) | octets[offset + 1];
        }

        /// <summary>Stores the 16 low bits.</summary>
        public static void SetUInt16(byte[] octets, int offset, int value)
        {
            octets[offset] = (byte)(value >> 8);
            octets[offset + 1] = (byte)value;
        }

        /// <summary>Four octets as a signed number.</summary>
        public static int GetInt32(byte[] octets, int offset)
        {
            return (octets[offset] << 24) | (octets[offset + 1] << 16) | (octets[offset + 2] << 8) | octets[offset + 3];
        }

        /// <summary>Four octets as 0 to 4,294,967,295.</summary>
        public static long GetUInt32(byte[] octets, int offset)
        {
            long value = GetInt32(octets, offset);
            return value < 0 ? value + 0x100000000L : value;
        }

        /// <summary>Stores four octets.</summary>
        public static void SetInt32(byte[] octets, int offset, int value)
        {
            octets[offset] = (byte)(value >> 24);
            octets[offset + 1] = (byte)(value >> 16);
            octets[offset + 2] = (byte)(value >> 8);
            octets[offset + 3] = (byte)value;
        }

        /// <summary>Eight octets as a signed number.</summary>
        public static long GetInt64(byte[] octets, int offset)
        {
            // The lower half is made unsigned by the mask: widening an int to long carries its sign.
            return ((long)GetInt32(octets, offset) << 32) | (GetInt32(octets, offset + 4) & 0xFFFFFFFFL);
        }

        /// <summary>Stores eight octets.</summary>
        public static void SetInt64(byte[] octets, int offset, long value)
        {
            SetInt32(octets, offset, (int)(value >> 32));
            SetInt32(octets, offset + 4, (int)value);
        }

        /// <summary>True if the two runs hold the same octets.</summary>
        public static bool AreEqual(byte[] first, int firstOffset, byte[] second, int secondOffset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (first[firstOffset + i] != second[secondOffset + i])
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>
        /// Compares two eight-octet counters as unsigned numbers.
        /// </summary>
        /// <returns>Less than, equal to or greater than 0 as the first is less, the same or greater.</returns>
        public static int CompareCounters(byte[] first, int firstOffset, byte[] second, int secondOffset)
        {
            for (int i = 0; i < 8; i++)
            {
                int difference = first[firstOffset + i] - second[secondOffset + i];
                if (difference != 0)
                {
                    return difference;
                }
            }
            return 0;
        }
    }
}
