using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Standing Charge (SMETS2 4.6.4.23, 5.7.4.42). Octets: the scale (a signed power of ten, -5 to 0) and the charge a
    /// day in four, 0 or more.
    /// </summary>
    public static class StandingCharge
    {
        /// <summary>The octets of the table.</summary>
        public const int Length = 5;

        private const int MillipenceScale = -5;

        /// <summary>Judges a table: the charge must be whole millipence that an int can carry.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            int scale = ScaleOf(table, at);
            if (scale > 0 || scale < MillipenceScale || Octets.GetInt32(table, at + 1) < 0)
            {
                return TableResult.BadValue;
            }
            return Scaled(table, at) <= int.MaxValue ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>The charge, millipence a day.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        public static int MillipenceADay(byte[] table, int at)
        {
            return (int)Scaled(table, at);
        }

        private static long Scaled(byte[] table, int at)
        {
            long charge = Octets.GetInt32(table, at + 1);
            for (int scale = ScaleOf(table, at); scale > MillipenceScale; scale--)
            {
                charge *= 10;
            }
            return charge;
        }

        private static int ScaleOf(byte[] table, int at)
        {
            return table[at] < 0x80 ? table[at] : table[at] - 0x100;
        }
    }
}
