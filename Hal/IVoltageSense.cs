namespace MeterFirmware.Hal
{
    /// <summary>The RMS voltage of an electricity meter, from its metrology.</summary>
    public interface IVoltageSense
    {
        /// <summary>Reads the RMS voltage of the last second or less. Called once a second.</summary>
        /// <returns>0.1 V, 0 to 10,000; or less than 0 while there is no reading.</returns>
        int ReadDecivolts();
    }
}
