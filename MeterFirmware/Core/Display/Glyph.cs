namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// The characters that ROM A00 of an HD44780 does not have, as custom characters; the controller has room for eight.
    /// Codes 0x20 to 0x7D are ASCII except 0x5C (yen); 0x7E and 0x7F are arrows.
    /// </summary>
    public static class Glyph
    {
        /// <summary>The code of the pound sign.</summary>
        public const int Pound = 0;

        /// <summary>The code of the euro sign.</summary>
        public const int Euro = 1;

        /// <summary>The code of a superscript three, for cubic metres.</summary>
        public const int Cubed = 2;

        /// <summary>The code of the backslash, where the ROM has the yen.</summary>
        public const int Backslash = 3;

        /// <summary>The code of the tilde, where the ROM has an arrow.</summary>
        public const int Tilde = 4;

        /// <summary>How many custom characters there are.</summary>
        public const int Count = 5;

        /// <summary>The dots of a custom character: 8 rows of 5 dots, bit 4 the leftmost.</summary>
        /// <param name="code">0 to <see cref="Count"/> - 1.</param>
        /// <param name="rows">Receives 8 rows.</param>
        public static void CopyDots(int code, byte[] rows)
        {
            System.Array.Copy(Dots, 8 * code, rows, 0, 8);
        }

        // csharpier-ignore
        private static readonly byte[] Dots =
        {
            0x06, 0x09, 0x08, 0x1C, 0x08, 0x08, 0x1F, 0x00,
            0x07, 0x08, 0x1E, 0x08, 0x1E, 0x08, 0x07, 0x00,
            0x1C, 0x04, 0x0C, 0x04, 0x1C, 0x00, 0x00, 0x00,
            0x00, 0x10, 0x08, 0x04, 0x02, 0x01, 0x00, 0x00,
            0x00, 0x00, 0x08, 0x15, 0x02, 0x00, 0x00, 0x00,
        };
    }
}
