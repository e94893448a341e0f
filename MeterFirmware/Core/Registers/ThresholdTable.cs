using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Tariff Threshold Matrix, read where it lies. Octets: thresholds in use (0 to 3; on a GSME none means a tariff by
    /// time of use), then three thresholds of four octets for each column, Wh, 0 to 4,294,967,295. Unused ones are
    /// 0xFFFFFFFF.
    /// </summary>
    public static class ThresholdTable
    {
        /// <summary>The octets of the table.</summary>
        public static int LengthOf(TariffShape shape)
        {
            return 1 + 4 * TariffShape.Thresholds * shape.BlockTou;
        }

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count, TariffShape shape)
        {
            if (count != LengthOf(shape) || table[at] > TariffShape.Thresholds)
            {
                return TableResult.BadForm;
            }
            for (int column = 0; column < shape.BlockTou; column++)
            {
                for (int i = 1; i < table[at]; i++)
                {
                    if (ThresholdWh(table, at, column, i) < ThresholdWh(table, at, column, i - 1))
                    {
                        return TableResult.ThresholdsFall;
                    }
                }
            }
            return TableResult.Ok;
        }

        /// <summary>A threshold, Wh.</summary>
        /// <param name="table">Holds the table.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="column">0 to BlockTou - 1.</param>
        /// <param name="index">0 to 2.</param>
        public static long ThresholdWh(byte[] table, int at, int column, int index)
        {
            int threshold = at + 1 + 4 * (TariffShape.Thresholds * column + index);
            return Octets.GetUInt32(table, threshold);
        }
    }
}
