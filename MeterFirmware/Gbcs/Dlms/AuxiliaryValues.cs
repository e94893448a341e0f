using MeterFirmware.Core.Registers;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The Auxiliary Controller Calendar as COSEM values: Schedule (class 10) and Special Days Table (11). A script is the
    /// number of a switch and what it is to be, an octet each (GBCS 7.3.6).
    /// </summary>
    internal static class AuxiliaryValues
    {
        /// <summary>There is no calendar.</summary>
        internal const int None = -1;

        /// <summary>The octets of a switch's Type and Identifier.</summary>
        internal const int IdentifierLength = 8;

        /// <summary>A boolean that is true.</summary>
        internal const int True = 0xFF;

        private const int Days = 24;
        private const int Weekdays = 7;
        private const int DateLength = 5;

        // Of a date there is no day of the week in an entry.
        private const int StoredDateLength = DateLength - 1;

        // In an entry of the calendar.
        private const int TimeAt = 2;
        private const int TimeLength = 3;
        private const int WeekdaysAt = 5;
        private const int SpecialAt = 6;
        private const int FirstDateAt = 9;
        private const int LastDateAt = 13;

        // The most octets of an entry in an answer.
        private const int LongestEntry = 56;

        /// <summary>Writes the special days: index, date and identifier each.</summary>
        /// <param name="at">Where the calendar begins, or <see cref="None"/>.</param>
        /// <param name="octets">Holds it.</param>
        /// <param name="writer">Receives the array.</param>
        internal static void WriteSpecialDays(int at, byte[] octets, OctetWriter writer)
        {
            int count = at == None ? 0 : octets[at];
            writer.WriteByte(AxdrTag.Array);
            AxdrWriter.WriteLength(writer, count);
            for (int i = 0; i < count; i++)
            {
                int entry = at + 1 + SpecialDays.EntryLength * i;
                writer.WriteByte(AxdrTag.Structure);
                writer.WriteByte(3);
                WriteUInt16(i + 1, writer);
                WriteOctetString(octets, entry, DateLength, writer);
                writer.WriteByte(AxdrTag.UInt8);
                writer.WriteByte(octets[entry + DateLength]);
            }
        }

        /// <summary>
        /// Writes the schedule. Its entries have as many special days as the largest identifier that the calendar has.
        /// </summary>
        /// <param name="at">Where the calendar begins, or <see cref="None"/>.</param>
        /// <param name="octets">Holds it.</param>
        /// <param name="writer">Receives the array.</param>
        /// <returns>False if there is no room for it: then what was written is to be dropped.</returns>
        internal static bool WriteSchedule(int at, byte[] octets, OctetWriter writer)
        {
            int count = at == None ? 0 : octets[at + AuxiliaryCalendar.EntriesInUseAt];
            int days = at == None ? 0 : LargestIdentifier(octets, at, count);
            writer.WriteByte(AxdrTag.Array);
            AxdrWriter.WriteLength(writer, count);
            for (int i = 0; i < count; i++)
            {
                if (writer.Position + LongestEntry > EsmePayload.LastValueAt)
                {
                    return false;
                }
                WriteEntry(i + 1, octets, EntryAt(at, i), days, writer);
            }
            return true;
        }

        /// <summary>Writes octets of nothing.</summary>
        internal static void WriteZeros(int count, OctetWriter writer)
        {
            for (int i = 0; i < count; i++)
            {
                writer.WriteByte(0);
            }
        }

        private static void WriteEntry(int index, byte[] octets, int entry, int days, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(10);
            WriteUInt16(index, writer);
            writer.WriteByte(AxdrTag.Boolean);
            writer.WriteByte(True);
            WriteOctetString(Scripts, 0, Scripts.Length, writer);
            writer.WriteByte(AxdrTag.UInt16);
            writer.WriteOctets(octets, entry, 2);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(TimeLength + 1);
            writer.WriteOctets(octets, entry + TimeAt, TimeLength);
            writer.WriteByte(0);
            WriteUInt16(0xFFFF, writer);
            writer.WriteByte(AxdrTag.BitString);
            writer.WriteByte(Weekdays);
            writer.WriteByte(octets[entry + WeekdaysAt]);
            writer.WriteByte(AxdrTag.BitString);
            writer.WriteByte(days);
            writer.WriteOctets(octets, entry + SpecialAt, (days + 7) / 8);
            WriteDate(octets, entry + FirstDateAt, writer);
            WriteDate(octets, entry + LastDateAt, writer);
        }

        private static void WriteDate(byte[] octets, int at, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(DateLength);
            writer.WriteOctets(octets, at, StoredDateLength);
            writer.WriteByte(SpecialDays.Any);
        }

        // Of the special days, and of what the entries name.
        private static int LargestIdentifier(byte[] octets, int at, int entries)
        {
            int largest = 0;
            for (int i = 0; i < octets[at]; i++)
            {
                int identifier = octets[at + SpecialDays.EntryLength * (i + 1)];
                largest = identifier > largest ? identifier : largest;
            }
            for (int day = Days; day > largest; day--)
            {
                for (int i = 0; i < entries; i++)
                {
                    int bits = octets[EntryAt(at, i) + SpecialAt + (day - 1) / 8];
                    if ((bits & (0x80 >> ((day - 1) % 8))) != 0)
                    {
                        return day;
                    }
                }
            }
            return largest;
        }

        private static int EntryAt(int at, int index)
        {
            return at + AuxiliaryCalendar.EntriesAt + AuxiliaryCalendar.EntryLength * index;
        }

        private static void WriteUInt16(int value, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.UInt16);
            writer.WriteUInt16(value);
        }

        private static void WriteOctetString(byte[] octets, int at, int count, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(count);
            writer.WriteOctets(octets, at, count);
        }

        // 0-0:10.0.103.255
        private static readonly byte[] Scripts = { 0, 0, 10, 0, 103, 255 };
    }
}
