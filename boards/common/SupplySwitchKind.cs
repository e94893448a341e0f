namespace MeterFirmware.Board
{
    /// <summary>How the supply is switched.</summary>
    public enum SupplySwitchKind
    {
        /// <summary>By the level of one line: a contactor that falls open at every restart.</summary>
        Held = 0,

        /// <summary>By a timed drive on one of two lines: a latching contactor, or a valve.</summary>
        Latching = 1,
    }
}
