using MeterFirmware.VirtualEsp32;

namespace System.Device.Gpio
{
    /// <summary>One open pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly ChipPin pin;
        private readonly int session;
        private TimeSpan debounceTimeout = TimeSpan.Zero;
        private PinValueChangedEventHandler callbacks;

        internal GpioPin(ChipPin pin, int session)
        {
            this.pin = pin;
            this.session = session;
        }

        /// <summary>
        /// Changes arrive one at a time on the thread that lets time pass, late and in batches as on the device, and
        /// never inside a call on a pin.
        /// </summary>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                CheckAlive();
                callbacks += value;
                pin.SetCallbacks(callbacks != null);
            }
            remove
            {
                CheckAlive();
                callbacks -= value;
                pin.SetCallbacks(callbacks != null);
            }
        }

        /// <summary>GPIO number.</summary>
        public int PinNumber => pin.Number;

        /// <summary>
        /// How long the level must hold before a change is reported. The chip's timer counts in ticks of 10 ms: the
        /// value is rounded down to them, and at least one.
        /// </summary>
        public TimeSpan DebounceTimeout
        {
            get => debounceTimeout;
            set
            {
                CheckAlive();
                debounceTimeout = value;
                pin.SetDebounce((int)value.TotalMilliseconds);
            }
        }

        /// <summary>
        /// Sets the mode. The chip first resets the pin, which makes it an input with the pull-up; an output then
        /// drives what its latch holds and at once Low.
        /// </summary>
        /// <param name="value">The mode.</param>
        /// <exception cref="ArgumentException">The pin has no such mode.</exception>
        public void SetPinMode(PinMode value)
        {
            CheckAlive();
            pin.SetMode(value);
        }

        /// <summary>The level of the net. An output has its input switched off and reads Low.</summary>
        public PinValue Read()
        {
            CheckAlive();
            return pin.Read();
        }

        /// <summary>Drives a level.</summary>
        /// <param name="value">The level.</param>
        /// <exception cref="ArgumentException">The pin is an input.</exception>
        public void Write(PinValue value)
        {
            CheckAlive();
            pin.Write(value == PinValue.High);
        }

        /// <summary>Drives the other level; does nothing on an input.</summary>
        public void Toggle()
        {
            CheckAlive();
            pin.Toggle();
        }

        /// <summary>Makes the pin an input and gives it free.</summary>
        public void Dispose()
        {
            if (pin.IsOwnedBy(this))
            {
                pin.Close();
            }
        }

        internal bool IsOf(int session) => this.session == session;

        internal void Deliver(PinEventTypes change) =>
            callbacks?.Invoke(this, new PinValueChangedEventArgs(change, PinNumber));

        private void CheckAlive()
        {
            if (!pin.IsOwnedBy(this))
            {
                throw new ObjectDisposedException("GPIO" + PinNumber);
            }
        }
    }
}
