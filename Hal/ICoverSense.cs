namespace MeterFirmware.Hal
{
    /// <summary>The contact at the meter's cover. A board without one has none, and tells of no tampering.</summary>
    public interface ICoverSense
    {
        /// <summary>
        /// True while the cover is off, and once for a cover that was off and on again since the last call, so that nobody is
        /// quicker than a long calculation.
        /// </summary>
        bool IsOpen { get; }
    }
}
