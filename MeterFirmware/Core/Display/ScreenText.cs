namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// Puts texts and numbers into the cells of a screen without making any object. What would leave its row is left out.
    /// </summary>
    public sealed class ScreenText
    {
        /// <summary>Cells in a row.</summary>
        public const int Columns = 16;

        /// <summary>Rows.</summary>
        public const int Rows = 2;

        /// <summary>
        /// The largest amount that is shown, in pence, far above what a register holds: a larger one is shown as this, and
        /// one below its negative as that.
        /// </summary>
        public const long MostPence = 99999999999L;

        private const int PenceDigits = 3;
        private const int MillipencePerPenny = 1000;

        private readonly byte[] cells = new byte[Rows * Columns];

        /// <summary>The cells, row by row, as codes of the HD44780's ROM A00.</summary>
        public byte[] Cells
        {
            get { return cells; }
        }

        /// <summary>Blanks every cell.</summary>
        public void Clear()
        {
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = (byte)' ';
            }
        }

        /// <summary>Sets one cell.</summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="column">0 to 15; elsewhere nothing happens.</param>
        /// <param name="code">The character's code.</param>
        public void SetCell(int row, int column, int code)
        {
            if (column >= 0 && column < Columns)
            {
                cells[row * Columns + column] = (byte)code;
            }
        }

        /// <summary>Writes a text from the left.</summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="text">Characters that the ROM has.</param>
        /// <returns>The column after it.</returns>
        public int WriteLeft(int row, string text)
        {
            return WriteAt(row, 0, text);
        }

        /// <summary>Writes a text from a column on.</summary>
        /// <returns>The column after it.</returns>
        public int WriteAt(int row, int column, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                SetCell(row, column + i, text[i]);
            }
            return column + text.Length;
        }

        /// <summary>Writes a text that ends before a column.</summary>
        /// <returns>Its first column.</returns>
        public int WriteRight(int row, int end, string text)
        {
            WriteAt(row, end - text.Length, text);
            return end - text.Length;
        }

        /// <summary>Copies codes from a column on.</summary>
        public void WriteCodes(int row, int column, byte[] codes, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                SetCell(row, column + i, codes[offset + i]);
            }
        }

        /// <summary>Writes a small whole number from a column on, without leading zeros.</summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="column">Where it begins.</param>
        /// <param name="value">0 to 999,999,999.</param>
        /// <returns>The column after it.</returns>
        public int WriteCount(int row, int column, int value)
        {
            int digits = 1;
            for (int rest = value / 10; rest > 0; rest /= 10)
            {
                digits++;
            }
            WriteNumber(row, column + digits, value, 1, 0);
            return column + digits;
        }

        /// <summary>Writes a number that ends before a column.</summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="end">The column after it.</param>
        /// <param name="value">0 or more, as a whole number of its last decimal.</param>
        /// <param name="fewestDigits">At least so many digits, with leading zeros.</param>
        /// <param name="decimals">How many of them stand after the point.</param>
        /// <returns>Its first column.</returns>
        public int WriteNumber(int row, int end, long value, int fewestDigits, int decimals)
        {
            int column = end;
            for (int written = 0; written < fewestDigits || value > 0; value /= 10)
            {
                if (written == decimals && decimals > 0)
                {
                    column--;
                    SetCell(row, column, '.');
                }
                column--;
                SetCell(row, column, '0' + (int)(value % 10));
                written++;
            }
            return column;
        }

        /// <summary>
        /// Writes an amount of money that ends before a column, in pounds or euros with two decimals. It is rounded down, so
        /// that nobody is shown more than there is: a credit never more, and what is due, a negative amount, never less.
        /// </summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="end">The column after it.</param>
        /// <param name="amountMillipence">The amount; negative amounts have a minus sign.</param>
        /// <param name="isEuro">True for euros, false for pounds.</param>
        /// <returns>Its first column.</returns>
        public int WriteMoney(int row, int end, long amountMillipence, bool isEuro)
        {
            long pence = amountMillipence / MillipencePerPenny;
            if (amountMillipence % MillipencePerPenny < 0)
            {
                pence--;
            }
            return WritePence(row, end, pence, isEuro);
        }

        /// <summary>
        /// Writes what somebody owes, that ends before a column: a positive amount without a sign, rounded up.
        /// </summary>
        /// <returns>Its first column.</returns>
        public int WriteOwed(int row, int end, long amountMillipence, bool isEuro)
        {
            long pence = amountMillipence / MillipencePerPenny;
            if (amountMillipence % MillipencePerPenny > 0)
            {
                pence++;
            }
            return WritePence(row, end, pence, isEuro);
        }

        private int WritePence(int row, int end, long pence, bool isEuro)
        {
            bool isNegative = pence < 0;
            long shown = isNegative ? -pence : pence;
            int column = WriteNumber(row, end, shown > MostPence ? MostPence : shown, PenceDigits, 2) - 1;
            SetCell(row, column, isEuro ? Glyph.Euro : Glyph.Pound);
            if (isNegative)
            {
                column--;
                SetCell(row, column, '-');
            }
            return column;
        }
    }
}
