using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Billing Calendar (SMETS2 4.6.4.2, 5.7.4.7), and whether the block counters are reset every day (ECS48). Octets:
    /// the moment of the first snapshot in four (seconds since 2000), the periodicity in one, 1 or 0 for the daily reset.
    /// </summary>
    public static class BillingCalendar
    {
        /// <summary>The octets of the table.</summary>
        public const int Length = 6;

        /// <summary>Where the periodicity is: one octet.</summary>
        public const int PeriodicityAt = 4;

        /// <summary>Where the daily reset is: one octet, 1 or 0.</summary>
        public const int DailyResetAt = 5;

        /// <summary>No billing calendar: only the daily reset may be in force.</summary>
        public const int None = 0;

        /// <summary>Every day.</summary>
        public const int Daily = 1;

        /// <summary>Every seven days.</summary>
        public const int Weekly = 2;

        /// <summary>Every month.</summary>
        public const int Monthly = 3;

        /// <summary>Every three months.</summary>
        public const int Quarterly = 4;

        /// <summary>Every six months.</summary>
        public const int SixMonthly = 5;

        /// <summary>Every twelve months.</summary>
        public const int Yearly = 6;

        private const int LastCommonDay = 28;

        /// <summary>Judges a table. A month's 29th, 30th or 31st does not go with periods of months (SMETS2).</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            int start = Octets.GetInt32(table, at);
            if (table[at + PeriodicityAt] > Yearly || table[at + DailyResetAt] > 1)
            {
                return TableResult.BadValue;
            }
            bool byMonth = table[at + PeriodicityAt] >= Monthly;
            bool dateFits =
                start >= 0
                && (!byMonth || CalendarDate.FromDayNumber(start / UtcTime.DaySeconds) % 100 <= LastCommonDay);
            return dateFits ? TableResult.Ok : TableResult.BadDate;
        }

        /// <summary>The first billing date after a moment.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="after">Seconds since 2000, -1 or more.</param>
        /// <returns>Seconds since 2000, or <see cref="ConfigurationTable.Never"/>.</returns>
        public static int NextAfter(byte[] table, int at, int after)
        {
            int start = Octets.GetInt32(table, at);
            int periodicity = table[at + PeriodicityAt];
            if (periodicity == None)
            {
                return ConfigurationTable.Never;
            }
            if (after < start)
            {
                return start;
            }
            if (periodicity <= Weekly)
            {
                int period = (periodicity == Daily ? 1 : 7) * UtcTime.DaySeconds;
                return after + period - (after - start) % period;
            }
            return NextByMonth(start, MonthsOf(periodicity), after);
        }

        private static int NextByMonth(int start, int months, int after)
        {
            int from = CalendarDate.FromDayNumber(start / UtcTime.DaySeconds);
            int now = CalendarDate.FromDayNumber(after / UtcTime.DaySeconds);
            int passed = (now / 10000 - from / 10000) * 12 + now / 100 % 100 - from / 100 % 100;
            int next = passed / months * months;
            if (MonthsLater(start, from, next) <= after)
            {
                next += months;
            }
            return MonthsLater(start, from, next);
        }

        private static int MonthsLater(int start, int from, int months)
        {
            int month = from / 100 % 100 - 1 + months;
            int day = UtcTime.DaysFrom(from / 10000 + month / 12, month % 12 + 1, from % 100);
            return day * UtcTime.DaySeconds + start % UtcTime.DaySeconds;
        }

        private static int MonthsOf(int periodicity)
        {
            switch (periodicity)
            {
                case Monthly:
                    return 1;
                case Quarterly:
                    return 3;
                case SixMonthly:
                    return 6;
                default:
                    return 12;
            }
        }
    }
}
