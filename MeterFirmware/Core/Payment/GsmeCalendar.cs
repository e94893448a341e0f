using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The GSME's Non-Disablement Calendar: up to 3 seasons, 2 weeks, 5 day profiles of 3 entries and 20 special days. The
    /// special day comes before the season's week, and a profile's first entry is at midnight UTC.
    /// </summary>
    public sealed class GsmeCalendar : StoredCalendar
    {
        /// <summary>The most seasons (SMETS2 4.6.4.20).</summary>
        public const int MaxSeasons = 3;

        /// <summary>The most weeks.</summary>
        public const int MaxWeeks = 2;

        /// <summary>The most day profiles.</summary>
        public const int MaxDays = 5;

        /// <summary>The most entries of a day profile.</summary>
        public const int MaxDayEntries = 3;

        // A season: a date as of a special day, and its week in the place of the day id.
        private const int SeasonsAt = 1;
        private const int WeekLength = 8;
        private const int WeekCountAt = SeasonsAt + MaxSeasons * SpecialDayLength;
        private const int WeeksAt = WeekCountAt + 1;
        private const int EntryLength = 3;
        private const int DayLength = 2 + MaxDayEntries * EntryLength;
        private const int DayCountAt = WeeksAt + MaxWeeks * WeekLength;
        private const int DaysAt = DayCountAt + 1;
        private const int SpecialCountAt = DaysAt + MaxDays * DayLength;
        private const int SpecialDaysAt = SpecialCountAt + 1;
        private const int Length = SpecialDaysAt + MaxSpecialDays * SpecialDayLength;

        /// <summary>Binds the calendar to its storage.</summary>
        public GsmeCalendar(StateImage image, IRecordStore records, ConfigurationBuffer buffer)
            : base(image, records, buffer, Length) { }

        /// <inheritdoc/>
        public override bool IsSet
        {
            get { return Active[0] != 0; }
        }

        /// <summary>Empties the draft.</summary>
        public void Clear()
        {
            System.Array.Clear(Draft, 0, Draft.Length);
        }

        /// <summary>Adds a season to the draft.</summary>
        /// <param name="year">2000 to 2099, or 0xFFFF for every year.</param>
        /// <param name="month">1 to 12.</param>
        /// <param name="day">1 to 31.</param>
        /// <param name="week">The week's id.</param>
        /// <returns>False if there are <see cref="MaxSeasons"/> already.</returns>
        public bool AddSeason(int year, int month, int day, int week)
        {
            return AddDate(0, MaxSeasons, year, month, day, week);
        }

        /// <summary>Adds a special day to the draft.</summary>
        /// <param name="year">2000 to 2099, or 0xFFFF for every year.</param>
        /// <param name="month">1 to 12, or 0xFF for every month.</param>
        /// <param name="day">1 to 31.</param>
        /// <param name="profile">The day profile's id.</param>
        /// <returns>False if there are <see cref="StoredCalendar.MaxSpecialDays"/> already.</returns>
        public bool AddSpecialDay(int year, int month, int day, int profile)
        {
            return AddDate(SpecialCountAt, MaxSpecialDays, year, month, day, profile);
        }

        /// <summary>Adds a week to the draft.</summary>
        /// <param name="source">Holds its id and the day profiles' ids from Monday to Sunday.</param>
        /// <param name="offset">Where these eight octets begin.</param>
        /// <returns>False if there are <see cref="MaxWeeks"/> already.</returns>
        public bool AddWeek(byte[] source, int offset)
        {
            if (Draft[WeekCountAt] == MaxWeeks)
            {
                return false;
            }
            System.Array.Copy(source, offset, Draft, WeeksAt + Draft[WeekCountAt] * WeekLength, WeekLength);
            Draft[WeekCountAt]++;
            return true;
        }

        /// <summary>Adds a day profile without entries to the draft.</summary>
        /// <param name="id">Its id.</param>
        /// <returns>False if there are <see cref="MaxDays"/> already.</returns>
        public bool AddDay(int id)
        {
            if (Draft[DayCountAt] == MaxDays)
            {
                return false;
            }
            int at = DaysAt + Draft[DayCountAt] * DayLength;
            Draft[at] = (byte)id;
            Draft[at + 1] = 0;
            Draft[DayCountAt]++;
            return true;
        }

        /// <summary>Adds an entry to the day profile that was added last.</summary>
        /// <param name="minute">Minutes from midnight: 0 for the first, later than the one before for the others.</param>
        /// <param name="begins">Whether non-disablement begins or ends.</param>
        /// <returns>False if it is not in order, or there are <see cref="MaxDayEntries"/> already.</returns>
        public bool AddDayEntry(int minute, bool begins)
        {
            int day = DaysAt + (Draft[DayCountAt] - 1) * DayLength;
            int count = Draft[day + 1];
            int at = day + 2 + count * EntryLength;
            bool inOrder = count == 0 ? minute == 0 : minute > Octets.GetUInt16(Draft, at - EntryLength);
            if (count == MaxDayEntries || !inOrder || minute >= 24 * 60)
            {
                return false;
            }
            Octets.SetUInt16(Draft, at, minute);
            Draft[at + 2] = (byte)(begins ? 1 : 0);
            Draft[day + 1]++;
            return true;
        }

        /// <inheritdoc/>
        public override bool IsActiveAt(long utcSeconds)
        {
            byte[] table = Active;
            int today = (int)(utcSeconds / UtcTime.DaySeconds);
            int minute = (int)(utcSeconds % UtcTime.DaySeconds) / 60;
            int day = FindDay(table, FindProfile(table, today));
            bool active = false;
            for (int i = 0; day >= 0 && i < table[day + 1]; i++)
            {
                int entry = day + 2 + i * EntryLength;
                if (Octets.GetUInt16(table, entry) <= minute)
                {
                    active = table[entry + 2] != 0;
                }
            }
            return active;
        }

        private static int FindProfile(byte[] table, int today)
        {
            int date = UtcTime.DateOf(today);
            for (int i = 0; i < table[SpecialCountAt]; i++)
            {
                int at = SpecialDaysAt + i * SpecialDayLength;
                if (IsDay(table, at, date))
                {
                    return table[at + 4];
                }
            }
            int week = FindWeek(table, date);
            for (int i = 0; i < table[WeekCountAt]; i++)
            {
                int at = WeeksAt + i * WeekLength;
                if (table[at] == week)
                {
                    return table[at + 1 + UtcTime.WeekdayOf(today)];
                }
            }
            return 0;
        }

        // The week of the season that began last. A season of every year that is still to come this year began last year.
        private static int FindWeek(byte[] table, int date)
        {
            int week = 0;
            int latest = 0;
            for (int i = 0; i < table[0]; i++)
            {
                int at = SeasonsAt + i * SpecialDayLength;
                int year = Octets.GetUInt16(table, at);
                int day = table[at + 2] * 100 + table[at + 3];
                if (year == 0xFFFF)
                {
                    year = day <= date % 10000 ? date / 10000 : date / 10000 - 1;
                }
                int start = year * 10000 + day;
                if (start <= date && start > latest)
                {
                    latest = start;
                    week = table[at + 4];
                }
            }
            return week;
        }

        private static int FindDay(byte[] table, int profile)
        {
            for (int i = 0; i < table[DayCountAt]; i++)
            {
                int at = DaysAt + i * DayLength;
                if (table[at] == profile)
                {
                    return at;
                }
            }
            return -1;
        }

        private bool AddDate(int countAt, int most, int year, int month, int day, int id)
        {
            if (Draft[countAt] == most)
            {
                return false;
            }
            int at = countAt + 1 + Draft[countAt] * SpecialDayLength;
            Octets.SetUInt16(Draft, at, year);
            Draft[at + 2] = (byte)month;
            Draft[at + 3] = (byte)day;
            Draft[at + 4] = (byte)id;
            Draft[countAt]++;
            return true;
        }
    }
}
