using System;
using System.CommandLine;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Bench.Commands;

/// <summary>Prints the state of a meter that does not run, from its flash.</summary>
internal static class StateCommand
{
    public static Command Create(Option<string> kind)
    {
        Option<string> identity = BenchOptions.Identity();
        Option<string> data = BenchOptions.Data();
        var command = new Command("state", "Prints the stored state of a meter that is not running.")
        {
            identity,
            data,
        };
        command.SetAction(parsed =>
            Print(
                new DataFolder(
                    parsed.GetValue(data),
                    BenchOptions.KindOf(parsed.GetValue(kind)),
                    parsed.GetValue(identity)
                )
            )
        );
        return command;
    }

    private static void Print(DataFolder folder)
    {
        MeterIdentity identity = Identities.Open(folder);
        using IDisposable held = folder.Lock();
        int unitsPerPulse = VirtualMeter.DefinitionFor(folder.Kind).PulseWeight;
        var configuration = new MeterConfiguration(folder.Kind, identity.Device.Id, unitsPerPulse);
        var state = new MeterState(configuration, new FileRecordStore(folder.Flash));
        int result = state.Store.Load();
        if (StartResult.LosesState(result) || !StartResult.MayRun(result))
        {
            throw new BenchException($"{folder.Flash}: {StartResult.NameOf(result)}");
        }

        // The tariff is in records of its own.
        state.Metering.Reload();
        Console.WriteLine(StartResult.NameOf(result));

        foreach (string line in StateReport.Lines(state))
        {
            Console.WriteLine(line);
        }
    }
}
