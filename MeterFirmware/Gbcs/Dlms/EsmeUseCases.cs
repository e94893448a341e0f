using MeterFirmware.Core;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The use cases of the ESME (GBCS mapping table).</summary>
    public static class EsmeUseCases
    {
        private const int Update = UseCaseFlags.Critical | UseCaseFlags.ReplayProtected;
        private const int Supplier = 1 << RemoteRole.Supplier;
        private const int Debts = DlmsObjects.DebtGroup;
        private const int Balances = DlmsObjects.BalanceGroup;

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
0x1E,
Update,
Supplier,
0,
0,
10, // ECS07 Manage Debt
            0x00,
0x69,
0,
Supplier,
0,
13,
1, // ECS82 Read Meter Balance
            MeterParameters.ResetDebtEsmeMessageCode >> 8,
MeterParameters.ResetDebtEsmeMessageCode & 0xFF,
            Update | UseCaseFlags.SingleInstruction,
Supplier,
0,
10,
3, // SECMP0002 Reset Debt Register
            // csharpier-ignore-end
        };

        private static readonly byte[] Objects =
        {
            // csharpier-ignore-start
            // 0: ECS07
            Debts,
DebtObjects.PassiveRate + 0,
Debts,
DebtObjects.PassiveRate + 1,
Debts,
DebtObjects.RecoveryPerPayment,
            Debts,
DebtObjects.Period + 0,
Debts,
DebtObjects.Period + 1,
            Debts,
DebtObjects.ActivateRate + 0,
Debts,
DebtObjects.ActivateRate + 1,
            Debts,
DebtObjects.Adjust + 2,
Debts,
DebtObjects.Adjust + 0,
Debts,
DebtObjects.Adjust + 1,
            // 10: SECMP0002
            Debts,
DebtObjects.Reset + 0,
Debts,
DebtObjects.Reset + 1,
Debts,
DebtObjects.Reset + 2,
            // 13: ECS82
            Balances,
BalanceObjects.MeterBalance,
            // csharpier-ignore-end
        };
    }
}
