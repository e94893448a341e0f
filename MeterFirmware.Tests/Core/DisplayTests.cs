using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class DisplayTests
    {
        // Custom characters as letters that the screens do not use otherwise.
        private static string RowOf(byte[] cells, int row)
        {
            char[] text = new char[ScreenText.Columns];
            for (int i = 0; i < text.Length; i++)
            {
                int cell = cells[row * ScreenText.Columns + i];
                text[i] =
                    cell == Glyph.Pound ? 'L'
                    : cell == Glyph.Cubed ? '3'
                    : (char)cell;
            }
            return new string(text);
        }

        [TestMethod]
        [DataRow(0L, "           L0.00")]
        [DataRow(12345678L, "         L123.45")]
        [DataRow(12345999L, "         L123.45")]
        [DataRow(-1L, "          -L0.01")]
        [DataRow(-12345001L, "        -L123.46")]
        [DataRow(2147483647L, "       L21474.83")]
        [DataRow(-2147483647L, "      -L21474.84")]
        public void MoneyNeverShowsMoreThanThereIs(long millipence, string row)
        {
            ScreenText text = new ScreenText();
            text.Clear();
            text.WriteMoney(1, millipence);
            Assert.AreEqual(row, RowOf(text.Cells, 1));
        }

        [TestMethod]
        public void GasIsShownWithEightDigits()
        {
            MeterState state = Make.State(MeterKind.Gsme, new MemoryRecordStore());
            UserInterface display = new UserInterface(state);
            state.Consumption.Add(100000001234L);
            display.SetButtonA(true);
            display.Tick();
            Assert.AreEqual("Gas used        ", RowOf(display.Cells, 0));
            Assert.AreEqual("    00001.234 m3", RowOf(display.Cells, 1));
        }

        [TestMethod]
        public void ButtonStepsAndTheDefaultComesBackAfterThirtySeconds()
        {
            MeterState state = Make.Esme();
            state.Debts.Adjust(Debt.Time1, 30001);
            UserInterface display = new UserInterface(state);
            for (int press = 0; press < 2; press++)
            {
                display.SetButtonA(true);
                display.SetButtonA(true);
                display.SetButtonA(false);
            }
            display.Tick();
            Assert.AreEqual("Time debt 1     ", RowOf(display.Cells, 0));
            Assert.AreEqual("           L0.31", RowOf(display.Cells, 1));
            state.Clock.Set(30000, false, 0);
            display.Tick();
            Assert.AreEqual("Balance         ", RowOf(display.Cells, 0));
        }
    }
}
