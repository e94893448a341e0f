using System.Device.Gpio;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// An output pin that speaks of Active and Inactive. It stays open for as long as the program runs: closing a pin
    /// makes it an input, so nothing here can.
    /// </summary>
    public sealed class OutputLine
    {
        private readonly GpioPin pin;
        private readonly bool isActiveHigh;

        /// <summary>
        /// Opens the pin. The platform makes it an input with the pull-up and then drives it Low, whatever is asked;
        /// only if that is not the level wanted, it is then written.
        /// </summary>
        /// <param name="controller">Opens pins.</param>
        /// <param name="pin">GPIO number, free and capable of output.</param>
        /// <param name="activeLevel">What the board makes of the levels.</param>
        /// <param name="active">The state to begin with.</param>
        /// <exception cref="System.InvalidOperationException">The pin is in use or does not exist.</exception>
        /// <exception cref="System.ArgumentException">The pin has no output.</exception>
        public OutputLine(GpioController controller, int pin, ActiveLevel activeLevel, bool active)
        {
            isActiveHigh = activeLevel == ActiveLevel.High;
            this.pin = controller.OpenPin(pin, PinMode.Output);
            IsActive = active;
            if (active == isActiveHigh)
            {
                this.pin.Write(PinValue.High);
            }
        }

        /// <summary>What was driven last.</summary>
        public bool IsActive { get; private set; }

        /// <summary>
        /// Drives the line. Writing what is driven already is left out, since the class library allocates for a
        /// write.
        /// </summary>
        /// <param name="active">True for Active.</param>
        public void Set(bool active)
        {
            if (active == IsActive)
            {
                return;
            }

            pin.Write(active == isActiveHigh ? PinValue.High : PinValue.Low);
            IsActive = active;
        }
    }
}
