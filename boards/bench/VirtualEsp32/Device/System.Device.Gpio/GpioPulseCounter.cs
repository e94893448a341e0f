using MeterFirmware.VirtualEsp32;

namespace System.Device.Gpio
{
    /// <summary>One of the chip's eight counters, which count edges without the processor.</summary>
    public sealed class GpioPulseCounter
    {
        private const int LongestFilter = 1023;
        private readonly PulseUnit unit;
        private GpioPulsePolarity polarity = GpioPulsePolarity.Falling;
        private ushort filterPulses;

        /// <summary>Reserves a pin and a counter.</summary>
        /// <param name="pinNumberA">GPIO number.</param>
        /// <param name="pinNumberB">The second pin of a quadrature encoder: not modelled, -1.</param>
        /// <exception cref="ArgumentException">No such pin, or a second pin.</exception>
        /// <exception cref="NotSupportedException">All counters are in use.</exception>
        public GpioPulseCounter(int pinNumberA, int pinNumberB = -1)
        {
            if (pinNumberA < 0 || pinNumberB >= 0)
            {
                throw new ArgumentException("one pin is modelled");
            }

            unit = VirtualChip.Current.OpenPulseUnit(pinNumberA);
        }

        /// <summary>Which edges are counted.</summary>
        /// <exception cref="InvalidOperationException">Set while it counts.</exception>
        public GpioPulsePolarity Polarity
        {
            get => polarity;
            set
            {
                CheckStopped();
                polarity = value;
            }
        }

        /// <summary>
        /// The longest disturbance, in nanoseconds, that is not counted. The model's time is in microseconds, so it
        /// has no effect here.
        /// </summary>
        /// <exception cref="ArgumentException">More than 1023.</exception>
        public ushort FilterPulses
        {
            get => filterPulses;
            set
            {
                if (value > LongestFilter)
                {
                    throw new ArgumentException("at most 1023");
                }

                filterPulses = value;
            }
        }

        /// <summary>Starts at zero.</summary>
        /// <exception cref="InvalidOperationException">It counts already.</exception>
        public void Start()
        {
            CheckStopped();
            unit.Start(polarity);
        }

        /// <summary>The count.</summary>
        public GpioPulseCount Read() => unit.Read();

        private void CheckStopped()
        {
            if (unit.IsStarted)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
