using MeterFirmware.Core;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The commands that both kinds of meter have, each in its own form.</summary>
internal static class MeterCommands
{
    public static CommandPlan ManageDebt(int kind, DebtAdjustment change) =>
        IsEsme(kind) ? EsmeCommands.ManageDebt(change) : GsmeCommands.ManageDebt(change);

    /// <summary>SECMP0002.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="debt">A <see cref="Core.Payment.Debt"/>.</param>
    public static CommandPlan ResetDebt(int kind, int debt) =>
        IsEsme(kind) ? EsmeCommands.ResetDebt(debt) : GsmeCommands.ResetDebt(debt);

    public static CommandPlan ReadBalance(int kind) =>
        IsEsme(kind) ? EsmeCommands.ReadBalance() : GsmeCommands.ReadBalance();

    private static bool IsEsme(int kind) => kind == MeterKind.Esme;
}
