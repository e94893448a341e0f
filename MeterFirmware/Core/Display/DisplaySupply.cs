namespace MeterFirmware.Core.Display
{
    /// <summary>The supply as the customer is told of it.</summary>
    public static class DisplaySupply
    {
        /// <summary>
        /// There is nothing to tell: the meter has no supply switch of its own, or is exempt (Large Gas Meter at domestic
        /// premises).
        /// </summary>
        public const int None = 0;

        /// <summary>Enabled.</summary>
        public const int On = 1;

        /// <summary>Disabled; credit or the supplier brings it back.</summary>
        public const int Off = 2;

        /// <summary>Armed: the customer may enable it.</summary>
        public const int Armed = 3;

        /// <summary>Locked: disabled, and nothing that the customer does brings it back.</summary>
        public const int Locked = 4;
    }
}
