using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Gbcs;
using MeterFirmware.Update;

namespace MeterFirmware.Bench.Commands;

/// <summary>
/// Plays the head end of a running bench: builds a command, with the signature and the MAC of those whose keys are in the
/// data folder, sends it and says what the meter answered.
/// </summary>
internal sealed class SendCommand
{
    private const string Day = "day";
    private const string Hour = "hour";
    private const int UsualTimeoutSeconds = 5;
    private const int LongestTimeoutSeconds = 600;

    // A verification, a trial to its limit, and the watchdog.
    private const int ActivationTimeoutSeconds = 180;

    // Longer than a meter takes for a signature, and than it waits for an answer that was lost.
    private const int DeliveryTimeoutSeconds = 20;
    private const int TellPercent = 10;

    private static readonly DateTime epoch = new(2000, 1, 1);

    private readonly Option<string> kind;
    private readonly Option<string> identity = BenchOptions.Identity();
    private readonly Option<string> data = BenchOptions.Data();
    private readonly Option<int?> port = BenchOptions.Port("--port", "The TCP port of the bench.", 1);
    private readonly Option<int?> timeout = BenchOptions.Number(
        "--timeout",
        "Seconds to wait for the answer.",
        1,
        LongestTimeoutSeconds
    );

    private SendCommand(Option<string> kind)
    {
        this.kind = kind;
        timeout.DefaultValueFactory = _ => UsualTimeoutSeconds;
    }

    public static Command Create(Option<string> kind) => new SendCommand(kind).Define();

    private Command Define()
    {
        var command = new Command("send", "Sends a command to a running bench and tells its answer.");
        foreach (Option option in new Option[] { identity, data, port, timeout })
        {
            option.Recursive = true;
            command.Add(option);
        }

        command.Add(DefineAdjust());
        command.Add(DefineReset());
        var read = new Command("read-balance", "Reads the Meter Balance.");
        read.SetAction(parsed => Send(parsed, MeterCommands.ReadBalance));
        command.Add(read);
        command.Add(DefineRead());
        command.Add(
            DefineText("message", "Shows the customer a message (ECS10, GCS07).", MeterCommands.SendMessage, "text")
        );
        command.Add(
            DefineText("meter-point", "Sets the MPAN or MPRN (ECS39a, GCS41).", MeterCommands.SetMeterPoint, "number")
        );
        command.Add(DefineContact());
        var pin = new Command("disable-pin", "Disables the privacy PIN (ECS14, GCS11).");
        pin.SetAction(parsed => Send(parsed, MeterCommands.DisablePin));
        command.Add(pin);
        command.Add(DefineClock());
        command.Add(DefineTariff());
        command.Add(DefineFirmware());
        command.Add(DefineActivation());
        var version = new Command("read-firmware-version", "Reads which firmware runs (ECS52, GCS38).");
        version.SetAction(parsed => Send(parsed, FirmwareCommands.ReadVersion));
        command.Add(version);
        command.Add(DefineFile());
        return command;
    }

    private Command DefineAdjust()
    {
        Option<int?> time1 = Amount("--time1", "Added to Time Debt Register [1]");
        Option<int?> time2 = Amount("--time2", "Added to Time Debt Register [2]");
        Option<int?> payment = Amount("--payment", "Added to Payment Debt Register");
        Option<int?> rate1 = BenchOptions.Number("--rate1", "Debt Recovery Rates [1], millipence.", 0, int.MaxValue);
        Option<int?> rate2 = BenchOptions.Number("--rate2", "Debt Recovery Rates [2], millipence.", 0, int.MaxValue);
        Option<string> period1 = BenchOptions.OptionalWord("--period1", "How often [1] is collected.", Day, Hour);
        Option<string> period2 = BenchOptions.OptionalWord("--period2", "How often [2] is collected.", Day, Hour);
        Option<int?> percentage = BenchOptions.Number("--percentage", "Debt Recovery per Payment, percent.", 0, 100);
        Option[] all = [time1, time2, payment, rate1, rate2, period1, period2, percentage];
        var command = new Command(
            "adjust-debt",
            "Adds to debts, or takes from them, and says how they are recovered (ECS07, GCS04 Manage Debt). What is not "
                + "given is not sent, and stays as it is; a gas meter's rate and its period go together."
        );
        foreach (Option option in all)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var change = new DebtAdjustment
            {
                Time1Millipence = parsed.GetValue(time1),
                Time2Millipence = parsed.GetValue(time2),
                PaymentMillipence = parsed.GetValue(payment),
                Rate1Millipence = parsed.GetValue(rate1),
                Rate2Millipence = parsed.GetValue(rate2),
                Period1Seconds = SecondsOf(parsed.GetValue(period1)),
                Period2Seconds = SecondsOf(parsed.GetValue(period2)),
                PaymentShare = parsed.GetValue(percentage) * DebtAdjustment.PercentShare,
            };
            if (change == DebtAdjustment.None)
            {
                throw new UsageException(
                    "adjust-debt needs something to change: " + string.Join(", ", all.Select(option => option.Name))
                );
            }

            Send(parsed, meterKind => MeterCommands.ManageDebt(meterKind, change), change.Lines());
        });
        return command;
    }

    private Command DefineReset()
    {
        var debt = new Argument<string>("debt") { Description = string.Join(", ", DebtNames.Words) };
        BenchOptions.LimitTo(debt, DebtNames.Words);
        var command = new Command("reset-debt", "Makes a debt zero (SECMP0002 Reset Debt Register).") { debt };
        command.SetAction(parsed =>
        {
            int index = Array.IndexOf(DebtNames.Words, parsed.GetValue(debt));
            Send(parsed, meterKind => MeterCommands.ResetDebt(meterKind, index));
        });
        return command;
    }

    private Command DefineText(string name, string description, Func<int, string, CommandPlan> plan, string what)
    {
        var text = new Argument<string>(what);
        var command = new Command(name, description) { text };
        command.SetAction(parsed =>
        {
            string value = parsed.GetValue(text);
            Send(parsed, meterKind => plan(meterKind, value));
        });
        return command;
    }

    private Command DefineRead()
    {
        var what = new Argument<string>("what") { Description = string.Join(", ", ReadingCommands.Words) };
        BenchOptions.LimitTo(what, ReadingCommands.Words);
        Option<string> from = Moment(
            "--from",
            "Of a log: the earliest time, such as 2026-01-31T12:00:00Z; else its start."
        );
        Option<string> to = Moment("--to", "Of a log: the latest time; else its end.");
        var command = new Command(
            "read",
            "Reads registers, or the entries of a log from the oldest on, as many as an answer holds; what tells of the "
                + "customer comes encrypted (ECS17, 19 to 22, GCS13 to 17)."
        )
        {
            what,
            from,
            to,
        };
        command.SetAction(parsed =>
        {
            string word = parsed.GetValue(what);
            DateTimeOffset? earliest = TimeOf(parsed.GetValue(from));
            DateTimeOffset? latest = TimeOf(parsed.GetValue(to));
            SendTo(parsed, meter => ReadingCommands.Read(meter, word, earliest, latest));
        });
        return command;
    }

    private static Option<string> Moment(string name, string description) =>
        new(name) { Description = description, HelpName = "time" };

    private static DateTimeOffset? TimeOf(string text) =>
        text == null ? null
        : UtcArgument.TryParse(text, out DateTimeOffset time) ? time
        : throw new UsageException($"'{text}' is no time like 2026-01-31T12:00:00Z");

    private Command DefineContact()
    {
        var name = new Argument<string>("name") { Description = "1 to 15 octets." };
        var telephone = new Argument<string>("telephone") { Description = "1 to 18 octets." };
        var command = new Command("contact", "Sets the supplier's contact details (ECS16, GCS44).") { name, telephone };
        command.SetAction(parsed =>
        {
            string nameText = parsed.GetValue(name);
            string telephoneText = parsed.GetValue(telephone);
            Send(parsed, meterKind => MeterCommands.WriteContact(meterKind, nameText, telephoneText));
        });
        return command;
    }

    private Command DefineClock()
    {
        var time = new Argument<string>("time")
        {
            Description = "What time it is, UTC, such as 2026-01-31T12:00:00Z; now where it is left out.",
            DefaultValueFactory = _ => null,
        };
        Option<int?> tolerance = BenchOptions.Number(
            "--tolerance",
            "Seconds that the meter's clock may be off, either way.",
            0,
            86_400
        );
        tolerance.DefaultValueFactory = _ => 60;
        var command = new Command("set-clock", "Confirms or sets the meter's clock (ECS70, GCS28).")
        {
            time,
            tolerance,
        };
        command.SetAction(parsed =>
        {
            DateTimeOffset utc = TimeOf(parsed.GetValue(time)) ?? DateTimeOffset.UtcNow;
            Send(parsed, meterKind => MeterCommands.SetClock(meterKind, utc, parsed.GetValue(tolerance).Value));
        });
        return command;
    }

    private Command DefineTariff()
    {
        var rate = new Option<string[]>("--rate")
        {
            Description = "The price of rate 1 or 2, millipence a kWh, such as 1=24500.",
            HelpName = "number=price",
        };
        var night = new Option<string>("--night")
        {
            Description = "When rate 2 is in force, UTC, such as 00:30-07:30 (electricity).",
            HelpName = "time-time",
        };
        var at = new Option<string>("--at")
        {
            Description = "When it comes into force, UTC, such as 2026-01-31T12:00:00Z; now where it is left out.",
            HelpName = "time",
        };
        Option<int?> charge = BenchOptions.Number("--standing-charge", "Millipence a day.", 0, int.MaxValue);
        var command = new Command("tariff", "Sets the tariff and its prices (ECS01a, GCS01a).")
        {
            rate,
            night,
            charge,
            at,
        };
        command.SetAction(parsed =>
        {
            TariffOrder order = TariffOrder.Parse(
                parsed.GetValue(rate) ?? [],
                parsed.GetValue(night),
                parsed.GetValue(charge) ?? 0,
                TimeOf(parsed.GetValue(at))?.UtcDateTime
            );
            Send(parsed, meterKind => MeterCommands.SetTariff(meterKind, order), order.Lines());
        });
        return command;
    }

    private Command DefineFirmware()
    {
        var path = new Argument<string>("path") { Description = "An OTA file, such as firmware pack makes." };
        var command = new Command(
            "firmware",
            "Plays the hub: offers new firmware, and gives it as the meter asks for it. The same again goes on where it was."
        )
        {
            path,
        };
        command.SetAction(parsed => SendFirmware(parsed, parsed.GetValue(path)));
        return command;
    }

    private Command DefineActivation()
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
            long seconds = time == null ? 0 : (long)(TimeOf(time).Value.UtcDateTime - epoch).TotalSeconds;
            Send(
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

    private void SendFirmware(ParseResult parsed, string path)
    {
        byte[] file = FirmwareFile.Read(path);
        var hub = new OtaServer(file);
        using var client = new BenchClient(parsed.GetValue(port).Value);
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
            TimeoutOf(parsed, DeliveryTimeoutSeconds)
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

    private int TimeoutOf(ParseResult parsed, int otherwise) =>
        parsed.GetResult(timeout) is { Implicit: false } ? parsed.GetValue(timeout).Value : otherwise;

    private Command DefineFile()
    {
        var path = new Argument<string>("path") { Description = "A file of hexadecimal digits." };
        var command = new Command("file", "Sends a message as it is, such as a COMMAND of the reference set.") { path };
        command.SetAction(parsed => SendFile(parsed, parsed.GetValue(path)));
        return command;
    }

    // A meter refuses the least of all numbers, which has no opposite.
    private static Option<int?> Amount(string name, string what) =>
        BenchOptions.Number(name, what + ", millipence; negative to take away.", -int.MaxValue, int.MaxValue);

    private static int? SecondsOf(string period) =>
        period switch
        {
            Hour => DebtAdjustment.HourSeconds,
            Day => DebtAdjustment.DaySeconds,
            _ => null,
        };

    private DataFolder FolderOf(ParseResult parsed) =>
        new(parsed.GetValue(data), BenchOptions.KindOf(parsed.GetValue(kind)), parsed.GetValue(identity));

    private void Send(ParseResult parsed, Func<int, CommandPlan> plan) => Send(parsed, plan, []);

    private void Send(
        ParseResult parsed,
        Func<int, CommandPlan> plan,
        IEnumerable<string> changes,
        int usualSeconds = UsualTimeoutSeconds
    )
    {
        DataFolder folder = FolderOf(parsed);
        CommandPlan command = plan(folder.Kind);
        Send(parsed, folder, Identities.Open(folder), command, changes, usualSeconds);
    }

    // What is asked names who asks.
    private void SendTo(ParseResult parsed, Func<MeterIdentity, CommandPlan> plan)
    {
        DataFolder folder = FolderOf(parsed);
        MeterIdentity meter = Identities.Open(folder);
        Send(parsed, folder, meter, plan(meter), [], UsualTimeoutSeconds);
    }

    private void Send(
        ParseResult parsed,
        DataFolder folder,
        MeterIdentity meter,
        CommandPlan command,
        IEnumerable<string> changes,
        int usualSeconds
    )
    {
        var headEnd = new HeadEndSystem(meter);
        using var client = new BenchClient(parsed.GetValue(port).Value);
        string line;
        using (OriginatorCounter counters = OriginatorCounter.Open(folder.CounterFile))
        {
            long counter = counters.Next();
            byte[] message = headEnd.Build(command, counter);
            Console.WriteLine($"sent: {command.Title}, counter {counter}, {message.Length} octets");
            foreach (string change in changes)
            {
                Console.WriteLine("  " + change);
            }

            line = client.Exchange(
                message,
                response => response.Counter == counter && response.Originator.SequenceEqual(meter.Device.Id),
                TimeoutOf(parsed, usualSeconds)
            );
        }

        Tell(line, headEnd, command.Instructions);
    }

    private void SendFile(ParseResult parsed, string path)
    {
        byte[] message = ReadHex(path);
        using var client = new BenchClient(parsed.GetValue(port).Value);
        Console.WriteLine($"sent: {path}, {message.Length} octets");
        string line = client.Exchange(message, _ => true, parsed.GetValue(timeout).Value);
        Tell(line, HeadEndOf(FolderOf(parsed), line), []);
    }

    // Null if the answer is of a meter whose keys are elsewhere.
    private static HeadEndSystem HeadEndOf(DataFolder folder, string line)
    {
        if (!File.Exists(folder.IdentityFile))
        {
            return null;
        }

        MeterIdentity meter = Identities.Open(folder);
        bool isOurs = new MeterMessage(MessageLine.Read(line)).Originator.SequenceEqual(meter.Device.Id);
        return isOurs ? new HeadEndSystem(meter) : null;
    }

    private static byte[] ReadHex(string path)
    {
        try
        {
            byte[] message = Convert.FromHexString(
                string.Concat(File.ReadAllText(path).Where(c => !char.IsWhiteSpace(c)))
            );
            return message.Length is > 0 and <= MessageLimits.MaxOctets
                ? message
                : throw new BenchException(
                    $"{path} has {message.Length} octets; a message has 1 to {MessageLimits.MaxOctets}"
                );
        }
        catch (FormatException)
        {
            throw new BenchException($"{path} is not a file of hexadecimal digits");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void Tell(string line, HeadEndSystem headEnd, IReadOnlyList<string> instructions)
    {
        Console.WriteLine("answer: " + line);
        var response = new MeterMessage(MessageLine.Read(line));
        string proof = response.IsSigned ? "signature" : "MAC";
        bool isAuthentic = headEnd?.IsAuthentic(response) ?? false;
        Console.WriteLine($"{proof}: {VerdictOf(headEnd != null, isAuthentic)}");
        // What is not authentic was not encrypted for the supplier either.
        byte[] payload = isAuthentic ? headEnd.Open(response) : response.Payload;
        ResponseText text = Read(payload, instructions);
        foreach (string outcome in text.Lines)
        {
            Console.WriteLine("  " + outcome);
        }

        if (headEnd != null && !isAuthentic)
        {
            throw new BenchException($"the answer's {proof} is not the meter's");
        }

        if (!text.Succeeded)
        {
            throw new BenchException("the meter did not do all of it");
        }
    }

    private static string VerdictOf(bool isChecked, bool isAuthentic)
    {
        if (!isChecked)
        {
            return "not checked, the keys of this meter are not in the data folder";
        }

        return isAuthentic ? "valid" : "NOT VALID";
    }

    private static ResponseText Read(byte[] payload, IReadOnlyList<string> instructions)
    {
        try
        {
            return new ResponseText(payload, instructions);
        }
        catch (FormatException e)
        {
            throw new BenchException($"the answer's payload cannot be told in words: {e.Message}");
        }
    }
}
