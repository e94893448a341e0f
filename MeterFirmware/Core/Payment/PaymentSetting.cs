namespace MeterFirmware.Core.Payment
{
    /// <summary>The settings that a supplier gives at once or for a later moment. All are whole numbers of four octets.</summary>
    public static class PaymentSetting
    {
        /// <summary>
        /// Payment Mode with its two suspensions (SMETS2 4.6.4.21, 5.7.4.31), packed by <see cref="PaymentSettings"/>.
        /// </summary>
        public const int Mode = 0;

        /// <summary>Disablement Threshold (4.6.4.12, 5.7.4.15), millipence of Meter Balance.</summary>
        public const int DisablementThreshold = 1;

        /// <summary>Emergency Credit Limit (4.6.4.13, 5.7.4.16), millipence, 0 or more.</summary>
        public const int EmergencyCreditLimit = 2;

        /// <summary>Emergency Credit Threshold (4.6.4.14, 5.7.4.17), millipence of Meter Balance.</summary>
        public const int EmergencyCreditThreshold = 3;

        /// <summary>Low Credit Threshold (4.6.4.16, 5.7.4.23), millipence.</summary>
        public const int LowCreditThreshold = 4;

        /// <summary>Maximum Credit Threshold (4.6.4.17, 5.7.4.25), millipence, 0 or more.</summary>
        public const int MaximumCredit = 5;

        /// <summary>Maximum Meter Balance Threshold (4.6.4.18, 5.7.4.27), millipence, 0 or more.</summary>
        public const int MaximumBalance = 6;

        /// <summary>
        /// Debt Recovery Rate Cap (4.6.4.10, 5.7.4.13): whole currency units (ESME) or millipence (GSME) a week, 0 or more.
        /// </summary>
        public const int RateCap = 7;

        /// <summary>Non-Disablement Calendar (4.6.4.20, 5.7.4.30): the value is its record's generation.</summary>
        public const int Calendar = 8;

        /// <summary>How many there are.</summary>
        public const int Count = 9;
    }
}
