using System;
using MeterFirmware.Core.Display;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>Digits, money and texts in their cells.</summary>
    [TestClass]
    public class DisplayFormatTests
    {
        private const int Hours = 8000;

        private static string Shown(RegisterFormat format, long value)
        {
            ScreenText text = new ScreenText();
            text.Clear();
            format.Write(text, 1, value);
            return DisplayRows.Of(text.Cells, 1).Trim();
        }

        [TestMethod]
        [DataRow(0L, "00000.000 m3")]
        [DataRow(1L, "00000.001 m3")]
        [DataRow(1234567L, "01234.567 m3")]
        [DataRow(99999999L, "99999.999 m3")]
        [DataRow(100000000L, "00000.000 m3")]
        [DataRow(1234512345678L, "12345.678 m3")]
        [DataRow(long.MaxValue, "54775.807 m3")]
        public void GasIsShownAsSecmp0006Says(long litres, string shown)
        {
            Assert.AreEqual(shown, Shown(DisplayProfile.Gsme(6000).Registers, litres));
        }

        [TestMethod]
        [DataRow(999L, 6, 0, "000000 kWh")]
        [DataRow(1000L, 6, 0, "000001 kWh")]
        [DataRow(999999999L, 6, 0, "999999 kWh")]
        [DataRow(1000000000L, 6, 0, "000000 kWh")]
        [DataRow(1299L, 5, 1, "00001.2 kWh")]
        [DataRow(1299L, 8, 3, "00000001.299 kWh")]
        public void EnergyIsShownAsItsParametersSay(long wattHours, int digits, int decimals, string shown)
        {
            Assert.AreEqual(shown, Shown(DisplayProfile.Esme(digits, decimals).Registers, wattHours));
        }

        // SMETS.md part C: Qmax in cubic metres an hour, the fewest digits, and after how many whole hours five digits return.
        [TestMethod]
        [DataRow(6, 5, 16666)]
        [DataRow(10, 5, 10000)]
        [DataRow(16, 6, 6250)]
        [DataRow(25, 6, 4000)]
        [DataRow(40, 6, 2500)]
        [DataRow(65, 6, 1538)]
        [DataRow(100, 6, 1000)]
        [DataRow(160, 7, 625)]
        public void EightThousandHoursAtQmax(int cubicMetresAnHour, int fewestDigits, int wrapHours)
        {
            int litresAnHour = cubicMetresAnHour * 1000;
            long quantity = (long)litresAnHour * Hours;
            Assert.AreEqual(fewestDigits, DisplayProfile.FewestIntegerDigits(litresAnHour));

            // The rule itself, on the formatter: with these digits the quantity shows as itself, with one less it does not.
            RegisterFormat enough = new RegisterFormat(ReadingUnit.CubicMetres, fewestDigits, 3);
            Assert.AreEqual(quantity, enough.DigitsOf(quantity));
            Assert.IsTrue(enough.ReturnsAfter > quantity);
            RegisterFormat tooFew = new RegisterFormat(ReadingUnit.CubicMetres, fewestDigits - 1, 3);
            Assert.IsTrue(tooFew.ReturnsAfter <= quantity);

            // Five digits: the last reading before the wrap, the wrap, and the hour in which it comes.
            RegisterFormat five = new RegisterFormat(ReadingUnit.CubicMetres, 5, 3);
            Assert.AreEqual("99999.999 m3", Shown(five, five.ReturnsAfter - 1));
            Assert.AreEqual("00000.000 m3", Shown(five, five.ReturnsAfter));
            Assert.AreEqual(wrapHours, (int)(five.ReturnsAfter / litresAnHour));
        }

        [TestMethod]
        [DataRow(6, "48000.000 m3")]
        [DataRow(10, "80000.000 m3")]
        [DataRow(16, "28000.000 m3")]
        [DataRow(25, "00000.000 m3")]
        [DataRow(40, "20000.000 m3")]
        [DataRow(65, "20000.000 m3")]
        [DataRow(100, "00000.000 m3")]
        [DataRow(160, "80000.000 m3")]
        public void FiveDigitsAfterEightThousandHours(int cubicMetresAnHour, string shown)
        {
            RegisterFormat five = new RegisterFormat(ReadingUnit.CubicMetres, 5, 3);
            Assert.AreEqual(shown, Shown(five, cubicMetresAnHour * 1000L * Hours));
        }

        [TestMethod]
        [DataRow(6, 5, "48000.000 m3")]
        [DataRow(10, 5, "80000.000 m3")]
        [DataRow(16, 6, "128000.000 m3")]
        [DataRow(25, 6, "200000.000 m3")]
        [DataRow(40, 6, "320000.000 m3")]
        [DataRow(65, 6, "520000.000 m3")]
        [DataRow(100, 6, "800000.000 m3")]
        [DataRow(160, 7, "1280000.000 m3")]
        public void TheExemptMeterAfterEightThousandHours(int cubicMetresAnHour, int digits, string shown)
        {
            DisplayProfile profile = DisplayProfile.LargeGasMeter(cubicMetresAnHour * 1000, digits, 3);
            Assert.AreEqual(shown, Shown(profile.Registers, cubicMetresAnHour * 1000L * Hours));
            Assert.IsTrue(profile.LargeGasMeterAtDomesticPremises);
        }

        [TestMethod]
        public void U16WithFiveDigitsReturnsAfter6250HoursAndWithTheExemptionDoesNot()
        {
            RegisterFormat five = new RegisterFormat(ReadingUnit.CubicMetres, 5, 3);
            Assert.AreEqual("99984.000 m3", Shown(five, 6249 * 16000L));
            Assert.AreEqual("00000.000 m3", Shown(five, 6250 * 16000L));
            RegisterFormat exempt = DisplayProfile.LargeGasMeter(16000, 6, 1).Registers;
            Assert.AreEqual("100000.0 m3", Shown(exempt, 6250 * 16000L));
            Assert.AreEqual("128000.0 m3", Shown(exempt, 8000 * 16000L));
        }

        [TestMethod]
        [DataRow(12499, true)]
        [DataRow(12500, false)]
        [DataRow(16000, false)]
        [DataRow(160000, false)]
        public void MeterThatIsNotExemptMustOutlastEightThousandHours(int litresAnHour, bool isLawful)
        {
            string message = null;
            try
            {
                DisplayProfile.Gsme(litresAnHour);
            }
            catch (ArgumentException e)
            {
                message = e.Message;
            }
            Assert.AreEqual(isLawful, message == null);
            if (message != null)
            {
                Assert.IsTrue(message.IndexOf("8,000 hours") >= 0 && message.IndexOf("SECMP0006") >= 0);
                Assert.IsTrue(message.IndexOf("LargeGasMeterAtDomesticPremises") >= 0);
            }
        }

        [TestMethod]
        public void TheExemptMeterIsStillHeldToTheEightThousandHours()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.LargeGasMeter(16000, 5, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.LargeGasMeter(16000, 6, 4));
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.LargeGasMeter(0, 6, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.LargeGasMeter(1000001, 9, 0));
            Assert.AreEqual(0, DisplayProfile.LargeGasMeter(16000, 6, 0).Registers.Decimals);
        }

        [TestMethod]
        public void WhatDoesNotFitARowIsRefused()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.Esme(9, 3));
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.Esme(0, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => DisplayProfile.Esme(10, 0));
            Assert.ThrowsException(typeof(ArgumentException), () => new RegisterFormat(3, 5, 0));
            Assert.AreEqual("000000000.000 m3", Shown(new RegisterFormat(ReadingUnit.CubicMetres, 9, 3), 0));
        }

        [TestMethod]
        [DataRow(0L, "           L0.00")]
        [DataRow(999L, "           L0.00")]
        [DataRow(12345678L, "         L123.45")]
        [DataRow(12345999L, "         L123.45")]
        [DataRow(-1L, "          -L0.01")]
        [DataRow(-12345001L, "        -L123.46")]
        [DataRow(-12345000L, "        -L123.45")]
        [DataRow(2147483647L, "       L21474.83")]
        [DataRow(-2147483647L, "      -L21474.84")]
        [DataRow(99999999999999L, "   L999999999.99")]
        [DataRow(long.MaxValue, "   L999999999.99")]
        [DataRow(long.MinValue, "  -L999999999.99")]
        public void MoneyNeverShowsMoreThanThereIs(long millipence, string row)
        {
            ScreenText text = new ScreenText();
            text.Clear();
            text.WriteMoney(1, ScreenText.Columns, millipence, false);
            Assert.AreEqual(row, DisplayRows.Of(text.Cells, 1));
            Assert.AreEqual("                ", DisplayRows.Of(text.Cells, 0));
        }

        [TestMethod]
        [DataRow(0L, "E0.00")]
        [DataRow(1L, "E0.01")]
        [DataRow(1000L, "E0.01")]
        [DataRow(1001L, "E0.02")]
        [DataRow(2147483647L, "E21474.84")]
        public void WhatIsOwedIsNeverShownAsLess(long millipence, string shown)
        {
            ScreenText text = new ScreenText();
            text.Clear();
            text.WriteOwed(1, ScreenText.Columns, millipence, true);
            Assert.AreEqual(shown, DisplayRows.Of(text.Cells, 1).Trim());
        }

        [TestMethod]
        public void AsciiIsShownAsItselfAndControlsAreSpaces()
        {
            for (int character = 0; character < 0x80; character++)
            {
                int code = DisplayAlphabet.CodeOf(character);
                int expected =
                    character < 0x20 || character == 0x7F ? ' '
                    : character == '\\' ? Glyph.Backslash
                    : character == '~' ? Glyph.Tilde
                    : character;
                Assert.AreEqual(expected, code);
            }
        }

        [TestMethod]
        public void LettersLoseOnlyAccentsThatTheRomLacks()
        {
            // e acute, A ring, u umlaut (in the ROM), pound, euro, cubed, right quote, an emoji, a letter of another script.
            // csharpier-ignore
            byte[] utf8 = new byte[]
            {
                0xC3, 0xA9, 0xC3, 0x85, 0xC3, 0xBC, 0xC2, 0xA3, 0xE2, 0x82, 0xAC, 0xC2, 0xB3, 0xE2, 0x80, 0x99,
                0xF0, 0x9F, 0x94, 0xA5, 0xD0, 0x96,
            };
            byte[] codes = new byte[utf8.Length];
            Assert.AreEqual(9, DisplayAlphabet.Decode(utf8, utf8.Length, codes));
            Assert.AreEqual('e', (char)codes[0]);
            Assert.AreEqual('A', (char)codes[1]);
            Assert.AreEqual(0xF5, (int)codes[2]);
            Assert.AreEqual(Glyph.Pound, (int)codes[3]);
            Assert.AreEqual(Glyph.Euro, (int)codes[4]);
            Assert.AreEqual(Glyph.Cubed, (int)codes[5]);
            Assert.AreEqual('\'', (char)codes[6]);
            Assert.AreEqual(DisplayAlphabet.Unknown, (int)codes[7]);
            Assert.AreEqual(DisplayAlphabet.Unknown, (int)codes[8]);
        }

        [TestMethod]
        public void WhatIsNotUtf8IsUnknownOctetByOctet()
        {
            byte[] octets = new byte[] { (byte)'a', 0x80, 0xC3, (byte)'b', 0xFF, 0xE2, 0x82 };
            Assert.AreEqual(7, DisplayAlphabet.Decode(octets, octets.Length, octets));
            for (int i = 0; i < octets.Length; i++)
            {
                Assert.AreEqual(i == 0 || i == 3, octets[i] != DisplayAlphabet.Unknown);
            }
        }

        [TestMethod]
        [DataRow("", 0, "", "")]
        [DataRow("   ", 0, "", "")]
        [DataRow("one", 1, "one", "")]
        [DataRow("sixteen letters!", 1, "sixteen letters!", "")]
        [DataRow("sixteen letters! more", 1, "sixteen letters!", "more")]
        [DataRow("a word that wraps", 1, "a word that", "wraps")]
        [DataRow("abcdefghijklmnopqrstuvwxyz", 1, "abcdefghijklmnop", "qrstuvwxyz")]
        [DataRow("one  two   three four five six", 1, "one  two   three", "four five six")]
        [DataRow("a third row of this text goes onto another page", 2, "a third row of", "this text goes")]
        public void TextIsBrokenBetweenWords(string message, int pages, string above, string below)
        {
            TextLayout layout = Layout(message);
            Assert.AreEqual(pages, layout.Pages);
            ScreenText text = new ScreenText();
            text.Clear();
            layout.Write(text, 0);
            Assert.AreEqual(above, DisplayRows.Of(text.Cells, 0).TrimEnd(DisplayRows.Blank));
            Assert.AreEqual(below, DisplayRows.Of(text.Cells, 1).TrimEnd(DisplayRows.Blank));
        }

        [TestMethod]
        public void TheLongestTextsKeepEveryLetter()
        {
            for (int word = 1; word <= DisplaySource.MostTextOctets; word++)
            {
                TextLayout layout = new TextLayout();
                int letters = 0;
                for (int i = 0; i < DisplaySource.MostTextOctets; i++)
                {
                    bool isSpace = i % (word + 1) == word;
                    layout.Text[i] = (byte)(isSpace ? ' ' : 'x');
                    letters += isSpace ? 0 : 1;
                }
                layout.Break(DisplaySource.MostTextOctets);
                Assert.AreEqual(letters, LettersOn(layout));
            }
        }

        private static TextLayout Layout(string message)
        {
            TextLayout layout = new TextLayout();
            for (int i = 0; i < message.Length; i++)
            {
                layout.Text[i] = (byte)message[i];
            }
            layout.Break(message.Length);
            return layout;
        }

        private static int LettersOn(TextLayout layout)
        {
            ScreenText text = new ScreenText();
            int letters = 0;
            for (int page = 0; page < layout.Pages; page++)
            {
                text.Clear();
                layout.Write(text, page);
                for (int i = 0; i < text.Cells.Length; i++)
                {
                    letters += text.Cells[i] == 'x' ? 1 : 0;
                }
            }
            return letters;
        }
    }
}
