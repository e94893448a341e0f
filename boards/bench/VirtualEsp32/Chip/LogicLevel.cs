namespace MeterFirmware.VirtualEsp32
{
    /// <summary>What a digital input makes of a voltage.</summary>
    public enum LogicLevel
    {
        /// <summary>Below a quarter of the supply.</summary>
        Low,

        /// <summary>Above three quarters of the supply.</summary>
        High,

        /// <summary>Between, or floating: an input may read either, and reads what it read last.</summary>
        Undefined,
    }
}
