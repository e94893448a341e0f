using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// What else a supplier sets on a GSME: billing calendar, conversion factor and calorific value, uncontrolled gas flow and
    /// Supply Tamper State. All of it is in force at once.
    /// </summary>
    public sealed class ZclMeterSettings : ZclHandler
    {
        /// <summary>Price command 0x09, Publish Billing Period.</summary>
        public const int PublishBillingPeriod = 0;

        /// <summary>Price command 0x01, Publish Block Period, which is the billing period.</summary>
        public const int PublishBlockPeriod = 1;

        /// <summary>Price command 0x02, Publish Conversion Factor.</summary>
        public const int PublishConversionFactor = 2;

        /// <summary>Price command 0x03, Publish Calorific Value.</summary>
        public const int PublishCalorificValue = 3;

        /// <summary>Metering command 0x0E, Set Uncontrolled Flow Threshold.</summary>
        public const int SetUncontrolledFlow = 4;

        /// <summary>Metering command 0x0D, Set Supply Status.</summary>
        public const int SetSupplyStatus = 5;

        private const int OldBillingCalendar = 0x007E; // GCS25
        private const int CoarseFlow = 0x007D; // GCS24
        private const int Days = 1;
        private const int Weeks = 2;
        private const int Months = 3;
        private const int FromTheStart = 2 << 4;
        private const int InEveryTier = 2;
        private const int PerBlock = 1;
        private const int CubicMetresAnHour = 1;
        private const int MegajoulesPerCubicMetre = 1;
        private const int FiveDecimals = 0x50;
        private const int OneDecimal = 0x10;
        private const int Off = 0;
        private const int Unchanged = 3;
        private const int At = ConfigurationTable.HeaderLength;

        private readonly Metering metering;
        private readonly PaymentEngine payment;
        private long billingStart;
        private int periodicity;

        /// <summary>Serves the settings of a meter.</summary>
        public ZclMeterSettings(MeterState state)
        {
            metering = state.Metering;
            payment = state.Payment;
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            periodicity = BillingCalendar.None;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            switch (item)
            {
                case PublishBillingPeriod:
                    return TakeBillingPeriod(messageCode, reader);
                case PublishBlockPeriod:
                    return TakeBlockPeriod(reader);
                case PublishConversionFactor:
                    return TakeFactor(reader, false);
                case PublishCalorificValue:
                    return TakeFactor(reader, true);
                case SetUncontrolledFlow:
                    return TakeFlow(messageCode, reader);
                default:
                    return TakeSupplyStatus(reader);
            }
        }

        private int TakeBillingPeriod(int messageCode, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            long start = reader.ReadUInt32();
            int duration = ReadUInt24(reader);
            int found = PeriodicityOf(duration, reader.ReadByte());
            bool isDelivered = reader.ReadByte() == 0;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            // What is longer than a month came with GCS25a.
            bool isKnown = messageCode != OldBillingCalendar || found <= BillingCalendar.Monthly;
            if (!isDelivered || found == BillingCalendar.None || !isKnown || start > int.MaxValue)
            {
                return ZclStatus.InvalidField;
            }
            int status = StatusOf(metering.SetBillingCalendar((int)start, found));
            billingStart = start;
            periodicity = status == ZclStatus.Success ? found : BillingCalendar.None;
            return status;
        }

        // The counters of the blocks are reset at the billing dates and at no other.
        private int TakeBlockPeriod(ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            long start = reader.ReadUInt32();
            int duration = ReadUInt24(reader);
            bool right = reader.ReadByte() == InEveryTier;
            right &= PeriodicityOf(duration, reader.ReadByte()) == periodicity && start == billingStart;
            right &= reader.ReadByte() == 0; // delivered
            right &= reader.ReadByte() == PerBlock;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            return right && periodicity != BillingCalendar.None ? ZclStatus.Success : ZclStatus.InvalidField;
        }

        private int TakeFactor(ZclReader reader, bool isCalorificValue)
        {
            reader.ReadUInt32(); // issuer event id
            long start = reader.ReadUInt32();
            long value = reader.ReadUInt32();
            bool right = !isCalorificValue || reader.ReadByte() == MegajoulesPerCubicMetre;
            right &= reader.ReadByte() == (isCalorificValue ? OneDecimal : FiveDecimals);
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool isNow = start == 0 || start <= metering.ReadingSeconds;
            if (!right || !isNow || value > int.MaxValue)
            {
                return ZclStatus.InvalidField;
            }
            byte[] octets = metering.Tables.Buffer.Octets;
            ConfigurationTable table = metering.Tables.Get(TariffTable.GasFactors);
            // The other of the two is what the same command has just given, or what is in force.
            int count = table.HasPassive ? table.LoadPassive() : table.LoadActive();
            if (count != GasEnergy.TableLength)
            {
                Octets.SetInt32(octets, At, MeterParameters.DefaultConversionFactor);
                Octets.SetInt32(octets, At + 4, MeterParameters.DefaultCalorificValue);
            }
            Octets.SetInt32(octets, At + (isCalorificValue ? 4 : 0), (int)value);
            return StatusOf(metering.GiveTable(TariffTable.GasFactors, octets, At, GasEnergy.TableLength, 0));
        }

        private int TakeFlow(int messageCode, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            byte[] octets = metering.Tables.Buffer.Octets;
            Octets.SetUInt16(octets, At, reader.ReadUInt16());
            bool right = reader.ReadByte() == CubicMetresAnHour;
            Octets.SetUInt16(octets, At + 2, reader.ReadUInt16());
            int divisor = reader.ReadUInt16();
            Octets.SetUInt16(octets, At + 4, divisor);
            octets[At + 8] = (byte)reader.ReadByte();
            Octets.SetUInt16(octets, At + 6, reader.ReadUInt16());
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            int wanted =
                messageCode == CoarseFlow ? UncontrolledGasFlow.CoarseDivisor : UncontrolledGasFlow.FineDivisor;
            return right && divisor == wanted
                ? StatusOf(metering.GiveTable(TariffTable.Limits, octets, At, UncontrolledGasFlow.Length, 0))
                : ZclStatus.InvalidField;
        }

        // Of depletion and of a load limit this meter's supply is left unchanged, and uncontrolled flow locks it: another choice
        // would be a promise that nothing here keeps.
        private int TakeSupplyStatus(ZclReader reader)
        {
            reader.ReadUInt32(); // issuer event id
            int tamper = reader.ReadByte();
            bool right = tamper == Off || tamper == Unchanged;
            right &= reader.ReadByte() == Unchanged;
            right &= reader.ReadByte() == Off;
            right &= reader.ReadByte() == Unchanged;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!right)
            {
                return ZclStatus.InvalidField;
            }
            payment.Supply.LocksOnTamper = tamper == Off;
            return ZclStatus.Success;
        }

        private static int PeriodicityOf(int duration, int type)
        {
            switch (type)
            {
                case FromTheStart | Days:
                    return duration == 1 ? BillingCalendar.Daily
                        : duration == 7 ? BillingCalendar.Weekly
                        : BillingCalendar.None;
                case FromTheStart | Weeks:
                    return duration == 1 ? BillingCalendar.Weekly : BillingCalendar.None;
                case FromTheStart | Months:
                    return PeriodicityOfMonths(duration);
                default:
                    return BillingCalendar.None;
            }
        }

        private static int PeriodicityOfMonths(int months)
        {
            switch (months)
            {
                case 1:
                    return BillingCalendar.Monthly;
                case 3:
                    return BillingCalendar.Quarterly;
                case 6:
                    return BillingCalendar.SixMonthly;
                case 12:
                    return BillingCalendar.Yearly;
                default:
                    return BillingCalendar.None;
            }
        }

        private static int ReadUInt24(ZclReader reader)
        {
            int low = reader.ReadUInt16();
            return low | (reader.ReadByte() << 16);
        }

        private static int StatusOf(int result)
        {
            return result == TableResult.Ok ? ZclStatus.Success
                : result == TableResult.StorageFailed ? ZclStatus.HardwareFailure
                : ZclStatus.InvalidField;
        }
    }
}
