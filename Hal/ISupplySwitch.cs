namespace MeterFirmware.Hal
{
    /// <summary>The contactor of an electricity meter or the valve of a gas meter.</summary>
    public interface ISupplySwitch
    {
        /// <summary>
        /// Asks for the supply to be on (contactor closed, valve open) or off. Asking again for what is so
        /// already moves nothing.
        /// </summary>
        void SetSupplyOn(bool on);

        /// <summary>
        /// Lets a switch that is moved by a timed drive (a latching contactor, a motor valve) go on. Called on every
        /// turn of the board's loop.
        /// </summary>
        void Poll();
    }
}
