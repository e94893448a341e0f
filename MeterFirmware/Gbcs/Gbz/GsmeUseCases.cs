using MeterFirmware.Core;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The use cases of the GSME (GBCS mapping table).</summary>
    public static class GsmeUseCases
    {
        private const int Update = UseCaseFlags.Critical | UseCaseFlags.ReplayProtected;
        private const int Supplier = 1 << RemoteRole.Supplier;

        /// <summary>Reads the tables of this class.</summary>
        public static UseCaseTable CreateTable()
        {
            return new UseCaseTable(Rows, Objects);
        }

        private static readonly byte[] Rows =
        {
            // csharpier-ignore-start
            // message code, flags, roles, first object, number of objects
            0x00,
0x6E,
Update,
Supplier,
0,
0,
1, // GCS04 Manage Debt
            0x00,
0x8D,
0,
Supplier,
0,
1,
2, // GCS60 Read Meter Balance
            MeterParameters.ResetDebtGsmeMessageCode >> 8,
MeterParameters.ResetDebtGsmeMessageCode & 0xFF,
            Update | UseCaseFlags.SingleInstruction,
Supplier,
0,
0,
1, // SECMP0002 Reset Debt Register
            // csharpier-ignore-end
        };

        private static readonly byte[] Objects =
        {
            // csharpier-ignore-start
            // 0: GCS04, SECMP0002
            ZclObjects.DebtGroup,
ZclDebts.ChangeDebt,
            // 1: GCS60
            ZclObjects.BalanceGroup,
ZclBalances.BillToDateDelivered,
ZclObjects.BalanceGroup,
ZclBalances.CreditRemaining,
            // csharpier-ignore-end
        };
    }
}
