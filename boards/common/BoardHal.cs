using System;
using System.Device.Gpio;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Board
{
    /// <summary>
    /// Opens all drivers of a board, the hub's lines first. Made once in a program; nothing closes what it opens.
    /// </summary>
    public sealed class BoardHal
    {
        private const int ButtonDebounceMilliseconds = 20;

        // The detector's own filter leaves a clean edge, but a mains that comes and goes must not flood the program.
        private const int HubDebounceMilliseconds = 20;

        // A cover is taken off by hand; a knock on the meter is shorter.
        private const int CoverDebounceMilliseconds = 100;
        private readonly GpioController controller = new GpioController();
        private readonly IProcessorTime time;

        /// <summary>Checks the definition and opens the board.</summary>
        /// <param name="board">The definition.</param>
        /// <param name="time">The processor's time.</param>
        /// <exception cref="ArgumentException">
        /// <see cref="BoardCheck"/> refuses the definition, for the reason given. No pin has been touched.
        /// </exception>
        public BoardHal(BoardDefinition board, IProcessorTime time)
            : this(board, time, null, null) { }

        /// <summary>Checks the definition and opens what of the board a bootstrap has not opened yet.</summary>
        /// <param name="board">The definition.</param>
        /// <param name="time">The processor's time.</param>
        /// <param name="openedHub">The hub's lines, or null if nobody opened them.</param>
        /// <param name="openedPulses">The pulse input, or null if nobody opened it.</param>
        /// <exception cref="ArgumentException">As for a board that nobody opened.</exception>
        public BoardHal(BoardDefinition board, IProcessorTime time, HubOutputs openedHub, IPulseInput openedPulses)
        {
            string problem = BoardCheck.Check(board);
            if (problem != null)
            {
                throw new ArgumentException(board.Name + ": " + problem);
            }

            this.time = time;
            if (board.HasHub)
            {
                OpenHub(board, openedHub);
            }

            SupplySwitch = OpenSupplySwitch(board);
            AuxiliarySwitches = OpenAuxiliarySwitches(board);
            Pulses = openedPulses ?? OpenPulses(board);
            ButtonA = new GpioButton(OpenInput(board.ButtonA, ButtonDebounceMilliseconds));
            ButtonB = new GpioButton(OpenInput(board.ButtonB, ButtonDebounceMilliseconds));
            if (board.Cover != null)
            {
                Cover = new GpioCoverSense(OpenInput(board.Cover, CoverDebounceMilliseconds));
            }

            Link = new SerialPortLink(time, board.ComPort, board.TransmitPin, board.ReceivePin, board.BaudRate);
            Clock = new SystemClock(time);
            Store = new FileRecordStore(board.StorageRoot);
            Restart = new ClrRestart();
            int[] displayPins = DisplayPinsOf(board);
            Display = new Hd44780Display(controller, time, displayPins, board.DisplayColumns, board.DisplayRows);
        }

        /// <summary>The hub's lines; null on a board without a hub.</summary>
        public IHubPort Hub { get; private set; }

        /// <summary>The mains detector; null on a board without a hub.</summary>
        public IMainsSense Mains { get; private set; }

        /// <summary>The supply switch.</summary>
        public ISupplySwitch SupplySwitch { get; }

        /// <summary>The auxiliary load control switches, from number 1 on; empty on a board without any.</summary>
        public IAuxiliarySwitch[] AuxiliarySwitches { get; }

        /// <summary>
        /// The RMS voltage; null on a board whose metrology tells pulses only, as those here. A program that has a driver for
        /// one sets it before the loop starts.
        /// </summary>
        public IVoltageSense Voltage { get; set; }

        /// <summary>The metrology's pulses.</summary>
        public IPulseInput Pulses { get; }

        /// <summary>The first push button.</summary>
        public IPushButton ButtonA { get; }

        /// <summary>The second push button.</summary>
        public IPushButton ButtonB { get; }

        /// <summary>The cover's contact; null on a board without one.</summary>
        public ICoverSense Cover { get; }

        /// <summary>The UART.</summary>
        public ISerialLink Link { get; }

        /// <summary>The display.</summary>
        public ICharacterDisplay Display { get; }

        /// <summary>The clock.</summary>
        public IClock Clock { get; }

        /// <summary>The records.</summary>
        public IRecordStore Store { get; }

        /// <summary>The restart.</summary>
        public IRestart Restart { get; }

        /// <summary>The display's pins as its driver takes them.</summary>
        /// <param name="board">A definition whose display is whole.</param>
        /// <returns>GPIO numbers of RS, E, D4, D5, D6 and D7.</returns>
        public static int[] DisplayPinsOf(BoardDefinition board)
        {
            int[] pins = new int[Hd44780Display.PinCount];
            pins[0] = board.DisplayPins[0];
            pins[1] = board.DisplayEnable.Pin;
            Array.Copy(board.DisplayPins, 1, pins, 2, pins.Length - 2);
            return pins;
        }

        private void OpenHub(BoardDefinition board, HubOutputs opened)
        {
            int meterPresent = board.MeterPresent == null ? HubOutputs.NoPin : board.MeterPresent.Pin;
            HubOutputs hub = opened ?? new HubOutputs(controller, board.SupplyCut.Pin, meterPresent);
            Hub = new GpioHubPort(hub.Cut, hub.MeterPresent, OpenInput(board.HubPresent, HubDebounceMilliseconds));
            Mains = new GpioMainsSense(OpenInput(board.MainsLost, HubDebounceMilliseconds));
        }

        private ISupplySwitch OpenSupplySwitch(BoardDefinition board)
        {
            OutputLine on = OpenOutput(board.SupplyOn, false);
            if (board.SupplySwitch == SupplySwitchKind.Held)
            {
                return new GpioContactor(on);
            }

            OutputLine off = OpenOutput(board.SupplyOff, false);
            return new GpioLatchingSwitch(on, off, time, board.SupplyDriveMilliseconds);
        }

        private IAuxiliarySwitch[] OpenAuxiliarySwitches(BoardDefinition board)
        {
            int count = board.AuxiliarySwitches == null ? 0 : board.AuxiliarySwitches.Length;
            IAuxiliarySwitch[] switches = new IAuxiliarySwitch[count];
            for (int i = 0; i < count; i++)
            {
                switches[i] = new GpioAuxiliarySwitch(OpenOutput(board.AuxiliarySwitches[i], false));
            }

            return switches;
        }

        private IPulseInput OpenPulses(BoardDefinition board)
        {
            if (board.PulseKind == PulseInputKind.Counted)
            {
                return new CountedPulseInput(time, board.Pulse.Pin, board.Pulse.ActiveLevel);
            }

            return new DebouncedPulseInput(OpenInput(board.Pulse, board.PulseDebounceMilliseconds));
        }

        private OutputLine OpenOutput(LineDefinition line, bool active)
        {
            return new OutputLine(controller, line.Pin, line.ActiveLevel, active);
        }

        private InputLine OpenInput(LineDefinition line, int debounceMilliseconds)
        {
            return new InputLine(controller, time, line.Pin, line.ActiveLevel, debounceMilliseconds);
        }
    }
}
