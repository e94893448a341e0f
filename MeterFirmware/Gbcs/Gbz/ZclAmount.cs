namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>Amounts of money in ZCL fields.</summary>
    public static class ZclAmount
    {
        /// <summary>A threshold of four unsigned octets in a register of an int: what no balance can reach is the most it can.</summary>
        /// <param name="value">0 to 4,294,967,295.</param>
        public static int Limit(long value)
        {
            return value > int.MaxValue ? int.MaxValue : (int)value;
        }
    }
}
