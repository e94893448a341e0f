using System;
using System.Device.Gpio;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// A display with an HD44780 (ROM A00) on four data lines, RW tied to ground, so that nothing can be read back: a
    /// missing display goes unnoticed. It is initialised as the data sheet says for an unknown state (figure 24), and
    /// after that only the cells that change are sent. A line that fails ends the display, and nothing else.
    /// </summary>
    public sealed class Hd44780Display : ICharacterDisplay
    {
        /// <summary>Pins: RS, E, D4, D5, D6, D7.</summary>
        public const int PinCount = 6;

        private const int RegisterSelect = 0;
        private const int Enable = 1;
        private const int FirstData = 2;

        private const int FunctionSetEightBit = 0x3;
        private const int FunctionSetFourBit = 0x2;
        private const int FourBitOneLine = 0x20;
        private const int FourBitTwoLines = 0x28;
        private const int DisplayOff = 0x08;
        private const int Clear = 0x01;
        private const int EntryIncrement = 0x06;
        private const int DisplayOn = 0x0C;
        private const int SetCgramAddress = 0x40;
        private const int SetDdramAddress = 0x80;
        private const int SecondLineAddress = 0x40;
        private const int NowhereAddress = -1;

        // Waits of the data sheet, rounded up: 40 ms from 2.7 V, 4.1 ms, 100 us, and 1.52 ms for a clear, which the
        // slowest oscillator makes 2.16 ms.
        private const int PowerOnMilliseconds = 50;
        private const int FirstFunctionSetMilliseconds = 5;
        private const int ClearMilliseconds = 3;

        // Every other transfer takes the controller 37 us, 53 us with the slowest oscillator; twice that. On an ESP32
        // at 240 MHz a read takes 8 us or more, so the fewest reads do, should other threads spoil the calibration.
        private const int SettleMicroseconds = 106;
        private const int FewestSettleReads = 8;
        private const int CalibrationTicks = 8;
        private const int MostReadsInATick = 10_000_000;

        private readonly IProcessorTime time;
        private readonly GpioPin[] pins = new GpioPin[PinCount];
        private readonly bool[] levels = new bool[PinCount];
        private readonly byte[] shown;
        private int settleReads;
        private int address = NowhereAddress;

        /// <summary>Opens the pins and initialises the display, which takes about 70 ms.</summary>
        /// <param name="controller">Opens pins.</param>
        /// <param name="time">For the controller's times.</param>
        /// <param name="pins">GPIO numbers of RS, E, D4, D5, D6 and D7.</param>
        /// <param name="columns">8 to 40; with more than two rows at most 20.</param>
        /// <param name="rows">1, 2 or 4.</param>
        public Hd44780Display(GpioController controller, IProcessorTime time, int[] pins, int columns, int rows)
        {
            this.time = time;
            Columns = columns;
            Rows = rows;
            shown = new byte[columns * rows];
            try
            {
                for (int i = 0; i < PinCount; i++)
                {
                    this.pins[i] = controller.OpenPin(pins[i], PinMode.Output);
                }

                Calibrate();
                Initialise();
            }
            catch (Exception)
            {
                HasFailed = true;
            }
        }

        /// <inheritdoc/>
        public int Columns { get; }

        /// <inheritdoc/>
        public int Rows { get; }

        /// <summary>True once a pin has refused; the display is then left alone for good.</summary>
        public bool HasFailed { get; private set; }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">Not as many cells as the display has.</exception>
        public void Show(byte[] cells)
        {
            if (cells.Length != shown.Length)
            {
                throw new ArgumentException(nameof(cells));
            }

            if (HasFailed)
            {
                return;
            }

            try
            {
                for (int i = 0; i < cells.Length; i++)
                {
                    if (cells[i] != shown[i])
                    {
                        ShowCell(i, cells[i]);
                    }
                }
            }
            catch (Exception)
            {
                HasFailed = true;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">No such code, or not 8 rows.</exception>
        public void DefineCharacter(int code, byte[] rows)
        {
            if (code < 0 || code > 7 || rows.Length != 8)
            {
                throw new ArgumentException(nameof(code));
            }

            if (HasFailed)
            {
                return;
            }

            try
            {
                address = NowhereAddress;
                Send(false, SetCgramAddress | (code << 3));
                for (int i = 0; i < rows.Length; i++)
                {
                    Send(true, rows[i]);
                }
            }
            catch (Exception)
            {
                HasFailed = true;
            }
        }

        private void ShowCell(int index, byte code)
        {
            int address = AddressOf(index);
            if (address != this.address)
            {
                Send(false, SetDdramAddress | address);
            }

            Send(true, code);
            shown[index] = code;
            this.address = address + 1;
        }

        // Rows 3 and 4 continue the controller's two lines.
        private int AddressOf(int index)
        {
            int row = index / Columns;
            int column = index % Columns;
            return ((row & 1) * SecondLineAddress) + ((row >> 1) * Columns) + column;
        }

        private void Initialise()
        {
            time.Wait(PowerOnMilliseconds);
            SendNibble(FunctionSetEightBit);
            time.Wait(FirstFunctionSetMilliseconds);
            SendNibble(FunctionSetEightBit);
            Settle();
            SendNibble(FunctionSetEightBit);
            Settle();
            SendNibble(FunctionSetFourBit);
            Settle();
            Send(false, Rows == 1 ? FourBitOneLine : FourBitTwoLines);
            Send(false, DisplayOff);
            Send(false, Clear);
            time.Wait(ClearMilliseconds);
            Send(false, EntryIncrement);
            Send(false, DisplayOn);
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = (byte)' ';
            }
        }

        private void Send(bool isData, int octet)
        {
            Drive(RegisterSelect, isData);
            SendNibble(octet >> 4);
            SendNibble(octet);
            Settle();
        }

        private void SendNibble(int nibble)
        {
            for (int i = 0; i < 4; i++)
            {
                Drive(FirstData + i, (nibble >> i & 1) != 0);
            }

            pins[Enable].Toggle();
            pins[Enable].Toggle();
        }

        // Toggling allocates nothing, where Write makes an object of the level. The pins are opened Low and belong to
        // this alone, so what they drive is known.
        private void Drive(int line, bool high)
        {
            if (levels[line] != high)
            {
                pins[line].Toggle();
                levels[line] = high;
            }
        }

        // The platform has no shorter wait than a millisecond that allocates nothing, so this reads the tick counter
        // as often as fits in the time.
        private void Settle()
        {
            for (int i = 0; i < settleReads; i++)
            {
                _ = time.TickMilliseconds;
            }
        }

        // The most reads that went by between two ticks: in other windows another thread may have run.
        private void Calibrate()
        {
            int readsPerMillisecond = 0;
            long tick = NextTick(time.TickMilliseconds, out _);
            for (int i = 0; i < CalibrationTicks; i++)
            {
                long next = NextTick(tick, out int reads);
                int perMillisecond = next == tick ? reads : (int)(reads / (next - tick));
                readsPerMillisecond = perMillisecond > readsPerMillisecond ? perMillisecond : readsPerMillisecond;
                tick = next;
            }

            settleReads = FewestSettleReads + (readsPerMillisecond * SettleMicroseconds / 1_000);
        }

        private long NextTick(long tick, out int reads)
        {
            long now = tick;
            for (reads = 0; now == tick && reads < MostReadsInATick; reads++)
            {
                now = time.TickMilliseconds;
            }

            return now;
        }
    }
}
