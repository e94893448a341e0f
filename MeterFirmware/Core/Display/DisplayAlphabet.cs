namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// Turns UTF-8 into codes of the HD44780's ROM A00 and our own <see cref="Glyph"/>s. Accented letters that the ROM lacks
    /// lose their accent, typographic quotes and dashes become plain ones, controls become spaces; any other character, and
    /// each octet that is not UTF-8, is shown as <see cref="Unknown"/>.
    /// </summary>
    public static class DisplayAlphabet
    {
        /// <summary>What stands for a character that cannot be shown: the full block, which no text has by itself.</summary>
        public const int Unknown = 0xFF;

        private const int LatinFirst = 0xC0;
        private const int LatinLast = 0xFF;

        // U+00C0 to U+00FF without their accents; a space where there is no plain letter.
        private const string LatinBase = "AAAAAA CEEEEIIII NOOOOOxOUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy y";

        // Pairs: what the ROM has elsewhere, or what reads the same. First the character, then its code.
        // csharpier-ignore
        private static readonly short[] Special =
        {
            0x7F, 0x20, 0xA0, 0x20, 0xA2, 0xEC, 0xA3, Glyph.Pound, 0xA5, 0x5C,
            0xB0, 0xDF, 0xB3, Glyph.Cubed, 0xB5, 0xE4, 0xB7, 0xA5, 0xDF, 0xE2, 0xE4, 0xE1, 0xF1, 0xEE, 0xF6, 0xEF,
            0xF7, 0xFD, 0xFC, 0xF5, 0x03A3, 0xF6, 0x03A9, 0xF4, 0x03B1, 0xE0, 0x03B2, 0xE2, 0x03B5, 0xE3,
            0x03B8, 0xF2, 0x03BC, 0xE4, 0x03C0, 0xF7, 0x03C1, 0xE6, 0x03C3, 0xE5, 0x2010, 0x2D, 0x2011, 0x2D,
            0x2012, 0x2D, 0x2013, 0x2D, 0x2014, 0x2D, 0x2018, 0x27, 0x2019, 0x27, 0x201C, 0x22, 0x201D, 0x22,
            0x2022, 0xA5, 0x20AC, Glyph.Euro, 0x2190, 0x7F, 0x2192, 0x7E, 0x2212, 0x2D, 0x221A, 0xE8, 0x221E, 0xF3,
        };

        /// <summary>Turns a text into codes, in place or elsewhere: there are never more codes than octets.</summary>
        /// <param name="utf8">The text.</param>
        /// <param name="count">Its octets.</param>
        /// <param name="codes">Receives the codes; may be the same array.</param>
        /// <returns>How many codes.</returns>
        public static int Decode(byte[] utf8, int count, byte[] codes)
        {
            int written = 0;
            for (int at = 0; at < count; written++)
            {
                int length = utf8[at] < 0x80 ? 1 : SequenceLength(utf8, at, count);
                int code =
                    length == 0 ? Unknown
                    : length == 1 ? CodeOf(utf8[at])
                    : CodeOf(Character(utf8, at, length));
                codes[written] = (byte)code;
                at += length == 0 ? 1 : length;
            }
            return written;
        }

        /// <summary>The code of a character.</summary>
        /// <param name="character">Its Unicode number.</param>
        public static int CodeOf(int character)
        {
            if (character < 0x7F)
            {
                // Almost all of a text: it must not be looked for among the special ones.
                return character < ' ' ? ' '
                    : character == '\\' ? Glyph.Backslash
                    : character == '~' ? Glyph.Tilde
                    : character;
            }
            for (int i = 0; i < Special.Length; i += 2)
            {
                if (Special[i] == character)
                {
                    return Special[i + 1];
                }
            }
            int letter = character < LatinFirst || character > LatinLast ? ' ' : LatinBase[character - LatinFirst];
            return letter == ' ' ? Unknown : letter;
        }

        // How many octets the character has that begins here with one that is not ASCII; 0 if it is none.
        private static int SequenceLength(byte[] utf8, int at, int count)
        {
            int first = utf8[at];
            int length =
                first < 0xC2 ? 0
                : first < 0xE0 ? 2
                : first < 0xF0 ? 3
                : first < 0xF5 ? 4
                : 0;
            if (at + length > count)
            {
                return 0;
            }
            for (int i = 1; i < length; i++)
            {
                if ((utf8[at + i] & 0xC0) != 0x80)
                {
                    return 0;
                }
            }
            return length;
        }

        private static int Character(byte[] utf8, int at, int length)
        {
            int character = utf8[at] & (0x7F >> length);
            for (int i = 1; i < length; i++)
            {
                character = (character << 6) | (utf8[at + i] & 0x3F);
            }
            return character;
        }
    }
}
