using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The GSME's Non-Disablement Calendar in the commands of the Calendar cluster (type 3, Friendly Credit): Publish Calendar
    /// begins a new one, day profiles, weeks and seasons fill it, Publish Special Days completes it; then it is stored and
    /// activated at the time that both named.
    /// </summary>
    public sealed class ZclCalendar : ZclHandler
    {
        /// <summary>Command 0x00, Publish Calendar.</summary>
        public const int PublishCalendar = 0;

        /// <summary>Command 0x01, Publish Day Profile.</summary>
        public const int PublishDayProfile = 1;

        /// <summary>Command 0x02, Publish Week Profile.</summary>
        public const int PublishWeekProfile = 2;

        /// <summary>Command 0x03, Publish Seasons.</summary>
        public const int PublishSeasons = 3;

        /// <summary>Command 0x04, Publish Special Days.</summary>
        public const int PublishSpecialDays = 4;

        private const int FriendlyCredit = 3;
        private const int WeekLength = 8;
        private const int FirstYear = 1900;
        private const int AnyYear = 0xFFFF;
        private const int Any = 0xFF;
        private const long Cancelled = 0xFFFFFFFEL;

        private readonly ZclTariff tariff;
        private readonly GsmeCalendar calendar;
        private readonly PaymentEngine payment;
        private bool begun;
        private long startTime;

        /// <summary>Serves the calendar of a meter; one of another kind has none.</summary>
        /// <param name="state">The meter.</param>
        /// <param name="tariff">Takes the calendar of the tariff, which comes in the same commands.</param>
        public ZclCalendar(MeterState state, ZclTariff tariff)
        {
            this.tariff = tariff;
            calendar = state.NonDisablement as GsmeCalendar;
            payment = state.Payment;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            if (messageCode == ZclTariff.SetTariff)
            {
                return tariff.TakeCalendar(item, reader);
            }
            int status = Take(item, reader);
            // What was refused may stand in the draft in part: a new one must be begun.
            begun = begun && status == ZclStatus.Success;
            return status;
        }

        private int Take(int item, ZclReader reader)
        {
            reader.ReadUInt32(); // provider
            reader.ReadUInt32(); // issuer event id
            reader.ReadUInt32(); // issuer calendar id
            if (item != PublishCalendar && !begun)
            {
                return ZclStatus.Failure;
            }
            switch (item)
            {
                case PublishCalendar:
                    return Begin(reader);
                case PublishDayProfile:
                    return AddDay(reader);
                case PublishWeekProfile:
                    int week = reader.Skip(WeekLength);
                    return reader.IsAtEnd ? Judge(calendar.AddWeek(reader.Source, week)) : ZclStatus.MalformedCommand;
                case PublishSeasons:
                    reader.ReadUInt16(); // command index, total number of commands
                    return AddDates(reader, false);
                default:
                    return Complete(reader);
            }
        }

        private int Begin(ZclReader reader)
        {
            long time = reader.ReadUInt32();
            int type = reader.ReadByte();
            reader.ReadByte(); // time reference: UTC
            reader.SkipString(); // name
            int seasons = reader.ReadByte();
            int weeks = reader.ReadByte();
            int days = reader.ReadByte();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            bool fits =
                seasons <= GsmeCalendar.MaxSeasons && weeks <= GsmeCalendar.MaxWeeks && days <= GsmeCalendar.MaxDays;
            bool isMoment = time <= int.MaxValue || time == Cancelled;
            if (type != FriendlyCredit || !fits || !isMoment)
            {
                return ZclStatus.InvalidField;
            }
            calendar.Clear();
            begun = true;
            startTime = time;
            return ZclStatus.Success;
        }

        private int AddDay(ZclReader reader)
        {
            int id = reader.ReadByte();
            int entries = reader.ReadByte();
            reader.ReadUInt16(); // command index, total number of commands
            int type = reader.ReadByte();
            if (reader.Failed)
            {
                return ZclStatus.MalformedCommand;
            }
            if (type != FriendlyCredit || entries > GsmeCalendar.MaxDayEntries || !calendar.AddDay(id))
            {
                return ZclStatus.InvalidField;
            }
            bool right = true;
            for (int i = 0; i < entries; i++)
            {
                int minute = reader.ReadUInt16();
                int begins = reader.ReadByte();
                right &= calendar.AddDayEntry(minute, begins != 0);
            }
            return reader.IsAtEnd ? Judge(right) : ZclStatus.MalformedCommand;
        }

        private int Complete(ZclReader reader)
        {
            long time = reader.ReadUInt32();
            int type = reader.ReadByte();
            reader.ReadByte(); // total number of special days
            reader.ReadUInt16(); // command index, total number of commands
            if (type != FriendlyCredit || time != startTime)
            {
                return ZclStatus.InvalidField;
            }
            int status = AddDates(reader, true);
            if (status != ZclStatus.Success)
            {
                return status;
            }
            begun = false;
            return Activate();
        }

        private int Activate()
        {
            payment.ActivateBeside(
                FutureDatedOutcomes.SpecialDays,
                startTime == Cancelled ? PaymentEngine.Never : startTime
            );
            if (startTime == Cancelled)
            {
                payment.Activate(PaymentSetting.Calendar, PaymentEngine.Never);
                return ZclStatus.Success;
            }
            int generation = calendar.Save();
            if (generation == StoredCalendar.Refused)
            {
                return ZclStatus.HardwareFailure;
            }
            payment.SetPassive(PaymentSetting.Calendar, generation);
            return Judge(payment.Activate(PaymentSetting.Calendar, startTime));
        }

        // Dates with a week or a day profile each, to the end.
        private int AddDates(ZclReader reader, bool areSpecialDays)
        {
            bool right = true;
            while (!reader.IsAtEnd && !reader.Failed)
            {
                int year = reader.ReadByte();
                int month = reader.ReadByte();
                int day = reader.ReadByte();
                reader.ReadByte(); // day of the week
                int id = reader.ReadByte();
                year = year == Any ? AnyYear : FirstYear + year;
                right &= areSpecialDays
                    ? calendar.AddSpecialDay(year, month, day, id)
                    : calendar.AddSeason(year, month, day, id);
            }
            return reader.Failed ? ZclStatus.MalformedCommand : Judge(right);
        }

        private static int Judge(bool done)
        {
            return done ? ZclStatus.Success : ZclStatus.InvalidField;
        }
    }
}
