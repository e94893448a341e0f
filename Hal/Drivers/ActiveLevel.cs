namespace MeterFirmware.Hal.Drivers
{
    /// <summary>The level of a line that means Active: a fact of the board.</summary>
    public enum ActiveLevel
    {
        /// <summary>Low is Active.</summary>
        Low = 0,

        /// <summary>High is Active.</summary>
        High = 1,
    }
}
