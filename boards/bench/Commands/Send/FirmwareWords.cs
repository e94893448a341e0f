using System;
using System.CommandLine;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Update;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>The hub's and the head end's words for new firmware.</summary>
internal sealed class FirmwareWords(Sending sending)
{
    // A verification, a trial to its limit, and the watchdog.
    private const int ActivationTimeoutSeconds = 180;

    // Longer than a meter takes for a signature, and than it waits for an answer that was lost.
    private const int DeliveryTimeoutSeconds = 20;
    private const int TellPercent = 10;

    private static readonly DateTime epoch = new(2000, 1, 1);

    /// <summary>New firmware, as the hub gives it (ZigBee OTA Upgrade).</summary>
    public Command DefineFirmware()
    {
        var path = new Argument<string>("path") { Description = "An OTA file, such as firmware pack makes." };
        var command = new Command(
            "firmware",
            "Plays the hub: offers new firmware, and gives it as the meter asks for it. The same again goes on where it was."
        )
        {
            path,
        };
        command.SetAction(parsed => Deliver(parsed, parsed.GetValue(path)));
        return command;
    }

    /// <summary>Activate Firmware (CS06).</summary>
    public Command DefineActivation()
    {
        var image = new Argument<string>("image")
        {
            Description = "The hash of the manufacturer image, 64 hexadecimal digits; or the OTA file that it is in.",
        };
        var at = new Option<string>("--at")
        {
            Description = "When, UTC, such as 2026-01-31T12:00:00Z; at once where it is left out.",
            HelpName = "UTC",
        };
        var cancel = new Option<bool>("--cancel") { Description = "Takes back what waits for its time." };
        var command = new Command(
            "activate-firmware",
            "Activates the firmware that the meter holds (CS06). It answers after its restart and trial."
        )
        {
            image,
            at,
            cancel,
        };
        command.SetAction(parsed =>
        {
            string time = parsed.GetValue(at);
            if (time != null && parsed.GetValue(cancel))
            {
                throw new UsageException("activate-firmware takes --at or --cancel, not both");
            }

            byte[] hash = FirmwareFile.HashOf(parsed.GetValue(image));
            long seconds = time == null ? 0 : (long)(UtcArgument.OrNull(time).Value.UtcDateTime - epoch).TotalSeconds;
            sending.Send(
                parsed,
                _ =>
                    parsed.GetValue(cancel) ? FirmwareCommands.Cancel(hash)
                    : time == null ? FirmwareCommands.Activate(hash)
                    : FirmwareCommands.ActivateAt(hash, seconds),
                [],
                ActivationTimeoutSeconds
            );
        });
        return command;
    }

    /// <summary>Read Firmware Version (ECS52, GCS38).</summary>
    public Command DefineVersion()
    {
        var version = new Command("read-firmware-version", "Reads which firmware runs (ECS52, GCS38).");
        version.SetAction(parsed => sending.Send(parsed, FirmwareCommands.ReadVersion));
        return version;
    }

    private void Deliver(ParseResult parsed, string path)
    {
        byte[] file = FirmwareFile.Read(path);
        var hub = new OtaServer(file);
        using var client = new BenchClient(sending.PortOf(parsed));
        Console.WriteLine($"offered: {path}, {file.Length} octets, version {FirmwareFile.VersionOf(file):X8}");
        int percent = -1;
        client.Deliver(
            hub,
            () =>
            {
                int now = hub.Offset < 0 ? percent : (int)(hub.Offset * 100L / file.Length);
                if (now / TellPercent != percent / TellPercent || (percent < 0 && now >= 0))
                {
                    Console.WriteLine($"  {hub.Offset} of {file.Length}");
                }

                percent = now;
            },
            sending.TimeoutOf(parsed, DeliveryTimeoutSeconds)
        );
        if (hub.Status != OtaStatus.Success)
        {
            string when = hub.IsRefused ? "refused the offer" : $"ended it after {hub.Given} octets";
            throw new BenchException(
                $"the meter {when}: {FirmwareFile.NameOf(hub.Status)} (status {hub.Status:X2}); it runs version {hub.MeterVersion:X8}"
            );
        }

        string given = hub.Given == 0 ? "the meter holds it already" : $"{hub.Given} octets were given";
        Console.WriteLine($"held and verified: {given}; hash {Convert.ToHexString(FirmwareFile.HashIn(file))}");
    }
}
