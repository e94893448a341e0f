using System;
using System.CommandLine;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Terminals;

namespace MeterFirmware.Bench.Commands;

/// <summary>Tells the story of <see cref="Demo"/>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Argument<string> kind = BenchOptions.KindArgument();
        Option<string> data = BenchOptions.Data();
        var command = new Command(
            "demo",
            "Tells a short story: three debts, one adjusted, one reset, a replay refused."
        )
        {
            kind,
            data,
        };
        command.SetAction(parsed =>
            Tell(
                new DataFolder(
                    parsed.GetValue(data),
                    BenchOptions.KindOf(parsed.GetValue(kind)),
                    DataFolder.OwnIdentity
                )
            )
        );
        command.Subcommands.Add(CreateFirmware());
        return command;
    }

    private static Command CreateFirmware()
    {
        Argument<string> kind = BenchOptions.KindArgument();
        Option<string> data = BenchOptions.Data();
        var command = new Command(
            "firmware",
            "Sends new firmware, activates it, and shows what runs and what the hub saw of that."
        )
        {
            kind,
            data,
        };
        command.SetAction(parsed =>
            TellFirmware(
                new DataFolder(
                    parsed.GetValue(data),
                    BenchOptions.KindOf(parsed.GetValue(kind)),
                    DataFolder.OwnIdentity
                )
            )
        );
        return command;
    }

    private static void TellFirmware(DataFolder folder)
    {
        using IDisposable held = folder.Lock();
        using var demo = new FirmwareDemo(folder, PrettyConsole.On(Console.Out));
        demo.Tell();
    }

    private static void Tell(DataFolder folder)
    {
        using IDisposable held = folder.Lock();
        using var demo = new Demo(folder, PrettyConsole.On(Console.Out));
        demo.Tell();
    }
}
