using nanoFramework.Runtime.Native;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// Restarts the interpreter and not the chip, which would let every pin float for hundreds of milliseconds.
    /// </summary>
    public sealed class ClrRestart : IRestart
    {
        /// <inheritdoc/>
        public void Restart()
        {
            Power.RebootDevice(RebootOption.ClrOnly);
        }
    }
}
