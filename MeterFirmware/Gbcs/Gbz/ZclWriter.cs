namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>Writes the fields of a ZCL frame, least significant octet first.</summary>
    public static class ZclWriter
    {
        /// <summary>Writes a number of two octets.</summary>
        public static void WriteUInt16(OctetWriter writer, int value)
        {
            writer.WriteByte(value);
            writer.WriteByte(value >> 8);
        }

        /// <summary>Writes a number of three octets.</summary>
        public static void WriteUInt24(OctetWriter writer, int value)
        {
            WriteUInt16(writer, value);
            writer.WriteByte(value >> 16);
        }

        /// <summary>Writes a number of six octets.</summary>
        public static void WriteUInt48(OctetWriter writer, long value)
        {
            WriteInt32(writer, (int)value);
            WriteUInt16(writer, (int)(value >> 32));
        }

        /// <summary>Writes a number of four octets.</summary>
        public static void WriteInt32(OctetWriter writer, int value)
        {
            WriteUInt16(writer, value);
            WriteUInt16(writer, value >> 16);
        }
    }
}
