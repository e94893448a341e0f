using System;
using System.Collections.Generic;
using System.Text;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// A character display with an HD44780 (ROM A00), wired for four data lines with RW to ground. It turns the
    /// changes of its pins back into text, and holds the driver to the data sheet's times at the slowest oscillator
    /// that it allows (190 kHz against 270 kHz nominal).
    /// </summary>
    public sealed class Hd44780Lcd
    {
        private const long PowerOnMicroseconds = 40_000;
        private const long FirstFunctionSetMicroseconds = 4_100;
        private const long SecondFunctionSetMicroseconds = 100;
        private const int InitialFunctionSets = 2;
        private const long ShortMicroseconds = 53;
        private const long LongMicroseconds = 2_160;
        private const int LineOctets = 40;
        private const int SecondLine = 0x40;
        private readonly VirtualClock clock;
        private readonly Net registerSelect;
        private readonly Net[] data;
        private readonly byte[] ddram = new byte[2 * LineOctets];
        private readonly byte[] cgram = new byte[64];
        private readonly Dictionary<string, char> custom = new();
        private long busyUntil;
        private int functionSets;
        private bool isFourBit;
        private bool hasHighNibble;
        private int highNibble;
        private bool isCgramAddressed;
        private int address;
        private bool increments = true;
        private bool hasTwoLines;
        private bool wasEnabled;

        /// <summary>Connects it, just powered.</summary>
        /// <param name="chip">Its circuit.</param>
        /// <param name="nets">RS, E, D4, D5, D6, D7.</param>
        /// <param name="columns">Cells in a row.</param>
        /// <param name="rows">Rows, 1 to 4.</param>
        public Hd44780Lcd(VirtualChip chip, Net[] nets, int columns = 16, int rows = 2)
        {
            ArgumentNullException.ThrowIfNull(chip);
            ArgumentNullException.ThrowIfNull(nets);
            clock = chip.Clock;
            registerSelect = nets[0];
            data = nets[2..6];
            Columns = columns;
            Rows = rows;
            nets[1].Changed += OnEnableChanged;
            PowerOn();
        }

        /// <summary>Cells in a row.</summary>
        public int Columns { get; }

        /// <summary>Rows.</summary>
        public int Rows { get; }

        /// <summary>Falling edges of E so far: two an octet.</summary>
        public int EnablePulses { get; private set; }

        /// <summary>
        /// Transfers that came while the controller was still busy. They are lost, as on a real one, so the text goes
        /// wrong too.
        /// </summary>
        public int TimingViolations { get; private set; }

        /// <summary>True while it is switched on by a display control instruction.</summary>
        public bool IsOn { get; private set; }

        /// <summary>All rows, divided by line feeds.</summary>
        public string Text
        {
            get
            {
                var text = new StringBuilder();
                for (int row = 0; row < Rows; row++)
                {
                    text.Append(row == 0 ? "" : "\n").Append(Row(row));
                }

                return text.ToString();
            }
        }

        /// <summary>The state after power comes: eight data lines, switched off, and busy for 40 ms.</summary>
        public void PowerOn()
        {
            Array.Fill(ddram, (byte)' ');
            isFourBit = false;
            hasHighNibble = false;
            functionSets = 0;
            isCgramAddressed = false;
            address = 0;
            increments = true;
            hasTwoLines = false;
            IsOn = false;
            busyUntil = clock.NowMicroseconds + PowerOnMicroseconds;
        }

        /// <summary>
        /// Puts it where a driver that was cut off in the middle of an octet leaves it: initialised, four data lines,
        /// one half of an octet taken.
        /// </summary>
        /// <param name="highNibble">The half, 0 to 15.</param>
        public void LeaveHalfway(int highNibble)
        {
            isFourBit = true;
            functionSets = InitialFunctionSets;
            hasHighNibble = true;
            this.highNibble = highNibble;
            busyUntil = clock.NowMicroseconds;
        }

        /// <summary>Has a custom character shown as a character of its own, such as the pound sign.</summary>
        /// <param name="dots">Its 8 rows, bit 4 the leftmost.</param>
        /// <param name="character">What it stands for.</param>
        public void MapCustom(byte[] dots, char character) => custom[Key(dots)] = character;

        /// <summary>The text of a row; spaces while it is off.</summary>
        /// <param name="row">From 0.</param>
        public string Row(int row)
        {
            var text = new StringBuilder();
            int start = (row % 2 * SecondLine) + (row / 2 * Columns);
            for (int i = 0; i < Columns; i++)
            {
                text.Append(IsOn ? Character(ddram[Cell(start + i)]) : ' ');
            }

            return text.ToString();
        }

        private static string Key(ReadOnlySpan<byte> dots)
        {
            Span<byte> key = stackalloc byte[8];
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = (byte)(dots[i] & 0x1F);
            }

            return Convert.ToHexString(key);
        }

        private int Cell(int address) =>
            hasTwoLines && address >= SecondLine
                ? LineOctets + ((address - SecondLine) % LineOctets)
                : address % (2 * LineOctets);

        private char Character(byte code)
        {
            if (code >= 16)
            {
                return Hd44780Rom.ToUnicode(code);
            }

            string key = Key(cgram.AsSpan((code & 7) * 8, 8));
            return custom.TryGetValue(key, out char character) ? character : (char)('\u2460' + (code & 7));
        }

        private void OnEnableChanged(NetChange change)
        {
            bool isEnabled = change.Net.ReadsHigh;
            bool isFalling = wasEnabled && !isEnabled;
            wasEnabled = isEnabled;
            if (!isFalling)
            {
                return;
            }

            EnablePulses++;
            if (clock.NowMicroseconds < busyUntil)
            {
                TimingViolations++;
                return;
            }

            Take(Nibble());
        }

        private int Nibble()
        {
            int nibble = 0;
            for (int i = 0; i < data.Length; i++)
            {
                nibble |= (data[i].ReadsHigh ? 1 : 0) << i;
            }

            return nibble;
        }

        private void Take(int nibble)
        {
            if (!isFourBit)
            {
                // The lower four lines of an eight-bit transfer are not connected.
                Execute((byte)(nibble << 4));
            }
            else if (hasHighNibble)
            {
                hasHighNibble = false;
                Execute((byte)((highNibble << 4) | nibble));
            }
            else
            {
                hasHighNibble = true;
                highNibble = nibble;
            }
        }

        private void Execute(byte value)
        {
            long busy = ShortMicroseconds;
            if (registerSelect.ReadsHigh)
            {
                Store(value);
            }
            else if (value >= 0x80)
            {
                isCgramAddressed = false;
                address = value & 0x7F;
            }
            else if (value >= 0x40)
            {
                isCgramAddressed = true;
                address = value & 0x3F;
            }
            else if (value >= 0x20)
            {
                busy = SetFunction(value);
            }
            else if (value >= 0x08)
            {
                // Shifts, 0x10 to 0x1F, are not modelled: the driver has no use for them.
                IsOn = value < 0x10 ? (value & 4) != 0 : IsOn;
            }
            else if (value >= 0x04)
            {
                increments = (value & 2) != 0;
            }
            else if (value > 0)
            {
                busy = ClearOrHome(value);
            }

            busyUntil = clock.NowMicroseconds + busy;
        }

        private long SetFunction(byte value)
        {
            isFourBit = (value & 0x10) == 0;
            hasHighNibble = false;
            hasTwoLines = (value & 0x08) != 0;
            functionSets++;
            return functionSets switch
            {
                1 => FirstFunctionSetMicroseconds,
                InitialFunctionSets => SecondFunctionSetMicroseconds,
                _ => ShortMicroseconds,
            };
        }

        private long ClearOrHome(byte value)
        {
            if (value == 1)
            {
                Array.Fill(ddram, (byte)' ');
                increments = true;
            }

            isCgramAddressed = false;
            address = 0;
            return LongMicroseconds;
        }

        private void Store(byte value)
        {
            int step = increments ? 1 : -1;
            if (isCgramAddressed)
            {
                cgram[address] = value;
                address = (address + step) & 0x3F;
                return;
            }

            ddram[Cell(address)] = value;
            address = (address + step) & 0x7F;
            if (hasTwoLines && address == LineOctets)
            {
                address = SecondLine;
            }
            else if (address == (hasTwoLines ? SecondLine + LineOctets : 2 * LineOctets))
            {
                address = 0;
            }
        }
    }
}
