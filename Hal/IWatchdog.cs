namespace MeterFirmware.Hal
{
    /// <summary>Restarts a program that hangs.</summary>
    public interface IWatchdog
    {
        /// <summary>Begins to watch, if it does not yet. Nothing ends it but a restart.</summary>
        void Start();

        /// <summary>The program is alive. Called on every turn of its loop.</summary>
        void Kick();
    }
}
