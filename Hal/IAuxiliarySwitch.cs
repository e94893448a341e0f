namespace MeterFirmware.Hal
{
    /// <summary>An auxiliary load control switch: a contactor for a heater or a charger.</summary>
    public interface IAuxiliarySwitch
    {
        /// <summary>Asks for the switch to be closed or open. Asking again for what is so already moves nothing.</summary>
        void SetClosed(bool closed);
    }
}
