namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// Breaks a text into rows, between words where it can, and rows into pages of a screen. It holds one text of at most
    /// <see cref="DisplaySource.MostTextOctets"/> codes; what is longer is cut off there.
    /// </summary>
    public sealed class TextLayout
    {
        // Two rows that follow each other hold more than a row's cells with the space between, or they would be one.
        private const int MostRows = 2 * DisplaySource.MostTextOctets / ScreenText.Columns + 2;

        private readonly byte[] codes = new byte[DisplaySource.MostTextOctets];
        private readonly byte[] starts = new byte[MostRows];
        private readonly byte[] lengths = new byte[MostRows];
        private int count;
        private int rows;

        /// <summary>The buffer for a text; then <see cref="Break"/>.</summary>
        public byte[] Text
        {
            get { return codes; }
        }

        /// <summary>How many pages the text fills; 0 for an empty one.</summary>
        public int Pages
        {
            get { return (rows + ScreenText.Rows - 1) / ScreenText.Rows; }
        }

        /// <summary>Takes the UTF-8 in <see cref="Text"/> and breaks it.</summary>
        /// <param name="octets">How many octets are there.</param>
        public void Break(int octets)
        {
            count = DisplayAlphabet.Decode(codes, octets > codes.Length ? codes.Length : octets, codes);
            rows = 0;
            int at = SkipSpaces(0);
            while (at < count && rows < MostRows)
            {
                int length = RowLength(at);
                starts[rows] = (byte)at;
                lengths[rows] = (byte)length;
                rows++;
                at = SkipSpaces(at + length);
            }
        }

        /// <summary>Writes a page.</summary>
        /// <param name="text">Takes it, blank.</param>
        /// <param name="page">From 0; past the last nothing is written.</param>
        public void Write(ScreenText text, int page)
        {
            for (int row = 0; row < ScreenText.Rows; row++)
            {
                int line = page * ScreenText.Rows + row;
                if (line < rows)
                {
                    text.WriteCodes(row, 0, codes, starts[line], lengths[line]);
                }
            }
        }

        private int SkipSpaces(int at)
        {
            while (at < count && codes[at] == ' ')
            {
                at++;
            }
            return at;
        }

        // Up to the last space within a row's cells and one, or all the cells for a word that is longer.
        private int RowLength(int at)
        {
            if (count - at <= ScreenText.Columns)
            {
                return count - at;
            }
            int length = ScreenText.Columns;
            while (length > 0 && codes[at + length] != ' ')
            {
                length--;
            }
            return length == 0 ? ScreenText.Columns : length;
        }
    }
}
