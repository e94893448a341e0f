namespace MeterFirmware.Core.Payment
{
    /// <summary>Payment Mode (SMETS2 4.6.4.21, 5.7.4.31).</summary>
    public static class PaymentMode
    {
        /// <summary>Credit: what is used is owed.</summary>
        public const int Credit = 0;

        /// <summary>Prepayment: what is used was paid before.</summary>
        public const int Prepayment = 1;
    }
}
