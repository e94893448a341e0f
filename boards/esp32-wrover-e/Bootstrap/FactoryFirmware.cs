using MeterFirmware.Boot;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.Bootstrap
{
    /// <summary>The electricity meter in the deployment partition.</summary>
    public sealed class FactoryFirmware : IFactoryFirmware
    {
        /// <inheritdoc/>
        public void Start(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            Esme.Program.StartFactory(hub, pulses, watchdog);
        }
    }
}
