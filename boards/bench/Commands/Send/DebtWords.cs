using System;
using System.CommandLine;
using System.Linq;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>The head end's words for debts.</summary>
internal sealed class DebtWords(Sending sending)
{
    private const string Day = "day";
    private const string Hour = "hour";

    /// <summary>Manage Debt (ECS07, GCS04).</summary>
    public Command DefineAdjust()
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

            sending.Send(parsed, meterKind => MeterCommands.ManageDebt(meterKind, change), change.Lines());
        });
        return command;
    }

    /// <summary>Reset Debt Register (SECMP0002).</summary>
    public Command DefineReset()
    {
        var debt = new Argument<string>("debt") { Description = string.Join(", ", DebtNames.Words) };
        BenchOptions.LimitTo(debt, DebtNames.Words);
        var command = new Command("reset-debt", "Makes a debt zero (SECMP0002 Reset Debt Register).") { debt };
        command.SetAction(parsed =>
        {
            int index = Array.IndexOf(DebtNames.Words, parsed.GetValue(debt));
            sending.Send(parsed, meterKind => MeterCommands.ResetDebt(meterKind, index));
        });
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
}
