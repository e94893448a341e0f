using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>What the two buttons do.</summary>
    [TestClass]
    public class DisplayButtonTests
    {
        private const int Hold = 2000;
        private const int Timeout = 30000;

        private static ScriptedSource Prepayment()
        {
            ScriptedSource source = new ScriptedSource();
            source.Prepayment = true;
            source.Balance = 1234567;
            source.SupplyIs = DisplaySupply.On;
            return source;
        }

        private static UserInterface Display(ScriptedSource source)
        {
            return new UserInterface(source, DisplayProfile.Default(source.KindIs));
        }

        private static void PressA(UserInterface display)
        {
            display.SetButtonA(true);
            display.SetButtonA(false);
        }

        private static void PressB(UserInterface display)
        {
            display.SetButtonB(true);
            display.SetButtonB(false);
        }

        private static void HoldB(ScriptedSource source, UserInterface display)
        {
            display.SetButtonB(true);
            source.Now += Hold;
            display.Tick();
            display.SetButtonB(false);
        }

        private static void Enter(UserInterface display, string digits)
        {
            for (int i = 0; i < digits.Length; i++)
            {
                for (int presses = digits[i] - '0'; presses > 0; presses--)
                {
                    PressA(display);
                }
                PressB(display);
            }
        }

        private static void StepTo(UserInterface display, string label)
        {
            for (int steps = 0; steps < 40; steps++)
            {
                PressA(display);
                display.Tick();
                if (DisplayRows.Of(display.Cells, 0).TrimEnd(DisplayRows.Blank) == label)
                {
                    return;
                }
            }
            Assert.IsTrue(false, "no screen " + label);
        }

        [TestMethod]
        public void ArmedSupplyNeedsTwoLongPresses()
        {
            ScriptedSource source = Prepayment();
            source.SupplyIs = DisplaySupply.Armed;
            UserInterface display = Display(source);
            display.Tick();
            display.SetButtonB(true);
            source.Now += Hold - 1;
            DisplayRows.AreEqual("Credit", "L12.34", display);
            source.Now += 1;
            DisplayRows.AreEqual("Supply on?", "A no  hold B yes", display);
            // Held on, it is still the press that asked.
            source.Now += 5 * Hold;
            display.Tick();
            display.SetButtonB(false);
            Assert.AreEqual(0, source.SupplyEnablings);
            PressB(display);
            Assert.AreEqual(0, source.SupplyEnablings);
            HoldB(source, display);
            Assert.AreEqual(1, source.SupplyEnablings);
            DisplayRows.AreEqual("Supply", "on", display);
            source.Now += 3000;
            DisplayRows.AreEqual("Credit", "L12.34", display);
        }

        [TestMethod]
        public void QuestionIsRefusedByAAndByTime()
        {
            ScriptedSource source = Prepayment();
            source.SupplyIs = DisplaySupply.Armed;
            UserInterface display = Display(source);
            HoldB(source, display);
            PressA(display);
            DisplayRows.AreEqual("Credit", "L12.34", display);
            HoldB(source, display);
            source.Now += Timeout;
            DisplayRows.AreEqual("Credit", "L12.34", display);
            HoldB(source, display);
            DisplayRows.AreEqual("Supply on?", "A no  hold B yes", display);
            Assert.AreEqual(0, source.SupplyEnablings);
        }

        [TestMethod]
        public void SupplyThatCannotBeEnabledIsSaid()
        {
            ScriptedSource source = Prepayment();
            source.SupplyIs = DisplaySupply.Armed;
            UserInterface display = Display(source);
            HoldB(source, display);
            source.SupplyIs = DisplaySupply.Locked;
            HoldB(source, display);
            DisplayRows.AreEqual("Supply", "not possible", display);
        }

        [TestMethod]
        public void SupplyThatIsNotArmedIsNotAskedFor()
        {
            ScriptedSource source = Prepayment();
            source.SupplyIs = DisplaySupply.Off;
            UserInterface display = Display(source);
            HoldB(source, display);
            StepTo(display, "Supply");
            PressB(display);
            HoldB(source, display);
            DisplayRows.AreEqual("Supply", "off", display);
            Assert.AreEqual(0, source.SupplyEnablings);
        }

        [TestMethod]
        public void EmergencyCreditIsActivatedFromItsScreenAndFromTheDefault()
        {
            ScriptedSource source = Prepayment();
            source.Emergency = DisplayEmergency.Offered;
            source.Limit = 1000000;
            UserInterface display = Display(source);
            StepTo(display, "Emerg. credit");
            DisplayRows.AreEqual("Emerg. credit", "hold B    L10.00", display);
            PressB(display);
            DisplayRows.AreEqual("Use emergency?", "A no  hold B yes", display);
            PressA(display);
            HoldB(source, display);
            HoldB(source, display);
            DisplayRows.AreEqual("Emerg. credit", "active", display);
            Assert.AreEqual(1, source.EmergencyActivations);
        }

        [TestMethod]
        public void UtrnIsEnteredWithTwoButtons()
        {
            ScriptedSource source = Prepayment();
            source.TopUpAnswer = TopUpResult.AcceptedSupplyEnabled;
            UserInterface display = Display(source);
            StepTo(display, "Top up");
            PressB(display);
            DisplayRows.AreEqual("Code 1/20", "[0]", display);
            Enter(display, "739500678871051786");
            DisplayRows.AreEqual("Code 19/20", "0517 86[0]", display);
            HoldB(source, display);
            DisplayRows.AreEqual("Code 18/20", "0517 8[6]", display);
            PressB(display);
            Enter(display, "05");
            DisplayRows.AreEqual("Code accepted", "supply on", display);
            string entered = "";
            for (int i = 0; i < source.Utrn.Length; i++)
            {
                entered += source.Utrn[i].ToString();
            }
            Assert.AreEqual("73950067887105178605", entered);
        }

        [TestMethod]
        [DataRow(0x00, "Code accepted", "")]
        [DataRow(0x11, "Code accepted", "supply off")]
        [DataRow(0x12, "Code accepted", "hold B for on")]
        [DataRow(0x01, "Code refused", "not valid")]
        [DataRow(0x02, "Code refused", "used before")]
        [DataRow(0x03, "Code refused", "error")]
        [DataRow(0x04, "Code refused", "balance too high")]
        [DataRow(0x05, "Code refused", "wait and retry")]
        [DataRow(0x06, "Code refused", "value too large")]
        [DataRow(0x7F, "Code refused", "error")]
        public void EveryResultOfATopUpIsSaid(int result, string above, string below)
        {
            ScriptedSource source = Prepayment();
            source.TopUpAnswer = result;
            UserInterface display = Display(source);
            StepTo(display, "Top up");
            PressB(display);
            Enter(display, "00000000000000000000");
            DisplayRows.AreEqual(above, below, display);
        }

        [TestMethod]
        public void EntryIsGivenUpByTimeAndByHoldingA()
        {
            ScriptedSource source = Prepayment();
            UserInterface display = Display(source);
            StepTo(display, "Top up");
            PressB(display);
            Enter(display, "12");
            source.Now += Timeout;
            DisplayRows.AreEqual("Credit", "L12.34", display);
            StepTo(display, "Top up");
            PressB(display);
            DisplayRows.AreEqual("Code 1/20", "[0]", display);
            display.SetButtonA(true);
            source.Now += Hold;
            DisplayRows.AreEqual("Credit", "L12.34", display);
            Assert.IsNull(source.Utrn);
        }

        [TestMethod]
        public void ThereIsNoTopUpInCreditMode()
        {
            ScriptedSource source = Prepayment();
            source.Prepayment = false;
            UserInterface display = Display(source);
            DisplayRows.AreEqual("Import", "000000 kWh", display);
            string[] labels = new string[] { "In credit", "Import", "Supply", "Date and time", "Import" };
            for (int i = 0; i < labels.Length; i++)
            {
                PressA(display);
                display.Tick();
                Assert.AreEqual(labels[i], DisplayRows.Of(display.Cells, 0).TrimEnd(DisplayRows.Blank));
            }
        }

        [TestMethod]
        public void PinHidesMoneyAndHabits()
        {
            ScriptedSource source = Prepayment();
            source.PinExists = true;
            source.PinEnabled = true;
            source.Pin = new byte[] { 1, 0, 2, 9 };
            source.LowCredit = true;
            source.Tou = new long[] { 1, 2 };
            UserInterface display = Display(source);
            DisplayRows.AreEqual("Import", "000000 kWh", display);
            source.Now += 3000;
            DisplayRows.AreEqual("Low credit", "", display);
            string[] labels = new string[] { "Privacy PIN", "Import", "Supply", "Top up", "Date and time", "Import" };
            for (int i = 0; i < labels.Length; i++)
            {
                PressA(display);
                display.Tick();
                Assert.AreEqual(labels[i], DisplayRows.Of(display.Cells, 0).TrimEnd(DisplayRows.Blank));
            }
            PressA(display);
            PressB(display);
            Enter(display, "102");
            DisplayRows.AreEqual("PIN 4/4", "***[0]", display);
            Enter(display, "9");
            DisplayRows.AreEqual("Balance", "L12.34", display);
            StepTo(display, "Rate 2");
            source.Now += Timeout;
            DisplayRows.AreEqual("Import", "000000 kWh", display);
            PressA(display);
            DisplayRows.AreEqual("Privacy PIN", "B: enter", display);
        }

        [TestMethod]
        public void WrongPinIsSaidAndALockOutTakesNone()
        {
            ScriptedSource source = Prepayment();
            source.PinExists = true;
            source.PinEnabled = true;
            source.Pin = new byte[] { 1, 1, 1, 1 };
            UserInterface display = Display(source);
            StepTo(display, "Privacy PIN");
            PressB(display);
            Enter(display, "0000");
            DisplayRows.AreEqual("Privacy PIN", "wrong", display);
            source.PinLockedOut = true;
            PressB(display);
            StepTo(display, "Privacy PIN");
            PressB(display);
            DisplayRows.AreEqual("Privacy PIN", "wait 5 minutes", display);
            source.PinLockedOut = false;
            PressB(display);
            StepTo(display, "Privacy PIN");
            PressB(display);
            Enter(display, "1111");
            DisplayRows.AreEqual("Balance", "L12.34", display);
        }

        [TestMethod]
        public void PinIsSetByEnteringItTwice()
        {
            ScriptedSource source = Prepayment();
            source.PinExists = true;
            UserInterface display = Display(source);
            StepTo(display, "Privacy PIN");
            PressB(display);
            Enter(display, "1234");
            DisplayRows.AreEqual("Repeat 1/4", "[0]", display);
            Enter(display, "1235");
            DisplayRows.AreEqual("Privacy PIN", "not the same", display);
            Assert.IsFalse(source.PinEnabled);
            PressA(display);
            StepTo(display, "Privacy PIN");
            PressB(display);
            Enter(display, "12341234");
            DisplayRows.AreEqual("Privacy PIN", "set", display);
            Assert.IsTrue(source.PinEnabled);
            Assert.AreEqual(4, (int)source.Pin[3]);
        }

        [TestMethod]
        public void ScreenThatIsTakenAwayGivesWayToTheDefault()
        {
            ScriptedSource source = Prepayment();
            source.Tou = new long[] { 1, 2, 3000 };
            UserInterface display = Display(source);
            StepTo(display, "Rate 3");
            source.Tou = new long[0];
            source.Now += 100;
            DisplayRows.AreEqual("Credit", "L12.34", display);
        }

        [TestMethod]
        public void StuckButtonsDoNothingForEver()
        {
            ScriptedSource source = Prepayment();
            source.SupplyIs = DisplaySupply.Armed;
            UserInterface display = Display(source);
            display.SetButtonA(true);
            display.SetButtonB(true);
            for (int i = 0; i < 100; i++)
            {
                source.Now += 1000;
                display.SetButtonA(true);
                display.SetButtonB(true);
                display.Tick();
            }
            Assert.AreEqual(0, source.SupplyEnablings);
            Assert.AreEqual("Credit          ", DisplayRows.Of(display.Cells, 0).Substring(0, 16));
        }
    }
}
