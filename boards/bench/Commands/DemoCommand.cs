using System;
using System.CommandLine;
using System.IO;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Terminals;

namespace MeterFirmware.Bench.Commands;

/// <summary>
/// Tells the story of <see cref="Demo"/> or of <see cref="FirmwareDemo"/>: of a meter that is forgotten afterwards, unless the
/// user names a data folder.
/// </summary>
internal static class DemoCommand
{
    private const string WaveformName = "firmware.vcd";

    public static Command Create(Option<string> kind)
    {
        var data = new Option<string>("--data")
        {
            Description = "The data folder of the meter; without it a temporary one, which is removed afterwards.",
            HelpName = "folder",
            Recursive = true,
        };
        var command = new Command(
            "demo",
            "Tells a short story: three debts, one adjusted, one reset, a replay refused."
        )
        {
            data,
        };
        command.SetAction(parsed => Within(parsed.GetValue(data), parsed.GetValue(kind), Tell));
        var firmware = new Command(
            "firmware",
            "Sends new firmware, activates it, and shows what runs and what the hub saw of that."
        );
        firmware.SetAction(parsed =>
        {
            string root = parsed.GetValue(data);
            Within(root, parsed.GetValue(kind), folder => TellFirmware(folder, root == null ? "." : folder.Root));
        });
        command.Subcommands.Add(firmware);
        return command;
    }

    private static void Within(string root, string kind, Action<DataFolder> tell)
    {
        DirectoryInfo temporary = root == null ? Directory.CreateTempSubdirectory("meter-demo-") : null;
        try
        {
            tell(new DataFolder(root ?? temporary.FullName, BenchOptions.KindOf(kind), DataFolder.OwnIdentity));
        }
        finally
        {
            temporary?.Delete(true);
        }
    }

    private static void TellFirmware(DataFolder folder, string waveformFolder)
    {
        using IDisposable held = folder.Lock();
        string waveform = Path.GetFullPath(Path.Combine(waveformFolder, WaveformName));
        using var demo = new FirmwareDemo(folder, waveform, PrettyConsole.On(Console.Out));
        demo.Tell();
    }

    private static void Tell(DataFolder folder)
    {
        using IDisposable held = folder.Lock();
        using var demo = new Demo(folder, PrettyConsole.On(Console.Out));
        demo.Tell();
    }
}
