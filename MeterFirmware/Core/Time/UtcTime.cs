namespace MeterFirmware.Core.Time
{
    /// <summary>Whole seconds since 2000-01-01T00:00:00Z (the ZigBee epoch) and the calendar, in the Gregorian rule.</summary>
    public static class UtcTime
    {
        /// <summary>Seconds in a day.</summary>
        public const int DaySeconds = 86400;

        /// <summary>The octets of a COSEM date-time.</summary>
        public const int CosemLength = 12;

        /// <summary>The days from 2000-01-01 to a date.</summary>
        /// <param name="year">2000 to 2099.</param>
        /// <param name="month">1 to 12.</param>
        /// <param name="day">1 to the month's last.</param>
        public static int DaysFrom(int year, int month, int day)
        {
            int years = year - 2000;
            // Within 2000 to 2099 every fourth year is a leap year.
            int days = years * 365 + (years + 3) / 4;
            for (int m = 1; m < month; m++)
            {
                days += DaysIn(year, m);
            }
            return days + day - 1;
        }

        /// <summary>The seconds from the epoch to a moment.</summary>
        public static long SecondsFrom(int year, int month, int day, int hour, int minute, int second)
        {
            return (long)DaysFrom(year, month, day) * DaySeconds + hour * 3600 + minute * 60 + second;
        }

        /// <summary>The day of the week.</summary>
        /// <param name="day">Days since 2000-01-01, which was a Saturday.</param>
        /// <returns>0 for Monday to 6 for Sunday.</returns>
        public static int WeekdayOf(int day)
        {
            return (day + 5) % 7;
        }

        /// <summary>The date of a day as a number: year x 10,000 + month x 100 + day of the month.</summary>
        /// <param name="day">Days since 2000-01-01, 0 or more, before 2100.</param>
        public static int DateOf(int day)
        {
            int year = 2000;
            for (int length = 366; day >= length; length = year % 4 == 0 ? 366 : 365)
            {
                day -= length;
                year++;
            }
            int month = 1;
            for (; day >= DaysIn(year, month); month++)
            {
                day -= DaysIn(year, month);
            }
            return year * 10000 + month * 100 + day + 1;
        }

        /// <summary>How many days a month has.</summary>
        /// <param name="year">2000 to 2099.</param>
        /// <param name="month">1 to 12.</param>
        public static int DaysIn(int year, int month)
        {
            if (month == 2)
            {
                return year % 4 == 0 ? 29 : 28;
            }
            return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }

        /// <summary>The COSEM date-time of a meter that does not know the time: every part not specified.</summary>
        /// <param name="octets">Receives 12 octets.</param>
        /// <param name="offset">Where they begin.</param>
        public static void WriteCosemUnknown(byte[] octets, int offset)
        {
            for (int i = 0; i < CosemLength; i++)
            {
                octets[offset + i] = 0xFF;
            }
            octets[offset + 9] = 0x80;
            octets[offset + 10] = 0x00;
        }

        /// <summary>
        /// The COSEM date-time of a moment, 12 octets as GBCS has them: day of week not given, UTC, no status.
        /// </summary>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z, 0 or more, before 2100.</param>
        /// <param name="octets">Receives 12 octets.</param>
        /// <param name="offset">Where they begin.</param>
        public static void WriteCosem(long utcSeconds, byte[] octets, int offset)
        {
            int day = (int)(utcSeconds / DaySeconds);
            int second = (int)(utcSeconds % DaySeconds);
            int year = 2000;
            for (int length = 366; day >= length; length = year % 4 == 0 ? 366 : 365)
            {
                day -= length;
                year++;
            }
            int month = 1;
            for (; day >= DaysIn(year, month); month++)
            {
                day -= DaysIn(year, month);
            }
            octets[offset] = (byte)(year >> 8);
            octets[offset + 1] = (byte)year;
            octets[offset + 2] = (byte)month;
            octets[offset + 3] = (byte)(day + 1);
            octets[offset + 4] = 0xFF;
            octets[offset + 5] = (byte)(second / 3600);
            octets[offset + 6] = (byte)(second / 60 % 60);
            octets[offset + 7] = (byte)(second % 60);
            octets[offset + 8] = 0x00;
            octets[offset + 9] = 0x80;
            octets[offset + 10] = 0x00;
            octets[offset + 11] = 0xFF;
        }
    }
}
