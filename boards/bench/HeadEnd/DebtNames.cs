using MeterFirmware.Core.Payment;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The debts as the user names and reads them.</summary>
internal static class DebtNames
{
    /// <summary>As words of the command line, in the order of <see cref="Debt"/>.</summary>
    public static readonly string[] Words = ["time1", "time2", "payment"];

    /// <summary>The standard's name.</summary>
    public static string Of(int debt) => Account.NameOf(Account.TimeDebt1 + debt);

    public static string ResetOf(int debt) => "reset " + Of(debt);
}
