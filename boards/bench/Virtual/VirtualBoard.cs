using System;
using MeterFirmware.Board;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;

namespace MeterFirmware.Bench.Virtual
{
    /// <summary>
    /// The circuit that a board definition describes, around a virtual chip: its resistors, and a part on every line.
    /// </summary>
    public sealed class VirtualBoard
    {
        // The valve and the latching contactor need half the drive that the board gives them.
        private const int DriveMargin = 2;

        /// <summary>Solders it.</summary>
        /// <param name="chip">The chip.</param>
        /// <param name="board">What is to be built.</param>
        /// <param name="hubClockRate">How many times faster the hub's three minutes go by, 1 or more.</param>
        public VirtualBoard(VirtualChip chip, BoardDefinition board, int hubClockRate = 1)
        {
            ArgumentNullException.ThrowIfNull(chip);
            ArgumentNullException.ThrowIfNull(board);
            LineDefinition[] lines =
            [
                board.SupplyCut,
                board.MeterPresent,
                board.HubPresent,
                board.MainsLost,
                board.Pulse,
                board.SupplyOn,
                board.SupplyOff,
                board.ButtonA,
                board.ButtonB,
                board.Cover,
                board.DisplayEnable,
            ];
            foreach (LineDefinition line in lines)
            {
                SolderPulls(chip, line);
            }

            AuxiliarySwitches = Array.ConvertAll(
                board.AuxiliarySwitches ?? [],
                line =>
                {
                    SolderPulls(chip, line);
                    return new Contactor(chip.Net(line.Pin), line.ActiveLevel == ActiveLevel.High);
                }
            );

            Net[] displayNets = Array.ConvertAll(BoardHal.DisplayPinsOf(board), chip.Net);
            Display = new Hd44780Lcd(chip, displayNets, board.DisplayColumns, board.DisplayRows);
            Pulses = new PulseSource(chip, chip.Net(board.Pulse.Pin));
            ButtonA = new Contact(chip, chip.Net(board.ButtonA.Pin));
            ButtonB = new Contact(chip, chip.Net(board.ButtonB.Pin));
            if (board.Cover != null)
            {
                // It is closed while the cover is on: a wire that is cut is a cover that is off.
                Cover = new Contact(chip, chip.Net(board.Cover.Pin));
                Cover.Set(true);
            }

            Wire = chip.Uart(board.ComPort);
            ConnectSupplySwitch(chip, board);
            if (board.HasHub)
            {
                ConnectHub(chip, board, hubClockRate);
            }
        }

        /// <summary>The display.</summary>
        public Hd44780Lcd Display { get; }

        /// <summary>The metrology.</summary>
        public PulseSource Pulses { get; }

        /// <summary>The first push button.</summary>
        public Contact ButtonA { get; }

        /// <summary>The second push button.</summary>
        public Contact ButtonB { get; }

        /// <summary>The contact at the cover, closed while the cover is on; null on a board without one.</summary>
        public Contact Cover { get; }

        /// <summary>The data lines to the hub.</summary>
        public UartWire Wire { get; }

        /// <summary>The contactor; null where the supply switch is a latching one.</summary>
        public Contactor Contactor { get; private set; }

        /// <summary>The latching contactor or valve; null where the supply switch is a held one.</summary>
        public LatchingSwitch LatchingSwitch { get; private set; }

        /// <summary>The auxiliary load control switches, from number 1 on; empty on a board without any.</summary>
        public Contactor[] AuxiliarySwitches { get; }

        /// <summary>The mains; null on a board without a hub.</summary>
        public MainsSupply Mains { get; private set; }

        /// <summary>The hub's 12 V; null on a board without a hub.</summary>
        public Net Rail { get; private set; }

        /// <summary>The hub; null on a board without one.</summary>
        public CommunicationsHub Hub { get; private set; }

        private static void SolderPulls(VirtualChip chip, LineDefinition line)
        {
            foreach (Pull pull in line?.Pulls ?? [])
            {
                // The hub brings its own.
                if (!pull.IsAtHub)
                {
                    chip.Net(line.Pin).AddResistor(pull.Ohms, pull.RailMillivolts);
                }
            }
        }

        private void ConnectSupplySwitch(VirtualChip chip, BoardDefinition board)
        {
            Net on = chip.Net(board.SupplyOn.Pin);
            if (board.SupplySwitch == SupplySwitchKind.Held)
            {
                Contactor = new Contactor(on, board.SupplyOn.ActiveLevel == ActiveLevel.High);
                return;
            }

            int neededMilliseconds = board.SupplyDriveMilliseconds / DriveMargin;
            LatchingSwitch = new LatchingSwitch(chip, on, chip.Net(board.SupplyOff.Pin), neededMilliseconds);
        }

        private void ConnectHub(VirtualChip chip, BoardDefinition board, int hubClockRate)
        {
            Net acLow = chip.Net(board.MainsLost.Pin);
            Net cut = chip.Net(board.SupplyCut.Pin);
            Mains = new MainsSupply(acLow);
            Rail = chip.AddNet("hub 12 V", LoadSwitch.RailMillivolts);

            // The switch cuts from a quarter of the supply on: whatever is not surely Low counts as a cut.
            bool cutsWhenHigh = board.SupplyCut.ActiveLevel == ActiveLevel.High;
            int threshold = VirtualChip.SupplyMillivolts * (cutsWhenHigh ? 1 : 3) / 4;
            _ = new LoadSwitch(Mains, cut, Rail, cutsWhenHigh, threshold);

            // A board that grounds MT_PR has it on no pin.
            Net meterPresent =
                board.MeterPresent == null
                    ? chip.AddNet("MT_PR", VirtualChip.SupplyMillivolts)
                    : chip.Net(board.MeterPresent.Pin);
            if (board.MeterPresent == null)
            {
                meterPresent.AddSource().Drive(false);
            }

            Net hubPresent = chip.Net(board.HubPresent.Pin);
            Hub = new CommunicationsHub(chip, Rail, hubPresent, meterPresent, acLow, hubClockRate);
        }
    }
}
