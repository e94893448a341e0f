using MeterFirmware.Boot;

namespace MeterFirmware.Update
{
    /// <summary>Which firmware this is, as the bootstrap or the board says.</summary>
    public sealed class RunningFirmware
    {
        /// <summary>The firmware is in the deployment partition, and the board has no slots.</summary>
        public const int Deployed = -1;

        /// <summary>Describes what runs.</summary>
        /// <param name="version">Four octets, most significant first.</param>
        /// <param name="digest">The digest of its manufacturer image; null in the deployment partition.</param>
        /// <param name="slot">Its slot, or <see cref="Deployed"/>.</param>
        /// <param name="isTrial">True if it has to confirm.</param>
        public RunningFirmware(byte[] version, byte[] digest, int slot, bool isTrial)
        {
            Version = version;
            Digest = digest;
            Slot = slot;
            IsTrial = isTrial;
        }

        /// <summary>Its version, <see cref="OtaHeader.VersionLength"/> octets.</summary>
        public byte[] Version { get; }

        /// <summary>The digest of its manufacturer image, or null.</summary>
        public byte[] Digest { get; }

        /// <summary>Its slot, or <see cref="Deployed"/>.</summary>
        public int Slot { get; }

        /// <summary>True if it has to confirm.</summary>
        public bool IsTrial { get; }
    }
}
