namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The accounts between which every millipence moves. The first six and the last are the meter's registers, the
    /// others are the outside world as this meter knows it; together they always add up to zero.
    /// </summary>
    public static class Account
    {
        /// <summary>Meter Balance (SMETS2 4.6.5.11, 5.7.5.22). Positive is credit.</summary>
        public const int MeterBalance = 0;

        /// <summary>Emergency Credit Balance (SMETS2 4.6.5.8, 5.7.5.15).</summary>
        public const int EmergencyCredit = 1;

        /// <summary>Accumulated Debt Register (SMETS2 4.6.5.1, 5.7.5.1): what is owed, as a negative balance.</summary>
        public const int AccumulatedDebt = 2;

        /// <summary>Time Debt Register [1] (SMETS2 4.6.5.21, 5.7.5.36): what is owed, as a negative balance.</summary>
        public const int TimeDebt1 = 3;

        /// <summary>Time Debt Register [2]: what is owed, as a negative balance.</summary>
        public const int TimeDebt2 = 4;

        /// <summary>Payment Debt Register (SMETS2 4.6.5.13, 5.7.5.23): what is owed, as a negative balance.</summary>
        public const int PaymentDebt = 5;

        /// <summary>Outside: where added credit comes from.</summary>
        public const int CreditsReceived = 6;

        /// <summary>Outside: what was paid for energy.</summary>
        public const int Consumption = 7;

        /// <summary>Outside: what was paid as standing charge.</summary>
        public const int StandingCharge = 8;

        /// <summary>Outside: the facility that emergency credit is drawn from.</summary>
        public const int EmergencyFacility = 9;

        /// <summary>Outside: what the supplier's adjustments and resets gave and took.</summary>
        public const int Adjustments = 10;

        /// <summary>
        /// The GSME's Meter Balance in credit mode, as a negative balance of what is due: its messages have it apart from that
        /// of prepayment (Bill To Date Delivered and Credit Remaining). An ESME has one balance for both.
        /// </summary>
        public const int BillToDate = 11;

        /// <summary>How many accounts there are.</summary>
        public const int Count = 12;

        /// <summary>True if it is a register of the meter, which holds an int; else it is the outside.</summary>
        /// <param name="account">0 to <see cref="Count"/> - 1.</param>
        public static bool IsRegister(int account)
        {
            return account <= PaymentDebt || account == BillToDate;
        }

        /// <summary>The name of an account, for people.</summary>
        /// <param name="account">0 to <see cref="Count"/> - 1.</param>
        public static string NameOf(int account)
        {
            switch (account)
            {
                case MeterBalance:
                    return "Meter Balance";
                case EmergencyCredit:
                    return "Emergency Credit Balance";
                case AccumulatedDebt:
                    return "Accumulated Debt Register";
                case TimeDebt1:
                    return "Time Debt Register [1]";
                case TimeDebt2:
                    return "Time Debt Register [2]";
                case PaymentDebt:
                    return "Payment Debt Register";
                case CreditsReceived:
                    return "credits received";
                case Consumption:
                    return "consumption";
                case StandingCharge:
                    return "standing charge";
                case EmergencyFacility:
                    return "emergency credit facility";
                case Adjustments:
                    return "adjustments";
                default:
                    return "credit mode balance (GSME)";
            }
        }
    }
}
