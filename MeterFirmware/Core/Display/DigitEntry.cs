namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// The entry of digits with two buttons: one changes the digit in brackets, the other accepts it or takes the last back.
    /// </summary>
    internal sealed class DigitEntry
    {
        /// <summary>The digits of a UTRN.</summary>
        public const int UtrnDigits = 20;

        /// <summary>The digits of a privacy PIN.</summary>
        public const int PinDigits = 4;

        private const int GroupDigits = 4;

        private readonly byte[] digits = new byte[UtrnDigits];
        private string label;
        private int length;
        private int count;
        private int candidate;
        private bool isHidden;

        /// <summary>The digits, values 0 to 9.</summary>
        public byte[] Digits
        {
            get { return digits; }
        }

        /// <summary>Begins.</summary>
        /// <param name="label">At most 9 characters.</param>
        /// <param name="length">How many digits.</param>
        /// <param name="isHidden">Whether what was accepted is shown as stars.</param>
        public void Begin(string label, int length, bool isHidden)
        {
            this.label = label;
            this.length = length;
            this.isHidden = isHidden;
            Wipe();
        }

        /// <summary>Forgets what was entered.</summary>
        public void Wipe()
        {
            count = 0;
            candidate = 0;
            for (int i = 0; i < digits.Length; i++)
            {
                digits[i] = 0;
            }
        }

        /// <summary>The next digit: 9 is followed by 0.</summary>
        public void Step()
        {
            candidate = (candidate + 1) % 10;
        }

        /// <summary>Accepts the digit.</summary>
        /// <returns>True if it was the last.</returns>
        public bool Accept()
        {
            digits[count] = (byte)candidate;
            candidate = 0;
            count++;
            return count == length;
        }

        /// <summary>Takes the last accepted digit back.</summary>
        public void TakeBack()
        {
            if (count > 0)
            {
                count--;
                candidate = digits[count];
            }
        }

        /// <summary>Writes the entry: which digit it is, the group before it and its own.</summary>
        public void Paint(ScreenText text)
        {
            int column = text.WriteLeft(0, label) + 1;
            column = text.WriteCount(0, column, count + 1);
            text.WriteCount(0, text.WriteAt(0, column, "/"), length);
            int first = count / GroupDigits * GroupDigits;
            column = 0;
            if (first > 0)
            {
                column = PaintDigits(text, first - GroupDigits, first, 0) + 1;
            }
            column = text.WriteAt(1, PaintDigits(text, first, count, column), "[");
            text.SetCell(1, column, '0' + candidate);
            text.SetCell(1, column + 1, ']');
        }

        private int PaintDigits(ScreenText text, int from, int to, int column)
        {
            for (int i = from; i < to; i++)
            {
                text.SetCell(1, column, isHidden ? '*' : '0' + digits[i]);
                column++;
            }
            return column;
        }
    }
}
