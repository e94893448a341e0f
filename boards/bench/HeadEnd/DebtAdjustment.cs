namespace MeterFirmware.Bench.HeadEnd;

/// <summary>What Manage Debt carries: how much more is owed, and how all of it is recovered from now on.</summary>
internal sealed record DebtAdjustment
{
    public const int HourSeconds = 3_600;
    public const int DaySeconds = 86_400;

    /// <summary>One percent in the unit of <see cref="PaymentShare"/>.</summary>
    public const int PercentShare = 100;

    /// <summary>Added to Time Debt Register [1], millipence; negative to take away.</summary>
    public int Time1Millipence { get; init; }

    /// <summary>Added to Time Debt Register [2].</summary>
    public int Time2Millipence { get; init; }

    /// <summary>Added to the Payment Debt Register.</summary>
    public int PaymentMillipence { get; init; }

    /// <summary>Debt Recovery Rates [1], millipence a period.</summary>
    public int Rate1Millipence { get; init; } = 10_000;

    /// <summary>Debt Recovery Rates [2].</summary>
    public int Rate2Millipence { get; init; } = 10_000;

    /// <summary><see cref="HourSeconds"/> or <see cref="DaySeconds"/>.</summary>
    public int Period1Seconds { get; init; } = DaySeconds;

    /// <summary><see cref="HourSeconds"/> or <see cref="DaySeconds"/>.</summary>
    public int Period2Seconds { get; init; } = DaySeconds;

    /// <summary>Debt Recovery per Payment, hundredths of a percent: 0 to 10,000.</summary>
    public int PaymentShare { get; init; } = 10 * PercentShare;
}
