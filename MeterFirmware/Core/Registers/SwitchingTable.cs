using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Tariff Switching Table (SMETS2 4.6.4.30, 5.7.4.48), read where it lies. Octets: seasons, weeks and days in use
    /// and one zero; then each season (month, day, year of two octets with 0xFFFF for every year, week identifier, zero),
    /// each week (identifier, day identifiers of Monday to Sunday), each day (identifier, entries in use, and each
    /// entry: minute of the day in two octets, rate). All places are there, the unused ones zero. A day of an ESME may begin
    /// after midnight: until then the last rate of the day before goes on.
    /// </summary>
    public static class SwitchingTable
    {
        /// <summary>Stands for every year.</summary>
        public const int EveryYear = 0xFFFF;

        /// <summary>The octets of a season.</summary>
        public const int SeasonLength = 6;

        /// <summary>The octets of a week.</summary>
        public const int WeekLength = 8;

        /// <summary>The octets of an entry of a day.</summary>
        public const int EntryLength = 3;

        /// <summary>Where the seasons begin.</summary>
        public const int SeasonsAt = 4;

        private const int MinutesOfDay = 1440;

        /// <summary>Where the weeks begin.</summary>
        public static int WeeksAt(TariffShape shape)
        {
            return SeasonsAt + SeasonLength * shape.Seasons;
        }

        /// <summary>Where the days begin.</summary>
        public static int DaysAt(TariffShape shape)
        {
            return WeeksAt(shape) + WeekLength * shape.Weeks;
        }

        /// <summary>The octets of a day.</summary>
        public static int DayLength(TariffShape shape)
        {
            return 2 + EntryLength * shape.Entries;
        }

        /// <summary>The octets of the whole table.</summary>
        public static int LengthOf(TariffShape shape)
        {
            return DaysAt(shape) + DayLength(shape) * shape.Days;
        }

        /// <summary>Judges a table.</summary>
        /// <param name="table">Holds it.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="shape">What the meter has.</param>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count, TariffShape shape)
        {
            if (count != LengthOf(shape) || !InUse(table[at], shape.Seasons) || !InUse(table[at + 1], shape.Weeks))
            {
                return TableResult.BadForm;
            }
            if (!InUse(table[at + 2], shape.Days))
            {
                return TableResult.BadForm;
            }
            int result = JudgeDays(table, at, shape);
            if (result == TableResult.Ok)
            {
                result = JudgeWeeks(table, at, shape);
            }
            return result == TableResult.Ok ? JudgeSeasons(table, at, shape) : result;
        }

        /// <summary>Finds the profile of a day.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="shape">What the meter has.</param>
        /// <param name="dayNumber">Days since 2000-01-01.</param>
        /// <param name="specialDay">The day identifier that a special day asks for, or 0.</param>
        /// <returns>Where its entries-in-use octet is.</returns>
        public static int FindDay(byte[] table, int at, TariffShape shape, int dayNumber, int specialDay)
        {
            int days = at + DaysAt(shape);
            if (specialDay > 0)
            {
                int special = Find(table, days, table[at + 2], DayLength(shape), specialDay);
                if (special >= 0)
                {
                    return special + 1;
                }
            }
            int season = SeasonOf(table, at, CalendarDate.FromDayNumber(dayNumber));
            int week = Find(table, at + WeeksAt(shape), table[at + 1], WeekLength, table[season + 4]);
            int day = table[week + 1 + CalendarDate.DayOfWeek(dayNumber)];
            return Find(table, days, table[at + 2], DayLength(shape), day) + 1;
        }

        /// <summary>The last rate of a day.</summary>
        /// <param name="table">Holds the table.</param>
        /// <param name="at">Where the day's entries-in-use octet is.</param>
        public static int LastRate(byte[] table, int at)
        {
            return table[at + EntryLength * table[at]];
        }

        /// <summary>True if a day has an identifier; a special day that names another is a day like any other.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="shape">What the meter has.</param>
        /// <param name="identifier">The identifier.</param>
        public static bool HasDay(byte[] table, int at, TariffShape shape, int identifier)
        {
            return Find(table, at + DaysAt(shape), table[at + 2], DayLength(shape), identifier) >= 0;
        }

        // The season whose beginning is the last one not after the date. Before the first one of a year it is the
        // last one of the year before; before a dated first one it is that one already.
        private static int SeasonOf(byte[] table, int at, int date)
        {
            int first = at + SeasonsAt;
            bool everyYear = Octets.GetUInt16(table, first + 2) == EveryYear;
            int found = everyYear ? first + SeasonLength * (table[at] - 1) : first;
            for (int i = 0; i < table[at]; i++)
            {
                int season = first + SeasonLength * i;
                if (BeginningOf(table, season) <= (everyYear ? date % 10000 : date))
                {
                    found = season;
                }
            }
            return found;
        }

        private static int BeginningOf(byte[] table, int season)
        {
            int year = Octets.GetUInt16(table, season + 2);
            return (year == EveryYear ? 0 : year * 10000) + table[season] * 100 + table[season + 1];
        }

        private static int JudgeSeasons(byte[] table, int at, TariffShape shape)
        {
            int before = 0;
            for (int i = 0; i < table[at]; i++)
            {
                int season = at + SeasonsAt + SeasonLength * i;
                int year = Octets.GetUInt16(table, season + 2);
                bool everyYear = year == EveryYear;
                if (!CalendarDate.Exists(everyYear ? 2000 : year, table[season], table[season + 1]))
                {
                    return TableResult.BadDate;
                }
                if (everyYear != (Octets.GetUInt16(table, at + SeasonsAt + 2) == EveryYear))
                {
                    return TableResult.SeasonsOverlap;
                }
                int beginning = BeginningOf(table, season);
                if (beginning <= before)
                {
                    return TableResult.SeasonsOverlap;
                }
                before = beginning;
                if (Find(table, at + WeeksAt(shape), table[at + 1], WeekLength, table[season + 4]) < 0)
                {
                    return TableResult.BadIdentifier;
                }
            }
            return TableResult.Ok;
        }

        private static int JudgeWeeks(byte[] table, int at, TariffShape shape)
        {
            int weeks = at + WeeksAt(shape);
            for (int i = 0; i < table[at + 1]; i++)
            {
                int week = weeks + WeekLength * i;
                if (table[week] == 0 || Find(table, weeks, i, WeekLength, table[week]) >= 0)
                {
                    return TableResult.BadIdentifier;
                }
                for (int d = 1; d <= 7; d++)
                {
                    if (Find(table, at + DaysAt(shape), table[at + 2], DayLength(shape), table[week + d]) < 0)
                    {
                        return TableResult.BadIdentifier;
                    }
                }
            }
            return TableResult.Ok;
        }

        private static int JudgeDays(byte[] table, int at, TariffShape shape)
        {
            int days = at + DaysAt(shape);
            for (int i = 0; i < table[at + 2]; i++)
            {
                int day = days + DayLength(shape) * i;
                if (table[day] == 0 || Find(table, days, i, DayLength(shape), table[day]) >= 0)
                {
                    return TableResult.BadIdentifier;
                }
                int result = JudgeProfile(table, day + 1, shape);
                if (result != TableResult.Ok)
                {
                    return result;
                }
            }
            return TableResult.Ok;
        }

        private static int JudgeProfile(byte[] table, int at, TariffShape shape)
        {
            if (!InUse(table[at], shape.Entries))
            {
                return TableResult.BadForm;
            }
            int before = -1;
            for (int i = 0; i < table[at]; i++)
            {
                int entry = at + 1 + EntryLength * i;
                int minute = Octets.GetUInt16(table, entry);
                bool isLate = i == 0 && minute > 0 && shape.IsGas;
                if (minute <= before || minute >= MinutesOfDay || isLate)
                {
                    return TableResult.ProfileUnsorted;
                }
                before = minute;
                if (table[entry + 2] < 1 || table[entry + 2] > shape.Rates)
                {
                    return TableResult.BadRate;
                }
            }
            return TableResult.Ok;
        }

        private static bool InUse(int count, int places)
        {
            return count >= 1 && count <= places;
        }

        private static int Find(byte[] table, int at, int count, int length, int identifier)
        {
            for (int i = 0; i < count; i++)
            {
                if (table[at + length * i] == identifier)
                {
                    return at + length * i;
                }
            }
            return -1;
        }
    }
}
