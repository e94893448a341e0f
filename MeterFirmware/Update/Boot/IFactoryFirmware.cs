using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Boot
{
    /// <summary>The firmware that its maker put beside the bootstrap, and which nothing can change: it runs where no slot does.</summary>
    public interface IFactoryFirmware
    {
        /// <summary>Runs; comes back when the firmware ends.</summary>
        /// <param name="hub">The hub's lines; null on a board without a hub.</param>
        /// <param name="pulses">The pulse input; null where the firmware opens it.</param>
        /// <param name="watchdog">Watches already.</param>
        void Start(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog);
    }
}
