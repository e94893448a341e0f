using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// An ESP32 with the circuit around it. The device's classes work on the chip that is <see cref="Current"/> where
    /// they are made. All pins float at first.
    /// </summary>
    public sealed class VirtualChip
    {
        /// <summary>Pins are numbered from 0 to 39.</summary>
        public const int PinCount = 40;

        /// <summary>From here on pins have neither an output nor a pull.</summary>
        public const int FirstInputOnlyPin = 34;

        /// <summary>The chip's pull-ups and pull-downs, typically (ESP32 data sheet, DC characteristics).</summary>
        public const int InternalPullOhms = 45_000;

        /// <summary>The chip's supply.</summary>
        public const int SupplyMillivolts = 3_300;

        /// <summary>Changes of pins that wait for the program at the most; then the oldest is lost.</summary>
        public const int EventLimit = 128;

        private const int PulseUnitLimit = 8;
        private const int UartCount = 3;

        // A program's threads get the interpreter in turns of 20 ms: so late may a change be heard of.
        private const long DeliveryDelayMicroseconds = 20_000;
        private static readonly AsyncLocal<VirtualChip> Ambient = new();
        private static readonly Lazy<VirtualChip> ProcessWide = new(() => new VirtualChip(VirtualClock.RealTime()));
        private readonly List<Net> nets = new();
        private readonly ChipPin[] pins = new ChipPin[PinCount];
        private readonly List<INetListener> listeners = new();
        private readonly Queue<NetChange> changes = new();
        private readonly Queue<(ChipPin Pin, int Session, PinEventTypes Change)> events = new();
        private readonly List<PulseUnit> units = new();
        private readonly UartWire[] wires = new UartWire[UartCount];
        private readonly SerialPort[] uartOwners = new SerialPort[UartCount];
        private readonly Dictionary<int, int> functionPins = new();
        private bool isReporting;
        private DateTime systemTime = DateTime.UnixEpoch;
        private long systemTimeSetAt;

        /// <summary>Makes a chip that has just come out of reset.</summary>
        /// <param name="clock">Its time; it serves this chip alone.</param>
        public VirtualChip(VirtualClock clock)
        {
            ArgumentNullException.ThrowIfNull(clock);
            Clock = clock;
            clock.Attach(this);
            for (int i = 0; i < PinCount; i++)
            {
                pins[i] = new ChipPin(this, i, AddNet("GPIO" + i, SupplyMillivolts));
            }

            for (int i = 0; i < UartCount; i++)
            {
                wires[i] = new UartWire(256);
            }
        }

        /// <summary>
        /// The chip that the device's classes use from here on in this flow of execution and what it starts. Unless
        /// set, one for the whole process that follows the PC's time.
        /// </summary>
        public static VirtualChip Current
        {
            get => Ambient.Value ?? ProcessWide.Value;
            set => Ambient.Value = value;
        }

        /// <summary>The time.</summary>
        public VirtualClock Clock { get; }

        /// <summary>All nets: the pins' in order, then the others.</summary>
        public IReadOnlyList<Net> Nets => nets;

        /// <summary>
        /// What a call on a pin takes, 1 or more: without it a loop that waits for a stepped clock would never end.
        /// The default is the estimate for a native call from the interpreter
        /// at 240 MHz, at its lower end (PERFORMANCE.md: 45 IL instructions of 0.17 us).
        /// </summary>
        public long CallMicroseconds { get; set; } = 8;

        /// <summary>Changes of pins that were lost because the program heard none for too long.</summary>
        public int LostEvents { get; private set; }

        /// <summary>
        /// The chip's system time, which on the device is DateTime.UtcNow: 1970 after a loss of supply, and kept over
        /// resets.
        /// </summary>
        public DateTime SystemTime
        {
            get => systemTime.AddMicroseconds(Clock.NowMicroseconds - systemTimeSetAt);
            set
            {
                lock (Gate)
                {
                    systemTime = value;
                    systemTimeSetAt = Clock.NowMicroseconds;
                }
            }
        }

        internal object Gate => Clock.Gate;

        /// <summary>Counts the starts of the program, so that what an earlier one left behind is known.</summary>
        internal int Session { get; private set; }

        internal long DeliveryDueMicroseconds { get; private set; } = long.MaxValue;

        /// <summary>The net on a pin.</summary>
        /// <param name="pin">0 to 39.</param>
        public Net Net(int pin) => pins[pin].Net;

        /// <summary>A net that is on no pin.</summary>
        /// <param name="name">For people.</param>
        /// <param name="supplyMillivolts">The supply that its logic thresholds are a part of.</param>
        public Net AddNet(string name, int supplyMillivolts)
        {
            var net = new Net(this, name, supplyMillivolts);
            lock (Gate)
            {
                nets.Add(net);
            }

            return net;
        }

        /// <summary>Adds a listener to every net.</summary>
        public void AddListener(INetListener listener)
        {
            lock (Gate)
            {
                listeners.Add(listener);
            }
        }

        /// <summary>The wire of a UART.</summary>
        /// <param name="port">1 to 3, as in COM1 to COM3.</param>
        public UartWire Uart(int port) => wires[port - 1];

        /// <summary>
        /// A reset of the chip: every pin floats, and all that was open is gone. The program must not go on.
        /// </summary>
        public void HardReset()
        {
            lock (Gate)
            {
                RestartClr();
                foreach (ChipPin pin in pins)
                {
                    pin.ResetChip();
                }
            }
        }

        /// <summary>A loss of the chip's supply: as <see cref="HardReset"/>, and the system time is lost.</summary>
        public void LoseSupply()
        {
            HardReset();
            SystemTime = DateTime.UnixEpoch;
        }

        /// <summary>
        /// A restart of the interpreter: all that was open is gone, but every pin stays as it is until it is opened
        /// again. The program must not go on.
        /// </summary>
        public void RestartClr()
        {
            lock (Gate)
            {
                Session++;
                events.Clear();
                DeliveryDueMicroseconds = long.MaxValue;
                while (units.Count > 0)
                {
                    units[0].Close();
                }

                foreach (ChipPin pin in pins)
                {
                    pin.Unreserve();
                }

                Array.Clear(uartOwners);
                functionPins.Clear();
            }
        }

        /// <summary>Takes the time of one native call, see <see cref="CallMicroseconds"/>.</summary>
        public void SpendCall() => Clock.Spend(CallMicroseconds);

        internal GpioPin OpenPin(int number)
        {
            lock (Gate)
            {
                ChipPin pin = Reservable(number);
                var opened = new GpioPin(pin, Session);
                pin.Reserve(opened);
                return opened;
            }
        }

        internal void ClosePin(int number)
        {
            lock (Gate)
            {
                if (!IsPinOpen(number))
                {
                    throw new InvalidOperationException("GPIO" + number + " is not open");
                }

                pins[number].Close();
            }
        }

        internal void CloseAllPins()
        {
            lock (Gate)
            {
                foreach (ChipPin pin in pins)
                {
                    if (pin.IsReserved)
                    {
                        pin.Close();
                    }
                }
            }
        }

        internal bool IsPinOpen(int number) => pins[number].IsReserved;

        internal PulseUnit OpenPulseUnit(int number)
        {
            lock (Gate)
            {
                if (units.Count == PulseUnitLimit)
                {
                    throw new NotSupportedException("all counters are in use");
                }

                ChipPin pin = Reservable(number);
                pin.Reserve(null);
                var unit = new PulseUnit(this, pin);
                units.Add(unit);
                return unit;
            }
        }

        internal void CloseUnit(PulseUnit unit) => units.Remove(unit);

        internal void SetPinFunction(int pin, int function)
        {
            lock (Gate)
            {
                CheckPin(pin);
                functionPins[function] = pin;
            }
        }

        internal UartWire OpenUart(int port, SerialPort owner, int bufferOctets)
        {
            lock (Gate)
            {
                int step = DeviceFunction.COM2_TX - DeviceFunction.COM1_TX;
                int transmit = (int)DeviceFunction.COM1_TX + ((port - 1) * step);
                int transmitPin = functionPins.GetValueOrDefault(transmit, -1);
                int receivePin = functionPins.GetValueOrDefault(transmit + 1, -1);
                bool arePinsFit = transmitPin >= 0 && transmitPin < FirstInputOnlyPin && receivePin >= 0;
                if (port < 2 || port > UartCount || uartOwners[port - 1] != null || !arePinsFit)
                {
                    throw new InvalidOperationException("COM" + port + " is the debugger's, in use or without pins");
                }

                uartOwners[port - 1] = owner;
                pins[transmitPin].UseAsTransmitter();
                pins[receivePin].UseAsReceiver();
                wires[port - 1].Chip.SetCapacity(bufferOctets);
                return wires[port - 1];
            }
        }

        internal bool IsUartOwner(int port, SerialPort owner)
        {
            lock (Gate)
            {
                return ReferenceEquals(uartOwners[port - 1], owner);
            }
        }

        internal void CloseUart(int port, SerialPort owner)
        {
            lock (Gate)
            {
                if (IsUartOwner(port, owner))
                {
                    uartOwners[port - 1] = null;
                }
            }
        }

        internal void Report(Net net)
        {
            changes.Enqueue(new NetChange(net, Clock.NowMicroseconds, net.Millivolts, net.Level));
            if (isReporting)
            {
                return;
            }

            isReporting = true;
            try
            {
                while (changes.TryDequeue(out NetChange change))
                {
                    change.Net.Raise(change);
                    foreach (INetListener listener in listeners)
                    {
                        listener.OnNetChange(change);
                    }
                }
            }
            finally
            {
                isReporting = false;
            }
        }

        internal void Post(ChipPin pin, PinEventTypes change)
        {
            if (events.Count == EventLimit)
            {
                events.Dequeue();
                LostEvents++;
            }

            events.Enqueue((pin, Session, change));
            if (DeliveryDueMicroseconds == long.MaxValue)
            {
                DeliveryDueMicroseconds = Clock.NowMicroseconds + DeliveryDelayMicroseconds;
            }
        }

        internal void DeliverEvents()
        {
            while (true)
            {
                (ChipPin Pin, int Session, PinEventTypes Change) next;
                lock (Gate)
                {
                    if (!events.TryDequeue(out next))
                    {
                        DeliveryDueMicroseconds = long.MaxValue;
                        return;
                    }
                }

                next.Pin.Deliver(next.Session, next.Change);
            }
        }

        // No such pin: 24 and 28 to 31 are not made, 6 to 11 are the flash's. With PSRAM the device reserves those
        // itself; without, using one stops the chip dead, for which the same exception stands.
        private ChipPin Reservable(int number)
        {
            CheckPin(number);
            if (number is >= 6 and <= 11)
            {
                throw new InvalidOperationException("GPIO" + number + " belongs to the flash");
            }

            if (pins[number].IsReserved)
            {
                throw new InvalidOperationException("GPIO" + number + " is open");
            }

            return pins[number];
        }

        private static void CheckPin(int number)
        {
            if (number is < 0 or >= PinCount or 24 or (>= 28 and <= 31))
            {
                throw new InvalidOperationException("no GPIO" + number);
            }
        }
    }
}
