using System;

namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// How a register is shown: rounded down, the digits above the first left out, leading zeros. With five digits before
    /// the point and three after it these are the rules of SECMP0006 (SMETS2 4.4.5.1): NNNNN.NNN.
    /// </summary>
    public sealed class RegisterFormat
    {
        /// <summary>The most digits before the point.</summary>
        public const int MostIntegerDigits = 9;

        /// <summary>The most digits after the point: a register holds thousandths.</summary>
        public const int MostDecimals = 3;

        private readonly long modulus;
        private readonly long divisor;

        /// <summary>Describes it.</summary>
        /// <param name="unit">A <see cref="ReadingUnit"/>.</param>
        /// <param name="integerDigits">Digits before the point, 1 to <see cref="MostIntegerDigits"/>.</param>
        /// <param name="decimals">Digits after the point, 0 to <see cref="MostDecimals"/>.</param>
        /// <exception cref="ArgumentException">No such unit, out of range, or too wide for a row.</exception>
        public RegisterFormat(int unit, int integerDigits, int decimals)
        {
            if (unit != ReadingUnit.KilowattHours && unit != ReadingUnit.CubicMetres)
            {
                throw new ArgumentException("unit");
            }
            if (integerDigits < 1 || integerDigits > MostIntegerDigits)
            {
                throw new ArgumentException("integerDigits");
            }
            if (decimals < 0 || decimals > MostDecimals)
            {
                throw new ArgumentException("decimals");
            }
            Unit = unit;
            IntegerDigits = integerDigits;
            Decimals = decimals;
            if (integerDigits + decimals + (decimals > 0 ? 1 : 0) + UnitCells > ScreenText.Columns)
            {
                throw new ArgumentException("integerDigits and decimals: wider than a row");
            }
            modulus = PowerOfTen(integerDigits + decimals);
            divisor = PowerOfTen(MostDecimals - decimals);
        }

        /// <summary>A <see cref="ReadingUnit"/>.</summary>
        public int Unit { get; }

        /// <summary>Digits before the point.</summary>
        public int IntegerDigits { get; }

        /// <summary>Digits after the point.</summary>
        public int Decimals { get; }

        /// <summary>The quantity after which the digits are back at zero, Wh or litres.</summary>
        public long ReturnsAfter
        {
            get { return modulus * divisor; }
        }

        /// <summary>The digits that are shown of a register, as one number without the point.</summary>
        /// <param name="value">The register, Wh or litres, 0 or more.</param>
        public long DigitsOf(long value)
        {
            return value / divisor % modulus;
        }

        /// <summary>Writes a register at the right end of a row, with its unit.</summary>
        /// <param name="text">Takes it.</param>
        /// <param name="row">0 or 1.</param>
        /// <param name="value">The register, Wh or litres, 0 or more.</param>
        public void Write(ScreenText text, int row, long value)
        {
            int end = ScreenText.Columns - UnitCells;
            text.WriteNumber(row, end, DigitsOf(value), IntegerDigits + Decimals, Decimals);
            if (Unit == ReadingUnit.KilowattHours)
            {
                text.WriteRight(row, ScreenText.Columns, "kWh");
                return;
            }
            text.WriteRight(row, ScreenText.Columns - 1, "m");
            text.SetCell(row, ScreenText.Columns - 1, Glyph.Cubed);
        }

        // The unit and the space before it.
        private int UnitCells
        {
            get { return Unit == ReadingUnit.KilowattHours ? 4 : 3; }
        }

        private static long PowerOfTen(int exponent)
        {
            long power = 1;
            for (int i = 0; i < exponent; i++)
            {
                power *= 10;
            }
            return power;
        }
    }
}
