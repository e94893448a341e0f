namespace MeterFirmware.Core.Display
{
    /// <summary>What a register is shown in. It holds the thousandth part: Wh, or litres.</summary>
    public static class ReadingUnit
    {
        /// <summary>kWh.</summary>
        public const int KilowattHours = 1;

        /// <summary>Cubic metres.</summary>
        public const int CubicMetres = 2;
    }
}
