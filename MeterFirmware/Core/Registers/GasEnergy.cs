using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Turns litres into Wh: kWh = m3 x CF x CV / 3.6. What is short of a whole Wh is carried, so the sum of the
    /// increments is the conversion of the sum, whatever the steps were.
    /// </summary>
    public sealed class GasEnergy
    {
        /// <summary>The octets of the table: Conversion Factor and Calorific Value, four each.</summary>
        public const int TableLength = 8;

        // One litre is CF x CV x 0.000001 MJ by the factors' units, and one Wh is 0.0036 MJ.
        private const int PartsPerWh = 3600000;
        private const int MaximumConversionFactor = 200000;
        private const int MaximumCalorificValue = 1000;

        private readonly StateImage image;
        private long partsPerLitre =
            (long)MeterParameters.DefaultConversionFactor * MeterParameters.DefaultCalorificValue;

        /// <summary>Binds the conversion to the image that holds its remainder.</summary>
        public GasEnergy(StateImage image)
        {
            this.image = image;
        }

        /// <summary>Energy since the meter was new, Wh.</summary>
        public long TotalWh
        {
            get { return image.GetInt64(RegisterLayout.EnergyTotal); }
        }

        /// <summary>Judges a table: CF 0.00001 to 2, CV 0.1 to 100 MJ/m3.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != TableLength)
            {
                return TableResult.BadForm;
            }
            int conversionFactor = Octets.GetInt32(table, at);
            int calorificValue = Octets.GetInt32(table, at + 4);
            bool inRange =
                conversionFactor >= 1
                && conversionFactor <= MaximumConversionFactor
                && calorificValue >= 1
                && calorificValue <= MaximumCalorificValue;
            return inRange ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>Takes the factors that are in force from now on; what is carried stays.</summary>
        /// <param name="conversionFactor">In 0.00001, 1 to 200,000.</param>
        /// <param name="calorificValue">In 0.1 MJ/m3, 1 to 1,000.</param>
        public void SetFactors(int conversionFactor, int calorificValue)
        {
            partsPerLitre = (long)conversionFactor * calorificValue;
        }

        /// <summary>Converts a volume.</summary>
        /// <param name="litres">0 to 1,000,000.</param>
        /// <returns>The whole Wh that have come together.</returns>
        public int Convert(int litres)
        {
            long parts = image.GetInt32(RegisterLayout.EnergyRemainder) + litres * partsPerLitre;
            long wh = parts / PartsPerWh;
            image.SetInt32(RegisterLayout.EnergyRemainder, (int)(parts - wh * PartsPerWh));
            image.SetInt64(RegisterLayout.EnergyTotal, TotalWh + wh);
            return (int)wh;
        }

        /// <summary>How many litres it takes until at least this much more energy has come together.</summary>
        /// <param name="wh">1 to 4,294,967,295.</param>
        /// <param name="most">The answer is at most this, 1 or more.</param>
        public int LitresUntil(long wh, int most)
        {
            long parts = wh * PartsPerWh - image.GetInt32(RegisterLayout.EnergyRemainder);
            long litres = (parts + partsPerLitre - 1) / partsPerLitre;
            return litres < most ? (int)litres : most;
        }
    }
}
