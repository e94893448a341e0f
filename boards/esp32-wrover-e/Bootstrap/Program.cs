using System;
using System.Device.Gpio;
using System.Threading;
using MeterFirmware.Boot;
using MeterFirmware.Crypto;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.Bootstrap
{
    /// <summary>
    /// The part of an electricity meter that is never updated: it makes sure of the hub's lines, then starts the firmware that
    /// its record and the signatures allow. The pins are those of the board's definition; a test compares them.
    /// </summary>
    public static class Program
    {
        /// <summary>The cut line.</summary>
        public const int SupplyCutPin = 25;

        /// <summary>MT_PR.</summary>
        public const int MeterPresentPin = 26;

        /// <summary>The metrology's pulses.</summary>
        public const int PulsePin = 27;

        /// <summary>The segments of a slot.</summary>
        public const int SlotSegments = 128;

        /// <summary>Where the records are.</summary>
        public const string StorageRoot = "I:\\meter";

        private const int RetryMilliseconds = 5_000;

        /// <summary>Opens the hub's lines, and only then looks at anything else.</summary>
        public static void Main()
        {
            HubOutputs hub = new HubOutputs(new GpioController(), SupplyCutPin, MeterPresentPin);
            IPulseInput pulses = new CountedPulseInput(new ProcessorTime(), PulsePin, ActiveLevel.Low);
            ClrRestart restart = new ClrRestart();
            try
            {
                // Until the device's own P-256 is here no slot verifies, and the factory firmware runs.
                BootProgram program = new BootProgram(
                    new FileRecordStore(StorageRoot),
                    SlotSegments,
                    new NoCryptography(),
                    new FirmwareLoader(),
                    new FactoryFirmware()
                );
                program.Run(hub, pulses, new SoftwareWatchdog(restart, SoftwareWatchdog.LimitMilliseconds));
            }
            catch (Exception e)
            {
                Console.WriteLine("firmware ended: " + e.Message);
            }
            // Whatever it was, the record on the flash says what the next start does. Not a storm of restarts.
            Thread.Sleep(RetryMilliseconds);
            restart.Restart();
        }
    }
}
