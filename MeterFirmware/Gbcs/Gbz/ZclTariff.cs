using System;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The GSME's tariff: the commands of the Price cluster, and those of the Calendar cluster for its Delivered Calendar (type
    /// 0), which <see cref="ZclCalendar"/> hands over. Each is read whole and judged before anything changes. The calendar
    /// fills a draft and is given with its special days; prices and thresholds follow the Tariff Information of their command
    /// and must be what it says.
    /// </summary>
    public sealed class ZclTariff : ZclHandler
    {
        /// <summary>Command 0x04, Publish Tariff Information.</summary>
        public const int PublishTariffInformation = 0;

        /// <summary>Command 0x05, Publish Price Matrix.</summary>
        public const int PublishPriceMatrix = 1;

        /// <summary>Command 0x06, Publish Block Thresholds.</summary>
        public const int PublishBlockThresholds = 2;

        /// <summary>The message code of GCS01a Set Tariff and Price.</summary>
        public const int SetTariff = 0x006B;

        private const int Delivered = 0;
        private const int TimeOfUse = 0;
        private const int BlockTariff = 1;
        private const int KilowattHours = 0;
        private const int Pounds = 826;
        private const int Euros = 978;
        private const int FiveDecimals = 0x50;
        private const int Thousandths = 1000;
        private const int ByTier = 1;
        private const int InEveryTier = 1;
        private const int WeekLength = 8;
        private const int DateLength = 5;
        private const int FirstYear = 1900;
        private const int Any = 0xFF;
        private const int At = ConfigurationTable.HeaderLength;

        // As moments of 32 bits, those of Tariff Information and of the other commands.
        private const int CancelledTariff = -1;
        private const int Cancelled = -2;
        private const long NoMoment = -1;

        private readonly Metering metering;
        private readonly TariffShape shape;
        private readonly byte[] calendar;
        private readonly byte[] sizes = new byte[3];
        private bool isCalendarOpen;
        private bool hasCalendar;
        private int given;
        private bool hasInformation;
        private bool isByBlocks;
        private int tiers;
        private int thresholds;
        private long moment;

        /// <summary>Serves the tariff of a meter.</summary>
        public ZclTariff(Metering metering)
        {
            this.metering = metering;
            shape = metering.Tariff.Shape;
            calendar = new byte[shape.IsGas ? SwitchingTable.LengthOf(shape) : 0];
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            isCalendarOpen = false;
            hasCalendar = false;
            hasInformation = false;
            given = 0;
            moment = NoMoment;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            switch (item)
            {
                case PublishTariffInformation:
                    return Settle(TakeInformation(messageCode, reader));
                case PublishPriceMatrix:
                    return Settle(TakePrices(reader));
                default:
                    return Settle(TakeThresholds(reader));
            }
        }

        /// <summary>Takes a command of the Calendar cluster.</summary>
        /// <param name="item">As <see cref="ZclCalendar"/> has them.</param>
        /// <param name="reader">Gives the fields.</param>
        /// <returns>A <see cref="ZclStatus"/>.</returns>
        internal int TakeCalendar(int item, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            reader.ReadUInt32(); // issuer calendar id
            if (item != ZclCalendar.PublishCalendar && !isCalendarOpen)
            {
                return ZclStatus.Failure;
            }
            switch (item)
            {
                case ZclCalendar.PublishCalendar:
                    return Settle(BeginCalendar(reader));
                case ZclCalendar.PublishDayProfile:
                    return AddDay(reader);
                case ZclCalendar.PublishWeekProfile:
                    return AddWeek(reader);
                case ZclCalendar.PublishSeasons:
                    return AddSeasons(reader);
                default:
                    return CompleteCalendar(reader);
            }
        }

        // A command that is refused for what it says takes back what it has given: a calendar whose tiers got no prices would
        // give gas away. A storage that refuses stops it where it is.
        private int Settle(int status)
        {
            bool isRefused = status != ZclStatus.Success && status != ZclStatus.HardwareFailure;
            for (int table = 0; isRefused && table <= TariffTable.Currency; table++)
            {
                if ((given & (1 << table)) != 0)
                {
                    metering.CancelTable(table);
                }
            }
            given = isRefused ? 0 : given;
            return status;
        }

        private int BeginCalendar(ZclReader reader)
        {
            long start = reader.ReadUInt32();
            int type = reader.ReadByte();
            reader.ReadByte(); // time reference: UTC
            reader.SkipString(); // name
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = (byte)reader.ReadByte();
            }
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (type != Delivered || !TakeMoment(start, Cancelled))
            {
                return ZclStatus.InvalidField;
            }
            Array.Clear(calendar, 0, calendar.Length);
            isCalendarOpen = true;
            return ZclStatus.Success;
        }

        private int AddDay(ZclReader reader)
        {
            int identifier = reader.ReadByte();
            int entries = reader.ReadByte();
            bool isWhole = IsWhole(reader);
            int type = reader.ReadByte();
            int minute = reader.ReadUInt16();
            int tier = reader.ReadByte();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (type != Delivered || entries != 1 || !isWhole || calendar[2] == shape.Days || tier > shape.TouRegisters)
            {
                return ZclStatus.InvalidField;
            }
            int day = SwitchingTable.DaysAt(shape) + SwitchingTable.DayLength(shape) * calendar[2];
            calendar[2]++;
            calendar[day] = (byte)identifier;
            calendar[day + 1] = 1;
            Octets.SetUInt16(calendar, day + 2, minute);
            // A day of no tier is one of the block tariff.
            calendar[day + 4] = (byte)(tier == 0 ? shape.Rates : tier);
            return ZclStatus.Success;
        }

        private int AddWeek(ZclReader reader)
        {
            int week = reader.Skip(WeekLength);
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (calendar[1] == shape.Weeks)
            {
                return ZclStatus.InvalidField;
            }
            int place = SwitchingTable.WeeksAt(shape) + SwitchingTable.WeekLength * calendar[1];
            Array.Copy(reader.Source, week, calendar, place, WeekLength);
            calendar[1]++;
            return ZclStatus.Success;
        }

        // The seasons come last, so the whole calendar is judged with them.
        private int AddSeasons(ZclReader reader)
        {
            bool isWhole = IsWhole(reader);
            while (!reader.IsAtEnd && !reader.Failed)
            {
                int date = reader.Skip(DateLength);
                if (reader.Failed)
                {
                    return ZclStatus.MalformedCommand;
                }
                if (calendar[0] == shape.Seasons)
                {
                    return ZclStatus.InvalidField;
                }
                int season = SwitchingTable.SeasonsAt + SwitchingTable.SeasonLength * calendar[0];
                calendar[season] = reader.Source[date + 1];
                calendar[season + 1] = reader.Source[date + 2];
                Octets.SetUInt16(calendar, season + 2, YearOf(reader.Source[date]));
                calendar[season + 4] = reader.Source[date + 4];
                calendar[0]++;
            }
            bool isAsAnnounced = isWhole && Octets.AreEqual(calendar, 0, sizes, 0, sizes.Length);
            return Judge(isAsAnnounced && JudgeTable(TariffTable.Switching, calendar, 0, calendar.Length));
        }

        private int CompleteCalendar(ZclReader reader)
        {
            long start = reader.ReadUInt32();
            int type = reader.ReadByte();
            int total = reader.ReadByte();
            bool isWhole = IsWhole(reader);
            int first = reader.Position;
            reader.Skip(DateLength * total);
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool right =
                type == Delivered
                && isWhole
                && total <= shape.SpecialDays
                && TakeMoment(start, Cancelled)
                && JudgeTable(TariffTable.Switching, calendar, 0, calendar.Length);
            int count = right ? BuildSpecialDays(reader.Source, first, total) : 0;
            if (!right || !JudgeTable(TariffTable.SpecialDays, Buffer, At, count) || !AreSpecialDaysNamed())
            {
                return ZclStatus.InvalidField;
            }
            isCalendarOpen = false;
            hasCalendar = true;
            int status = Give(TariffTable.Switching, calendar, 0, calendar.Length, true);
            if (status != ZclStatus.Success)
            {
                return status;
            }
            // What is in the working buffer lasts until the next table.
            count = BuildSpecialDays(reader.Source, first, total);
            return Give(TariffTable.SpecialDays, Buffer, At, count, true);
        }

        private int BuildSpecialDays(byte[] source, int first, int total)
        {
            int count = SpecialDays.LengthOf(shape.SpecialDays);
            Array.Clear(Buffer, At, count);
            Buffer[At] = (byte)total;
            for (int i = 0; i < total; i++)
            {
                int date = first + DateLength * i;
                int entry = At + 1 + SpecialDays.EntryLength * i;
                Octets.SetUInt16(Buffer, entry, YearOf(source[date]));
                Array.Copy(source, date + 1, Buffer, entry + 2, DateLength - 1);
            }
            return count;
        }

        private bool AreSpecialDaysNamed()
        {
            bool all = true;
            for (int i = 1; i <= Buffer[At]; i++)
            {
                all &= SwitchingTable.HasDay(calendar, 0, shape, Buffer[At + SpecialDays.EntryLength * i]);
            }
            return all;
        }

        private int TakeInformation(int messageCode, ZclReader reader)
        {
            reader.ReadUInt32(); // issuer tariff id
            long start = reader.ReadUInt32();
            int typeAndScheme = reader.ReadByte();
            reader.SkipString(); // tariff label
            int tierCount = reader.ReadByte();
            int thresholdCount = reader.ReadByte();
            bool right = reader.ReadByte() == KilowattHours;
            int currency = reader.ReadUInt16();
            right &= reader.ReadByte() == FiveDecimals;
            long standingCharge = reader.ReadUInt32();
            reader.ReadByte(); // tier block mode, of which a tariff with tiers in blocks has need
            right &= ReadUInt24(reader) == 1 && ReadUInt24(reader) == Thousandths;
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool byBlocks = typeAndScheme == BlockTariff << 4;
            right &= byBlocks || typeAndScheme == TimeOfUse << 4;
            right &= byBlocks
                ? thresholdCount >= 1 && thresholdCount <= TariffShape.Thresholds && tierCount == 0
                : thresholdCount == 0 && tierCount >= 1 && tierCount <= shape.TouRegisters;
            right &= (currency == Pounds || currency == Euros) && standingCharge <= int.MaxValue;
            right &= !hasCalendar || HasPriceOfEachDay(byBlocks, tierCount);
            if (!right || !TakeMoment(start, CancelledTariff))
            {
                return ZclStatus.InvalidField;
            }
            isByBlocks = byBlocks;
            if (messageCode != SetTariff && !IsSchemeOfMoment())
            {
                return ZclStatus.InvalidField;
            }
            tiers = tierCount;
            thresholds = thresholdCount;
            hasInformation = true;
            return GiveInformation(messageCode, currency == Pounds, (int)standingCharge);
        }

        // The calendar of the same command names no tier that is to have no price.
        private bool HasPriceOfEachDay(bool byBlocks, int tierCount)
        {
            bool all = true;
            for (int i = 0; i < calendar[2]; i++)
            {
                int rate = calendar[SwitchingTable.DaysAt(shape) + SwitchingTable.DayLength(shape) * i + 4];
                all &= byBlocks || rate <= tierCount;
            }
            return all;
        }

        private int GiveInformation(int messageCode, bool isPounds, int standingCharge)
        {
            byte[] octets = Buffer;
            int status = ZclStatus.Success;
            if (messageCode == SetTariff && !isByBlocks)
            {
                // No thresholds: what makes a tariff one by time of use.
                Array.Clear(octets, At, ThresholdTable.LengthOf(shape));
                status = Give(TariffTable.Thresholds, octets, At, ThresholdTable.LengthOf(shape), false);
            }
            if (status == ZclStatus.Success)
            {
                octets[At] = (byte)(isPounds ? 1 : 0);
                status = Give(TariffTable.Currency, octets, At, 1, false);
            }
            if (status == ZclStatus.Success)
            {
                octets[At] = 0xFB;
                Octets.SetInt32(octets, At + 1, standingCharge);
                status = Give(TariffTable.StandingCharge, octets, At, StandingCharge.Length, true);
            }
            return status;
        }

        private int TakePrices(ZclReader reader)
        {
            long start = reader.ReadUInt32();
            reader.ReadUInt32(); // issuer tariff id
            bool right = IsWhole(reader);
            int control = reader.ReadByte();
            right &= control == (isByBlocks ? 0 : ByTier);
            int wanted = isByBlocks ? thresholds + 1 : tiers;
            int count = PriceTable.LengthOf(shape);
            Array.Clear(Buffer, At, count);
            Buffer[At] = 0xFB;
            int seen = 0;
            int prices = 0;
            while (!reader.IsAtEnd && !reader.Failed)
            {
                int identifier = reader.ReadByte();
                long price = reader.ReadUInt32();
                int place = isByBlocks ? identifier : identifier - 1;
                right &= place >= 0 && place < wanted && (seen & (1 << (place & 7))) == 0 && price <= int.MaxValue;
                if (right)
                {
                    seen |= 1 << place;
                    int index = isByBlocks ? shape.TouRegisters + place : place;
                    Octets.SetInt32(Buffer, At + 1 + shape.PriceLength * index, (int)price);
                }
                prices++;
            }
            if (reader.Failed)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!hasInformation)
            {
                return ZclStatus.Failure;
            }
            bool isGood = right && prices == wanted && JudgeTable(TariffTable.Prices, Buffer, At, count);
            return isGood && TakeMoment(start, Cancelled)
                ? Give(TariffTable.Prices, Buffer, At, count, true)
                : ZclStatus.InvalidField;
        }

        private int TakeThresholds(ZclReader reader)
        {
            long start = reader.ReadUInt32();
            reader.ReadUInt32(); // issuer tariff id
            bool right = IsWhole(reader);
            right &= reader.ReadByte() == InEveryTier;
            int given = reader.ReadByte();
            int count = ThresholdTable.LengthOf(shape);
            for (int i = 0; i < count; i++)
            {
                Buffer[At + i] = 0xFF;
            }
            Buffer[At] = (byte)given;
            for (int i = 0; i < given && !reader.Failed; i++)
            {
                int low = reader.ReadInt32();
                // More than 32 bits of Wh is a threshold that nobody reaches.
                bool isNever = reader.ReadUInt16() > 0;
                if (i < TariffShape.Thresholds)
                {
                    Octets.SetInt32(Buffer, At + 1 + 4 * i, isNever ? -1 : low);
                }
            }
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!hasInformation)
            {
                return ZclStatus.Failure;
            }
            bool isGood =
                right && isByBlocks && given == thresholds && JudgeTable(TariffTable.Thresholds, Buffer, At, count);
            return isGood && TakeMoment(start, Cancelled)
                ? Give(TariffTable.Thresholds, Buffer, At, count, true)
                : ZclStatus.InvalidField;
        }

        private byte[] Buffer
        {
            get { return metering.Tables.Buffer.Octets; }
        }

        // GCS01b sets prices: they are those of the scheme that is in force when they come into force. A meter that was never
        // given one takes either.
        private bool IsSchemeOfMoment()
        {
            ConfigurationTable table = metering.Tables.Get(TariffTable.Thresholds);
            int count = IsCancelled || table.ActivationSeconds > moment ? table.LoadActive() : table.LoadPassive();
            return IsCancelled || count < 0 || Buffer[At] > 0 == isByBlocks;
        }

        private bool IsCancelled
        {
            get { return moment == Cancelled; }
        }

        private int Give(int table, byte[] octets, int at, int count, bool isTold)
        {
            if (IsCancelled)
            {
                metering.CancelTable(table);
                return ZclStatus.Success;
            }
            int result = metering.GiveTable(table, octets, at, count, (int)moment, isTold);
            given |= result == TableResult.Ok ? 1 << table : 0;
            return result == TableResult.Ok ? ZclStatus.Success
                : result == TableResult.StorageFailed ? ZclStatus.HardwareFailure
                : ZclStatus.InvalidField;
        }

        // All moments of a command are the same (GBCS 9.2.2.4); each command has its own number for none.
        private bool TakeMoment(long start, int none)
        {
            long wanted = (int)start == none ? Cancelled : start;
            bool isMoment = wanted == Cancelled || wanted < int.MaxValue - UtcTime.DaySeconds;
            bool isSame = moment == NoMoment || moment == wanted;
            moment = isMoment && isSame ? wanted : moment;
            return isMoment && isSame;
        }

        private bool JudgeTable(int table, byte[] octets, int at, int count)
        {
            return metering.Tables.Judge(table, octets, at, count) == TableResult.Ok;
        }

        // Command index and total number of commands: all of it is in one.
        private static bool IsWhole(ZclReader reader)
        {
            int index = reader.ReadByte();
            return reader.ReadByte() == 1 && index == 0;
        }

        private static int ReadUInt24(ZclReader reader)
        {
            int low = reader.ReadUInt16();
            return low | (reader.ReadByte() << 16);
        }

        private static int YearOf(int year)
        {
            return year == Any ? SwitchingTable.EveryYear : FirstYear + year;
        }

        private static int Judge(bool done)
        {
            return done ? ZclStatus.Success : ZclStatus.InvalidField;
        }
    }
}
