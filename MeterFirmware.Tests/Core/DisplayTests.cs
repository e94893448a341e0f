using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>What a meter's own state shows.</summary>
    [TestClass]
    public class DisplayTests
    {
        private static UserInterface Display(MeterState state)
        {
            int kind = state.Configuration.Kind;
            return new UserInterface(new MeterDisplaySource(state), DisplayProfile.Default(kind));
        }

        [TestMethod]
        public void GasIsShownWithEightDigits()
        {
            MeterState state = Make.State(MeterKind.Gsme, new MemoryRecordStore());
            UserInterface display = Display(state);
            state.Consumption.Add(100000001234L);
            display.Tick();
            Assert.AreEqual("Gas used        ", DisplayRows.Of(display.Cells, 0));
            Assert.AreEqual("    00001.234 m3", DisplayRows.Of(display.Cells, 1));
        }

        [TestMethod]
        public void EnergyIsShownInWholeKilowattHours()
        {
            MeterState state = Make.Esme();
            UserInterface display = Display(state);
            state.Consumption.Add(1234999L);
            display.Tick();
            Assert.AreEqual("Import          ", DisplayRows.Of(display.Cells, 0));
            Assert.AreEqual("      001234 kWh", DisplayRows.Of(display.Cells, 1));
        }

        [TestMethod]
        public void ButtonStepsAndTheDefaultComesBackAfterThirtySeconds()
        {
            MeterState state = Make.Esme();
            state.Debts.Adjust(Debt.Time1, 30001);
            UserInterface display = Display(state);
            display.SetButtonA(true);
            display.SetButtonA(true);
            DisplayRows.AreEqual("Amount due", "L0.00", display);
            display.SetButtonA(false);
            display.SetButtonA(true);
            display.SetButtonA(false);
            DisplayRows.AreEqual("Time debt 1", "L0.31", display);
            state.Clock.Set(29999, false, 0);
            DisplayRows.AreEqual("Amount due", "L0.00", Restarted(state));
            DisplayRows.AreEqual("Time debt 1", "L0.31", display);
            state.Clock.Set(30000, false, 0);
            DisplayRows.AreEqual("Import", "000000 kWh", display);
        }

        [TestMethod]
        public void ProfileOfTheOtherKindIsRefused()
        {
            MeterState state = Make.Esme();
            Assert.ThrowsException(
                typeof(System.ArgumentException),
                () => new UserInterface(new MeterDisplaySource(state), DisplayProfile.Default(MeterKind.Gsme))
            );
        }

        private static UserInterface Restarted(MeterState state)
        {
            UserInterface display = Display(state);
            display.SetButtonA(true);
            return display;
        }
    }
}
