namespace MeterFirmware.Core.Display
{
    /// <summary>The screens of the user interface, in the order in which button A steps through them.</summary>
    public static class Screen
    {
        /// <summary>The Meter Balance: what is shown when nobody has touched a button.</summary>
        public const int Balance = 0;

        /// <summary>The Active Import Register or the Consumption Register.</summary>
        public const int Total = 1;

        /// <summary>Time Debt Register [1].</summary>
        public const int TimeDebt1 = 2;

        /// <summary>Time Debt Register [2].</summary>
        public const int TimeDebt2 = 3;

        /// <summary>Payment Debt Register.</summary>
        public const int PaymentDebt = 4;

        /// <summary>How many screens there are.</summary>
        public const int Count = 5;
    }
}
