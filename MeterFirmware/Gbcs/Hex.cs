namespace MeterFirmware.Gbcs
{
    /// <summary>Hexadecimal digits.</summary>
    public static class Hex
    {
        /// <summary>The value of a digit, of either case.</summary>
        /// <returns>0 to 15, or -1 if it is no digit.</returns>
        public static int ValueOf(int character)
        {
            if (character >= '0' && character <= '9')
            {
                return character - '0';
            }
            int lower = character | 0x20;
            return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
        }

        /// <summary>The upper-case digit of a value.</summary>
        /// <param name="nibble">0 to 15.</param>
        public static int DigitOf(int nibble)
        {
            return nibble < 10 ? '0' + nibble : 'A' + nibble - 10;
        }
    }
}
