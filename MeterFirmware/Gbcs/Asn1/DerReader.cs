namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>
    /// Reads DER (X.690) in place. After the first octet that is not as it should be every further read fails and
    /// <see cref="Failed"/> stays true. Lengths of 0 to 65,535 are read, in their shortest form only.
    /// </summary>
    public sealed class DerReader
    {
        private byte[] octets;
        private int position;
        private int end;

        /// <summary>True if something was not of the form.</summary>
        public bool Failed { get; private set; }

        /// <summary>True if every octet was read and all were of the form.</summary>
        public bool IsAtEnd
        {
            get { return !Failed && position == end; }
        }

        /// <summary>True if the next element has this tag; nothing is read.</summary>
        public bool IsNext(int tag)
        {
            return !Failed && position < end && octets[position] == tag;
        }

        /// <summary>Begins to read.</summary>
        public void Open(byte[] source, int offset, int count)
        {
            octets = source;
            position = offset;
            end = offset + count;
            Failed = false;
        }

        /// <summary>Enters a SEQUENCE, which must reach to the end of what is read.</summary>
        public void EnterLast()
        {
            int length = ReadHeader(DerTag.Sequence);
            if (length != end - position)
            {
                Failed = true;
            }
        }

        /// <summary>Reads an element.</summary>
        /// <param name="tag">The tag that it must have.</param>
        /// <param name="length">Receives the octets of its content.</param>
        /// <returns>Where its content begins.</returns>
        public int Read(int tag, out int length)
        {
            length = ReadHeader(tag);
            int at = position;
            position += length;
            return at;
        }

        /// <summary>Reads an INTEGER of 0 to 2^64 - 1 into eight octets, most significant first.</summary>
        public void ReadCounter(byte[] counter, int offset)
        {
            int length;
            int at = Read(DerTag.Integer, out length);
            bool hasSign = length > 0 && octets[at] == 0;
            // The shortest form: a leading zero only before an octet that would else make the number negative.
            bool shortest = length > 0 && (!hasSign || length == 1 || octets[at + 1] >= 0x80);
            int digits = hasSign ? length - 1 : length;
            if (Failed || !shortest || digits > 8 || (!hasSign && octets[at] >= 0x80))
            {
                Failed = true;
                return;
            }
            System.Array.Clear(counter, offset, 8);
            System.Array.Copy(octets, at + length - digits, counter, offset + 8 - digits, digits);
        }

        private int ReadHeader(int tag)
        {
            if (Failed || end - position < 2 || octets[position] != tag)
            {
                Failed = true;
                return 0;
            }
            int length = octets[position + 1];
            position += 2;
            if (length >= 0x80)
            {
                length = ReadLongLength(length & 0x7F);
            }
            if (Failed || length > end - position)
            {
                Failed = true;
                return 0;
            }
            return length;
        }

        private int ReadLongLength(int count)
        {
            if (count < 1 || count > 2 || count > end - position)
            {
                Failed = true;
                return 0;
            }
            int length = octets[position];
            if (count == 2)
            {
                length = (length << 8) | octets[position + 1];
            }
            position += count;
            if (length < (count == 1 ? 0x80 : 0x100))
            {
                Failed = true;
            }
            return length;
        }
    }
}
