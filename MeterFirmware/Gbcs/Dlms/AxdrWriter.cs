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

        /// <summary>Writes a double-long-unsigned, whose octets are those of an int.</summary>
        public static void WriteUInt32(OctetWriter writer, int value)
        {
            writer.WriteByte(AxdrTag.UInt32);
            writer.WriteInt32(value);
        }

        /// <summary>Writes a scal_unit_type: a structure of a scaler and a unit.</summary>
        public static void WriteScalerUnit(OctetWriter writer, int scaler, int unit)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            writer.WriteByte(AxdrTag.Int8);
            writer.WriteByte(scaler);
            writer.WriteByte(AxdrTag.Enum);
            writer.WriteByte(unit);
        }
    }
}
