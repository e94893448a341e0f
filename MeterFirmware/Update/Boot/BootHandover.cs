using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// What the bootstrap gives to the firmware that it starts: the lines that are open already, and what it knows of the
    /// slots. The entry point of a bundle is a static method Start with this as its only parameter.
    /// </summary>
    public sealed class BootHandover
    {
        /// <summary>The name of the entry point's method.</summary>
        public const string EntryMethod = "Start";

        /// <summary>Gathers it.</summary>
        public BootHandover(
            HubOutputs hub,
            IPulseInput pulses,
            Bootstrap bootstrap,
            int slot,
            BootRecord record,
            SlotStore slots,
            SlotImage image,
            IWatchdog watchdog
        )
        {
            Hub = hub;
            Pulses = pulses;
            Version = (byte[])bootstrap.Version.Clone();
            Digest = (byte[])bootstrap.Digest.Clone();
            IsTrial = bootstrap.IsTrial;
            Slot = slot;
            Record = record;
            Slots = slots;
            Image = image;
            Watchdog = watchdog;
        }

        /// <summary>The hub's lines; null on a board without a hub.</summary>
        public HubOutputs Hub { get; }

        /// <summary>The pulse input, which counts since the bootstrap began; null where the firmware opens it.</summary>
        public IPulseInput Pulses { get; }

        /// <summary>The version in the slot, four octets, most significant first.</summary>
        public byte[] Version { get; }

        /// <summary>The digest of the image in the slot.</summary>
        public byte[] Digest { get; }

        /// <summary>True if the firmware has to confirm.</summary>
        public bool IsTrial { get; }

        /// <summary>The slot.</summary>
        public int Slot { get; }

        /// <summary>The bootstrap's record.</summary>
        public BootRecord Record { get; }

        /// <summary>The slots.</summary>
        public SlotStore Slots { get; }

        /// <summary>Judges what is in them.</summary>
        public SlotImage Image { get; }

        /// <summary>Watches already, the firmware's start included.</summary>
        public IWatchdog Watchdog { get; }
    }
}
