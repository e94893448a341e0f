using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

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

        private const int DateLength = 5;
        private const int Scripts = 103;

        // In an entry of the calendar.
        private const int TimeAt = 2;
        private const int TimeLength = 3;
        private const int WeekdaysAt = 5;

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
                ScheduleWriter.WriteSpecialDay(i + 1, octets, entry, DateLength, writer);
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
            int first = at + AuxiliaryCalendar.EntriesAt;
            int stride = AuxiliaryCalendar.EntryLength;
            int day = SpecialDays.EntryLength;
            int daysAt = first + WeekdaysAt;
            int days =
                at == None
                    ? 0
                    : ScheduleWriter.LargestIdentifier(octets, octets[at], at + day, day, count, daysAt, stride);
            writer.WriteByte(AxdrTag.Array);
            AxdrWriter.WriteLength(writer, count);
            for (int i = 0; i < count; i++)
            {
                if (writer.Position + ScheduleWriter.LongestEntry > EsmePayload.LastValueAt)
                {
                    return false;
                }
                int entry = first + stride * i;
                int script = Octets.GetUInt16(octets, entry);
                ScheduleWriter.WriteEntry(
                    i + 1,
                    Scripts,
                    script,
                    octets,
                    entry + TimeAt,
                    TimeLength,
                    entry + WeekdaysAt,
                    days,
                    writer
                );
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
    }
}
