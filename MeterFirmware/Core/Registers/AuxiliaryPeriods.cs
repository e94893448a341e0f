using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The setting periods of the auxiliary controllers (ECS47a; SMETS2 5.6.3.33): what each is commanded to be, and when.
    /// Octets, for each controller: start and end (seconds since 2000) in four each, commanded state in one, 0 for none.
    /// </summary>
    public static class AuxiliaryPeriods
    {
        /// <summary>The octets of the table.</summary>
        public const int Length = PeriodLength * AuxiliaryControllers.Count;

        /// <summary>The longest period: 24 hours.</summary>
        public const int LongestSeconds = UtcTime.DaySeconds;

        private const int PeriodLength = 9;
        private const int EndAt = 4;
        private const int StateAt = 8;

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            for (int i = 0; i < AuxiliaryControllers.Count; i++)
            {
                int period = at + PeriodLength * i;
                int state = table[period + StateAt];
                if (state == 0)
                {
                    continue;
                }
                int start = Octets.GetInt32(table, period);
                int end = Octets.GetInt32(table, period + EndAt);
                if (!AuxiliaryControllers.IsState(state))
                {
                    return TableResult.BadValue;
                }
                if (start < 0 || end <= start || end - start > LongestSeconds)
                {
                    return TableResult.BadDate;
                }
            }
            return TableResult.Ok;
        }

        /// <summary>Puts a period into a table.</summary>
        /// <param name="table">Receives it.</param>
        /// <param name="number">1 to 5.</param>
        /// <param name="state">The commanded state, 0 for none.</param>
        /// <param name="startSeconds">Its first second, since 2000.</param>
        /// <param name="endSeconds">The second after its last.</param>
        public static void Set(byte[] table, int number, int state, int startSeconds, int endSeconds)
        {
            int period = PeriodLength * (number - 1);
            Octets.SetInt32(table, period, startSeconds);
            Octets.SetInt32(table, period + EndAt, endSeconds);
            table[period + StateAt] = (byte)state;
        }

        /// <summary>What a controller is commanded to be at a moment; 0 for nothing.</summary>
        public static int StateOf(byte[] table, int number, int utcSeconds)
        {
            int period = PeriodLength * (number - 1);
            bool isWithin =
                utcSeconds >= Octets.GetInt32(table, period) && utcSeconds < Octets.GetInt32(table, period + EndAt);
            return isWithin ? table[period + StateAt] : 0;
        }

        /// <summary>The first moment after another one at which a period begins or ends.</summary>
        /// <returns>Seconds since 2000, or <see cref="ConfigurationTable.Never"/>.</returns>
        public static int NextAfter(byte[] table, int utcSeconds)
        {
            int next = ConfigurationTable.Never;
            for (int i = 0; i < AuxiliaryControllers.Count; i++)
            {
                int start = Octets.GetInt32(table, PeriodLength * i);
                int end = Octets.GetInt32(table, PeriodLength * i + EndAt);
                next = start > utcSeconds && start < next ? start : next;
                next = end > utcSeconds && end < next ? end : next;
            }
            return next;
        }
    }
}
