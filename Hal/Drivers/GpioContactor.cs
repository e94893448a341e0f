namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// A contactor that is closed while its line is Active. It opens whenever the chip restarts; a meter that must
    /// not interrupt its customer has a latching one, see <see cref="GpioLatchingSwitch"/>.
    /// </summary>
    public sealed class GpioContactor : ISupplySwitch
    {
        private readonly OutputLine coil;

        /// <summary>Takes the line over.</summary>
        /// <param name="coil">Active to close.</param>
        public GpioContactor(OutputLine coil)
        {
            this.coil = coil;
        }

        /// <inheritdoc/>
        public void SetSupplyOn(bool on)
        {
            coil.Set(on);
        }

        /// <summary>Nothing to do: the level holds it.</summary>
        public void Poll() { }
    }
}
