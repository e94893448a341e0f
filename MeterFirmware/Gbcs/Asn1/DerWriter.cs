using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>Writes DER (X.690). Constructed elements are begun, filled and closed; none may exceed 127 octets.</summary>
    public static class DerWriter
    {
        /// <summary>Begins a SEQUENCE.</summary>
        /// <returns>What <see cref="Close"/> wants.</returns>
        public static int Begin(OctetWriter writer)
        {
            writer.WriteByte(DerTag.Sequence);
            return writer.Reserve(1);
        }

        /// <summary>Ends what was begun.</summary>
        public static void Close(OctetWriter writer, int begun)
        {
            int length = writer.Position - begun - 1;
            Core.Invariant.Require(length < 0x80, "a short element");
            writer.Raw[begun] = (byte)length;
        }

        /// <summary>Writes NULL.</summary>
        public static void WriteNull(OctetWriter writer)
        {
            writer.WriteByte(DerTag.Null);
            writer.WriteByte(0);
        }

        /// <summary>Writes an INTEGER of 0 to <see cref="int.MaxValue"/>.</summary>
        public static void WriteInteger(OctetWriter writer, int value)
        {
            byte[] octets = new byte[8];
            Octets.SetInt32(octets, 4, value);
            WriteCounter(writer, octets, 0);
        }

        /// <summary>Writes eight octets, most significant first, as an INTEGER of 0 to 2^64 - 1.</summary>
        public static void WriteCounter(OctetWriter writer, byte[] octets, int offset)
        {
            int first = 0;
            while (first < 7 && octets[offset + first] == 0)
            {
                first++;
            }
            bool needsSign = octets[offset + first] >= 0x80;
            writer.WriteByte(DerTag.Integer);
            writer.WriteByte(8 - first + (needsSign ? 1 : 0));
            if (needsSign)
            {
                writer.WriteByte(0);
            }
            writer.WriteOctets(octets, offset + first, 8 - first);
        }

        /// <summary>Writes an OCTET STRING.</summary>
        public static void WriteOctetString(OctetWriter writer, byte[] octets, int offset, int count)
        {
            writer.WriteByte(DerTag.OctetString);
            writer.WriteByte(count);
            writer.WriteOctets(octets, offset, count);
        }
    }
}
