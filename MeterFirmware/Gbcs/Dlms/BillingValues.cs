using MeterFirmware.Core.Registers;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The Billing Calendar as a Single Action Schedule (class 22) has it, GBCS 18.2.1: one time of day, and dates with
    /// wildcards: every day, a day of the week, a day of the month, or that day in one, two or four months of the year at the
    /// same distance.
    /// </summary>
    internal static class BillingValues
    {
        /// <summary>Not a calendar that the meter can hold.</summary>
        internal const int Invalid = -1;

        private const int Any = 0xFF;
        private const int Entries = 4;
        private const int DateLength = 5;
        private const int TimeLength = 4;
        private const int LastDay = 28;

        // The first Monday of 2000 is the third of January.
        private const int FirstMonday = 2;

        /// <summary>Reads execution_time.</summary>
        /// <param name="reader">Gives it.</param>
        /// <param name="periodicity">Becomes that of <see cref="BillingCalendar"/>.</param>
        /// <returns>The first date, seconds since 2000, in that year; or <see cref="Invalid"/>.</returns>
        internal static int Read(AxdrReader reader, ref int periodicity)
        {
            int count = reader.ReadArray();
            if (count != 1 && count != 2 && count != Entries)
            {
                return Invalid;
            }
            int seconds = 0;
            int month = 0;
            int day = 0;
            int week = 0;
            bool right = true;
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                reader.ReadStructure(2);
                int time = reader.ReadOctets(TimeLength);
                int date = reader.ReadOctets(DateLength);
                if (reader.Failed)
                {
                    return Invalid;
                }
                byte[] octets = reader.Source;
                right &= octets[date] == Any && octets[date + 1] == Any && octets[time + 3] == 0;
                right &= octets[time] < 24 && octets[time + 1] < 60 && octets[time + 2] < 60;
                int entrySeconds = 3600 * octets[time] + 60 * octets[time + 1] + octets[time + 2];
                if (i == 0)
                {
                    seconds = entrySeconds;
                    month = octets[date + 2];
                    day = octets[date + 3];
                    week = octets[date + 4];
                }
                // The same but for the month.
                right &= entrySeconds == seconds && octets[date + 3] == day && octets[date + 4] == week;
                right &= i == 0 || octets[date + 2] == month + i * 12 / count;
            }
            if (!right || reader.Failed)
            {
                return Invalid;
            }
            return FirstOf(count, month, day, week, seconds, ref periodicity);
        }

        /// <summary>Writes execution_time: an array of nothing where there is no calendar.</summary>
        /// <param name="start">A billing date, seconds since 2000.</param>
        /// <param name="periodicity">One of <see cref="BillingCalendar"/>.</param>
        /// <param name="writer">Receives it.</param>
        internal static void Write(int start, int periodicity, OctetWriter writer)
        {
            int date = CalendarDate.FromDayNumber(start / UtcTime.DaySeconds);
            int count = CountOf(periodicity);
            bool isByDay = periodicity == BillingCalendar.Daily || periodicity == BillingCalendar.Weekly;
            bool isByYear = periodicity > BillingCalendar.Monthly;
            int week = CalendarDate.DayOfWeek(start / UtcTime.DaySeconds) + 1;
            writer.WriteByte(AxdrTag.Array);
            writer.WriteByte(count);
            for (int i = 0; i < count; i++)
            {
                int distance = 12 / count;
                int month = (date / 100 % 100 - 1) % distance + 1 + i * distance;
                int second = start % UtcTime.DaySeconds;
                writer.WriteByte(AxdrTag.Structure);
                writer.WriteByte(2);
                writer.WriteByte(AxdrTag.OctetString);
                writer.WriteByte(TimeLength);
                writer.WriteByte(second / 3600);
                writer.WriteByte(second / 60 % 60);
                writer.WriteByte(second % 60);
                writer.WriteByte(0);
                writer.WriteByte(AxdrTag.OctetString);
                writer.WriteByte(DateLength);
                writer.WriteByte(Any);
                writer.WriteByte(Any);
                writer.WriteByte(isByYear ? month : Any);
                writer.WriteByte(isByDay ? Any : date % 100);
                writer.WriteByte(periodicity == BillingCalendar.Weekly ? week : Any);
            }
        }

        private static int CountOf(int periodicity)
        {
            switch (periodicity)
            {
                case BillingCalendar.None:
                    return 0;
                case BillingCalendar.Quarterly:
                    return Entries;
                case BillingCalendar.SixMonthly:
                    return 2;
                default:
                    return 1;
            }
        }

        private static int FirstOf(int count, int month, int day, int week, int seconds, ref int periodicity)
        {
            bool isDayOfMonth = day >= 1 && day <= LastDay && week == Any;
            if (month != Any)
            {
                periodicity =
                    count == 1 ? BillingCalendar.Yearly
                    : count == 2 ? BillingCalendar.SixMonthly
                    : BillingCalendar.Quarterly;
                bool right = isDayOfMonth && month >= 1 && month <= 12 / count;
                return right ? UtcTime.DaysFrom(2000, month, day) * UtcTime.DaySeconds + seconds : Invalid;
            }
            if (count != 1)
            {
                return Invalid;
            }
            if (isDayOfMonth)
            {
                periodicity = BillingCalendar.Monthly;
                return (day - 1) * UtcTime.DaySeconds + seconds;
            }
            if (day == Any && week >= 1 && week <= 7)
            {
                periodicity = BillingCalendar.Weekly;
                return (FirstMonday + week - 1) * UtcTime.DaySeconds + seconds;
            }
            periodicity = BillingCalendar.Daily;
            return day == Any && week == Any ? seconds : Invalid;
        }
    }
}
