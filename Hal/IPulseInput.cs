namespace MeterFirmware.Hal
{
    /// <summary>
    /// Pulses of the metrology (S0) or of the gas index (reed). What one is worth is a fact of the board.
    /// </summary>
    public interface IPulseInput
    {
        /// <summary>The pulses since the last call, each of them once.</summary>
        int TakePulses();
    }
}
