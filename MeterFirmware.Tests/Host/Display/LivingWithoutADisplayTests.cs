using System.Device.Gpio;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Tests.Host.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>A meter whose display is missing or fails counts on, and keeps its buttons.</summary>
[TestClass]
public class LivingWithoutADisplayTests
{
    private const int Turns = 4_000;
    private static readonly byte[] s_deviceId = [0, 0xDB, 0, 0, 0, 0, 0, 1];

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void DisplayThatIsMissing(int kind)
    {
        var rig = new Rig();
        BoardDefinition definition = kind == MeterKind.Esme ? Rig.Esme() : Rig.Gsme();
        // The display is soldered to pins that the program does not use, so that it hears nothing.
        (LineDefinition enable, int[] pins) = (definition.DisplayEnable, definition.DisplayPins);
        definition.DisplayEnable = new LineDefinition(enable.Name, 5, enable.ActiveLevel, enable.Pulls);
        definition.DisplayPins = [2, 15, 16, 17, 12];
        var board = new VirtualBoard(rig.Chip, definition);
        (definition.DisplayEnable, definition.DisplayPins) = (enable, pins);
        Assert.IsFalse(CountsOn(rig, board, new BoardHal(definition, rig.Time), kind));
        Assert.IsFalse(board.Display.IsOn);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void DisplayWhosePinIsTaken(int kind)
    {
        var rig = new Rig();
        BoardDefinition definition = kind == MeterKind.Esme ? Rig.Esme() : Rig.Gsme();
        var board = new VirtualBoard(rig.Chip, definition);
        rig.Controller.OpenPin(definition.DisplayPins[2], PinMode.Input);
        Assert.IsTrue(CountsOn(rig, board, new BoardHal(definition, rig.Time), kind));
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void DisplayWhosePinFailsLater(int kind)
    {
        var rig = new Rig();
        BoardDefinition definition = kind == MeterKind.Esme ? Rig.Esme() : Rig.Gsme();
        var board = new VirtualBoard(rig.Chip, definition);
        var hal = new BoardHal(definition, rig.Time);
        rig.Controller.ClosePin(definition.DisplayPins[1]);
        Assert.IsTrue(CountsOn(rig, board, hal, kind));
    }

    // Runs the board's own loop with pulses and button presses; gives whether the driver has noticed.
    private static bool CountsOn(Rig rig, VirtualBoard board, BoardHal hal, int kind)
    {
        var state = new MeterState(new MeterConfiguration(kind, s_deviceId, 1), hal.Store);
        var meter = new Meter(state, hal.Store, new NoCryptography(), VirtualMeter.CreatePayload(state));
        var loop = new MeterLoop(meter, hal);
        Assert.IsTrue(loop.Start());
        board.Pulses.Emit(20, 100, 500);
        for (int i = 0; i < Turns; i++)
        {
            board.ButtonA.Set(i % 100 < 50);
            loop.Turn();
            rig.Pass(MeterLoop.RestMilliseconds);
        }

        Assert.AreEqual(20, state.Consumption.Value);
        return ((Hd44780Display)hal.Display).HasFailed;
    }
}
