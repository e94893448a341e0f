using System.Device.Gpio;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// Pulses of a clean line, such as an S0 output behind a filter, counted by the chip without the processor: none
    /// is lost while a signature is checked. A contact that bounces needs <see cref="DebouncedPulseInput"/>.
    /// </summary>
    public sealed class CountedPulseInput : IPulseInput
    {
        /// <summary>The counter is read so often at the most, since the class library allocates for a read.</summary>
        public const int ReadIntervalMilliseconds = 1_000;

        private const ushort LongestFilter = 1_023;
        private readonly GpioPulseCounter counter;
        private readonly IProcessorTime time;
        private long taken;
        private long readAtMilliseconds;

        /// <summary>Starts a counter of the chip, which has eight.</summary>
        /// <param name="time">For the interval.</param>
        /// <param name="pin">GPIO number, free.</param>
        /// <param name="activeLevel">The level during a pulse; its beginning is counted.</param>
        /// <exception cref="System.InvalidOperationException">The pin is in use or does not exist.</exception>
        /// <exception cref="System.NotSupportedException">No counter is free.</exception>
        public CountedPulseInput(IProcessorTime time, int pin, ActiveLevel activeLevel)
        {
            this.time = time;
            counter = new GpioPulseCounter(pin, -1);
            counter.Polarity = activeLevel == ActiveLevel.High ? GpioPulsePolarity.Rising : GpioPulsePolarity.Falling;
            counter.FilterPulses = LongestFilter;
            counter.Start();
            readAtMilliseconds = time.TickMilliseconds;
        }

        /// <inheritdoc/>
        public int TakePulses()
        {
            long now = time.TickMilliseconds;
            if (now - readAtMilliseconds < ReadIntervalMilliseconds)
            {
                return 0;
            }

            readAtMilliseconds = now;
            return TakeLastPulses();
        }

        /// <inheritdoc/>
        public int TakeLastPulses()
        {
            long count = counter.Read().Count;
            long pulses = count - taken;

            // The native code extends the 16-bit counter in an interrupt; read between the hardware's wrap and that
            // interrupt, the count seems to have gone back. The next read is right again.
            if (pulses < 0)
            {
                return 0;
            }

            taken = count;
            return (int)pulses;
        }
    }
}
