using System.Device.Gpio;
using System.Linq;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>
/// The hub keeps its 12 V and hears of no outage through every way in which the program starts; and the bench would
/// notice if it did not.
/// </summary>
[TestClass]
public class HubLineTests
{
    private const int Strong = 4_700;

    [TestMethod]
    public void NothingReachesTheHubFromResetToRunning()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        rig.Pass(500);
        Run(rig, definition);
        rig.Chip.RestartClr();
        rig.Pass(500);
        Run(rig, definition);
        rig.Chip.HardReset();
        rig.Pass(500);
        Run(rig, definition);
        new GpioController().Dispose();
        rig.Pass(500);

        AssertUndisturbed(board);
        NetChange[] railChanges = rig.Changes.Where(change => change.Net == board.Rail).ToArray();
        Assert.HasCount(1, railChanges, "the rail comes up once and never moves");
        Assert.AreEqual(0, board.Hub.PowerOutageAlerts);
    }

    [TestMethod]
    public void EnableLineInsteadOfACutLineDipsTheRail()
    {
        var line = new LineDefinition("hub enable", 25, ActiveLevel.Low, [new Pull(Strong, 3_300, false)]);
        Assert.IsGreaterThan(0, DipsWhenOpened(line));
    }

    [TestMethod]
    public void WeakPullDownDipsTheRail()
    {
        var line = new LineDefinition("hub cut", 25, ActiveLevel.High, [new Pull(47_000, 0, false)]);
        Assert.AreEqual(1, DipsWhenOpened(line));
    }

    [TestMethod]
    public void StrongPullDownDoesNot()
    {
        var line = new LineDefinition("hub cut", 25, ActiveLevel.High, [new Pull(Strong, 0, false)]);
        Assert.AreEqual(0, DipsWhenOpened(line));
    }

    [TestMethod]
    public void MissingPullDownDipsTheRailAtReset()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.SupplyCut = new LineDefinition("hub cut", 25, ActiveLevel.High, []);
        var board = new VirtualBoard(rig.Chip, definition);
        _ = new OutputLine(rig.Controller, 25, ActiveLevel.High, false);
        Assert.IsTrue(board.Hub.IsPowered);
        rig.Chip.HardReset();
        Assert.AreEqual(1, board.Hub.SupplyDips);
    }

    [TestMethod]
    public void MissingPullDownOnMeterPresentSignalsThatTheMeterHasGone()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.MeterPresent = new LineDefinition("MT_PR", 26, ActiveLevel.Low, []);
        var board = new VirtualBoard(rig.Chip, definition);
        _ = new OutputLine(rig.Controller, 26, ActiveLevel.Low, true);
        rig.Chip.HardReset();
        Assert.AreEqual(1, board.Hub.MeterAbsentSignals);
    }

    [TestMethod]
    public void MainsSenseOnADriveablePinSignalsAnOutage()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.MainsLost = new LineDefinition("AC_LO", 16, ActiveLevel.High, definition.MainsLost.Pulls);
        var board = new VirtualBoard(rig.Chip, definition);
        GpioPin mistake = rig.Controller.OpenPin(16, PinMode.Output);
        board.Mains.Set(true);
        Assert.AreEqual(0, board.Hub.MainsLossSignals, "opened Low, it still agrees with the detector");
        mistake.Write(PinValue.High);
        Assert.IsGreaterThan(0, rig.Chip.Net(16).Contentions);
    }

    [TestMethod]
    public void CutLineTakesTheRailAwayAndGivesItBack()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        BoardHal hal = new(definition, rig.Time);
        hal.Hub.SetSupplyCut(true);
        Assert.IsFalse(board.Hub.IsPowered);
        rig.Pass(10_000);
        hal.Hub.SetSupplyCut(false);
        Assert.IsTrue(board.Hub.IsPowered);
        Assert.AreEqual(1, board.Hub.SupplyDips);
        Assert.AreEqual(0, board.Hub.PowerOutageAlerts);
    }

    [TestMethod]
    public void CutThatIsActiveOutlivesARestartOfTheInterpreter()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        new BoardHal(definition, rig.Time).Hub.SetSupplyCut(true);
        rig.Chip.RestartClr();
        Assert.IsFalse(board.Hub.IsPowered);
        _ = new BoardHal(definition, rig.Time);
        Assert.IsTrue(board.Hub.IsPowered);
    }

    [TestMethod]
    public void LinesReachTheInterfaces()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        BoardHal hal = new(definition, rig.Time);
        Assert.IsTrue(hal.Hub.IsHubPresent);
        Assert.IsTrue(hal.Mains.IsMainsPresent);
        board.Hub.SetPluggedIn(false);
        board.Mains.Set(false);
        rig.Pass(100);
        Assert.IsFalse(hal.Hub.IsHubPresent);
        Assert.IsFalse(hal.Mains.IsMainsPresent);
        Assert.AreEqual(1, board.Hub.MainsLossSignals);
        hal.Hub.SetMeterPresent(false);
        Assert.AreEqual(1, board.Hub.MeterAbsentSignals);
    }

    [TestMethod]
    [DataRow(1, 180_000)]
    [DataRow(60, 3_000)]
    public void HubSendsOneAlertForAnOutageOfMoreThanThreeMinutes(int clockRate, int limitMilliseconds)
    {
        var rig = new Rig();
        var board = new VirtualBoard(rig.Chip, Rig.Esme(), clockRate);
        board.Mains.Set(false);
        rig.Pass(limitMilliseconds);
        Assert.AreEqual(0, board.Hub.PowerOutageAlerts);
        rig.Pass(1);
        Assert.AreEqual(1, board.Hub.PowerOutageAlerts);
        rig.Pass(limitMilliseconds);
        Assert.AreEqual(1, board.Hub.PowerOutageAlerts);
        board.Mains.Set(true);
        board.Mains.Set(false);
        rig.Pass(limitMilliseconds - 1);
        board.Mains.Set(true);
        rig.Pass(limitMilliseconds);
        Assert.AreEqual(1, board.Hub.PowerOutageAlerts);
    }

    /// <summary>Mains loss signalled, with the 12 V there all the time: what a meter with a battery for its hub does.</summary>
    [TestMethod]
    [DataRow(179, 0)]
    [DataRow(181, 1)]
    public void HubWithItsPowerSendsOneAlertForALongMainsLossSignal(int seconds, int alerts)
    {
        const int AcLow = 34;
        var rig = new Rig();
        Net rail = rig.Chip.AddNet("hub 12 V", LoadSwitch.RailMillivolts);
        rail.AddSource().Drive(true);
        Net meterPresent = rig.Chip.Net(26);
        meterPresent.AddSource().Drive(false);
        NetSource detector = rig.Chip.Net(AcLow).AddSource();
        detector.Drive(false);
        var hub = new CommunicationsHub(rig.Chip, rail, rig.Chip.Net(27), meterPresent, rig.Chip.Net(AcLow));
        rig.Pass(1_000_000);
        Assert.AreEqual(0, hub.PowerOutageAlerts, "mains is there");

        detector.Release();
        Assert.AreEqual(LogicLevel.High, rig.Chip.Net(AcLow).Level);
        rig.Pass(seconds * 1_000);
        detector.Drive(false);
        rig.Pass(1_000_000);
        Assert.AreEqual(alerts, hub.PowerOutageAlerts);
        Assert.AreEqual(0, hub.SupplyDips);
        Assert.AreEqual(1, hub.MainsLossSignals);
    }

    [TestMethod]
    public void BoardMayGroundMeterPresent()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.MeterPresent = null;
        var board = new VirtualBoard(rig.Chip, definition);
        new BoardHal(definition, rig.Time).Hub.SetMeterPresent(false);
        AssertUndisturbed(board);
    }

    private static void Run(Rig rig, BoardDefinition definition)
    {
        BoardHal hal = new(definition, rig.Time);
        hal.Hub.SetSupplyCut(false);
        hal.Hub.SetMeterPresent(true);
        rig.Pass(1_000);
    }

    private static void AssertUndisturbed(VirtualBoard board)
    {
        Assert.IsTrue(board.Hub.IsPowered);
        Assert.AreEqual(0, board.Hub.SupplyDips);
        Assert.AreEqual(0, board.Hub.MeterAbsentSignals);
        Assert.AreEqual(0, board.Hub.MainsLossSignals);
    }

    private static int DipsWhenOpened(LineDefinition cut)
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.SupplyCut = cut;
        var board = new VirtualBoard(rig.Chip, definition);
        Assert.IsTrue(board.Hub.IsPowered);
        _ = new OutputLine(rig.Controller, cut.Pin, cut.ActiveLevel, false);
        Assert.IsTrue(board.Hub.IsPowered);
        return board.Hub.SupplyDips;
    }
}
