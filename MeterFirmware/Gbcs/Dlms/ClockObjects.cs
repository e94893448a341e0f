using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The clock of the ESME (class 8, 0-0:1.0.0.255): ECS70 Set Clock.</summary>
    public sealed class ClockObjects : DlmsHandler
    {
        /// <summary>Attribute 2, time: UTC; every part not specified while it is unknown.</summary>
        public const int Time = 0;

        /// <summary>Attribute 4, status: a <see cref="ClockStatus"/>.</summary>
        public const int Status = 1;

        /// <summary>Attribute 9, clock_base: the one value that GBCS has for it may be set, and changes nothing.</summary>
        public const int ClockBase = 2;

        /// <summary>Method 5, preset_adjusting_time: the interval (SMETS2 5.6.3.32).</summary>
        public const int Preset = 3;

        /// <summary>Method 4, adjust_to_preset_time: what the command is for.</summary>
        public const int Adjust = 4;

        // radio controlled: the time comes over the HAN
        private const int HanClockBase = 5;
        private const int PresetElements = 3;

        private readonly ClockControl clock;

        /// <summary>Serves the clock of a meter.</summary>
        public ClockObjects(ClockControl clock)
        {
            this.clock = clock;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item == Status)
            {
                writer.WriteByte(AxdrTag.UInt8);
                writer.WriteByte(clock.Status);
                return AccessResult.Success;
            }
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(UtcTime.CosemLength);
            int at = writer.Reserve(UtcTime.CosemLength);
            if (clock.IsKnown)
            {
                UtcTime.WriteCosem(clock.UtcSeconds, writer.Raw, at);
            }
            else
            {
                UtcTime.WriteCosemUnknown(writer.Raw, at);
            }
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            int clockBase = reader.ReadEnum();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return clockBase == HanClockBase ? AccessResult.Success : AccessResult.OtherReason;
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            return item == Preset ? TakeInterval(reader) : AdjustToInterval(reader);
        }

        // preset_adjusting_time ::= structure { preset_time, validity_interval_start, validity_interval_end }. The time itself is
        // not stated (GBCS): it would be the hub's.
        private int TakeInterval(AxdrReader reader)
        {
            reader.ReadStructure(PresetElements);
            long preset = CosemTime.Read(reader);
            long start = CosemTime.Read(reader);
            long end = CosemTime.Read(reader);
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            // All zero, which is now where something is to be activated, is no time that an interval begins at.
            bool isRight = preset == PaymentEngine.Never && start != 0 && clock.Preset(start, end);
            return isRight ? AccessResult.Success : AccessResult.OtherReason;
        }

        private int AdjustToInterval(AxdrReader reader)
        {
            reader.ReadInt8();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return clock.Adjust() ? AccessResult.Success : AccessResult.OtherReason;
        }
    }
}
