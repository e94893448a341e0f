using System;
using System.Linq;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.DevKitC;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>One canary a rule: a legal board with one thing wrong must be refused, and for that reason.</summary>
[TestClass]
public class BoardCheckTests
{
    [TestMethod]
    public void DevKitCIsLegalWithAndWithoutPsram()
    {
        foreach (BoardDefinition board in new[] { DevKitCBoard.Esme(), DevKitCBoard.Gsme() })
        {
            Assert.IsNull(BoardCheck.Check(board));
            board.HasPsram = true;
            Assert.IsNull(BoardCheck.Check(board));
        }
    }

    [TestMethod]
    public void AuxiliarySwitchesAreCoilsOfAnElectricityMeter()
    {
        LineDefinition good = new("auxiliary 1", 16, ActiveLevel.High, [new Pull(4_700, 0, false)]);
        BoardDefinition legal = DevKitCBoard.Esme();
        legal.AuxiliarySwitches = [good];
        Assert.IsNull(BoardCheck.Check(legal));
        legal.HasPsram = true;
        StringAssert.Contains(BoardCheck.Check(legal), "PSRAM");
        const string number = "up to five auxiliary switches";
        Refuse(DevKitCBoard.Esme(), board => board.AuxiliarySwitches = [good, good, good, good, good, good], number);
        Refuse(DevKitCBoard.Esme(), board => board.AuxiliarySwitches = [], number);
        Refuse(DevKitCBoard.Gsme(), board => board.AuxiliarySwitches = [good], number);
        Refuse(DevKitCBoard.Esme(), board => board.AuxiliarySwitches = [good, good], "is on the pin of auxiliary 1");
        LineDefinition low = new("auxiliary 1", 16, ActiveLevel.Low, [new Pull(4_700, 0, false)]);
        Refuse(DevKitCBoard.Esme(), board => board.AuxiliarySwitches = [low], "driven by Low");
        LineDefinition weak = new("auxiliary 1", 16, ActiveLevel.High, [new Pull(47_000, 0, false)]);
        Refuse(DevKitCBoard.Esme(), board => board.AuxiliarySwitches = [weak], "strong enough");
    }

    [TestMethod]
    [DataRow(20, "does not have")]
    [DataRow(24, "does not have")]
    [DataRow(37, "does not have")]
    [DataRow(40, "does not have")]
    [DataRow(-1, "does not have")]
    [DataRow(6, "flash")]
    [DataRow(11, "flash")]
    [DataRow(1, "console")]
    [DataRow(3, "console")]
    [DataRow(0, "strapping")]
    [DataRow(2, "strapping")]
    [DataRow(5, "strapping")]
    [DataRow(12, "strapping")]
    [DataRow(15, "strapping")]
    [DataRow(14, "moves while the chip starts")]
    [DataRow(34, "output on an input")]
    [DataRow(39, "output on an input")]
    [DataRow(26, "MT_PR is on the pin of hub cut")]
    public void CutLineOnAForbiddenPin(int pin, string why)
    {
        Refuse(DevKitCBoard.Esme(), board => board.SupplyCut = Cut(pin, 4_700), why, "hub cut");
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(17)]
    public void PinsOfThePsramAreTakenOnlyWhereThereIsOne(int pin)
    {
        BoardDefinition board = DevKitCBoard.Esme();
        board.SupplyCut = Cut(pin, 4_700);
        Assert.IsNull(BoardCheck.Check(board));
        Refuse(board, changed => changed.HasPsram = true, "PSRAM", "hub cut");
    }

    [TestMethod]
    public void EnableLine()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board =>
                board.SupplyCut = new LineDefinition("enable", 25, ActiveLevel.Low, [new Pull(1_000, 3_300, false)]),
            "every start cuts",
            "GPIO25, enable"
        );
    }

    [TestMethod]
    [DataRow(10_000, "599 mV")]
    [DataRow(47_000, "1685 mV")]
    public void WeakPullDown(int ohms, string why)
    {
        Refuse(DevKitCBoard.Esme(), board => board.SupplyCut = Cut(25, ohms), why, "hub cut");
    }

    [TestMethod]
    public void MissingPullDown()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board => board.SupplyCut = new LineDefinition("hub cut", 25, ActiveLevel.High, []),
            "3300 mV",
            "hub cut"
        );
    }

    [TestMethod]
    public void PullDownThatTheHubOverpowers()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board => board.MeterPresent = MeterPresent(ActiveLevel.Low, 2_200),
            "strong enough",
            "MT_PR"
        );
    }

    [TestMethod]
    public void PullTooStrongForThePin()
    {
        Refuse(DevKitCBoard.Esme(), board => board.SupplyCut = Cut(25, 100), "below 330 ohms", "hub cut");
    }

    [TestMethod]
    public void InvertedMeterPresent()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board => board.MeterPresent = MeterPresent(ActiveLevel.High, 470),
            "signal that the meter has gone",
            "MT_PR"
        );
    }

    [TestMethod]
    public void MainsSenseOnAPinThatCanDrive()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board => board.MainsLost = new LineDefinition("AC_LO", 16, ActiveLevel.High, board.MainsLost.Pulls),
            "only GPIO34 to 39",
            "AC_LO"
        );
    }

    [TestMethod]
    public void InputThatFloatsWithoutTheHub()
    {
        Refuse(
            DevKitCBoard.Esme(),
            board =>
                board.HubPresent = new LineDefinition("CH_PR", 34, ActiveLevel.Low, [new Pull(10_000, 3_300, true)]),
            "floats",
            "CH_PR"
        );
    }

    [TestMethod]
    public void CoilThatAStartDrives()
    {
        Refuse(
            DevKitCBoard.Gsme(),
            board => board.SupplyOff = new LineDefinition("close", 19, ActiveLevel.Low, board.SupplyOff.Pulls),
            "every start drives",
            "close"
        );
        Refuse(
            DevKitCBoard.Gsme(),
            board => board.SupplyOn = new LineDefinition("open", 18, ActiveLevel.High, []),
            "strong enough",
            "open"
        );
    }

    [TestMethod]
    public void PartsThatAreMissingOrTooMany()
    {
        Refuse(DevKitCBoard.Gsme(), board => board.Pulse = null, "are needed");
        Refuse(DevKitCBoard.Gsme(), board => board.SupplyOff = null, "a latching supply switch");
        Refuse(DevKitCBoard.Gsme(), board => board.SupplySwitch = SupplySwitchKind.Held, "a held one has none");
        Refuse(DevKitCBoard.Esme(), board => board.HubPresent = null, "needs the cut line, CH_PR and AC_LO");
        Refuse(DevKitCBoard.Esme(), board => board.HasHub = false, "no hub lines");
        Refuse(DevKitCBoard.Gsme(), board => board.MeterPresent = MeterPresent(ActiveLevel.Low, 470), "no hub lines");
    }

    [TestMethod]
    public void ValuesOutOfRange()
    {
        Refuse(DevKitCBoard.Esme(), board => board.ComPort = 1, "COM1");
        Refuse(DevKitCBoard.Esme(), board => board.BaudRate = 300, "baud");
        Refuse(DevKitCBoard.Esme(), board => board.PulseWeight = 0, "worth");
        Refuse(DevKitCBoard.Gsme(), board => board.PulseDebounceMilliseconds = 25, "steps of 10");
        Refuse(DevKitCBoard.Gsme(), board => board.SupplyDriveMilliseconds = 0, "drive time");
        Refuse(DevKitCBoard.Esme(), board => board.StorageRoot = "", "folder");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayPins = [21, 23], "six pins");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = null, "six pins");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayRows = 3, "rows");
        Refuse(DevKitCBoard.Esme(), board => (board.DisplayRows, board.DisplayColumns) = (4, 40), "rows");
    }

    [TestMethod]
    public void DisplayAndSerialLinesAreCheckedToo()
    {
        Refuse(DevKitCBoard.Esme(), board => board.DisplayPins[2] = 12, "strapping", "display D5");
        Refuse(DevKitCBoard.Esme(), board => board.TransmitPin = 35, "output on an input", "UART TX");
        Refuse(DevKitCBoard.Esme(), board => board.ReceivePin = 14, "moves while", "UART RX");
        Refuse(DevKitCBoard.Gsme(), board => board.DisplayPins[4] = 27, "on the pin of reed", "display D7");
    }

    [TestMethod]
    public void EnableLineOfTheDisplayIsHeldLow()
    {
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = Enable(22), "strong enough", "display E");
        Refuse(DevKitCBoard.Gsme(), board => board.DisplayEnable = Enable(22, Down(47_000)), "strong enough");
        Refuse(DevKitCBoard.Gsme(), board => board.DisplayEnable = Enable(22, new Pull(4_700, 3_300, false)), "strong");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = Enable(22, Down(100)), "below 330 ohms");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = Enable(34, Down(4_700)), "output on an input");
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = Enable(21, Down(4_700)), "on the pin of display E");
        LineDefinition inverted = new("display E", 22, ActiveLevel.Low, [Down(4_700)]);
        Refuse(DevKitCBoard.Esme(), board => board.DisplayEnable = inverted, "driven by Low", "display E");
    }

    [TestMethod]
    public void RefusedBoardIsNotTouched()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.SupplyCut = Cut(25, 47_000);
        _ = new VirtualBoard(rig.Chip, definition);
        int changes = rig.Changes.Count;
        ArgumentException refusal = Assert.ThrowsExactly<ArgumentException>(() => new BoardHal(definition, rig.Time));
        Assert.Contains("hub cut", refusal.Message);
        Assert.AreEqual(changes, rig.Changes.Count);
    }

    [TestMethod]
    public void OpeningVoltageIsThatOfTheModel()
    {
        foreach (int ohms in new[] { 470, 1_000, 4_700, 10_000, 47_000 })
        {
            var rig = new Rig();
            var pulls = new[] { new Pull(ohms, 0, false), new Pull(10_000, 3_300, true) };
            foreach (Pull pull in pulls)
            {
                rig.Chip.Net(26).AddResistor(pull.Ohms, pull.RailMillivolts);
            }

            _ = new OutputLine(rig.Controller, 26, ActiveLevel.High, false);
            int highest = rig.Changes.Where(change => change.Net == rig.Chip.Net(26)).Skip(2).Max(c => c.Millivolts);
            Assert.AreEqual(highest, BoardCheck.OpeningMillivolts(pulls), 1.0);
        }
    }

    private static LineDefinition Cut(int pin, int ohms) =>
        new("hub cut", pin, ActiveLevel.High, [new Pull(ohms, 0, false)]);

    private static LineDefinition Enable(int pin, params Pull[] pulls) =>
        new("display E", pin, ActiveLevel.High, pulls);

    private static Pull Down(int ohms) => new(ohms, 0, false);

    private static LineDefinition MeterPresent(ActiveLevel activeLevel, int ohms) =>
        new("MT_PR", 26, activeLevel, [new Pull(ohms, 0, false), new Pull(10_000, 3_300, true)]);

    private static void Refuse(BoardDefinition board, Action<BoardDefinition> spoil, params string[] why)
    {
        Assert.IsNull(BoardCheck.Check(board));
        spoil(board);
        string problem = BoardCheck.Check(board);
        Assert.IsNotNull(problem);
        foreach (string part in why)
        {
            Assert.Contains(part, problem);
        }
    }
}
