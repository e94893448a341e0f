using System;
using System.Device.Gpio;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>One hardware counter on one pin.</summary>
    internal sealed class PulseUnit
    {
        private readonly VirtualChip chip;
        private readonly ChipPin pin;
        private GpioPulsePolarity polarity;
        private bool last;
        private long count;

        internal PulseUnit(VirtualChip chip, ChipPin pin)
        {
            this.chip = chip;
            this.pin = pin;
            pin.Net.Changed += OnNetChanged;
        }

        internal bool IsStarted { get; private set; }

        internal void Start(GpioPulsePolarity polarity)
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                this.polarity = polarity;
                last = pin.Net.ReadsHigh;
                count = 0;
                IsStarted = true;
            }
        }

        internal GpioPulseCount Read()
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                return new GpioPulseCount
                {
                    Count = count,
                    RelativeTime = TimeSpan.FromMicroseconds(chip.Clock.NowMicroseconds),
                };
            }
        }

        internal void Close()
        {
            lock (chip.Gate)
            {
                IsStarted = false;
                pin.Net.Changed -= OnNetChanged;
                chip.CloseUnit(this);
                pin.Unreserve();
            }
        }

        private void OnNetChanged(NetChange change)
        {
            bool isHigh = pin.Net.ReadsHigh;
            if (!IsStarted || isHigh == last)
            {
                return;
            }

            last = isHigh;
            if (polarity == GpioPulsePolarity.Both || isHigh == (polarity == GpioPulsePolarity.Rising))
            {
                count++;
            }
        }
    }
}
