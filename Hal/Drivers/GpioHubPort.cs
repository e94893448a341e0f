namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// The hub's lines. What makes them safe is the board (its check is in boards/common): Low is the cut line's
    /// Inactive and MT_PR's Active, and external resistors hold both Low while nothing drives them.
    /// </summary>
    public sealed class GpioHubPort : IHubPort
    {
        private readonly OutputLine cut;
        private readonly OutputLine meterPresent;
        private readonly InputLine hubPresent;

        /// <summary>Takes the lines over.</summary>
        /// <param name="cut">The cut line.</param>
        /// <param name="meterPresent">MT_PR, or null where the board grounds it.</param>
        /// <param name="hubPresent">CH_PR.</param>
        public GpioHubPort(OutputLine cut, OutputLine meterPresent, InputLine hubPresent)
        {
            this.cut = cut;
            this.meterPresent = meterPresent;
            this.hubPresent = hubPresent;
        }

        /// <inheritdoc/>
        public bool IsHubPresent
        {
            get { return hubPresent.IsActive; }
        }

        /// <inheritdoc/>
        public void SetSupplyCut(bool active)
        {
            cut.Set(active);
        }

        /// <inheritdoc/>
        public void SetMeterPresent(bool active)
        {
            if (meterPresent != null)
            {
                meterPresent.Set(active);
            }
        }
    }
}
