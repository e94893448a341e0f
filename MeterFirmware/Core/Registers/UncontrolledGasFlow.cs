using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Uncontrolled Gas Flow Rate (SMETS2 4.6.4.33, SECMP0023), with the divisor it was given in: 1 (GCS24) or 10,000
    /// (GCS24a). Octets: threshold, multiplier, divisor and measurement period (seconds) in two each, stabilisation period
    /// (tenths of a second) in one. The threshold is in m3 an hour after multiplier and divisor.
    /// </summary>
    public static class UncontrolledGasFlow
    {
        /// <summary>The octets of the settings.</summary>
        public const int Length = 9;

        /// <summary>The divisor of GCS24.</summary>
        public const int CoarseDivisor = 1;

        /// <summary>The divisor of GCS24a.</summary>
        public const int FineDivisor = 10000;

        /// <summary>Judges settings.</summary>
        /// <returns>A <see cref="TableResult"/>: any other divisor, and a multiplier of 0, are refused.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            int divisor = Octets.GetUInt16(table, at + 4);
            bool good = (divisor == CoarseDivisor || divisor == FineDivisor) && Octets.GetUInt16(table, at + 2) > 0;
            return good ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>The threshold in litres an hour, which are thousandths of m3 an hour: rounded down.</summary>
        /// <param name="table">Holds settings that were judged.</param>
        /// <param name="at">Where they begin.</param>
        public static long LitresAnHour(byte[] table, int at)
        {
            return Scaled(table, at) * 1000 / Octets.GetUInt16(table, at + 4);
        }

        /// <summary>True if the flow is to be watched: a threshold of 0 and a period of 0 mean that it is not.</summary>
        /// <param name="table">Holds settings that were judged, or zeros.</param>
        /// <param name="at">Where they begin.</param>
        public static bool IsInUse(byte[] table, int at)
        {
            return Octets.GetUInt16(table, at) > 0 && MeasurementSeconds(table, at) > 0;
        }

        /// <summary>The measurement period, seconds.</summary>
        /// <param name="table">Holds settings that were judged.</param>
        /// <param name="at">Where they begin.</param>
        public static int MeasurementSeconds(byte[] table, int at)
        {
            return Octets.GetUInt16(table, at + 6);
        }

        /// <summary>The stabilisation period, tenths of a second.</summary>
        /// <param name="table">Holds settings that were judged.</param>
        /// <param name="at">Where they begin.</param>
        public static int StabilisationTenths(byte[] table, int at)
        {
            return table[at + 8];
        }

        /// <summary>True if a volume in a time is above the threshold, exactly.</summary>
        /// <param name="table">Holds settings that were judged.</param>
        /// <param name="at">Where they begin.</param>
        /// <param name="litres">0 to 1,000,000,000.</param>
        /// <param name="seconds">1 to 65,535.</param>
        public static bool IsExceeded(byte[] table, int at, long litres, int seconds)
        {
            return litres * 3600L * Octets.GetUInt16(table, at + 4) > Scaled(table, at) * 1000 * seconds;
        }

        /// <summary>The threshold as people read it: m3 an hour with three decimals.</summary>
        public static string ToText(byte[] table, int at)
        {
            long litres = LitresAnHour(table, at);
            return (litres / 1000).ToString() + "." + (litres % 1000).ToString("D3") + " m3/h";
        }

        private static long Scaled(byte[] table, int at)
        {
            return (long)Octets.GetUInt16(table, at) * Octets.GetUInt16(table, at + 2);
        }
    }
}
