namespace MeterFirmware.Boot
{
    /// <summary>Makes a running program of a bundle.</summary>
    public interface IFirmwareLoader
    {
        /// <summary>Loads and runs; comes back when the firmware ends.</summary>
        /// <param name="bundle">Not yet opened.</param>
        /// <param name="handover">What the firmware is given.</param>
        void Run(BundleReader bundle, BootHandover handover);
    }
}
