using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The ESME's Non-Disablement Calendar: schedule (class 10), special days (class 11) and their activation. The whole
    /// calendar is stored and activated with the schedule's activation time; GBCS wants both times to be the same.
    /// </summary>
    public sealed class CalendarObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of 0-1:11.0.2.255, entries of the special days table.</summary>
        public const int SpecialDays = 0;

        /// <summary>Attribute 2 of 0-1:12.0.1.255, entries of the schedule.</summary>
        public const int Schedule = 1;

        /// <summary>Attribute 6 of 0-0:94.44.128.31, the special days' activation time.</summary>
        public const int SpecialDaysActivation = 2;

        /// <summary>Attribute 6 of 0-0:94.44.128.28, the calendar's activation time.</summary>
        public const int Activation = 3;

        private const int Scripts = 106;
        private const int BeginScript = 0x20;
        private const int EndScript = 0x21;
        private const int DateLength = 5;
        private const int MaxDayIds = 24;

        private readonly EsmeCalendar calendar;
        private readonly PaymentEngine payment;
        private bool areSpecialDaysBroken;
        private bool isScheduleBroken;

        /// <summary>Serves the calendar of a meter; one of another kind has none.</summary>
        public CalendarObjects(MeterState state)
        {
            calendar = state.NonDisablement as EsmeCalendar;
            payment = state.Payment;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            byte[] octets = calendar.InForce;
            int first = EsmeCalendar.SpecialCountAt + 1;
            int day = StoredCalendar.SpecialDayLength;
            int days = octets[EsmeCalendar.SpecialCountAt];
            writer.WriteByte(AxdrTag.Array);
            if (item == SpecialDays)
            {
                writer.WriteByte(days);
                for (int i = 0; i < days; i++)
                {
                    ScheduleWriter.WriteSpecialDay(i + 1, octets, first + day * i, DateLength - 1, writer);
                }
                return AccessResult.Success;
            }
            int count = octets[0];
            int daysAt = EsmeCalendar.EntriesAt + EsmeCalendar.WeekdaysAt;
            int stride = EsmeCalendar.EntryLength;
            int identifierAt = first + day - 1;
            int named = ScheduleWriter.LargestIdentifier(octets, days, identifierAt, day, count, daysAt, stride);
            writer.WriteByte(count);
            for (int i = 0; i < count; i++)
            {
                int entry = EsmeCalendar.EntriesAt + stride * i;
                int script = octets[entry] != 0 ? BeginScript : EndScript;
                int timeAt = entry + EsmeCalendar.HourAt;
                ScheduleWriter.WriteEntry(
                    i + 1,
                    Scripts,
                    script,
                    octets,
                    timeAt,
                    2,
                    daysAt + stride * i,
                    named,
                    writer
                );
            }
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Set(int item, AxdrReader reader)
        {
            switch (item)
            {
                // What was refused may stand in the draft in part, and no later command may activate that.
                case SpecialDays:
                    int days = Judge(reader, ReadSpecialDays(reader));
                    areSpecialDaysBroken = days != AccessResult.Success;
                    return days;
                case Schedule:
                    int schedule = Judge(reader, ReadSchedule(reader));
                    isScheduleBroken = schedule != AccessResult.Success;
                    return schedule;
                case SpecialDaysActivation:
                    return ActivateSpecialDays(reader);
                default:
                    long moment = CosemTime.Read(reader);
                    return reader.IsAtEnd ? Activate(moment) : AccessResult.TypeUnmatched;
            }
        }

        private int ActivateSpecialDays(AxdrReader reader)
        {
            long moment = CosemTime.Read(reader);
            bool right = moment != CosemTime.Invalid;
            if (right && reader.IsAtEnd)
            {
                payment.ActivateBeside(FutureDatedOutcomes.SpecialDays, moment);
            }
            return Judge(reader, right);
        }

        private int Activate(long moment)
        {
            if (moment == CosemTime.Invalid)
            {
                return AccessResult.OtherReason;
            }
            if (moment == PaymentEngine.Never)
            {
                payment.Activate(PaymentSetting.Calendar, moment);
                return AccessResult.Success;
            }
            if (areSpecialDaysBroken || isScheduleBroken)
            {
                return AccessResult.OtherReason;
            }
            int generation = calendar.Save();
            if (generation == StoredCalendar.Refused)
            {
                return AccessResult.HardwareFault;
            }
            payment.SetPassive(PaymentSetting.Calendar, generation);
            return payment.Activate(PaymentSetting.Calendar, moment) ? AccessResult.Success : AccessResult.OtherReason;
        }

        private bool ReadSpecialDays(AxdrReader reader)
        {
            int count = reader.ReadArray();
            if (count > StoredCalendar.MaxSpecialDays)
            {
                return false;
            }
            calendar.ClearSpecialDays();
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                reader.ReadStructure(3);
                reader.ReadUInt16();
                int date = reader.ReadOctets(DateLength);
                int dayId = reader.ReadUInt8();
                if (dayId < 1 || dayId > MaxDayIds || reader.Failed)
                {
                    return false;
                }
                calendar.AddSpecialDay(reader.Source, date, dayId);
            }
            return true;
        }

        private bool ReadSchedule(AxdrReader reader)
        {
            int count = reader.ReadArray();
            if (count > EsmeCalendar.MaxEntries)
            {
                return false;
            }
            calendar.ClearEntries();
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                if (!ReadEntry(reader))
                {
                    return false;
                }
            }
            return true;
        }

        private bool ReadEntry(AxdrReader reader)
        {
            reader.ReadStructure(10);
            reader.ReadUInt16();
            bool isEnabled = reader.ReadBoolean();
            reader.ReadOctets(6);
            int script = reader.ReadUInt16();
            int time = reader.ReadOctets(4);
            reader.ReadUInt16();
            int weekdays = reader.ReadBits(7);
            int specialBits = reader.ReadBitCount();
            int special = reader.TakeRaw((specialBits + 7) / 8);
            int first = reader.ReadOctets(DateLength);
            int last = reader.ReadOctets(DateLength);
            if (reader.Failed || specialBits > MaxDayIds || (script != BeginScript && script != EndScript))
            {
                return false;
            }
            int hour = reader.GetOctet(time);
            int minute = reader.GetOctet(time + 1);
            if (hour > 23 || minute > 59)
            {
                return false;
            }
            int days = 0;
            for (int i = 0; i < (specialBits + 7) / 8; i++)
            {
                days |= reader.GetOctet(special + i) << (16 - 8 * i);
            }
            if (isEnabled)
            {
                int week = reader.GetOctet(weekdays);
                calendar.AddEntry(script == BeginScript, hour, minute, week, days, reader.Source, first, last);
            }
            return true;
        }

        private static int Judge(AxdrReader reader, bool done)
        {
            if (reader.Failed)
            {
                return AccessResult.TypeUnmatched;
            }
            return done && reader.IsAtEnd ? AccessResult.Success : AccessResult.OtherReason;
        }
    }
}
