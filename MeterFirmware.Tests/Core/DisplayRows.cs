using MeterFirmware.Core.Display;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>Reads cells as text. Custom characters: L pound, E euro, 3 cubed, / backslash, - tilde, # unknown.</summary>
    public static class DisplayRows
    {
        /// <summary>For TrimEnd: the device has no overload for a single character.</summary>
        public static readonly char[] Blank = new char[] { ' ' };

        private const string Customs = "LE3/-";

        public static string Of(byte[] cells, int row)
        {
            char[] text = new char[ScreenText.Columns];
            for (int i = 0; i < text.Length; i++)
            {
                int cell = cells[row * ScreenText.Columns + i];
                text[i] =
                    cell < Glyph.Count ? Customs[cell]
                    : cell == DisplayAlphabet.Unknown ? '#'
                    : (char)cell;
            }
            return new string(text);
        }

        public static void AreEqual(string above, string below, UserInterface display)
        {
            display.Tick();
            Assert.AreEqual(
                above + "|" + below,
                Of(display.Cells, 0).TrimEnd(Blank) + "|" + Of(display.Cells, 1).Trim()
            );
        }
    }
}
