using MeterFirmware.Boot;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.GsmeBootstrap
{
    /// <summary>The gas meter in the deployment partition.</summary>
    public sealed class FactoryFirmware : IFactoryFirmware
    {
        /// <inheritdoc/>
        public void Start(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            Gsme.Program.StartFactory(watchdog);
        }
    }
}
