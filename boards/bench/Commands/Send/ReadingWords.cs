using System;
using System.CommandLine;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>The head end's words for registers and logs.</summary>
internal sealed class ReadingWords(Sending sending)
{
    /// <summary>Read Meter Balance (ECS82, GCS60).</summary>
    public Command DefineBalance()
    {
        var balance = new Command("read-balance", "Reads the Meter Balance.");
        balance.SetAction(parsed => sending.Send(parsed, MeterCommands.ReadBalance));
        return balance;
    }

    /// <summary>Registers and logs (ECS17, 19 to 22, GCS13 to 17).</summary>
    public Command DefineRead()
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
            DateTimeOffset? earliest = UtcArgument.OrNull(parsed.GetValue(from));
            DateTimeOffset? latest = UtcArgument.OrNull(parsed.GetValue(to));
            sending.SendTo(parsed, meter => ReadingCommands.Read(meter, word, earliest, latest));
        });
        return command;
    }

    private static Option<string> Moment(string name, string description) =>
        new(name) { Description = description, HelpName = "time" };
}
