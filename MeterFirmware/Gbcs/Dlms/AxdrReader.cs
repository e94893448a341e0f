using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// Reads COSEM data in A-XDR, in place. Reading what is not there, or is of another type, sets
    /// <see cref="Failed"/> and gives 0; nothing is read after that.
    /// </summary>
    public sealed class AxdrReader
    {
        /// <summary>How deep arrays and structures may be nested. The deepest in GBCS has 6 levels.</summary>
        public const int MaxDepth = 8;

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

        /// <summary>Holds the data: what the offsets refer to.</summary>
        public byte[] Source
        {
            get { return octets; }
        }

        /// <summary>An octet of what was read.</summary>
        /// <param name="offset">Where it is, as a reading method gave it.</param>
        public int GetOctet(int offset)
        {
            return octets[offset];
        }

        /// <summary>An octet of what is still to be read.</summary>
        /// <param name="ahead">How far ahead, 0 for the next.</param>
        /// <returns>The octet, or -1 if there is none.</returns>
        public int PeekOctet(int ahead)
        {
            return Failed || ahead >= end - Position ? -1 : octets[Position + ahead];
        }

        /// <summary>Begins to read.</summary>
        /// <param name="source">Holds the data.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How many octets it has.</param>
        public void Open(byte[] source, int offset, int count)
        {
            octets = source;
            Position = offset;
            end = offset + count;
            Failed = false;
        }

        /// <summary>Reads an octet without a tag.</summary>
        public int ReadRaw()
        {
            int at = Take(1);
            return Failed ? 0 : octets[at];
        }

        /// <summary>Reads octets without a tag.</summary>
        /// <returns>Where they begin.</returns>
        public int TakeRaw(int count)
        {
            return Take(count);
        }

        /// <summary>Reads a length or a number of elements.</summary>
        public int ReadLength()
        {
            int length = ReadRaw();
            if (length < 0x80)
            {
                return length;
            }
            if (length == 0x81)
            {
                return ReadRaw();
            }
            if (length != 0x82)
            {
                Failed = true;
                return 0;
            }
            int high = ReadRaw();
            return (high << 8) | ReadRaw();
        }

        /// <summary>Reads the beginning of a structure that must have so many elements.</summary>
        public void ReadStructure(int elements)
        {
            Expect(AxdrTag.Structure);
            if (ReadLength() != elements)
            {
                Failed = true;
            }
        }

        /// <summary>Reads the beginning of an array.</summary>
        /// <returns>How many elements follow.</returns>
        public int ReadArray()
        {
            Expect(AxdrTag.Array);
            return ReadLength();
        }

        /// <summary>Reads a signed number of one octet (integer).</summary>
        public int ReadInt8()
        {
            Expect(AxdrTag.Int8);
            return (sbyte)ReadRaw();
        }

        /// <summary>Reads a signed number of two octets (long).</summary>
        public int ReadInt16()
        {
            Expect(AxdrTag.Int16);
            int at = Take(2);
            return Failed ? 0 : (short)Octets.GetUInt16(octets, at);
        }

        /// <summary>Reads an unsigned number of two octets (long-unsigned).</summary>
        public int ReadUInt16()
        {
            Expect(AxdrTag.UInt16);
            int at = Take(2);
            return Failed ? 0 : Octets.GetUInt16(octets, at);
        }

        /// <summary>Reads a signed number of four octets (double-long).</summary>
        public int ReadInt32()
        {
            Expect(AxdrTag.Int32);
            int at = Take(4);
            return Failed ? 0 : Octets.GetInt32(octets, at);
        }

        /// <summary>Reads an unsigned number of four octets (double-long-unsigned).</summary>
        public long ReadUInt32()
        {
            Expect(AxdrTag.UInt32);
            int at = Take(4);
            return Failed ? 0 : Octets.GetInt32(octets, at) & 0xFFFFFFFFL;
        }

        /// <summary>Reads an octet-string that must have so many octets.</summary>
        /// <returns>Where they begin.</returns>
        public int ReadOctets(int length)
        {
            Expect(AxdrTag.OctetString);
            if (ReadLength() != length)
            {
                Failed = true;
            }
            return Take(length);
        }

        /// <summary>Reads an octet-string that may have up to so many octets; it ends at <see cref="Position"/>.</summary>
        /// <returns>Where they begin.</returns>
        public int ReadText(int most)
        {
            return ReadUpTo(AxdrTag.OctetString, most);
        }

        /// <summary>Reads a visible-string, as <see cref="ReadText"/> an octet-string.</summary>
        /// <returns>Where its octets begin.</returns>
        public int ReadVisibleString(int most)
        {
            return ReadUpTo(AxdrTag.VisibleString, most);
        }

        private int ReadUpTo(int tag, int most)
        {
            Expect(tag);
            int length = ReadLength();
            if (length > most)
            {
                Failed = true;
            }
            return Take(length);
        }

        /// <summary>Reads an enum.</summary>
        public int ReadEnum()
        {
            Expect(AxdrTag.Enum);
            return ReadRaw();
        }

        /// <summary>Reads an unsigned octet (unsigned).</summary>
        public int ReadUInt8()
        {
            Expect(AxdrTag.UInt8);
            return ReadRaw();
        }

        /// <summary>Reads the beginning of a bit-string; its octets follow without a tag.</summary>
        /// <returns>How many bits.</returns>
        public int ReadBitCount()
        {
            Expect(AxdrTag.BitString);
            return ReadLength();
        }

        /// <summary>Reads a boolean.</summary>
        public bool ReadBoolean()
        {
            Expect(AxdrTag.Boolean);
            return ReadRaw() != 0;
        }

        /// <summary>Reads a bit-string that must have so many bits.</summary>
        /// <returns>Where its octets begin.</returns>
        public int ReadBits(int bits)
        {
            Expect(AxdrTag.BitString);
            if (ReadLength() != bits)
            {
                Failed = true;
            }
            return Take((bits + 7) / 8);
        }

        /// <summary>Reads over one piece of data, whatever it is.</summary>
        public void Skip()
        {
            Skip(0);
        }

        private void Skip(int depth)
        {
            int tag = ReadRaw();
            if (tag == AxdrTag.Array || tag == AxdrTag.Structure)
            {
                SkipElements(depth + 1);
                return;
            }
            int width = WidthOf(tag);
            if (width >= 0)
            {
                Take(width);
                return;
            }
            int length = ReadLength();
            Take(tag == AxdrTag.BitString ? (length + 7) / 8 : length);
        }

        private void SkipElements(int depth)
        {
            if (depth > MaxDepth)
            {
                Failed = true;
                return;
            }
            int elements = ReadLength();
            for (int i = 0; i < elements && !Failed; i++)
            {
                Skip(depth);
            }
        }

        // The octets after the tag, or -1 where a length tells. A tag that is not known fails.
        private int WidthOf(int tag)
        {
            switch (tag)
            {
                case AxdrTag.Null:
                    return 0;
                case AxdrTag.Boolean:
                case AxdrTag.Bcd:
                case AxdrTag.Int8:
                case AxdrTag.UInt8:
                case AxdrTag.Enum:
                    return 1;
                case AxdrTag.Int16:
                case AxdrTag.UInt16:
                    return 2;
                case AxdrTag.Int32:
                case AxdrTag.UInt32:
                case AxdrTag.Float32:
                case AxdrTag.Time:
                    return 4;
                case AxdrTag.Date:
                    return 5;
                case AxdrTag.Int64:
                case AxdrTag.UInt64:
                case AxdrTag.Float64:
                    return 8;
                case AxdrTag.DateTime:
                    return 12;
                case AxdrTag.BitString:
                case AxdrTag.OctetString:
                case AxdrTag.VisibleString:
                case AxdrTag.Utf8String:
                    return -1;
                default:
                    Failed = true;
                    return 0;
            }
        }

        private void Expect(int tag)
        {
            if (ReadRaw() != tag)
            {
                Failed = true;
            }
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
