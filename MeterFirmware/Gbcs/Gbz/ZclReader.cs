namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// Reads the fields of a ZCL frame, least significant octet first, in place. Reading what is not there sets
    /// <see cref="Failed"/> and gives 0; nothing is read after that.
    /// </summary>
    public sealed class ZclReader
    {
        private byte[] octets;
        private int end;

        /// <summary>Where the next octet is.</summary>
        public int Position { get; private set; }

        /// <summary>True once something could not be read.</summary>
        public bool Failed { get; private set; }

        /// <summary>True if all was read and nothing failed.</summary>
        public bool IsAtEnd
        {
            get { return !Failed && Position == end; }
        }

        /// <summary>The From Date Time of the component: seconds since 2000-01-01T00:00:00Z, 0 for now.</summary>
        public long FromDateTime { get; set; }

        /// <summary>Begins to read.</summary>
        /// <param name="source">Holds the fields.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many octets they have.</param>
        public void Open(byte[] source, int offset, int count)
        {
            octets = source;
            Position = offset;
            end = offset + count;
            Failed = false;
        }

        /// <summary>Reads one octet.</summary>
        public int ReadByte()
        {
            int at = Take(1);
            return Failed ? 0 : octets[at];
        }

        /// <summary>Reads an unsigned number of two octets.</summary>
        public int ReadUInt16()
        {
            int at = Take(2);
            return Failed ? 0 : octets[at] | (octets[at + 1] << 8);
        }

        /// <summary>Reads a signed number of four octets.</summary>
        public int ReadInt32()
        {
            int at = Take(4);
            return Failed ? 0 : octets[at] | (octets[at + 1] << 8) | (octets[at + 2] << 16) | (octets[at + 3] << 24);
        }

        /// <summary>Reads an unsigned number of four octets.</summary>
        public long ReadUInt32()
        {
            return ReadInt32() & 0xFFFFFFFFL;
        }

        /// <summary>Holds the fields: what the offsets refer to.</summary>
        public byte[] Source
        {
            get { return octets; }
        }

        /// <summary>Reads over octets.</summary>
        /// <returns>Where they begin.</returns>
        public int Skip(int count)
        {
            return Take(count);
        }

        /// <summary>Reads over an octet string: its length and its octets.</summary>
        /// <returns>Where its octets begin.</returns>
        public int SkipString()
        {
            int length = ReadByte();
            return Take(length);
        }

        private int Take(int count)
        {
            int at = Position;
            if (Failed || count > end - Position)
            {
                Failed = true;
                return at;
            }
            Position += count;
            return at;
        }
    }
}
