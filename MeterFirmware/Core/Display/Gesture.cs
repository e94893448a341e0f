namespace MeterFirmware.Core.Display
{
    /// <summary>What a button was found to have done.</summary>
    internal static class Gesture
    {
        public const int None = 0;

        /// <summary>It went down.</summary>
        public const int Down = 1;

        /// <summary>It was let go before a long press.</summary>
        public const int Short = 2;

        /// <summary>It has been held down for two seconds; once a press.</summary>
        public const int Long = 3;
    }
}
