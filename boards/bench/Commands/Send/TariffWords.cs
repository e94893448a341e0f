using System;
using System.CommandLine;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>The head end's words for tariff and time.</summary>
internal sealed class TariffWords(Sending sending)
{
    /// <summary>Set Tariff and Price (ECS01a, GCS01a).</summary>
    public Command DefineTariff()
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
                UtcArgument.OrNull(parsed.GetValue(at))?.UtcDateTime
            );
            sending.Send(parsed, meterKind => MeterCommands.SetTariff(meterKind, order), order.Lines());
        });
        return command;
    }

    /// <summary>Set Clock (ECS70, GCS28).</summary>
    public Command DefineClock()
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
            DateTimeOffset utc = UtcArgument.OrNull(parsed.GetValue(time)) ?? DateTimeOffset.UtcNow;
            sending.Send(parsed, meterKind => MeterCommands.SetClock(meterKind, utc, parsed.GetValue(tolerance).Value));
        });
        return command;
    }
}
