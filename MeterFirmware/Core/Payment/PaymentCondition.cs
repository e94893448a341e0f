namespace MeterFirmware.Core.Payment
{
    /// <summary>What is so now, a bit each in the image: a condition is told when it begins and not again, also after a restart.</summary>
    public static class PaymentCondition
    {
        /// <summary>Emergency credit is activated.</summary>
        public const int EmergencyActive = 1;

        /// <summary>Emergency credit is available.</summary>
        public const int EmergencyAvailable = 2;

        /// <summary>Emergency credit is activated and used up.</summary>
        public const int EmergencyExhausted = 4;

        /// <summary>Combined credit is below the Low Credit Threshold.</summary>
        public const int LowCredit = 8;

        /// <summary>Disablement for want of credit is suspended by the non-disablement calendar.</summary>
        public const int DisablementSuspended = 16;
    }
}
