using System;
using MeterFirmware.Hal;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Virtual
{
    /// <summary>
    /// The processor's time on the bench: that of the virtual chip. Reading it takes the time of a native call, and
    /// waiting lets the parts around the chip move and the changes of pins be delivered.
    /// </summary>
    public sealed class VirtualTime : IProcessorTime
    {
        private static readonly DateTime Epoch = new(2000, 1, 1);
        private readonly VirtualChip chip;

        /// <summary>Follows a chip.</summary>
        /// <param name="chip">The chip.</param>
        public VirtualTime(VirtualChip chip)
        {
            ArgumentNullException.ThrowIfNull(chip);
            this.chip = chip;
        }

        /// <inheritdoc/>
        public long TickMilliseconds
        {
            get
            {
                chip.SpendCall();
                return chip.Clock.NowMicroseconds / 1000;
            }
        }

        /// <inheritdoc/>
        public long SystemMilliseconds => (chip.SystemTime - Epoch).Ticks / TimeSpan.TicksPerMillisecond;

        /// <inheritdoc/>
        public void SetSystemSeconds(long seconds) => chip.SystemTime = Epoch.AddSeconds(seconds);

        /// <inheritdoc/>
        public void Wait(int milliseconds) => chip.Clock.Pass(milliseconds * 1000L);
    }
}
