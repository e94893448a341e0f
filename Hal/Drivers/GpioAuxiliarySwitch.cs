namespace MeterFirmware.Hal.Drivers
{
    /// <summary>An auxiliary load control switch that is closed while its line is Active; it opens whenever the chip restarts.</summary>
    public sealed class GpioAuxiliarySwitch : IAuxiliarySwitch
    {
        private readonly OutputLine coil;

        /// <summary>Takes the line over.</summary>
        /// <param name="coil">Active to close.</param>
        public GpioAuxiliarySwitch(OutputLine coil)
        {
            this.coil = coil;
        }

        /// <inheritdoc/>
        public void SetClosed(bool closed)
        {
            coil.Set(closed);
        }
    }
}
