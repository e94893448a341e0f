using System.Collections.Generic;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>
/// What Manage Debt carries: how much more is owed, and how it is recovered from now on. A new one carries all of it, as the
/// use case's form has it; what is null is not sent, and the meter leaves it as it is.
/// </summary>
internal sealed record DebtAdjustment
{
    public const int HourSeconds = 3_600;
    public const int DaySeconds = 86_400;

    /// <summary>One percent in the unit of <see cref="PaymentShare"/>.</summary>
    public const int PercentShare = 100;

    /// <summary>Changes nothing.</summary>
    public static readonly DebtAdjustment None = new()
    {
        Time1Millipence = null,
        Time2Millipence = null,
        PaymentMillipence = null,
        Rate1Millipence = null,
        Rate2Millipence = null,
        Period1Seconds = null,
        Period2Seconds = null,
        PaymentShare = null,
    };

    /// <summary>Added to Time Debt Register [1], millipence; negative to take away.</summary>
    public int? Time1Millipence { get; init; } = 0;

    /// <summary>Added to Time Debt Register [2].</summary>
    public int? Time2Millipence { get; init; } = 0;

    /// <summary>Added to the Payment Debt Register.</summary>
    public int? PaymentMillipence { get; init; } = 0;

    /// <summary>Debt Recovery Rates [1], millipence a period.</summary>
    public int? Rate1Millipence { get; init; } = 10_000;

    /// <summary>Debt Recovery Rates [2].</summary>
    public int? Rate2Millipence { get; init; } = 10_000;

    /// <summary><see cref="HourSeconds"/> or <see cref="DaySeconds"/>.</summary>
    public int? Period1Seconds { get; init; } = DaySeconds;

    /// <summary><see cref="HourSeconds"/> or <see cref="DaySeconds"/>.</summary>
    public int? Period2Seconds { get; init; } = DaySeconds;

    /// <summary>Debt Recovery per Payment, hundredths of a percent: 0 to 10,000.</summary>
    public int? PaymentShare { get; init; } = 10 * PercentShare;

    /// <summary>What is asked of the meter, a line for each thing that is to change.</summary>
    public IEnumerable<string> Lines()
    {
        (string Name, string Text)[] all =
        [
            ("Time Debt Register [1]", AmountText(Time1Millipence)),
            ("Time Debt Register [2]", AmountText(Time2Millipence)),
            ("Payment Debt Register", AmountText(PaymentMillipence)),
            ("Debt Recovery Rates [1]", RateText(Rate1Millipence)),
            ("Debt Recovery Rates [2]", RateText(Rate2Millipence)),
            ("period of Debt Recovery Rates [1]", PeriodText(Period1Seconds)),
            ("period of Debt Recovery Rates [2]", PeriodText(Period2Seconds)),
            ("Debt Recovery per Payment", PaymentShare.HasValue ? $"is {PaymentShare / PercentShare}%" : null),
        ];
        foreach ((string name, string text) in all)
        {
            if (text != null)
            {
                yield return $"{name} {text}";
            }
        }
    }

    private static string AmountText(int? millipence) =>
        millipence.HasValue ? $"changes by {MoneyText.Of(millipence.Value)}" : null;

    private static string RateText(int? millipence) =>
        millipence.HasValue ? $"is {MoneyText.Of(millipence.Value)}" : null;

    private static string PeriodText(int? seconds)
    {
        string period = seconds == HourSeconds ? "an hour" : "a day";
        return seconds.HasValue ? $"is {period}" : null;
    }
}
