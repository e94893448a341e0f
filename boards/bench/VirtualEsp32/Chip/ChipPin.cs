using System;
using System.Device.Gpio;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// One pin of the chip, as the device's native code treats it: reserved by whoever opens it, with an output latch
    /// that outlives everything but a reset of the chip, and with an interrupt that may be debounced.
    /// </summary>
    internal sealed class ChipPin
    {
        private const int TimerTickMilliseconds = 10;
        private const long StepMicroseconds = 1;
        private readonly VirtualChip chip;
        private readonly NetSource output;
        private GpioPin owner;
        private bool latch;
        private bool hasCallbacks;
        private bool current;
        private bool expected;
        private bool isWaiting;
        private int debounceMilliseconds;

        internal ChipPin(VirtualChip chip, int number, Net net)
        {
            this.chip = chip;
            Number = number;
            Net = net;
            output = net.AddSource();
            net.Changed += OnNetChanged;
        }

        internal int Number { get; }

        internal Net Net { get; }

        internal PinMode Mode { get; private set; }

        internal bool IsReserved { get; private set; }

        private bool IsInputOnly => Number >= VirtualChip.FirstInputOnlyPin;

        internal bool IsOwnedBy(GpioPin pin) => ReferenceEquals(owner, pin);

        internal void Reserve(GpioPin owner)
        {
            IsReserved = true;
            this.owner = owner;
        }

        // The device's dispose: an input at once, without the reset that setting a mode brings.
        internal void Close()
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                ForgetInput();
                Hold(PinMode.Input);
                Unreserve();
            }
        }

        internal void Unreserve()
        {
            IsReserved = false;
            owner = null;
            ForgetInput();
        }

        internal void ResetChip()
        {
            Unreserve();
            latch = false;
            Hold(PinMode.Input);
        }

        internal void SetMode(PinMode mode)
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                bool isOutput = mode >= PinMode.Output;
                if (mode > PinMode.OutputOpenDrainPullUp || (isOutput && IsInputOnly))
                {
                    throw new ArgumentException("GPIO" + Number + " cannot be " + mode);
                }

                Hold(IsInputOnly ? PinMode.Input : PinMode.InputPullUp);
                chip.Clock.Spend(StepMicroseconds);
                Hold(mode);
                if (isOutput)
                {
                    ForgetInput();
                    chip.Clock.Spend(StepMicroseconds);
                    SetLatch(false);
                }
                else if (hasCallbacks)
                {
                    current = Net.ReadsHigh;
                }
            }
        }

        internal PinValue Read()
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                return Mode < PinMode.Output && Net.ReadsHigh;
            }
        }

        internal void Write(bool high)
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                if (Mode < PinMode.Output)
                {
                    throw new ArgumentException("GPIO" + Number + " is an input");
                }

                SetLatch(high);
            }
        }

        internal void Toggle()
        {
            lock (chip.Gate)
            {
                chip.SpendCall();
                if (Mode >= PinMode.Output)
                {
                    SetLatch(!latch);
                }
            }
        }

        internal void SetDebounce(int milliseconds)
        {
            lock (chip.Gate)
            {
                debounceMilliseconds = milliseconds;
            }
        }

        internal void SetCallbacks(bool any)
        {
            lock (chip.Gate)
            {
                hasCallbacks = any;
                SetMode(Mode);
            }
        }

        // A UART takes the pin from the GPIO and idles High.
        internal void UseAsTransmitter()
        {
            latch = true;
            Hold(PinMode.Output);
        }

        internal void UseAsReceiver() => Hold(PinMode.InputPullUp);

        internal void Deliver(int session, PinEventTypes change)
        {
            if (owner != null && owner.IsOf(session))
            {
                owner.Deliver(change);
            }
        }

        private void SetLatch(bool high)
        {
            latch = high;
            Drive();
        }

        private void Hold(PinMode mode)
        {
            Mode = mode;
            switch (mode)
            {
                case PinMode.InputPullUp or PinMode.OutputOpenDrainPullUp when !IsInputOnly:
                    Net.SetInternalPull(VirtualChip.InternalPullOhms, VirtualChip.SupplyMillivolts);
                    break;
                case PinMode.InputPullDown when !IsInputOnly:
                    Net.SetInternalPull(VirtualChip.InternalPullOhms, 0);
                    break;
                default:
                    Net.SetInternalPull(0, 0);
                    break;
            }

            Drive();
        }

        private void Drive()
        {
            if (Mode == PinMode.Output || (Mode > PinMode.Output && !latch))
            {
                output.Drive(latch);
            }
            else
            {
                output.Release();
            }
        }

        private void ForgetInput()
        {
            hasCallbacks = false;
            isWaiting = false;
            debounceMilliseconds = 0;
        }

        private void OnNetChanged(NetChange change)
        {
            if (!hasCallbacks || isWaiting || Net.ReadsHigh == current)
            {
                return;
            }

            if (debounceMilliseconds == 0)
            {
                Report();
                return;
            }

            isWaiting = true;
            expected = !current;
            int ticks = Math.Max(1, debounceMilliseconds / TimerTickMilliseconds);
            int session = chip.Session;
            chip.Clock.Schedule(ticks * TimerTickMilliseconds * 1000L, () => EndDebounce(session));
        }

        private void EndDebounce(int session)
        {
            if (session != chip.Session || !isWaiting)
            {
                return;
            }

            isWaiting = false;
            if (Net.ReadsHigh == expected)
            {
                Report();
            }
        }

        private void Report()
        {
            current = Net.ReadsHigh;
            chip.Post(this, current ? PinEventTypes.Rising : PinEventTypes.Falling);
        }
    }
}
