namespace MeterFirmware.Core.Payment
{
    /// <summary>The kinds of GSME commands that carry an Issuer Event ID, each with its own order.</summary>
    public static class IssuerEvent
    {
        /// <summary>Change Debt of Time Debt 1; those of the other debts follow.</summary>
        public const int ChangeDebt = 0;

        /// <summary>Change Payment Mode.</summary>
        public const int PaymentMode = 3;

        /// <summary>Emergency Credit Setup.</summary>
        public const int EmergencyCredit = 4;

        /// <summary>Set Maximum Credit Limit.</summary>
        public const int MaximumCredit = 5;

        /// <summary>Set Overall Debt Cap.</summary>
        public const int DebtCap = 6;

        /// <summary>Credit Adjustment.</summary>
        public const int CreditAdjustment = 7;

        /// <summary>Change Supply.</summary>
        public const int ChangeSupply = 8;

        /// <summary>How many there are.</summary>
        public const int Count = 9;
    }
}
