namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Writes COSEM data in A-XDR.</summary>
    public static class AxdrWriter
    {
        /// <summary>Writes a length or a number of elements.</summary>
        public static void WriteLength(OctetWriter writer, int length)
        {
            if (length >= 0x100)
            {
                writer.WriteByte(0x82);
                writer.WriteUInt16(length);
                return;
            }
            if (length >= 0x80)
            {
                writer.WriteByte(0x81);
            }
            writer.WriteByte(length);
        }

        /// <summary>Writes a double-long.</summary>
        public static void WriteInt32(OctetWriter writer, int value)
        {
            writer.WriteByte(AxdrTag.Int32);
            writer.WriteInt32(value);
        }
    }
}
