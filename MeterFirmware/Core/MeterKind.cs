namespace MeterFirmware.Core
{
    /// <summary>The two kinds of meter. One image holds one of them.</summary>
    public static class MeterKind
    {
        /// <summary>Electricity Smart Metering Equipment (SMETS2 section 5).</summary>
        public const int Esme = 1;

        /// <summary>Gas Smart Metering Equipment (SMETS2 section 4).</summary>
        public const int Gsme = 2;
    }
}
