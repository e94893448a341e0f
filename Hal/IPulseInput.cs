namespace MeterFirmware.Hal
{
    /// <summary>
    /// Pulses of the metrology (S0) or of the gas index (reed). What one is worth is a fact of the board.
    /// </summary>
    public interface IPulseInput
    {
        /// <summary>The pulses since the last call, each of them once.</summary>
        int TakePulses();

        /// <summary>
        /// As <see cref="TakePulses"/>, up to this very moment even where that reads seldom: for the last time before a restart
        /// or a loss of power.
        /// </summary>
        int TakeLastPulses();
    }
}
