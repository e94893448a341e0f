namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// A Unique Transaction Reference Number (GBCS 14): twenty decimal digits that carry a value, a part of a counter and a
    /// part of a MAC. Decoding checks form and check digit, not who made it.
    /// </summary>
    public sealed class Utrn
    {
        /// <summary>The digits of a UTRN, the check digit included.</summary>
        public const int Digits = 20;

        private const long CurrencyUnit = 100000;
        private const long HundredthOfUnit = 1000;

        // The PPTD has 19 digits, more than a long holds: ten digits and nine, and of the K-class 5 offset likewise.
        private const int HighDigits = 10;
        private const long LowRange = 1000000000L;
        private const long OffsetHigh = 7394156990L;
        private const long OffsetLow = 786306048L;

        private const int FirstCheckRow = 4;

        /// <summary>The upper 32 bits of the PTUT, which the MAC covers.</summary>
        public int PtutHigh { get; private set; }

        /// <summary>The lower 32 bits of the PTUT: the supplier's MAC, truncated.</summary>
        public int Mac { get; private set; }

        /// <summary>The ten bits of the counter: 0 to 1,023.</summary>
        public int CarriedCounter { get; private set; }

        /// <summary>What it is worth, millipence.</summary>
        public long ValueMillipence { get; private set; }

        /// <summary>Decodes a UTRN.</summary>
        /// <param name="digits">Holds its digits as characters '0' to '9'.</param>
        /// <param name="offset">Where they begin; there are <see cref="Digits"/>.</param>
        /// <returns>
        /// <see cref="CreditResult.Accepted"/>; <see cref="CreditResult.Invalid"/>; or
        /// <see cref="CreditResult.OtherDevice"/> if it is well formed but no prepayment top up of this kind.
        /// </returns>
        public int Decode(byte[] digits, int offset)
        {
            long high = 0;
            long low = 0;
            // What is refused before its value is known must not be told with that of the one before.
            ValueMillipence = 0;
            for (int i = 0; i < Digits; i++)
            {
                int digit = digits[offset + i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return CreditResult.Invalid;
                }
                if (i < HighDigits)
                {
                    high = high * 10 + digit;
                }
                else if (i < Digits - 1)
                {
                    low = low * 10 + digit;
                }
            }
            if (ComputeCheckDigit(digits, offset) != digits[offset + Digits - 1] - '0')
            {
                return CreditResult.Invalid;
            }
            long upper = high - OffsetHigh;
            // 2^61 / 10^9, rounded up: beyond it the reserved bits of the PTUT could not be zero, nor the product fit.
            if (upper < 0 || upper > 2305843010L)
            {
                return CreditResult.OtherDevice;
            }
            return Split(upper * LowRange + low - OffsetLow);
        }

        /// <summary>The check digit of nineteen digits (GBCS 14.8).</summary>
        /// <param name="digits">Holds them as characters.</param>
        /// <param name="offset">Where they begin.</param>
        public static int ComputeCheckDigit(byte[] digits, int offset)
        {
            byte[] permutations = Permutations;
            byte[] products = Products;
            int running = 0;
            int row = FirstCheckRow;
            for (int i = 0; i < Digits - 1; i++)
            {
                int permuted = permutations[row * 10 + digits[offset + i] - '0'];
                row = (row + 1) % 8;
                running = products[running * 10 + permuted];
            }
            return Inverses[running];
        }

        // Bits 63 to 57 are zero, 56 to 47 the counter's, 46 and 45 the value class, 44 to 32 the value.
        private int Split(long ptut)
        {
            if (ptut < 0 || ptut >> 57 != 0)
            {
                return CreditResult.OtherDevice;
            }
            PtutHigh = (int)(ptut >> 32);
            Mac = (int)ptut;
            CarriedCounter = (int)(ptut >> 47) & 0x3FF;
            int valueClass = (int)(ptut >> 45) & 3;
            long value = (ptut >> 32) & 0x1FFF;
            ValueMillipence = value * (valueClass == 0 ? HundredthOfUnit : CurrencyUnit);
            return valueClass <= 1 ? CreditResult.Accepted : CreditResult.Invalid;
        }

        private static readonly byte[] Inverses = { 1, 2, 6, 7, 5, 8, 3, 0, 9, 4 };

        // csharpier-ignore
        private static readonly byte[] Permutations =
        {
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
            1, 5, 7, 6, 2, 8, 3, 0, 9, 4,
            5, 8, 0, 3, 7, 9, 6, 1, 4, 2,
            8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
            9, 4, 5, 3, 1, 2, 6, 8, 7, 0,
            4, 2, 8, 6, 5, 7, 3, 9, 0, 1,
            2, 7, 9, 3, 8, 0, 6, 4, 1, 5,
            7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
        };

        // csharpier-ignore
        private static readonly byte[] Products =
        {
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
            1, 2, 3, 4, 0, 6, 7, 8, 9, 5,
            2, 3, 4, 0, 1, 7, 8, 9, 5, 6,
            3, 4, 0, 1, 2, 8, 9, 5, 6, 7,
            4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
            5, 9, 8, 7, 6, 0, 4, 3, 2, 1,
            6, 5, 9, 8, 7, 1, 0, 4, 3, 2,
            7, 6, 5, 9, 8, 2, 1, 0, 4, 3,
            8, 7, 6, 5, 9, 3, 2, 1, 0, 4,
            9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        };
    }
}
