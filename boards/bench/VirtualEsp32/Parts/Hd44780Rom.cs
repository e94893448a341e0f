namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>The character ROM A00 of the HD44780 (data sheet, table 4) as Unicode.</summary>
    internal static class Hd44780Rom
    {
        // The upper two columns of the table, 0xE0 to 0xFF.
        private const string Upper =
            "\u03B1\u00E4\u03B2\u03B5\u03BC\u03C3\u03C1g\u221A\u207Bj\u02E3\u00A2\u0141\u00F1\u00F6"
            + "pq\u03B8\u221E\u03A9\u00FC\u03A3\u03C0xy\u5343\u4E07\u5186\u00F7\u0020\u2588";

        private const char Unknown = '\uFFFD';

        internal static char ToUnicode(byte code)
        {
            switch (code)
            {
                case 0x5C:
                    return '\u00A5';
                case 0x7E:
                    return '\u2192';
                case 0x7F:
                    return '\u2190';
                case >= 0x20 and < 0x7E:
                    return (char)code;
                case >= 0xA1 and <= 0xDF:
                    return (char)(0xFF61 + code - 0xA1);
                case 0xA0:
                    return ' ';
                case >= 0xE0:
                    return Upper[code - 0xE0];
                default:
                    return Unknown;
            }
        }
    }
}
