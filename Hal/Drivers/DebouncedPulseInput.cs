namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// Pulses of a contact that bounces, such as the reed at a gas index: one each time the line becomes Active and
    /// has held for the debounce time. Both the pulse and the pause have to be longer than that.
    /// </summary>
    public sealed class DebouncedPulseInput : IPulseInput
    {
        private readonly InputLine line;

        /// <summary>Takes the line over.</summary>
        /// <param name="line">Active during a pulse, debounced.</param>
        public DebouncedPulseInput(InputLine line)
        {
            this.line = line;
        }

        /// <inheritdoc/>
        public int TakePulses()
        {
            return line.TakeActivations();
        }

        /// <inheritdoc/>
        public int TakeLastPulses()
        {
            return TakePulses();
        }
    }
}
