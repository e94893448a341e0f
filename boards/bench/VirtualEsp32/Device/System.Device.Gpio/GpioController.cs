using MeterFirmware.VirtualEsp32;

namespace System.Device.Gpio
{
    /// <summary>
    /// Opens pins of the <see cref="VirtualChip.Current"/> chip. As on the device, all controllers share one list of
    /// open pins.
    /// </summary>
    public sealed class GpioController : IDisposable
    {
        private readonly VirtualChip chip = VirtualChip.Current;

        /// <summary>Reserves a pin without touching its state.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <exception cref="InvalidOperationException">No such pin, a pin of the flash, or open already.</exception>
        public GpioPin OpenPin(int pinNumber) => chip.OpenPin(pinNumber);

        /// <summary>Reserves a pin and sets its mode, see <see cref="GpioPin.SetPinMode"/>.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="mode">The mode.</param>
        /// <exception cref="InvalidOperationException">No such pin, a pin of the flash, or open already.</exception>
        /// <exception cref="ArgumentException">The pin has no such mode; it stays reserved.</exception>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            GpioPin pin = chip.OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        /// <summary>Makes the pin an input and gives it free.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        /// <exception cref="InvalidOperationException">It is not open.</exception>
        public void ClosePin(int pinNumber) => chip.ClosePin(pinNumber);

        /// <summary>True while the pin is reserved.</summary>
        /// <param name="pinNumber">GPIO number.</param>
        public bool IsPinOpen(int pinNumber) => chip.IsPinOpen(pinNumber);

        /// <summary>Closes every open pin, whichever controller opened it: so does the device.</summary>
        public void Dispose() => chip.CloseAllPins();
    }
}
