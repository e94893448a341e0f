using System;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The tariff of the ESME. A value that is set waits for the activation time that the same command brings: until then it
    /// stays where it lies in the message, since a table is made of several values; what no activation of the command takes up
    /// is gone with it. Each value is judged when it is set, with those that belong to it as soon as they are there, so that
    /// nothing of a bad tariff has been given when the first activation comes.
    /// </summary>
    public sealed class TariffObjects : DlmsHandler
    {
        /// <summary>Attribute 7 of the Activity Calendar, season_profile_passive.</summary>
        public const int Seasons = 0;

        /// <summary>Attribute 8, week_profile_table_passive.</summary>
        public const int Weeks = 1;

        /// <summary>Attribute 9, day_profile_table_passive.</summary>
        public const int Days = 2;

        /// <summary>Attribute 2 of the Special Days Table that comes next.</summary>
        public const int SpecialDayEntries = 3;

        /// <summary>Attribute 6 of the consumption Charge, unit_charge_passive: the prices.</summary>
        public const int Prices = 4;

        /// <summary>Plus one of the above: that of the secondary element.</summary>
        public const int Secondary = 5;

        /// <summary>Attribute 6 of the standing Charge.</summary>
        public const int Standing = 10;

        /// <summary>Attribute 4 of Currency Units, value_passive.</summary>
        public const int Currency = 11;

        /// <summary>Plus a column, 0 to 7: attribute 2 of the thresholds that come next.</summary>
        public const int Thresholds = 12;

        /// <summary>Attribute 4 of the Single Action Schedule, execution_time: the Billing Calendar, which is in force at once.</summary>
        public const int Billing = 20;

        /// <summary>Plus a <see cref="TariffTable"/>: the activation time of what that table is made of.</summary>
        public const int Activation = 32;

        /// <summary>Method 1 of the Tariff Switching Table's scripts; 99 resets the block counters (ECS05).</summary>
        public const int Script = 48;

        private const int OldBillingCalendar = 0x0046; // ECS30
        private const int Columns = 8;
        private const int ValueCount = Thresholds + Columns;
        private const int ResetCounters = 99;
        private const int NoMoment = -3;
        private const int At = ConfigurationTable.HeaderLength;

        // Where the switching table stands beside the special days that name its day profiles.
        private const int BesideAt = 512;

        private readonly Metering metering;
        private readonly AxdrReader again = new AxdrReader();

        // Two octets for each value: where it begins in the message, 0 for one that is not there.
        private readonly byte[] starts = new byte[2 * ValueCount];
        private byte[] source;
        private long commandMoment;

        /// <summary>Serves the tariff of a meter.</summary>
        public TariffObjects(Metering metering)
        {
            this.metering = metering;
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            Array.Clear(starts, 0, starts.Length);
            commandMoment = NoMoment;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item != Billing)
            {
                return AccessResult.ReadWriteDenied;
            }
            byte[] billing = metering.Billing;
            BillingValues.Write(Octets.GetInt32(billing, 0), billing[BillingCalendar.PeriodicityAt], writer);
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            if (item >= Activation)
            {
                return Activate(item - Activation, reader);
            }
            if (item == Billing)
            {
                return SetBilling(reader);
            }
            int start = reader.Position;
            bool right = ShapeOf(item) != null && Read(item, reader, At);
            if (!reader.IsAtEnd)
            {
                return right || reader.Failed ? AccessResult.TypeUnmatched : AccessResult.OtherReason;
            }
            source = reader.Source;
            Octets.SetUInt16(starts, 2 * item, start);
            return right && IsRight(item) ? AccessResult.Success : AccessResult.OtherReason;
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            int script = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            if (script != ResetCounters)
            {
                return AccessResult.OtherReason;
            }
            metering.Tariff.ResetBlockCounters();
            return AccessResult.Success;
        }

        private int SetBilling(AxdrReader reader)
        {
            int periodicity = BillingCalendar.None;
            int start = BillingValues.Read(reader, ref periodicity);
            if (!reader.IsAtEnd)
            {
                return reader.Failed || start != BillingValues.Invalid
                    ? AccessResult.TypeUnmatched
                    : AccessResult.OtherReason;
            }
            // What is longer than a month came with ECS30a.
            bool isKnown = MessageCode != OldBillingCalendar || periodicity <= BillingCalendar.Monthly;
            return start != BillingValues.Invalid && isKnown
                ? ResultOf(metering.SetBillingCalendar(start, periodicity))
                : AccessResult.OtherReason;
        }

        private static int ResultOf(int result)
        {
            return result == TableResult.Ok ? AccessResult.Success
                : result == TableResult.StorageFailed ? AccessResult.HardwareFault
                : AccessResult.OtherReason;
        }

        private int Activate(int table, AxdrReader reader)
        {
            long moment = CosemTime.Read(reader);
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            // All activation times of a command are the same (GBCS 9.2.2.4).
            bool isSame = commandMoment == NoMoment || commandMoment == moment;
            commandMoment = moment;
            if (moment == CosemTime.Invalid || !isSame || !HasTable(table))
            {
                return AccessResult.OtherReason;
            }
            if (moment == PaymentEngine.Never)
            {
                metering.CancelTable(table);
                return AccessResult.Success;
            }
            int count = Build(table, At);
            int result =
                count < 0
                    ? TableResult.BadForm
                    : metering.GiveTable(table, metering.Tables.Buffer.Octets, At, count, (int)moment, true);
            return ResultOf(result);
        }

        // Judges the table that a value belongs to, as far as it is there.
        private bool IsRight(int item)
        {
            int table = TableOf(item);
            int count = Build(table, At);
            byte[] octets = metering.Tables.Buffer.Octets;
            if (count >= 0 && metering.Tables.Judge(table, octets, At, count) != TableResult.Ok)
            {
                return false;
            }
            return !IsCalendar(item) || AreSpecialDaysRight(ElementOf(item));
        }

        // The special days name day profiles, where the command brings both.
        private bool AreSpecialDaysRight(int element)
        {
            bool isPrimary = element == 0;
            int special = isPrimary ? TariffTable.SpecialDays : TariffTable.SecondarySpecialDays;
            int switching = isPrimary ? TariffTable.Switching : TariffTable.SecondarySwitching;
            if (Build(switching, BesideAt) < 0 || Build(special, At) < 0)
            {
                return true;
            }
            byte[] octets = metering.Tables.Buffer.Octets;
            TariffShape shape = ShapeOf(element);
            for (int i = 0; i < octets[At]; i++)
            {
                int identifier = octets[At + SpecialDays.EntryLength * (i + 1)];
                if (!SwitchingTable.HasDay(octets, BesideAt, shape, identifier))
                {
                    return false;
                }
            }
            return true;
        }

        // Makes a table of the values that the command has set; gives its length, or -1 while one of them is missing.
        private int Build(int table, int at)
        {
            int first = FirstValueOf(table);
            int last = first + ValuesOf(table) - 1;
            for (int item = first; item <= last; item++)
            {
                if (Octets.GetUInt16(starts, 2 * item) == 0)
                {
                    return -1;
                }
            }
            int count = LengthOf(table);
            Array.Clear(metering.Tables.Buffer.Octets, at, count);
            for (int item = first; item <= last; item++)
            {
                int start = Octets.GetUInt16(starts, 2 * item);
                again.Open(source, start, source.Length - start);
                Read(item, again, at);
            }
            return count;
        }

        private bool Read(int item, AxdrReader reader, int at)
        {
            byte[] octets = metering.Tables.Buffer.Octets;
            TariffShape shape = ShapeOf(item);
            switch (item < Standing ? item % Secondary : item)
            {
                case Seasons:
                    return TariffValues.ReadSeasons(reader, octets, at, shape);
                case Weeks:
                    return TariffValues.ReadWeeks(reader, octets, at, shape);
                case Days:
                    return TariffValues.ReadDays(reader, octets, at, shape);
                case SpecialDayEntries:
                    return TariffValues.ReadSpecialDays(reader, octets, at, shape);
                case Prices:
                    return TariffValues.ReadPrices(reader, octets, at, shape);
                case Standing:
                    return TariffValues.ReadStandingCharge(reader, octets, at);
                case Currency:
                    octets[at] = (byte)(reader.ReadBoolean() ? 1 : 0);
                    return !reader.Failed;
                default:
                    return TariffValues.ReadThresholds(reader, octets, at, item - Thresholds);
            }
        }

        private bool HasTable(int table)
        {
            return ShapeOf(FirstValueOf(table)) != null;
        }

        // The size of the element's tariff; null for a secondary element that the meter does not have.
        private TariffShape ShapeOf(int item)
        {
            if (ElementOf(item) == 0)
            {
                return metering.Tariff.Shape;
            }
            return metering.Secondary == null ? null : metering.Secondary.Shape;
        }

        private int LengthOf(int table)
        {
            TariffShape shape = ShapeOf(FirstValueOf(table));
            switch (table)
            {
                case TariffTable.Switching:
                case TariffTable.SecondarySwitching:
                    return SwitchingTable.LengthOf(shape);
                case TariffTable.SpecialDays:
                case TariffTable.SecondarySpecialDays:
                    return SpecialDays.LengthOf(shape.SpecialDays);
                case TariffTable.Prices:
                case TariffTable.SecondaryPrices:
                    return PriceTable.LengthOf(shape);
                case TariffTable.Thresholds:
                    return ThresholdTable.LengthOf(shape);
                case TariffTable.StandingCharge:
                    return StandingCharge.Length;
                default:
                    return 1;
            }
        }

        private static bool IsCalendar(int item)
        {
            return item < Standing && item % Secondary <= SpecialDayEntries;
        }

        private static int ElementOf(int item)
        {
            return item >= Secondary && item < Standing ? Secondary : 0;
        }

        private static int TableOf(int item)
        {
            bool isPrimary = ElementOf(item) == 0;
            switch (item < Standing ? item % Secondary : item)
            {
                case Seasons:
                case Weeks:
                case Days:
                    return isPrimary ? TariffTable.Switching : TariffTable.SecondarySwitching;
                case SpecialDayEntries:
                    return isPrimary ? TariffTable.SpecialDays : TariffTable.SecondarySpecialDays;
                case Prices:
                    return isPrimary ? TariffTable.Prices : TariffTable.SecondaryPrices;
                case Standing:
                    return TariffTable.StandingCharge;
                case Currency:
                    return TariffTable.Currency;
                default:
                    return TariffTable.Thresholds;
            }
        }

        private static int FirstValueOf(int table)
        {
            switch (table)
            {
                case TariffTable.Switching:
                    return Seasons;
                case TariffTable.SpecialDays:
                    return SpecialDayEntries;
                case TariffTable.Prices:
                    return Prices;
                case TariffTable.SecondarySwitching:
                    return Secondary + Seasons;
                case TariffTable.SecondarySpecialDays:
                    return Secondary + SpecialDayEntries;
                case TariffTable.SecondaryPrices:
                    return Secondary + Prices;
                case TariffTable.StandingCharge:
                    return Standing;
                case TariffTable.Currency:
                    return Currency;
                default:
                    return Thresholds;
            }
        }

        private static int ValuesOf(int table)
        {
            switch (table)
            {
                case TariffTable.Switching:
                case TariffTable.SecondarySwitching:
                    return Days - Seasons + 1;
                case TariffTable.Thresholds:
                    return Columns;
                default:
                    return 1;
            }
        }
    }
}
