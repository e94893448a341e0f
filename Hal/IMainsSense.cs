namespace MeterFirmware.Hal
{
    /// <summary>The board's mains detector, read on the line that also drives the hub's AC_LO.</summary>
    public interface IMainsSense
    {
        /// <summary>True while the detector sees the mains.</summary>
        bool IsMainsPresent { get; }
    }
}
