using System;
using MeterFirmware.Crypto;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// What the bootstrap does once it has opened the board's lines: chooses the slot, starts the watchdog and then the
    /// firmware, so that firmware which hangs anywhere, its very first line included, is restarted and rolled back. Where no
    /// slot holds firmware that verifies, the factory's runs.
    /// </summary>
    public sealed class BootProgram
    {
        private readonly IRecordStore records;
        private readonly int slotSegments;
        private readonly ICryptography cryptography;
        private readonly IFirmwareLoader loader;
        private readonly IFactoryFirmware factory;

        /// <summary>Gathers what it works with.</summary>
        /// <param name="records">The board's storage.</param>
        /// <param name="slotSegments">The segments of a slot.</param>
        /// <param name="cryptography">Verifies the manufacturer's signature.</param>
        /// <param name="loader">Starts what is in a slot.</param>
        /// <param name="factory">Runs where no slot does.</param>
        public BootProgram(
            IRecordStore records,
            int slotSegments,
            ICryptography cryptography,
            IFirmwareLoader loader,
            IFactoryFirmware factory
        )
        {
            this.records = records;
            this.slotSegments = slotSegments;
            this.cryptography = cryptography;
            this.loader = loader;
            this.factory = factory;
        }

        /// <summary>Runs; comes back, or throws, when the firmware ends: the interpreter is then to be restarted.</summary>
        /// <param name="hub">The hub's lines; null on a board without a hub.</param>
        /// <param name="pulses">The pulse input; null where the firmware opens it.</param>
        /// <param name="watchdog">Does not watch yet: a verification may take longer than a turn of a firmware's loop.</param>
        public void Run(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            ImageTarget target = ImageTarget.Load(records);
            if (target == null)
            {
                Console.WriteLine(
                    "the records device-id and maker are missing, see README.md: the factory firmware runs"
                );
                StartFactory(hub, pulses, watchdog);
                return;
            }
            SlotStore slots = new SlotStore(records, slotSegments);
            SlotImage image = new SlotImage(slots, cryptography, target);
            BootRecord record = new BootRecord(records);
            Bootstrap bootstrap = new Bootstrap(record, image);
            int slot = bootstrap.Choose();
            if (slot == Bootstrap.NoSlot)
            {
                Console.WriteLine("no slot holds firmware that verifies: the factory firmware runs");
                StartFactory(hub, pulses, watchdog);
                return;
            }
            Console.WriteLine(NameOf(slot, bootstrap.IsTrial));
            watchdog.Start();
            BootHandover handover = new BootHandover(hub, pulses, bootstrap, slot, record, slots, image, watchdog);
            loader.Run(new BundleReader(slots, image, slot), handover);
        }

        private void StartFactory(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            watchdog.Start();
            factory.Start(hub, pulses, watchdog);
        }

        private static string NameOf(int slot, bool isTrial)
        {
            if (isTrial)
            {
                return slot == 0 ? "the firmware in slot A runs on trial" : "the firmware in slot B runs on trial";
            }
            return slot == 0 ? "the firmware in slot A runs" : "the firmware in slot B runs";
        }
    }
}
