using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Labels, optional: of the tariff (20 octets), of each rate's register (12 each, SECMP0005) and of the five auxiliary
    /// controllers (22 each, SECMP0019; an ESME's only). Printable ASCII, filled with zeros. They lie on the flash only.
    /// </summary>
    public static class TextLabels
    {
        /// <summary>The longest label of a tariff.</summary>
        public const int TariffLength = 20;

        /// <summary>The longest label of a register.</summary>
        public const int RegisterLength = 12;

        /// <summary>The longest description of an auxiliary controller: visible-string(22).</summary>
        public const int ControllerLength = 22;

        /// <summary>How many auxiliary controllers there are.</summary>
        public const int Controllers = 5;

        /// <summary>The octets of the table.</summary>
        public static int LengthOf(TariffShape shape)
        {
            return ControllerAt(shape, 0) + (shape.IsGas ? 0 : Controllers * ControllerLength);
        }

        /// <summary>Where the label of a rate's register is.</summary>
        /// <param name="index">0 to Rates - 1.</param>
        public static int RegisterAt(int index)
        {
            return TariffLength + RegisterLength * index;
        }

        /// <summary>Where the description of a controller is.</summary>
        /// <param name="shape">What the meter has.</param>
        /// <param name="index">0 to 4.</param>
        public static int ControllerAt(TariffShape shape, int index)
        {
            return RegisterAt(shape.Rates) + ControllerLength * index;
        }

        /// <summary>Judges a table.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count, TariffShape shape)
        {
            if (count != LengthOf(shape))
            {
                return TableResult.BadForm;
            }
            int result = JudgeText(table, at, TariffLength);
            for (int i = 0; i < shape.Rates && result == TableResult.Ok; i++)
            {
                result = JudgeText(table, at + RegisterAt(i), RegisterLength);
            }
            for (int i = 0; i < Controllers && !shape.IsGas && result == TableResult.Ok; i++)
            {
                result = JudgeText(table, at + ControllerAt(shape, i), ControllerLength);
            }
            return result;
        }

        private static int JudgeText(byte[] table, int at, int length)
        {
            bool ended = false;
            for (int i = at; i < at + length; i++)
            {
                ended |= table[i] == 0;
                bool good = ended ? table[i] == 0 : table[i] >= 0x20 && table[i] < 0x7F;
                if (!good)
                {
                    return TableResult.BadValue;
                }
            }
            return TableResult.Ok;
        }
    }
}
