using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// The parts of a command as it reaches a device (GBCS 7.2): MAC header, grouping header, payload, signature, MAC.
    /// Nothing is copied: the parts are offsets into the message.
    /// </summary>
    public sealed class Envelope
    {
        /// <summary>The octets of a signature: r and s.</summary>
        public const int SignatureLength = 64;

        /// <summary>The octets of a MAC.</summary>
        public const int MacLength = 12;

        /// <summary>The octets before the grouping header that the MAC covers, the security control's and counter's.</summary>
        public const int MacPrefixLength = 6;

        /// <summary>The first octet of a MAC header: general-ciphering.</summary>
        public const int GeneralCiphering = 0xDD;

        /// <summary>The first octet of a grouping header: general-signing.</summary>
        public const int GeneralSigning = 0xDF;

        /// <summary>Security control: authentication only, suite 1.</summary>
        public const int SecurityControl = 0x11;

        /// <summary>The most octets of the other information: a message code and three ids with their counters.</summary>
        public const int MaxInformation = 2 + 3 * 16;

        private const int IdLength = 8;
        private const int CounterLength = 8;
        private const int DateTimeLength = 12;
        private const int MessageCodeLength = 2;

        private byte[] octets;
        private int position;
        private int end;
        private bool wellFormed;

        /// <summary>A <see cref="Gbcs.MessageKind"/>.</summary>
        public int Kind { get; private set; }

        /// <summary>Where the grouping header begins.</summary>
        public int BodyOffset { get; private set; }

        /// <summary>Where what is signed begins: after the tag of the grouping header. It ends with the payload.</summary>
        public int SignedOffset
        {
            get { return BodyOffset + 1; }
        }

        /// <summary>Where the MAC begins, after the grouping header, the payload and the signature.</summary>
        public int MacOffset { get; private set; }

        /// <summary>Where the eight octets of the originator counter begin.</summary>
        public int CounterOffset { get; private set; }

        /// <summary>Where the originator's EUI-64 begins.</summary>
        public int OriginatorOffset { get; private set; }

        /// <summary>Where the recipient's EUI-64 begins.</summary>
        public int RecipientOffset { get; private set; }

        /// <summary>The message code.</summary>
        public int MessageCode { get; private set; }

        /// <summary>Where the other information begins: the message code and what a use case adds to it.</summary>
        public int InformationOffset { get; private set; }

        /// <summary>The octets of the other information, <see cref="MaxInformation"/> at the most.</summary>
        public int InformationCount { get; private set; }

        /// <summary>Where the payload begins.</summary>
        public int PayloadOffset { get; private set; }

        /// <summary>The octets of the payload.</summary>
        public int PayloadCount { get; private set; }

        /// <summary>Where the signature begins; 0 if there is none.</summary>
        public int SignatureOffset { get; private set; }

        /// <summary>Finds the parts of a message.</summary>
        /// <param name="message">Holds it, from its beginning.</param>
        /// <param name="count">How many octets it has.</param>
        /// <returns>False if it is not of the form; the parts then mean nothing.</returns>
        public bool Parse(byte[] message, int count)
        {
            octets = message;
            position = 0;
            end = count;
            wellFormed = true;
            ParseMacHeader();
            ParseGroupingHeader();
            PayloadCount = TakeLength();
            PayloadOffset = position;
            Skip(PayloadCount);
            ParseSignature();
            return wellFormed && position == end;
        }

        private void ParseMacHeader()
        {
            Expect(GeneralCiphering);
            // transaction id, originator, recipient, date-time, other information and key information are absent
            for (int i = 0; i < 6; i++)
            {
                Expect(0);
            }
            int ciphered = TakeLength();
            if (ciphered != end - position)
            {
                wellFormed = false;
            }
            Expect(SecurityControl);
            for (int i = 0; i < 4; i++)
            {
                Expect(0);
            }
            BodyOffset = position;
            end -= MacLength;
            MacOffset = end;
        }

        private void ParseGroupingHeader()
        {
            Expect(GeneralSigning);
            Expect(1 + CounterLength);
            Kind = Take();
            CounterOffset = Skip(CounterLength);
            Expect(IdLength);
            OriginatorOffset = Skip(IdLength);
            Expect(IdLength);
            RecipientOffset = Skip(IdLength);
            int dateTime = Take();
            if (dateTime != 0 && dateTime != DateTimeLength)
            {
                wellFormed = false;
            }
            Skip(dateTime);
            // Other information: the message code, and for some use cases the ids and counters of further parties.
            InformationCount = TakeLength();
            if (InformationCount < MessageCodeLength || InformationCount > MaxInformation)
            {
                wellFormed = false;
            }
            InformationOffset = Skip(InformationCount);
            MessageCode = wellFormed ? Octets.GetUInt16(octets, InformationOffset) : 0;
        }

        private void ParseSignature()
        {
            int length = Take();
            if (length != 0 && length != SignatureLength)
            {
                wellFormed = false;
            }
            int at = Skip(length);
            SignatureOffset = length == 0 ? 0 : at;
        }

        private int Take()
        {
            if (!wellFormed || position >= end)
            {
                wellFormed = false;
                return 0;
            }
            int octet = octets[position];
            position++;
            return octet;
        }

        private void Expect(int octet)
        {
            if (Take() != octet)
            {
                wellFormed = false;
            }
        }

        private int TakeLength()
        {
            int length = Take();
            if (length < 0x80)
            {
                return length;
            }
            if (length == 0x81)
            {
                return Take();
            }
            if (length != 0x82)
            {
                wellFormed = false;
                return 0;
            }
            length = Take() << 8;
            return length | Take();
        }

        private int Skip(int count)
        {
            int at = position;
            if (!wellFormed || count > end - position)
            {
                wellFormed = false;
                return at;
            }
            position += count;
            return at;
        }
    }
}
