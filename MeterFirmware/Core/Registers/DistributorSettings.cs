using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The distributor's configuration settings (SECMP0018; SMETS2 5.7.4.4 to 5.7.4.6 and the like), four octets each,
    /// voltages in tenths of a volt and times in seconds, 0 or more. A threshold of 0 is none. A setting is found by its number.
    /// </summary>
    public static class DistributorSettings
    {
        /// <summary>Average RMS Over Voltage Threshold.</summary>
        public const int AverageOverVoltage = 0;

        /// <summary>Average RMS Under Voltage Threshold, not above the one before.</summary>
        public const int AverageUnderVoltage = 1;

        /// <summary>
        /// Average RMS Voltage Measurement Period, <see cref="MeterParameters.LeastVoltagePeriodSeconds"/> to 65,535.
        /// </summary>
        public const int AveragePeriod = 2;

        /// <summary>RMS Extreme Over Voltage Threshold.</summary>
        public const int ExtremeOverVoltage = 3;

        /// <summary>RMS Extreme Over Voltage Measurement Period.</summary>
        public const int ExtremeOverPeriod = 4;

        /// <summary>RMS Extreme Under Voltage Threshold.</summary>
        public const int ExtremeUnderVoltage = 5;

        /// <summary>RMS Extreme Under Voltage Measurement Period.</summary>
        public const int ExtremeUnderPeriod = 6;

        /// <summary>RMS Voltage Sag Threshold.</summary>
        public const int Sag = 7;

        /// <summary>RMS Voltage Sag Measurement Period.</summary>
        public const int SagPeriod = 8;

        /// <summary>RMS Voltage Swell Threshold.</summary>
        public const int Swell = 9;

        /// <summary>RMS Voltage Swell Measurement Period.</summary>
        public const int SwellPeriod = 10;

        /// <summary>The octets of the table.</summary>
        public const int Length = 4 * (SwellPeriod + 1);

        private const int LongestPeriod = 65535;

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            for (int setting = 0; setting <= SwellPeriod; setting++)
            {
                if (Get(table, at, setting) < 0)
                {
                    return TableResult.BadValue;
                }
            }
            bool good =
                Get(table, at, AverageUnderVoltage) <= Get(table, at, AverageOverVoltage)
                && Get(table, at, ExtremeUnderVoltage) <= Get(table, at, ExtremeOverVoltage)
                && Get(table, at, Sag) <= Get(table, at, Swell)
                && Get(table, at, AveragePeriod) >= MeterParameters.LeastVoltagePeriodSeconds
                && Get(table, at, AveragePeriod) <= LongestPeriod;
            return good ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>A setting.</summary>
        public static int Get(byte[] table, int at, int setting)
        {
            return Octets.GetInt32(table, at + 4 * setting);
        }
    }
}
