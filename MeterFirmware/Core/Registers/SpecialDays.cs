using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Special days (class 11, and PublishSpecialDays of a GSME), read where they lie. Octets: days in use; then each:
    /// year in two octets (0xFFFF every year), month, day of the month, day of the week (1 Monday to 7 Sunday; each
    /// 0xFF for every one) and the day identifier. The first one that fits a date counts.
    /// </summary>
    public static class SpecialDays
    {
        /// <summary>The octets of one.</summary>
        public const int EntryLength = 6;

        /// <summary>Stands for every month, day or day of the week.</summary>
        public const int Any = 0xFF;

        /// <summary>The octets of the table.</summary>
        public static int LengthOf(int places)
        {
            return 1 + EntryLength * places;
        }

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count, int places)
        {
            if (count != LengthOf(places) || table[at] > places)
            {
                return TableResult.BadForm;
            }
            for (int i = 0; i < table[at]; i++)
            {
                int entry = at + 1 + EntryLength * i;
                int year = Octets.GetUInt16(table, entry);
                int month = table[entry + 2];
                int day = table[entry + 3];
                bool exists = CalendarDate.Exists(
                    year == SwitchingTable.EveryYear ? 2000 : year,
                    month == Any ? 1 : month,
                    day == Any ? 1 : day
                );
                int week = table[entry + 4];
                if (!exists || (week != Any && (week < 1 || week > 7)))
                {
                    return TableResult.BadDate;
                }
                if (table[entry + 5] == 0)
                {
                    return TableResult.BadIdentifier;
                }
            }
            return TableResult.Ok;
        }

        /// <summary>The day identifier that a date has as a special day.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="dayNumber">Days since 2000-01-01.</param>
        /// <returns>The identifier, or 0 for a day like any other.</returns>
        public static int Find(byte[] table, int at, int dayNumber)
        {
            int date = CalendarDate.FromDayNumber(dayNumber);
            int week = CalendarDate.DayOfWeek(dayNumber) + 1;
            for (int i = 0; i < table[at]; i++)
            {
                int entry = at + 1 + EntryLength * i;
                int year = Octets.GetUInt16(table, entry);
                if (
                    (year == SwitchingTable.EveryYear || year == date / 10000)
                    && Fits(table[entry + 2], date / 100 % 100)
                    && Fits(table[entry + 3], date % 100)
                    && Fits(table[entry + 4], week)
                )
                {
                    return table[entry + 5];
                }
            }
            return 0;
        }

        private static bool Fits(int wanted, int value)
        {
            return wanted == Any || wanted == value;
        }
    }
}
