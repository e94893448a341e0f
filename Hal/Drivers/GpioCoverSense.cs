namespace MeterFirmware.Hal.Drivers
{
    /// <summary>The cover's contact on one debounced input.</summary>
    public sealed class GpioCoverSense : ICoverSense
    {
        private readonly InputLine line;

        /// <summary>Takes the line over.</summary>
        /// <param name="line">Active while the cover is off.</param>
        public GpioCoverSense(InputLine line)
        {
            this.line = line;
        }

        /// <inheritdoc/>
        public bool IsOpen
        {
            get
            {
                bool wasOpen = line.TakeActivations() > 0;
                return line.IsActive || wasOpen;
            }
        }
    }
}
