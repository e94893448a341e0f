namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Puts a message into the GFI text form, a piece at a time, so that the line is never in memory as a whole.
    /// </summary>
    public sealed class LineSender
    {
        // A prefix, a channel and a length with what ends them.
        private readonly byte[] head = new byte[LineForm.MostPrefix + 3 + 1 + 4 + 1];
        private int headCount;
        private byte[] message;
        private int offset;
        private int count;

        // Characters given so far: the head, then two an octet, then the two of the line's end.
        private int position;

        /// <summary>True while a line is not wholly given.</summary>
        public bool IsBusy
        {
            get { return message != null; }
        }

        /// <summary>Begins a line.</summary>
        /// <param name="form">A <see cref="LineForm"/>.</param>
        /// <param name="channel">0 to <see cref="LineReceiver.MaxChannel"/>.</param>
        /// <param name="octets">Holds the message, unchanged until the line is given.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="length">How many octets, 1 to <see cref="MessageLimits.MaxOctets"/>.</param>
        public void Begin(int form, int channel, byte[] octets, int start, int length)
        {
            byte[] prefix = LineForm.PrefixOf(form);
            System.Array.Copy(prefix, 0, head, 0, prefix.Length);
            headCount = prefix.Length;
            AppendNumber(channel);
            AppendNumber(length);
            message = octets;
            offset = start;
            count = length;
            position = 0;
        }

        /// <summary>Gives the next piece of the line.</summary>
        /// <param name="piece">Receives it.</param>
        /// <returns>How many characters; 0 when the line is done.</returns>
        public int Next(byte[] piece)
        {
            int given = 0;
            int end = headCount + 2 * count + 2;
            while (message != null && given < piece.Length)
            {
                piece[given] = (byte)CharacterAt(position);
                given++;
                position++;
                if (position == end)
                {
                    message = null;
                }
            }
            return given;
        }

        private int CharacterAt(int index)
        {
            if (index < headCount)
            {
                return head[index];
            }
            int digit = index - headCount;
            if (digit >= 2 * count)
            {
                return digit == 2 * count ? '\r' : '\n';
            }
            int octet = message[offset + digit / 2];
            return Hex.DigitOf(digit % 2 == 0 ? octet >> 4 : octet & 15);
        }

        private void AppendNumber(int number)
        {
            int divisor = 1;
            while (number / divisor >= 10)
            {
                divisor *= 10;
            }
            for (; divisor > 0; divisor /= 10)
            {
                head[headCount] = (byte)('0' + number / divisor % 10);
                headCount++;
            }
            head[headCount] = (byte)':';
            headCount++;
        }
    }
}
