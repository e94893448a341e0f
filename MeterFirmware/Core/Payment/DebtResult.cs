namespace MeterFirmware.Core.Payment
{
    /// <summary>How a change to a debt ended.</summary>
    public static class DebtResult
    {
        /// <summary>Done.</summary>
        public const int Done = 0;

        /// <summary>A value is outside what the register or the setting can hold. Nothing changed.</summary>
        public const int OutOfRange = 1;
    }
}
