using MeterFirmware.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Data (class 1): the Firmware Version.</summary>
    public sealed class FirmwareObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of 0-0:0.2.1.255 (SMETS2 5.7.4): the version that runs, four octets.</summary>
        public const int Version = 0;

        private const int VersionLength = 4;

        private readonly MeterState state;

        /// <summary>Serves the firmware version of a meter.</summary>
        public FirmwareObjects(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(VersionLength);
            writer.WriteOctets(state.Image.Raw, UpdateLayout.RunningVersion, VersionLength);
            return AccessResult.Success;
        }
    }
}
