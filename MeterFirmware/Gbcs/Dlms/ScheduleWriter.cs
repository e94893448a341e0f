using MeterFirmware.Core.Registers;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Writes entries of a Schedule (class 10) and of a Special Days Table (class 11), GBCS 18.2.1.</summary>
    internal static class ScheduleWriter
    {
        /// <summary>A boolean that is true.</summary>
        internal const int True = 0xFF;

        /// <summary>The most octets of an entry of a schedule.</summary>
        internal const int LongestEntry = 56;

        // The weekdays of an entry, its special days, its first date and its last date follow one another in each calendar.
        private const int SpecialAt = 1;
        private const int FirstDateAt = 4;
        private const int LastDateAt = 8;
        private const int Days = 24;
        private const int Weekdays = 7;
        private const int DateLength = 5;
        private const int TimeLength = 4;

        /// <summary>Writes a special day.</summary>
        /// <param name="index">From 1 on.</param>
        /// <param name="octets">Holds it.</param>
        /// <param name="at">Where its date begins: year (2), month, day, and the weekday if it is of five octets.</param>
        /// <param name="dateLength">4 or 5; the identifier follows.</param>
        /// <param name="writer">Receives it.</param>
        internal static void WriteSpecialDay(int index, byte[] octets, int at, int dateLength, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(3);
            WriteUInt16(index, writer);
            WriteDate(octets, at, dateLength, writer);
            writer.WriteByte(AxdrTag.UInt8);
            writer.WriteByte(octets[at + dateLength]);
        }

        /// <summary>Writes an entry of a schedule, which is in force.</summary>
        /// <param name="index">From 1 on.</param>
        /// <param name="table">The script table: 0-0:10.0.n.255.</param>
        /// <param name="script">The selector of the script.</param>
        /// <param name="octets">Holds the entry.</param>
        /// <param name="timeAt">Where its time begins.</param>
        /// <param name="timeOctets">2 for hour and minute, 3 with the second.</param>
        /// <param name="daysAt">Where its weekdays are, with special days (3) and two dates (4 each) behind them.</param>
        /// <param name="days">How many special days it names.</param>
        /// <param name="writer">Receives it.</param>
        internal static void WriteEntry(
            int index,
            int table,
            int script,
            byte[] octets,
            int timeAt,
            int timeOctets,
            int daysAt,
            int days,
            OctetWriter writer
        )
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(10);
            WriteUInt16(index, writer);
            writer.WriteByte(AxdrTag.Boolean);
            writer.WriteByte(True);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(6);
            writer.WriteUInt16(0);
            writer.WriteByte(10);
            writer.WriteByte(0);
            writer.WriteByte(table);
            writer.WriteByte(255);
            WriteUInt16(script, writer);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(TimeLength);
            writer.WriteOctets(octets, timeAt, timeOctets);
            for (int i = timeOctets; i < TimeLength; i++)
            {
                writer.WriteByte(0);
            }
            WriteUInt16(0xFFFF, writer);
            writer.WriteByte(AxdrTag.BitString);
            writer.WriteByte(Weekdays);
            writer.WriteByte(octets[daysAt]);
            writer.WriteByte(AxdrTag.BitString);
            writer.WriteByte(days);
            writer.WriteOctets(octets, daysAt + SpecialAt, (days + 7) / 8);
            WriteDate(octets, daysAt + FirstDateAt, DateLength - 1, writer);
            WriteDate(octets, daysAt + LastDateAt, DateLength - 1, writer);
        }

        /// <summary>The largest identifier of the special days, or the largest that the entries name if that is larger.</summary>
        /// <param name="octets">Holds the calendar.</param>
        /// <param name="days">How many special days there are.</param>
        /// <param name="identifierAt">Where the identifier of the first is.</param>
        /// <param name="dayLength">The octets of a special day.</param>
        /// <param name="entries">How many entries there are.</param>
        /// <param name="daysAt">Where the weekdays of the first are.</param>
        /// <param name="entryLength">The octets of an entry.</param>
        internal static int LargestIdentifier(
            byte[] octets,
            int days,
            int identifierAt,
            int dayLength,
            int entries,
            int daysAt,
            int entryLength
        )
        {
            int largest = 0;
            for (int i = 0; i < days; i++)
            {
                int identifier = octets[identifierAt + dayLength * i];
                largest = identifier > largest ? identifier : largest;
            }
            for (int day = Days; day > largest; day--)
            {
                for (int i = 0; i < entries; i++)
                {
                    int bits = octets[daysAt + entryLength * i + SpecialAt + (day - 1) / 8];
                    if ((bits & (0x80 >> ((day - 1) % 8))) != 0)
                    {
                        return day;
                    }
                }
            }
            return largest;
        }

        private static void WriteDate(byte[] octets, int at, int count, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(DateLength);
            writer.WriteOctets(octets, at, count);
            if (count < DateLength)
            {
                writer.WriteByte(SpecialDays.Any);
            }
        }

        private static void WriteUInt16(int value, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.UInt16);
            writer.WriteUInt16(value);
        }
    }
}
