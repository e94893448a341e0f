using System;
using System.Text;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>A whole board: every part reaches its interface, and every interface its part.</summary>
[TestClass]
public class BoardHalTests
{
    [TestMethod]
    public void ElectricityMeter()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        var hal = new BoardHal(definition, rig.Time);

        Exercise(rig, board, hal);
        Assert.IsTrue(hal.Hub.IsHubPresent);
        Assert.IsTrue(hal.Mains.IsMainsPresent);
        Assert.AreEqual(0, board.Hub.SupplyDips);
        Assert.AreEqual(0, rig.Chip.LostEvents);
    }

    [TestMethod]
    public void GasMeter()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Gsme();
        var board = new VirtualBoard(rig.Chip, definition);
        board.Pulses.Contact.SetBounce(3, 1_000);
        var hal = new BoardHal(definition, rig.Time);

        Exercise(rig, board, hal);
        Assert.IsNull(hal.Hub);
        Assert.IsNull(hal.Mains);
    }

    [TestMethod]
    public void HeldContactor()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.SupplySwitch = SupplySwitchKind.Held;
        definition.SupplyOff = null;
        var board = new VirtualBoard(rig.Chip, definition);
        new BoardHal(definition, rig.Time).SupplySwitch.SetSupplyOn(true);
        Assert.IsTrue(board.Contactor.IsClosed);
    }

    [TestMethod]
    public void HubLinesAreOpenedFirst()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        _ = new VirtualBoard(rig.Chip, definition);
        int changes = rig.Changes.Count;
        _ = new BoardHal(definition, rig.Time);
        Assert.AreSame(rig.Chip.Net(definition.SupplyCut.Pin), rig.Changes[changes].Net);
    }

    [TestMethod]
    public void IdleTurnAllocatesNothing()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        _ = new VirtualBoard(rig.Chip, definition);
        var hal = new BoardHal(definition, rig.Time);
        byte[] buffer = new byte[64];
        byte[] cells = new byte[32];
        Turn(hal, buffer, cells);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Turn(hal, buffer, cells);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Turn(BoardHal hal, byte[] buffer, byte[] cells)
    {
        _ = hal.Hub.IsHubPresent;
        _ = hal.Mains.IsMainsPresent;
        _ = hal.ButtonA.IsPressed;
        _ = hal.Clock.UtcSeconds;
        hal.Pulses.TakePulses();
        hal.Link.Read(buffer, 0, buffer.Length);
        hal.SupplySwitch.Poll();
        hal.Display.Show(cells);
    }

    private static void Exercise(Rig rig, VirtualBoard board, BoardHal hal)
    {
        board.Pulses.Emit(7, 100, 300);
        board.ButtonB.Set(true);
        rig.Pass(3_000);
        Assert.AreEqual(7, hal.Pulses.TakePulses());
        Assert.IsFalse(hal.ButtonA.IsPressed);
        Assert.IsTrue(hal.ButtonB.IsPressed);

        hal.SupplySwitch.SetSupplyOn(true);
        rig.Pass(1_000);
        hal.SupplySwitch.Poll();
        Assert.IsTrue(board.LatchingSwitch.IsOn);
        Assert.IsFalse(board.LatchingSwitch.IsDriven);

        hal.Display.Show(Encoding.ASCII.GetBytes("first row       second row      "));
        Assert.AreEqual("first row       \nsecond row      ", board.Display.Text);
        Assert.AreEqual(0, board.Display.TimingViolations);

        board.Wire.Outside.Write([1, 2, 3], 0, 3);
        Assert.AreEqual(3, hal.Link.Read(new byte[10], 0, 10));
        hal.Clock.SetUtc(1_000_000_000);
        Assert.AreEqual(new DateTime(2000, 1, 1).AddSeconds(1_000_000_000), rig.Chip.SystemTime);
        Assert.AreEqual(0, hal.Store.Write("a", [1], 0, 1));
        Assert.ThrowsExactly<RebootException>(hal.Restart.Restart);
    }
}
