namespace MeterFirmware.Core.Payment
{
    /// <summary>The three debts that a supplier manages (SMETS2 4.5.3.5, 5.6.3.5).</summary>
    public static class Debt
    {
        /// <summary>Recovered by time at Debt Recovery Rates [1].</summary>
        public const int Time1 = 0;

        /// <summary>Recovered by time at Debt Recovery Rates [2].</summary>
        public const int Time2 = 1;

        /// <summary>Recovered as a percentage of each credit that is added.</summary>
        public const int Payment = 2;

        /// <summary>How many there are.</summary>
        public const int Count = 3;
    }
}
