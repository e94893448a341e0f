using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// A price matrix, read where it lies. Octets: the scale (a signed power of ten: -8 to 0, always -5 on a GSME), then
    /// the prices, two octets (ESME, charge_per_unit) or four (GSME) each: those of the time-of-use registers, then
    /// those of block 1 by column, of block 2 and so on. A price is in currency units a kWh after the scale.
    /// </summary>
    public static class PriceTable
    {
        private const int LowestScale = -8;

        /// <summary>The octets of the table.</summary>
        public static int LengthOf(TariffShape shape)
        {
            return 1 + shape.PriceLength * shape.Prices;
        }

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count, TariffShape shape)
        {
            if (count != LengthOf(shape))
            {
                return TableResult.BadForm;
            }
            int scale = ScaleOf(table, at);
            if (scale > 0 || scale < LowestScale || (shape.IsGas && scale != -5))
            {
                return TableResult.BadValue;
            }
            for (int i = 0; i < shape.Prices; i++)
            {
                int price = at + 1 + shape.PriceLength * i;
                // Negative prices have no place in the accounts: a charge moves 0 or more.
                bool negative = table[price] >= 0x80;
                if (
                    negative
                    || MillionthsPerWh(table, at, i, shape) > MeterParameters.HighestPriceMillipencePerKwh * 1000L
                )
                {
                    return TableResult.BadValue;
                }
            }
            return TableResult.Ok;
        }

        /// <summary>A price.</summary>
        /// <param name="table">Holds a table that was judged.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="index">0 to Prices - 1.</param>
        /// <param name="shape">What the meter has.</param>
        /// <returns>Millionths of a millipence a Wh.</returns>
        public static long MillionthsPerWh(byte[] table, int at, int index, TariffShape shape)
        {
            int price = at + 1 + shape.PriceLength * index;
            long perUnit = shape.PriceLength == 2 ? Octets.GetUInt16(table, price) : Octets.GetInt32(table, price);
            for (int scale = ScaleOf(table, at); scale > LowestScale; scale--)
            {
                perUnit *= 10;
            }
            return perUnit;
        }

        private static int ScaleOf(byte[] table, int at)
        {
            return table[at] < 0x80 ? table[at] : table[at] - 0x100;
        }
    }
}
