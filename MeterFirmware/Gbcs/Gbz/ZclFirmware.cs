using MeterFirmware.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The Firmware Version in the Metering cluster.</summary>
    public sealed class ZclFirmware : ZclHandler
    {
        /// <summary>Attribute 0x0206, CurrentMeterID as GBCS uses it: the version that runs, four octets.</summary>
        public const int Version = 0;

        private const int VersionLength = 4;

        private readonly MeterState state;

        /// <summary>Serves the firmware version of a meter.</summary>
        public ZclFirmware(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int Read(int item, OctetWriter writer)
        {
            writer.WriteByte(VersionLength);
            writer.WriteOctets(state.Image.Raw, UpdateLayout.RunningVersion, VersionLength);
            return ZclStatus.Success;
        }
    }
}
