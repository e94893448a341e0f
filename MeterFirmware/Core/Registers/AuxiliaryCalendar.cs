using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Auxiliary Controller Calendar (SMETS2 5.7.4.2; classes 10 and 11), read where it lies. Octets: 20
    /// <see cref="SpecialDays"/>, their identifiers 1 to 24; entries in use; then 120 entries: controller (1 to 5), commanded
    /// state, hour, minute and second (3), weekdays (bit 7 for Monday to bit 1 for Sunday), special days (3, the highest bit
    /// for identifier 1), first and last date (each year in two octets with 0xFFFF for every year, month, day; all 0xFF for
    /// no bound). On a special day only the entries that name it count. What an entry says holds until another one of its
    /// controller.
    /// </summary>
    public static class AuxiliaryCalendar
    {
        /// <summary>The most entries.</summary>
        public const int MaxEntries = 120;

        /// <summary>The most special days.</summary>
        public const int MaxSpecialDays = 20;

        /// <summary>The octets of an entry.</summary>
        public const int EntryLength = 17;

        /// <summary>Where the number of entries in use is.</summary>
        public const int EntriesInUseAt = 1 + SpecialDays.EntryLength * MaxSpecialDays;

        /// <summary>Where the entries begin.</summary>
        public const int EntriesAt = EntriesInUseAt + 1;

        /// <summary>The octets of the table.</summary>
        public const int Length = EntriesAt + EntryLength * MaxEntries;

        /// <summary>From <see cref="FindLast"/>: no entry is for this controller.</summary>
        public const int NotThere = 0;

        /// <summary>From <see cref="FindLast"/>: the controller has entries, but none came in the last eight days.</summary>
        public const int NotLately = -1;

        private const int StateAt = 1;
        private const int HourAt = 2;
        private const int WeekdaysAt = 5;
        private const int SpecialAt = 6;
        private const int FirstDateAt = 9;
        private const int LastDateAt = 13;
        private const int LargestIdentifier = 24;
        private const int DaysBack = 7;
        private const int NotFound = -1;

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length || table[at + EntriesInUseAt] > MaxEntries)
            {
                return TableResult.BadForm;
            }
            int days = SpecialDays.LengthOf(MaxSpecialDays);
            int result = SpecialDays.Judge(table, at, days, MaxSpecialDays);
            for (int i = 0; i < table[at] && result == TableResult.Ok; i++)
            {
                bool fits = table[at + SpecialDays.EntryLength * (i + 1)] <= LargestIdentifier;
                result = fits ? TableResult.Ok : TableResult.BadIdentifier;
            }
            for (int i = 0; i < table[at + EntriesInUseAt] && result == TableResult.Ok; i++)
            {
                result = JudgeEntry(table, at + EntriesAt + EntryLength * i);
            }
            return result;
        }

        /// <summary>Finds what the last entry before a moment said, for each controller.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="day">Days since 2000-01-01.</param>
        /// <param name="second">Of that day.</param>
        /// <param name="last">
        /// Receives, by controller from 0, its commanded state, <see cref="NotThere"/> or <see cref="NotLately"/>.
        /// </param>
        /// <param name="moments">Working space, as long.</param>
        public static void FindLast(byte[] table, int at, int day, int second, int[] last, int[] moments)
        {
            int wanted = FindControllers(table, at, last);
            for (int back = 0; back <= DaysBack && back <= day && wanted > 0; back++)
            {
                wanted -= FindOnDay(table, at, day - back, back == 0 ? second : UtcTime.DaySeconds, last, moments);
            }
        }

        /// <summary>The first moment after another one on which an entry comes on that day.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="day">Days since 2000-01-01.</param>
        /// <param name="second">Of that day.</param>
        /// <returns>The second of the day, or <see cref="UtcTime.DaySeconds"/> if none comes.</returns>
        public static int NextAfter(byte[] table, int at, int day, int second)
        {
            int special = SpecialDays.Find(table, at, day);
            int date = CalendarDate.FromDayNumber(day);
            int next = UtcTime.DaySeconds;
            for (int i = 0; i < table[at + EntriesInUseAt]; i++)
            {
                int entry = at + EntriesAt + EntryLength * i;
                int moment = MomentOf(table, entry);
                if (moment > second && moment < next && ComesOn(table, entry, day, special, date))
                {
                    next = moment;
                }
            }
            return next;
        }

        private static int FindControllers(byte[] table, int at, int[] last)
        {
            int found = 0;
            System.Array.Clear(last, 0, last.Length);
            for (int i = 0; i < table[at + EntriesInUseAt]; i++)
            {
                int controller = table[at + EntriesAt + EntryLength * i] - 1;
                found += last[controller] == NotThere ? 1 : 0;
                last[controller] = NotLately;
            }
            return found;
        }

        // How many controllers this day settles. One that a later day has settled has no moment here.
        private static int FindOnDay(byte[] table, int at, int day, int latest, int[] last, int[] moments)
        {
            int settled = 0;
            int special = SpecialDays.Find(table, at, day);
            int date = CalendarDate.FromDayNumber(day);
            for (int i = 0; i < moments.Length; i++)
            {
                moments[i] = NotFound;
            }
            for (int i = 0; i < table[at + EntriesInUseAt]; i++)
            {
                int entry = at + EntriesAt + EntryLength * i;
                int controller = table[entry] - 1;
                int moment = MomentOf(table, entry);
                bool isWanted = last[controller] == NotLately || moments[controller] != NotFound;
                bool isLater = moment <= latest && moment >= moments[controller];
                if (isWanted && isLater && ComesOn(table, entry, day, special, date))
                {
                    settled += moments[controller] == NotFound ? 1 : 0;
                    moments[controller] = moment;
                    last[controller] = table[entry + StateAt];
                }
            }
            return settled;
        }

        private static int JudgeEntry(byte[] table, int entry)
        {
            if (table[entry] < 1 || table[entry] > AuxiliaryControllers.Count)
            {
                return TableResult.BadIdentifier;
            }
            if (!AuxiliaryControllers.IsState(table[entry + StateAt]))
            {
                return TableResult.BadValue;
            }
            bool isTime =
                table[entry + HourAt] < 24 && table[entry + HourAt + 1] < 60 && table[entry + HourAt + 2] < 60;
            bool good = isTime && IsBound(table, entry + FirstDateAt) && IsBound(table, entry + LastDateAt);
            return good ? TableResult.Ok : TableResult.BadDate;
        }

        private static bool IsBound(byte[] table, int at)
        {
            int year = Octets.GetUInt16(table, at);
            bool isEveryYear = year == SwitchingTable.EveryYear;
            return IsOpen(table, at) || CalendarDate.Exists(isEveryYear ? 2000 : year, table[at + 2], table[at + 3]);
        }

        private static bool IsOpen(byte[] table, int at)
        {
            return Octets.GetUInt16(table, at) == SwitchingTable.EveryYear
                && table[at + 2] == SpecialDays.Any
                && table[at + 3] == SpecialDays.Any;
        }

        private static int MomentOf(byte[] table, int entry)
        {
            return (table[entry + HourAt] * 60 + table[entry + HourAt + 1]) * 60 + table[entry + HourAt + 2];
        }

        private static bool ComesOn(byte[] table, int entry, int day, int special, int date)
        {
            int bits = table[entry + WeekdaysAt];
            int wanted = 0x80 >> CalendarDate.DayOfWeek(day);
            if (special > 0)
            {
                int at = entry + SpecialAt;
                bits = (table[at] << 16) | (table[at + 1] << 8) | table[at + 2];
                wanted = 1 << (LargestIdentifier - special);
            }
            return (bits & wanted) != 0 && IsWithin(table, entry, date);
        }

        private static bool IsWithin(byte[] table, int entry, int date)
        {
            int first = entry + FirstDateAt;
            int last = entry + LastDateAt;
            bool isAfter = IsOpen(table, first) || DateAt(table, first) <= DateLike(table, first, date);
            bool isBefore = IsOpen(table, last) || DateLike(table, last, date) <= DateAt(table, last);
            bool isOverNewYear =
                IsYearly(table, first) && IsYearly(table, last) && DateAt(table, last) < DateAt(table, first);
            return isOverNewYear ? isAfter || isBefore : isAfter && isBefore;
        }

        private static bool IsYearly(byte[] table, int at)
        {
            return Octets.GetUInt16(table, at) == SwitchingTable.EveryYear && !IsOpen(table, at);
        }

        private static int DateAt(byte[] table, int at)
        {
            int year = IsYearly(table, at) ? 0 : Octets.GetUInt16(table, at);
            return year * 10000 + table[at + 2] * 100 + table[at + 3];
        }

        private static int DateLike(byte[] table, int at, int date)
        {
            return IsYearly(table, at) ? date % 10000 : date;
        }
    }
}
