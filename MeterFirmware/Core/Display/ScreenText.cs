namespace MeterFirmware.Core.Display
{
    /// <summary>Puts texts and numbers into the cells of a screen without making any object.</summary>
    public sealed class ScreenText
    {
        /// <summary>Cells in a row.</summary>
        public const int Columns = 16;

        /// <summary>Rows.</summary>
        public const int Rows = 2;

        // The digits of the largest amount: 2,147,483,647 millipence are 21,474.83 with its point and two decimals.
        private const int PenceDigits = 3;

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

        /// <summary>Writes a text from the left; what does not fit is left out.</summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="text">Characters that the ROM has.</param>
        public void WriteLeft(int row, string text)
        {
            int start = row * Columns;
            for (int i = 0; i < text.Length && i < Columns; i++)
            {
                cells[start + i] = (byte)text[i];
            }
        }

        /// <summary>
        /// Writes an amount of money at the right end of a row, in pounds with two decimals. It is rounded down, so that
        /// nobody is shown more than there is: a credit never more, and a debt, given as a negative amount, never less.
        /// </summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="amountMillipence">The amount; negative amounts have a minus sign.</param>
        public void WriteMoney(int row, long amountMillipence)
        {
            long pence = amountMillipence / 1000;
            if (amountMillipence % 1000 < 0)
            {
                pence--;
            }
            int at = WriteDigits(row * Columns + Columns - 1, pence < 0 ? -pence : pence, PenceDigits, 2);
            cells[at] = Glyph.Pound;
            if (pence < 0)
            {
                cells[at - 1] = (byte)'-';
            }
        }

        /// <summary>
        /// Writes a reading at the right end of a row, before its unit: leading zeros, and what is above the digits is not
        /// shown.
        /// </summary>
        /// <param name="row">0 or 1.</param>
        /// <param name="value">0 or more.</param>
        /// <param name="digits">How many digits, 1 to 12.</param>
        /// <param name="decimals">How many of them stand after the point.</param>
        /// <param name="unitLength">How many cells at the right end the unit takes, with the space before it.</param>
        public void WriteReading(int row, long value, int digits, int decimals, int unitLength)
        {
            long modulus = 1;
            for (int i = 0; i < digits; i++)
            {
                modulus *= 10;
            }
            WriteDigits(row * Columns + Columns - 1 - unitLength, value % modulus, digits, decimals);
        }

        /// <summary>Sets one cell.</summary>
        public void SetCell(int row, int column, int code)
        {
            cells[row * Columns + column] = (byte)code;
        }

        // Writes to the left from a cell; gives the cell that is left of the number.
        private int WriteDigits(int at, long value, int minimumDigits, int decimals)
        {
            int written = 0;
            while (written < minimumDigits || value > 0)
            {
                cells[at] = (byte)('0' + value % 10);
                value /= 10;
                at--;
                written++;
                if (written == decimals)
                {
                    cells[at] = (byte)'.';
                    at--;
                }
            }
            return at;
        }
    }
}
