using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The auxiliary load control switches of the ESME (SMETS2 5.7.4.2, 5.7.4.3, 5.7.5.37, 5.7.5.38), and the Randomised Offset
    /// that delays what their calendar says. An item that exists for each switch has the number of the first plus 0 to 4.
    /// </summary>
    public sealed class AuxiliaryObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of 0-0:94.44.0.11 to 15: Description.</summary>
        public const int Description = 0;

        /// <summary>Attribute 2 of 0-0:94.44.0.21 to 25: Type and Identifier, an EUI-64; zero for a switch of the meter itself.</summary>
        public const int Identifier = 5;

        /// <summary>Attribute 2 of 0-1:96.3.10.255 to 0-5: output_state, true for closed.</summary>
        public const int State = 10;

        /// <summary>Attribute 2 of 0-0:11.0.3.255: the special days of the calendar.</summary>
        public const int SpecialDayEntries = 15;

        /// <summary>Attribute 2 of 0-0:12.0.2.255: the schedule of the calendar.</summary>
        public const int Schedule = 16;

        /// <summary>Method 1 of 0-0:10.0.103.255, execute: ends what was commanded.</summary>
        public const int Script = 17;

        /// <summary>Attribute 2 of 0-0:94.44.0.0: Randomised Offset (5.7.5.28), seconds.</summary>
        public const int RandomisedOffset = 18;

        /// <summary>Attribute 2 of 0-0:94.44.0.1: Randomised Offset Limit (5.7.4.33), seconds.</summary>
        public const int RandomisedOffsetLimit = 19;

        /// <summary>Attribute 2 of 0-0:94.44.0.2: Randomised Offset Number (5.7.1.5), 0 where none was given.</summary>
        public const int RandomisedOffsetNumber = 20;

        private const int Switches = AuxiliaryControllers.Count;

        // GBCS 7.3.6: the low octet of a script that resets, the high one is the number of the switch.
        private const int ResetScript = 0x20;

        private readonly MeterState state;

        /// <summary>Serves the switches of a meter; one of another kind has none.</summary>
        public AuxiliaryObjects(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item < State)
            {
                WriteText(item, writer);
                return AccessResult.Success;
            }
            if (item < SpecialDayEntries)
            {
                writer.WriteByte(AxdrTag.Boolean);
                writer.WriteByte(state.Auxiliary.IsClosed(1 + item - State) ? ScheduleWriter.True : 0);
                return AccessResult.Success;
            }
            switch (item)
            {
                case SpecialDayEntries:
                    AuxiliaryValues.WriteSpecialDays(Load(), state.Metering.Tables.Buffer.Octets, writer);
                    return AccessResult.Success;
                case Schedule:
                    return AuxiliaryValues.WriteSchedule(Load(), state.Metering.Tables.Buffer.Octets, writer)
                        ? AccessResult.Success
                        : AccessResult.OtherReason;
                case RandomisedOffset:
                    return WriteUInt16(state.Metering.RandomisedOffsetSeconds, writer);
                case RandomisedOffsetLimit:
                    return WriteUInt16(state.Image.GetUInt16(RegisterLayout.RandomisedOffsetLimit), writer);
                case RandomisedOffsetNumber:
                    return WriteUInt16(state.Image.GetUInt16(RegisterLayout.RandomisedOffsetNumber), writer);
                default:
                    return AccessResult.ReadWriteDenied;
            }
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            if (item >= Identifier)
            {
                return AccessResult.ReadWriteDenied;
            }
            int at = reader.ReadVisibleString(TextLabels.ControllerLength);
            int count = reader.Position - at;
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            int place = TextLabels.ControllerAt(state.Metering.Tariff.Shape, item - Description);
            if (IsSame(place, reader.Source, at, count))
            {
                return AccessResult.Success;
            }
            int places = TextLabels.ControllerLength;
            return ResultOf(state.Metering.SetLabel(place, places, reader.Source, at, count));
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            int script = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return (script & 0xFF) == ResetScript
                ? ResultOf(state.Auxiliary.Reset(script >> 8))
                : AccessResult.OtherReason;
        }

        // Nothing protects ECS46a against replay: the same again does not wear the flash.
        private bool IsSame(int place, byte[] text, int at, int count)
        {
            ConfigurationTable labels = state.Metering.Tables.Get(TariffTable.Labels);
            // What the command has given already waits for its end.
            int length = labels.HasPassive ? labels.LoadPassive() : labels.LoadActive();
            byte[] octets = state.Metering.Tables.Buffer.Octets;
            int label = ConfigurationTable.HeaderLength + place;
            bool isSame = length > 0;
            for (int i = 0; i < TextLabels.ControllerLength && isSame; i++)
            {
                isSame = octets[label + i] == (i < count ? text[at + i] : 0);
            }
            return isSame;
        }

        // A switch of the meter itself has no identifier.
        private void WriteText(int item, OctetWriter writer)
        {
            if (item >= Identifier)
            {
                writer.WriteByte(AxdrTag.OctetString);
                writer.WriteByte(AuxiliaryValues.IdentifierLength);
                AuxiliaryValues.WriteZeros(AuxiliaryValues.IdentifierLength, writer);
                return;
            }
            int length = state.Metering.Tables.Get(TariffTable.Labels).LoadActive();
            byte[] octets = state.Metering.Tables.Buffer.Octets;
            int place = TextLabels.ControllerAt(state.Metering.Tariff.Shape, item - Description);
            int at = ConfigurationTable.HeaderLength + place;
            int count = 0;
            while (length > 0 && count < TextLabels.ControllerLength && octets[at + count] != 0)
            {
                count++;
            }
            writer.WriteByte(AxdrTag.VisibleString);
            writer.WriteByte(count);
            writer.WriteOctets(octets, at, count);
        }

        // Where the calendar in force begins in the working space, or -1 if there is none.
        private int Load()
        {
            int count = state.Metering.Tables.Get(TariffTable.AuxiliaryCalendar).LoadActive();
            return count == AuxiliaryCalendar.Length ? ConfigurationTable.HeaderLength : AuxiliaryValues.None;
        }

        private static int WriteUInt16(int value, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.UInt16);
            writer.WriteUInt16(value);
            return AccessResult.Success;
        }

        private static int ResultOf(int result)
        {
            return result == TableResult.Ok ? AccessResult.Success
                : result == TableResult.StorageFailed ? AccessResult.HardwareFault
                : AccessResult.OtherReason;
        }
    }
}
