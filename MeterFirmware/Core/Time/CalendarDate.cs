namespace MeterFirmware.Core.Time
{
    /// <summary>Dates as numbers, yyyymmdd, which compare as the dates do.</summary>
    public static class CalendarDate
    {
        /// <summary>The date of a day.</summary>
        /// <param name="dayNumber">Days since 2000-01-01, 0 to 36,524.</param>
        /// <returns>The date as yyyymmdd.</returns>
        public static int FromDayNumber(int dayNumber)
        {
            // Within 2000 to 2099 each four years are 1,461 days, the first of them a leap year.
            int four = dayNumber / 1461;
            int rest = dayNumber % 1461;
            int inFour = rest < 366 ? 0 : (rest - 1) / 365;
            int year = 2000 + four * 4 + inFour;
            int day = rest - (inFour == 0 ? 0 : inFour * 365 + 1);
            int month = 1;
            for (int length = 31; day >= length; length = UtcTime.DaysIn(year, month))
            {
                day -= length;
                month++;
            }
            return year * 10000 + month * 100 + day + 1;
        }

        /// <summary>The day of the week, 0 for Monday to 6 for Sunday.</summary>
        /// <param name="dayNumber">Days since 2000-01-01, which was a Saturday.</param>
        public static int DayOfWeek(int dayNumber)
        {
            return (dayNumber + 5) % 7;
        }

        /// <summary>True if the date exists.</summary>
        /// <param name="year">2000 to 2099.</param>
        /// <param name="month">1 to 12.</param>
        /// <param name="day">1 to the month's last.</param>
        public static bool Exists(int year, int month, int day)
        {
            return year >= 2000
                && year <= 2099
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= UtcTime.DaysIn(year, month);
        }
    }
}
