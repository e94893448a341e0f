namespace MeterFirmware.Hal.Drivers
{
    /// <summary>The mains detector on one input. Active is AC_LO's: no mains.</summary>
    public sealed class GpioMainsSense : IMainsSense
    {
        private readonly InputLine mainsLost;

        /// <summary>Takes the line over.</summary>
        /// <param name="mainsLost">AC_LO.</param>
        public GpioMainsSense(InputLine mainsLost)
        {
            this.mainsLost = mainsLost;
        }

        /// <inheritdoc/>
        public bool IsMainsPresent
        {
            get { return !mainsLost.IsActive; }
        }
    }
}
