using System;
using System.Threading;
using MeterFirmware.Boot;
using MeterFirmware.Crypto;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.GsmeBootstrap
{
    /// <summary>
    /// The part of a gas meter that is never updated. It feeds no hub and its reed contact is debounced by the processor, so it
    /// opens no line: that is the firmware's.
    /// </summary>
    public static class Program
    {
        /// <summary>The segments of a slot.</summary>
        public const int SlotSegments = 128;

        /// <summary>Where the records are.</summary>
        public const string StorageRoot = "I:\\meter";

        private const int RetryMilliseconds = 5_000;

        /// <summary>Starts the firmware that the record and the signatures allow.</summary>
        public static void Main()
        {
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
                program.Run(null, null, new SoftwareWatchdog(restart, SoftwareWatchdog.LimitMilliseconds));
            }
            catch (Exception e)
            {
                Console.WriteLine("firmware ended: " + e.Message);
            }
            Thread.Sleep(RetryMilliseconds);
            restart.Restart();
        }
    }
}
