using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Date-times that say when a value becomes active (Blue Book 4.1.6.1, GBCS 9.2.2.4).</summary>
    public static class CosemTime
    {
        /// <summary>Not a time that an activation can have.</summary>
        public const long Invalid = -2;

        private const int Length = 12;
        private const int StatedLength = 9;

        /// <summary>Reads an octet-string with a date-time, UTC.</summary>
        /// <returns>
        /// Seconds since 2000-01-01T00:00:00Z; 0 for now (all zero); <see cref="PaymentEngine.Never"/> for none (all FF); or
        /// <see cref="Invalid"/>, also if there is none to be read.
        /// </returns>
        public static long Read(AxdrReader reader)
        {
            int at = reader.ReadOctets(Length);
            if (reader.Failed)
            {
                return Invalid;
            }
            if (IsAll(reader, at, 0x00))
            {
                return 0;
            }
            return IsAll(reader, at, 0xFF) ? PaymentEngine.Never : ToSeconds(reader, at);
        }

        private static bool IsAll(AxdrReader reader, int at, int octet)
        {
            for (int i = 0; i < StatedLength; i++)
            {
                if (reader.GetOctet(at + i) != octet)
                {
                    return false;
                }
            }
            return true;
        }

        private static long ToSeconds(AxdrReader reader, int at)
        {
            int year = (reader.GetOctet(at) << 8) | reader.GetOctet(at + 1);
            int month = reader.GetOctet(at + 2);
            int day = reader.GetOctet(at + 3);
            int hour = reader.GetOctet(at + 5);
            int minute = reader.GetOctet(at + 6);
            int second = reader.GetOctet(at + 7);
            bool isTime = hour < 24 && minute < 60 && second < 60;
            bool isDate = year >= 2000 && year < 2068 && month >= 1 && month <= 12;
            if (!isTime || !isDate || day < 1 || day > UtcTime.DaysIn(year, month))
            {
                return Invalid;
            }
            return UtcTime.SecondsFrom(year, month, day, hour, minute, second);
        }
    }
}
