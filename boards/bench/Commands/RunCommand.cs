using System;
using System.CommandLine;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Terminals;
using MeterFirmware.Bench.Wire;
using MeterFirmware.Core.Display;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Commands;

/// <summary>The command without a name: runs a meter until it is told to end.</summary>
internal static class RunCommand
{
    private const string DevKitC = "devkitc";
    private const string Wrover = "wrover";
    private const int LitresPerCubicMetre = 1_000;

    /// <summary>Defines it.</summary>
    /// <param name="root">The program.</param>
    /// <param name="kind">The option of all commands.</param>
    public static void Define(RootCommand root, Option<string> kind)
    {
        Option<string> identity = BenchOptions.Identity();
        Option<string> data = BenchOptions.Data();
        Option<int?> listen = BenchOptions.Port(
            "--listen",
            "The TCP port that stands for the UART; 0 takes a free one.",
            0
        );
        var time = new Option<string>("--time")
        {
            Description =
                "The UTC time to start from, as 2026-01-31T12:00:00Z; unknown, as on a board after an outage; else the PC's.",
            HelpName = "UTC|" + UtcArgument.Unknown,
        };
        Option<int?> maximumFlow = BenchOptions.Number(
            "--qmax",
            "Qmax of a gas meter, cubic metres an hour (a U6 has 6, which is the default).",
            1,
            DisplayProfile.MostFlowLitresPerHour / LitresPerCubicMetre
        );
        var isLarge = new Option<bool>("--large-gas-meter")
        {
            Description = "A Large Gas Meter at domestic premises: exempt from the rules on display and supply.",
        };
        Option<string> board = BenchOptions.WordOption(
            "--board",
            "The board: wrover has slots for new firmware, devkitc an auxiliary switch and a contact at its cover.",
            DevKitC,
            Wrover
        );
        Option<int?> hubClock = BenchOptions.Number(
            "--hub-clock",
            "How many times faster the communications hub's three minutes of an outage go by.",
            1,
            1_000
        );
        root.Add(kind);
        root.Add(board);
        root.Add(identity);
        root.Add(data);
        root.Add(listen);
        root.Add(time);
        root.Add(maximumFlow);
        root.Add(isLarge);
        root.Add(hubClock);
        root.SetAction(parsed =>
        {
            string start = parsed.GetValue(time);
            DateTimeOffset? utc = start == null ? DateTimeOffset.UtcNow : UtcArgument.Parse(start);
            var folder = new DataFolder(
                parsed.GetValue(data),
                BenchOptions.KindOf(parsed.GetValue(kind)),
                parsed.GetValue(identity)
            );
            var gas = new GasMeter((parsed.GetValue(maximumFlow) ?? 0) * LitresPerCubicMetre, parsed.GetValue(isLarge));
            Run(
                folder,
                parsed.GetValue(board),
                parsed.GetValue(listen).Value,
                utc,
                gas,
                parsed.GetValue(hubClock) ?? 1
            );
        });
    }

    private static void Run(
        DataFolder folder,
        string board,
        int portNumber,
        DateTimeOffset? utc,
        GasMeter gas,
        int hubClock
    )
    {
        // All that can be refused comes before the meter gets its power.
        using IDisposable held = folder.Lock();
        using TcpPort port = TcpPort.Open(portNumber);
        MeterIdentity identity = Identities.OpenOrMake(folder);
        using var terminal = new Terminal();
        Console.SetOut(new DeviceConsole(terminal.Print));
        using IBenchMeter meter =
            board == Wrover
                ? new UpdatableMeter(folder, identity, VirtualClock.RealTime(), utc, gas, hubClock)
                : new VirtualMeter(folder, identity, VirtualClock.RealTime(), utc, gas, hubClock);
        terminal.Print($"meter: {DataFolder.NameOf(folder.Kind)}");
        terminal.Print($"identity: {folder.IdentityName}");
        terminal.Print($"device: {EuiText.Of(identity.Device.Id)}");
        terminal.Print($"signing key: {Convert.ToHexString(identity.Device.SigningKey.Public)}");
        terminal.Print($"data: {folder.Root}");
        if (board == Wrover)
        {
            terminal.Print($"maker's key: {folder.MakerFile}");
        }
        else
        {
            terminal.Print(ClockText.Of(meter));
        }

        new RunningBench(meter, terminal, port).Run();
    }
}
