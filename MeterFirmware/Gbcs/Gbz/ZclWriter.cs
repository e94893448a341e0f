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

        /// <summary>Writes a number of four octets.</summary>
        public static void WriteInt32(OctetWriter writer, int value)
        {
            WriteUInt16(writer, value);
            WriteUInt16(writer, value >> 16);
        }
    }
}
