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
    /// The part that is never updated: it makes sure of the hub's lines, then starts the firmware that its record and the
    /// signatures allow. The pins are those of the board's definition; a test compares them.
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
            try
            {
                StartFirmware(hub, pulses);
            }
            catch (Exception e)
            {
                Console.WriteLine("firmware ended: " + e.Message);
            }
            // Whatever it was, the record on the flash says what the next start does. Not a storm of restarts.
            Thread.Sleep(RetryMilliseconds);
            new ClrRestart().Restart();
        }

        private static void StartFirmware(HubOutputs hub, IPulseInput pulses)
        {
            IRecordStore records = new FileRecordStore(StorageRoot);
            ImageTarget target = ImageTarget.Load(records);
            if (target == null)
            {
                Console.WriteLine("the records device-id and maker are missing, see README.md");
                return;
            }
            SlotStore slots = new SlotStore(records, SlotSegments);
            // Until the device's own P-256 is here it verifies nothing, and so starts nothing.
            SlotImage image = new SlotImage(slots, new NoCryptography(), target);
            BootRecord record = new BootRecord(records);
            Boot.Bootstrap bootstrap = new Boot.Bootstrap(record, image);
            int slot = bootstrap.Choose();
            if (slot == Boot.Bootstrap.NoSlot)
            {
                Console.WriteLine("no slot holds firmware that verifies");
                return;
            }
            BootHandover handover = new BootHandover(hub, pulses, bootstrap, slot, record, slots, image);
            FirmwareLoader.Run(new BundleReader(slots, image, slot), handover);
        }
    }
}
