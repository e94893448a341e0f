using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>What gives a meter its pulses: an S0 output, or the reed at a gas index.</summary>
    public sealed class PulseSource
    {
        private readonly VirtualClock clock;

        /// <summary>Connects it.</summary>
        /// <param name="chip">Its circuit.</param>
        /// <param name="net">The net it pulses to ground.</param>
        public PulseSource(VirtualChip chip, Net net)
        {
            ArgumentNullException.ThrowIfNull(chip);
            clock = chip.Clock;
            Contact = new Contact(chip, net);
        }

        /// <summary>The contact, for its bounce.</summary>
        public Contact Contact { get; }

        /// <summary>Pulses begun so far.</summary>
        public long Pulses { get; private set; }

        /// <summary>Gives pulses as time passes, the first at once.</summary>
        /// <param name="count">How many, 0 or more.</param>
        /// <param name="widthMilliseconds">How long each grounds the net, 1 or more.</param>
        /// <param name="periodMilliseconds">From one to the next, more than the width.</param>
        public void Emit(int count, int widthMilliseconds, int periodMilliseconds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widthMilliseconds);
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(periodMilliseconds, widthMilliseconds);
            for (int i = 0; i < count; i++)
            {
                long start = i * periodMilliseconds * 1000L;
                clock.Schedule(start, Begin);
                clock.Schedule(start + (widthMilliseconds * 1000L), () => Contact.Set(false));
            }
        }

        private void Begin()
        {
            Pulses++;
            Contact.Set(true);
        }
    }
}
