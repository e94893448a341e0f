namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Takes messages out of the GFI text form <c>GBCS:DATA#channel:octets:hex</c>, and frames of the hub's OTA cluster out of
    /// the same with <c>OTA:DATA#</c>, one a line, as its characters arrive: only the octets are held, never the text. A line
    /// that is not well formed is dropped up to its end and counted.
    /// </summary>
    public sealed class LineReceiver
    {
        /// <summary>The highest channel number.</summary>
        public const int MaxChannel = 255;

        private const int CarriageReturn = '\r';
        private const int LineFeed = '\n';

        private const int InPrefix = 0;
        private const int InChannel = 1;
        private const int InLength = 2;
        private const int InHex = 3;
        private const int InEnd = 4;
        private const int InDropped = 5;

        private readonly byte[] message = new byte[MessageLimits.MaxOctets];
        private int state;
        private int digits;
        private int declared;
        private int highNibble;

        /// <summary>Starts at the beginning of a line.</summary>
        public LineReceiver()
        {
            StartLine();
        }

        /// <summary>The octets of the message that <see cref="Take"/> just completed.</summary>
        public byte[] Message
        {
            get { return message; }
        }

        /// <summary>How many octets it has.</summary>
        public int Count { get; private set; }

        /// <summary>What it is: a <see cref="LineForm"/>.</summary>
        public int Form { get; private set; }

        /// <summary>The channel it came on, 0 to <see cref="MaxChannel"/>.</summary>
        public int Channel { get; private set; }

        /// <summary>How many lines were dropped because they were not well formed.</summary>
        public int Malformed { get; private set; }

        /// <summary>Takes one character.</summary>
        /// <param name="octet">0 to 255.</param>
        /// <returns>True if it completed a message, which stays until the next call.</returns>
        public bool Take(int octet)
        {
            if (octet == LineFeed)
            {
                return EndLine();
            }
            switch (state)
            {
                case InPrefix:
                    TakePrefix(octet);
                    break;
                case InChannel:
                    TakeChannel(octet);
                    break;
                case InLength:
                    TakeLength(octet);
                    break;
                case InHex:
                    TakeHex(octet);
                    break;
                case InEnd:
                    // Only the carriage return may follow the last octet, once.
                    state = octet == CarriageReturn && highNibble < 0 ? InEnd : InDropped;
                    highNibble = 0;
                    break;
            }
            return false;
        }

        private void StartLine()
        {
            state = InPrefix;
            digits = 0;
            declared = 0;
            highNibble = -1;
        }

        private bool EndLine()
        {
            bool complete = state == InEnd;
            // An empty line is no message and no fault: terminals send them.
            bool empty = state == InPrefix && digits == 0;
            if (!complete && !empty)
            {
                Malformed++;
            }
            StartLine();
            return complete;
        }

        private void TakePrefix(int octet)
        {
            if (octet == CarriageReturn && digits == 0)
            {
                return;
            }
            if (digits == 0)
            {
                Form = octet == LineForm.PrefixOf(LineForm.Ota)[0] ? LineForm.Ota : LineForm.Gbcs;
            }
            byte[] prefix = LineForm.PrefixOf(Form);
            if (octet != prefix[digits])
            {
                state = InDropped;
                return;
            }
            digits++;
            if (digits == prefix.Length)
            {
                state = InChannel;
                digits = 0;
                Channel = 0;
            }
        }

        private void TakeChannel(int octet)
        {
            if (octet == ':' && digits > 0)
            {
                state = InLength;
                digits = 0;
                return;
            }
            Channel = TakeDigit(Channel, octet, MaxChannel);
        }

        private void TakeLength(int octet)
        {
            if (octet == ':' && declared > 0)
            {
                state = InHex;
                Count = 0;
                return;
            }
            declared = TakeDigit(declared, octet, MessageLimits.MaxOctets);
        }

        private int TakeDigit(int number, int octet, int limit)
        {
            int next = number * 10 + octet - '0';
            if (octet < '0' || octet > '9' || next > limit)
            {
                state = InDropped;
                return 0;
            }
            digits++;
            return next;
        }

        private void TakeHex(int octet)
        {
            int nibble = Hex.ValueOf(octet);
            if (nibble < 0)
            {
                state = InDropped;
                return;
            }
            if (highNibble < 0)
            {
                highNibble = nibble;
                return;
            }
            message[Count] = (byte)((highNibble << 4) | nibble);
            highNibble = -1;
            Count++;
            if (Count == declared)
            {
                state = InEnd;
            }
        }
    }
}
