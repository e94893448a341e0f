namespace MeterFirmware.Core.Payment
{
    /// <summary>How an Add Credit ended (SMETS2 4.5.3.3, 5.6.3.3).</summary>
    public static class CreditResult
    {
        /// <summary>Accepted.</summary>
        public const int Accepted = 0;

        /// <summary>Not 20 digits, a wrong check digit, or content that no UTRN has.</summary>
        public const int Invalid = 1;

        /// <summary>A UTRN of another kind of device.</summary>
        public const int OtherDevice = 2;

        /// <summary>Its MAC is not the supplier's.</summary>
        public const int NotAuthentic = 3;

        /// <summary>It was accepted before.</summary>
        public const int Duplicate = 4;

        /// <summary>Its counter is older than any that is remembered.</summary>
        public const int TooOld = 5;

        /// <summary>More than the Maximum Credit Threshold.</summary>
        public const int AboveMaximumCredit = 6;

        /// <summary>Meter Balance would be above the Maximum Meter Balance Threshold, or above what it can hold.</summary>
        public const int AboveMaximumBalance = 7;

        /// <summary>Too many bad entries by hand: locked out for a time.</summary>
        public const int LockedOut = 8;

        /// <summary>The meter is in credit mode.</summary>
        public const int NotPrepayment = 9;

        /// <summary>There is no supplier whose prepayment key could be used.</summary>
        public const int NoKey = 10;

        /// <summary>How many values there are.</summary>
        public const int Count = 11;
    }
}
