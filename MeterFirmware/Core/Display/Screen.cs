namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// The screens of the user interface. Up to <see cref="SetPin"/> they stand in the order in which button A steps through
    /// those that are there; the rest are shown only by themselves.
    /// </summary>
    public static class Screen
    {
        /// <summary>Unlocks what the privacy PIN protects.</summary>
        public const int Unlock = 0;

        /// <summary>Meter Balance; in Credit mode the amount due.</summary>
        public const int Balance = 1;

        /// <summary>Meter Balance and what is left of activated emergency credit.</summary>
        public const int CreditAvailable = 2;

        /// <summary>Emergency credit that is not activated: whether it can be.</summary>
        public const int EmergencyCredit = 3;

        /// <summary>What is left of activated emergency credit.</summary>
        public const int EmergencyLeft = 4;

        /// <summary>What must be repaid of activated emergency credit.</summary>
        public const int EmergencyOwed = 5;

        /// <summary>What must be paid before the supply can come back.</summary>
        public const int DebtToClear = 6;

        /// <summary>Accumulated Debt Register.</summary>
        public const int AccumulatedDebt = 7;

        /// <summary>The debts, an item each: a <see cref="Payment.Debt"/>.</summary>
        public const int Debt = 8;

        /// <summary>Standing Charge.</summary>
        public const int StandingCharge = 9;

        /// <summary>The rate and block in force and the price.</summary>
        public const int ActivePrice = 10;

        /// <summary>The Active Import Register or the Consumption Register.</summary>
        public const int Total = 11;

        /// <summary>The time-of-use registers, an item each.</summary>
        public const int TouRegister = 12;

        /// <summary>The block registers of an ESME, an item each.</summary>
        public const int BlockRegister = 13;

        /// <summary>The block counters, an item each.</summary>
        public const int BlockCounter = 14;

        /// <summary>The supply; where it is armed, button B enables it.</summary>
        public const int Supply = 15;

        /// <summary>The supplier's message, which button B acknowledges.</summary>
        public const int Message = 16;

        /// <summary>Where button B begins the entry of a UTRN.</summary>
        public const int TopUp = 17;

        /// <summary>Date and time in UTC.</summary>
        public const int DateTime = 18;

        /// <summary>MPAN or MPRN.</summary>
        public const int MeterPoint = 19;

        /// <summary>Customer Identification Number.</summary>
        public const int CustomerNumber = 20;

        /// <summary>The supplier's name and telephone number.</summary>
        public const int Contact = 21;

        /// <summary>Firmware Version, or how far its activation has come.</summary>
        public const int Firmware = 22;

        /// <summary>Where button B begins to set the privacy PIN.</summary>
        public const int SetPin = 23;

        /// <summary>How many screens button A steps through.</summary>
        public const int StepCount = 24;

        /// <summary>The credit is low; alternates with the default screen.</summary>
        public const int LowCredit = 24;

        /// <summary>A message waits that only the PIN shows.</summary>
        public const int MessageWaiting = 25;
    }
}
