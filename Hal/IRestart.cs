namespace MeterFirmware.Hal
{
    /// <summary>A restart of the firmware.</summary>
    public interface IRestart
    {
        /// <summary>Restarts the interpreter. Outputs keep their level until the application opens the pins again.</summary>
        void Restart();
    }
}
