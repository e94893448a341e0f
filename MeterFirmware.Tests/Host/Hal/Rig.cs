using System.Collections.Generic;
using System.Device.Gpio;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.DevKitC;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>A stepped chip, made the current one of the running test.</summary>
internal sealed class Rig : INetListener
{
    private readonly List<NetChange> changes = [];

    public Rig()
    {
        Chip = new VirtualChip(VirtualClock.Stepped());
        VirtualChip.Current = Chip;
        Time = new VirtualTime(Chip);
        Controller = new GpioController();
        Chip.AddListener(this);
    }

    public VirtualChip Chip { get; }

    public VirtualTime Time { get; }

    public GpioController Controller { get; }

    /// <summary>Every change of every net so far.</summary>
    public IReadOnlyList<NetChange> Changes => changes;

    /// <summary>The DevKitC's electricity meter, with its records in a folder of the test's own.</summary>
    public static BoardDefinition Esme()
    {
        BoardDefinition board = DevKitCBoard.Esme();
        board.StorageRoot = NewFolder();
        return board;
    }

    /// <summary>The DevKitC's gas meter, likewise.</summary>
    public static BoardDefinition Gsme()
    {
        BoardDefinition board = DevKitCBoard.Gsme();
        board.StorageRoot = NewFolder();
        return board;
    }

    /// <summary>A folder that does not exist yet, in one that does.</summary>
    public static string NewFolder() => RigFolders.Next();

    public void Pass(int milliseconds) => Time.Wait(milliseconds);

    public void OnNetChange(NetChange change) => changes.Add(change);
}
