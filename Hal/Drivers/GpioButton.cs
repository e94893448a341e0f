namespace MeterFirmware.Hal.Drivers
{
    /// <summary>A push button on one debounced input.</summary>
    public sealed class GpioButton : IPushButton
    {
        private readonly InputLine line;

        /// <summary>Takes the line over.</summary>
        /// <param name="line">Active while the button is held down.</param>
        public GpioButton(InputLine line)
        {
            this.line = line;
        }

        /// <inheritdoc/>
        public bool IsPressed
        {
            get
            {
                bool wasPressed = line.TakeActivations() > 0;
                return line.IsActive || wasPressed;
            }
        }
    }
}
