using MeterFirmware.Core.Time;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>GeneralizedTime as GBCS has it: YYYYMMDDhhmmssZ.</summary>
    public static class DerTime
    {
        /// <summary>The octets of one.</summary>
        public const int Length = 15;

        /// <summary>What is no time that a meter can wait for.</summary>
        public const int Invalid = -3;

        // The last year that seconds since 2000 in an int reach whole.
        private const int LastYear = 2067;
        private const int NeverYear = 9999;

        /// <summary>Reads a time.</summary>
        /// <returns>
        /// Seconds since 2000-01-01T00:00:00Z; <see cref="ActivationTime.Cancel"/> for the last second of 9999; or
        /// <see cref="Invalid"/> for no date, or one before 2000 or after 2067.
        /// </returns>
        public static int Read(byte[] octets, int offset, int count)
        {
            if (count != Length || octets[offset + 14] != 'Z')
            {
                return Invalid;
            }
            for (int i = 0; i < 14; i++)
            {
                if (octets[offset + i] < '0' || octets[offset + i] > '9')
                {
                    return Invalid;
                }
            }
            int year = Two(octets, offset) * 100 + Two(octets, offset + 2);
            int month = Two(octets, offset + 4);
            int day = Two(octets, offset + 6);
            int hour = Two(octets, offset + 8);
            int minute = Two(octets, offset + 10);
            int second = Two(octets, offset + 12);
            bool isTime = hour < 24 && minute < 60 && second < 60;
            bool isNever =
                year == NeverYear && month == 12 && day == 31 && hour * 10000 + minute * 100 + second == 235959;
            if (isNever)
            {
                return ActivationTime.Cancel;
            }
            bool isYear = year >= 2000 && year <= LastYear;
            bool isDate = isYear && month >= 1 && month <= 12 && day >= 1 && day <= UtcTime.DaysIn(year, month);
            return isDate && isTime ? (int)UtcTime.SecondsFrom(year, month, day, hour, minute, second) : Invalid;
        }

        /// <summary>Writes a time with its tag and length.</summary>
        /// <param name="writer">Receives it.</param>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z, 0 or more.</param>
        public static void Write(OctetWriter writer, int utcSeconds)
        {
            writer.WriteByte(DerTag.GeneralizedTime);
            writer.WriteByte(Length);
            byte[] parts = new byte[UtcTime.CosemLength];
            UtcTime.WriteCosem(utcSeconds, parts, 0);
            int year = (parts[0] << 8) | parts[1];
            WriteTwo(writer, year / 100);
            WriteTwo(writer, year % 100);
            WriteTwo(writer, parts[2]);
            WriteTwo(writer, parts[3]);
            WriteTwo(writer, parts[5]);
            WriteTwo(writer, parts[6]);
            WriteTwo(writer, parts[7]);
            writer.WriteByte('Z');
        }

        private static int Two(byte[] octets, int at)
        {
            return (octets[at] - '0') * 10 + octets[at + 1] - '0';
        }

        private static void WriteTwo(OctetWriter writer, int value)
        {
            writer.WriteByte('0' + value / 10);
            writer.WriteByte('0' + value % 10);
        }
    }
}
