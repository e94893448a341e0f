using System;
using System.Device.Gpio;
using System.Threading;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// An input pin that speaks of Active and Inactive. It is told of changes rather than asking, since the class
    /// library allocates for every read of a pin; it reads only now and then, so that a change that was never told of
    /// is put right.
    /// </summary>
    public sealed class InputLine
    {
        /// <summary>A state that was told of wrongly is put right after so long at the most.</summary>
        public const int RereadMilliseconds = 10_000;

        private const int TicksPerMillisecond = 10_000;
        private readonly GpioPin pin;
        private readonly IProcessorTime time;
        private readonly bool isActiveHigh;
        private bool isActive;
        private int activations;
        private long readAtMilliseconds;

        /// <summary>Opens the pin as an input without the chip's pulls.</summary>
        /// <param name="controller">Opens pins.</param>
        /// <param name="time">For reading again.</param>
        /// <param name="pin">GPIO number, free.</param>
        /// <param name="activeLevel">What the board makes of the levels.</param>
        /// <param name="debounceMilliseconds">
        /// A level must hold so long to count. 0 for a clean line; the platform's timer has steps of 10 ms, and
        /// shorter than 10 ms is 10 ms. The platform does it in its timer, so a late thread does no harm.
        /// </param>
        /// <exception cref="InvalidOperationException">The pin is in use or does not exist.</exception>
        public InputLine(
            GpioController controller,
            IProcessorTime time,
            int pin,
            ActiveLevel activeLevel,
            int debounceMilliseconds
        )
        {
            this.time = time;
            isActiveHigh = activeLevel == ActiveLevel.High;
            this.pin = controller.OpenPin(pin, PinMode.Input);

            // The platform takes over only the first debounce time that it is given, so it comes before the handler.
            this.pin.DebounceTimeout = new TimeSpan((long)debounceMilliseconds * TicksPerMillisecond);
            this.pin.ValueChanged += OnValueChanged;
            Reread();
        }

        /// <summary>True while the line is Active.</summary>
        public bool IsActive
        {
            get
            {
                if (time.TickMilliseconds - readAtMilliseconds >= RereadMilliseconds)
                {
                    Reread();
                }

                return isActive;
            }
        }

        /// <summary>How often the line became Active since the last call: each time once.</summary>
        public int TakeActivations()
        {
            return Interlocked.Exchange(ref activations, 0);
        }

        private void Reread()
        {
            readAtMilliseconds = time.TickMilliseconds;
            isActive = (pin.Read() == PinValue.High) == isActiveHigh;
        }

        // On the platform's event thread, late and in batches: it only takes note.
        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            bool isActive = (e.ChangeType == PinEventTypes.Rising) == isActiveHigh;
            this.isActive = isActive;
            if (isActive)
            {
                Interlocked.Increment(ref activations);
            }
        }
    }
}
