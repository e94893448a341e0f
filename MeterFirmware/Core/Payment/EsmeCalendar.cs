using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The ESME's Non-Disablement Calendar: up to 22 switching instants with the days on which they happen, and 20 special
    /// days. What holds at a moment is what the last instant before it said, of that day or of the week before.
    /// </summary>
    public sealed class EsmeCalendar : StoredCalendar
    {
        /// <summary>The most schedule entries (SMETS2 5.7.4.30).</summary>
        public const int MaxEntries = 22;

        /// <summary>
        /// An entry: begins (1) or ends (0), hour, minute, weekdays (bit 7 for Monday), special days (3 octets, the highest bit
        /// for day id 1), first date and last date (year 2 with 0xFFFF for any, month, day).
        /// </summary>
        public const int EntryLength = 15;

        /// <summary>Where in an entry the time is: hour and minute.</summary>
        public const int HourAt = 1;

        /// <summary>Where in an entry the weekdays are; its special days and its two dates follow.</summary>
        public const int WeekdaysAt = 3;

        private const int MinuteAt = 2;
        private const int SpecialAt = 4;
        private const int FirstDateAt = 7;
        private const int LastDateAt = 11;

        /// <summary>Where the entries begin; before them is how many there are.</summary>
        public const int EntriesAt = 1;

        /// <summary>Where the number of special days is; each of them follows with the date, and its identifier behind it.</summary>
        public const int SpecialCountAt = EntriesAt + MaxEntries * EntryLength;

        private const int SpecialDaysAt = SpecialCountAt + 1;
        private const int Length = SpecialDaysAt + MaxSpecialDays * SpecialDayLength;
        private const int DaysBack = 7;
        private const int AnyYear = 0xFFFF;

        /// <summary>Binds the calendar to its storage.</summary>
        public EsmeCalendar(StateImage image, IRecordStore records, ConfigurationBuffer buffer)
            : base(image, records, buffer, Length) { }

        /// <summary>The octets of the calendar in force. Do not write to them.</summary>
        public byte[] InForce
        {
            get { return Active; }
        }

        /// <inheritdoc/>
        public override bool IsSet
        {
            get { return Active[0] != 0; }
        }

        /// <summary>Takes the schedule entries out of the draft.</summary>
        public void ClearEntries()
        {
            Draft[0] = 0;
        }

        /// <summary>Takes the special days out of the draft.</summary>
        public void ClearSpecialDays()
        {
            Draft[SpecialCountAt] = 0;
        }

        /// <summary>Adds a schedule entry to the draft; there is room for <see cref="MaxEntries"/>.</summary>
        /// <param name="begins">Whether non-disablement begins or ends.</param>
        /// <param name="hour">0 to 23.</param>
        /// <param name="minute">0 to 59.</param>
        /// <param name="weekdays">Bit 7 for Monday, to bit 1 for Sunday.</param>
        /// <param name="specialDays">24 bits, the highest for day id 1.</param>
        /// <param name="source">Holds the dates: year (2), month, day of the month.</param>
        /// <param name="firstDate">Where the first date begins.</param>
        /// <param name="lastDate">Where the last date begins.</param>
        public void AddEntry(
            bool begins,
            int hour,
            int minute,
            int weekdays,
            int specialDays,
            byte[] source,
            int firstDate,
            int lastDate
        )
        {
            Invariant.Require(Draft[0] < MaxEntries, "room for a schedule entry");
            int at = EntriesAt + Draft[0] * EntryLength;
            Draft[at] = (byte)(begins ? 1 : 0);
            Draft[at + HourAt] = (byte)hour;
            Draft[at + MinuteAt] = (byte)minute;
            Draft[at + WeekdaysAt] = (byte)weekdays;
            Draft[at + SpecialAt] = (byte)(specialDays >> 16);
            Draft[at + SpecialAt + 1] = (byte)(specialDays >> 8);
            Draft[at + SpecialAt + 2] = (byte)specialDays;
            System.Array.Copy(source, firstDate, Draft, at + FirstDateAt, 4);
            System.Array.Copy(source, lastDate, Draft, at + LastDateAt, 4);
            Draft[0]++;
        }

        /// <summary>Adds a special day to the draft; there is room for <see cref="StoredCalendar.MaxSpecialDays"/>.</summary>
        /// <param name="source">Holds the date: year (2), month, day of the month.</param>
        /// <param name="date">Where it begins.</param>
        /// <param name="dayId">1 to 24.</param>
        public void AddSpecialDay(byte[] source, int date, int dayId)
        {
            Invariant.Require(Draft[SpecialCountAt] < MaxSpecialDays, "room for a special day");
            int at = SpecialDaysAt + Draft[SpecialCountAt] * SpecialDayLength;
            System.Array.Copy(source, date, Draft, at, 4);
            Draft[at + 4] = (byte)dayId;
            Draft[SpecialCountAt]++;
        }

        /// <inheritdoc/>
        public override bool IsActiveAt(long utcSeconds)
        {
            int today = (int)(utcSeconds / UtcTime.DaySeconds);
            int minute = (int)(utcSeconds % UtcTime.DaySeconds) / 60;
            for (int back = 0; back <= DaysBack && back <= today; back++)
            {
                int entry = FindLast(today - back, back == 0 ? minute : 24 * 60);
                if (entry >= 0)
                {
                    return Active[entry] != 0;
                }
            }
            return false;
        }

        // The latest entry of a day that is not after the minute, or -1.
        private int FindLast(int day, int minute)
        {
            byte[] table = Active;
            int date = UtcTime.DateOf(day);
            int special = FindSpecialDay(table, date);
            int found = -1;
            int foundMinute = -1;
            for (int i = 0; i < table[0]; i++)
            {
                int at = EntriesAt + i * EntryLength;
                int starts = table[at + HourAt] * 60 + table[at + MinuteAt];
                bool later = starts <= minute && starts > foundMinute;
                if (later && IsOnDay(table, at, day, special) && IsWithin(table, at, date))
                {
                    found = at;
                    foundMinute = starts;
                }
            }
            return found;
        }

        private static bool IsOnDay(byte[] table, int at, int day, int special)
        {
            if (special == 0)
            {
                return (table[at + WeekdaysAt] & (0x80 >> UtcTime.WeekdayOf(day))) != 0;
            }
            int bits = (table[at + SpecialAt] << 16) | (table[at + SpecialAt + 1] << 8) | table[at + SpecialAt + 2];
            return (bits & (1 << (24 - special))) != 0;
        }

        private static bool IsWithin(byte[] table, int at, int date)
        {
            int first = DateAt(table, at + FirstDateAt);
            int last = DateAt(table, at + LastDateAt);
            if (Octets.GetUInt16(table, at + FirstDateAt) != AnyYear)
            {
                return first <= date && date <= last;
            }
            int day = date % 10000;
            // Of every year: a range that ends before it begins goes over the end of the year.
            return first <= last ? first <= day && day <= last : first <= day || day <= last;
        }

        private static int DateAt(byte[] table, int at)
        {
            int year = Octets.GetUInt16(table, at);
            int day = table[at + 2] * 100 + table[at + 3];
            return year == AnyYear ? day : year * 10000 + day;
        }

        private static int FindSpecialDay(byte[] table, int date)
        {
            for (int i = 0; i < table[SpecialCountAt]; i++)
            {
                int at = SpecialDaysAt + i * SpecialDayLength;
                if (IsDay(table, at, date))
                {
                    return table[at + 4];
                }
            }
            return 0;
        }
    }
}
