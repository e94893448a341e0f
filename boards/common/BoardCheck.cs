using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Board
{
    /// <summary>
    /// Judges a board definition before any pin is opened. Above all it proves from pins and resistors that neither a
    /// reset nor the opening of a pin can take the hub's supply away or signal to it that meter or mains has gone.
    /// </summary>
    public static class BoardCheck
    {
        /// <summary>
        /// A line that has to stay Low may rise to this while the chip pulls it up: 0.15 of the supply, where an
        /// input takes it for Low up to 0.25. The margin is for the pull-up, whose 45 kOhm are only typical, and for
        /// what a transistor behind the line makes of it.
        /// </summary>
        public const int HighestIdleMillivolts = Esp32Pins.SupplyMillivolts * 15 / 100;

        /// <summary>Resistors that take more than 10 mA from a pin are refused.</summary>
        public const int LeastOhms = 330;

        private const int DisplayPins = 5;
        private const int MostAuxiliarySwitches = 5;
        private const int MostSlotSegments = 256;
        private static readonly string[] DisplayNames = { "RS", "D4", "D5", "D6", "D7" };

        /// <summary>Looks for the first thing that is wrong.</summary>
        /// <param name="board">The definition.</param>
        /// <returns>Null if nothing is wrong, else what it is and why.</returns>
        public static string Check(BoardDefinition board)
        {
            string problem = CheckParts(board);
            problem = problem ?? CheckValues(board);
            problem = problem ?? CheckPins(board);
            problem = problem ?? CheckHubLines(board);
            problem = problem ?? CheckSupplySwitch(board);
            problem = problem ?? CheckIdleLow(board.DisplayEnable);
            return problem ?? CheckInputs(board);
        }

        /// <summary>The voltage of a line that only its resistors and the chip's pull-up hold.</summary>
        /// <param name="pulls">The resistors.</param>
        /// <returns>Millivolts.</returns>
        public static int OpeningMillivolts(Pull[] pulls)
        {
            // Conductance in nanosiemens, so that whole numbers do.
            long conductance = 1_000_000_000L / Esp32Pins.InternalPullUpOhms;
            long current = conductance * Esp32Pins.SupplyMillivolts;
            foreach (Pull pull in pulls)
            {
                long part = 1_000_000_000L / pull.Ohms;
                conductance += part;
                current += part * pull.RailMillivolts;
            }

            return (int)(current / conductance);
        }

        private static string CheckParts(BoardDefinition board)
        {
            bool hasBasics =
                board.Pulse != null && board.SupplyOn != null && board.ButtonA != null && board.ButtonB != null;
            if (!hasBasics)
            {
                return "pulse input, supply switch and two buttons are needed";
            }

            if ((board.SupplySwitch == SupplySwitchKind.Latching) != (board.SupplyOff != null))
            {
                return "a latching supply switch has a line to switch off, a held one has none";
            }

            LineDefinition[] switches = board.AuxiliarySwitches;
            if (switches != null && (!board.HasHub || switches.Length == 0 || switches.Length > MostAuxiliarySwitches))
            {
                return "an electricity meter has up to five auxiliary switches, a gas meter none";
            }

            bool hasLines = board.SupplyCut != null && board.HubPresent != null && board.MainsLost != null;
            if (board.HasHub && !hasLines)
            {
                return "a board with a hub needs the cut line, CH_PR and AC_LO";
            }

            bool hasAny = hasLines || board.SupplyCut != null || board.HubPresent != null || board.MainsLost != null;
            return !board.HasHub && (hasAny || board.MeterPresent != null)
                ? "a board without a hub has no hub lines"
                : null;
        }

        private static string CheckValues(BoardDefinition board)
        {
            if (board.ComPort != 2 && board.ComPort != 3)
            {
                return "the UART is COM2 or COM3; COM1 is the debugger's";
            }

            if (board.BaudRate < 9_600 || board.BaudRate > 921_600)
            {
                return "the baud rate is 9,600 to 921,600";
            }

            if (board.PulseWeight < 1)
            {
                return "a pulse is worth 1 Wh or litre at least";
            }

            int debounce = board.PulseDebounceMilliseconds;
            bool isDebounceFit = debounce >= 10 && debounce <= 1_000 && debounce % 10 == 0;
            if (board.PulseKind == PulseInputKind.Debounced && !isDebounceFit)
            {
                return "the debounce time is 10 to 1,000 ms in steps of 10, which is the platform's timer";
            }

            int drive = board.SupplyDriveMilliseconds;
            if (board.SupplySwitch == SupplySwitchKind.Latching && (drive < 1 || drive > 60_000))
            {
                return "the drive time is 1 to 60,000 ms";
            }

            if (string.IsNullOrEmpty(board.StorageRoot))
            {
                return "the records need a folder";
            }

            if (board.SlotSegments < 0 || board.SlotSegments > MostSlotSegments)
            {
                return "a firmware slot has at most 256 segments";
            }

            if (board.SlotSegments > 0 && !board.HasPsram)
            {
                return "firmware slots need PSRAM: a loaded assembly stays in the managed heap";
            }

            return CheckDisplay(board);
        }

        private static string CheckDisplay(BoardDefinition board)
        {
            bool hasPins = board.DisplayPins != null && board.DisplayPins.Length == DisplayPins;
            if (board.DisplayEnable == null || !hasPins)
            {
                return "the display has six pins: RS, E, D4 to D7";
            }

            int rows = board.DisplayRows;
            int columns = board.DisplayColumns;
            bool isFit = (rows == 1 || rows == 2 || rows == 4) && columns >= 8 && columns <= (rows == 4 ? 20 : 40);
            return isFit ? null : "the display has 1 or 2 rows of 8 to 40 cells, or 4 rows of 8 to 20";
        }

        private static string CheckPins(BoardDefinition board)
        {
            PinUse[] uses = UsesOf(board);
            for (int i = 0; i < uses.Length; i++)
            {
                string problem = uses[i] == null ? null : CheckPin(board, uses[i]);
                for (int j = 0; j < i && problem == null && uses[i] != null; j++)
                {
                    if (uses[j] != null && uses[j].Pin == uses[i].Pin)
                    {
                        problem = Refuse(uses[i], "is on the pin of " + uses[j].Name);
                    }
                }

                if (problem != null)
                {
                    return problem;
                }
            }

            return null;
        }

        // Entries of lines that the board lacks are null.
        private static PinUse[] UsesOf(BoardDefinition board)
        {
            PinUse[] uses = new PinUse[13 + DisplayPins + MostAuxiliarySwitches];
            uses[0] = UseOf(board.SupplyCut, true, true);
            uses[1] = UseOf(board.MeterPresent, true, true);
            uses[2] = UseOf(board.HubPresent, false, true);
            uses[3] = UseOf(board.MainsLost, false, true);
            uses[4] = new PinUse("UART TX", board.TransmitPin, true, board.HasHub);
            uses[5] = new PinUse("UART RX", board.ReceivePin, false, board.HasHub);
            uses[6] = UseOf(board.Pulse, false, false);
            uses[7] = UseOf(board.SupplyOn, true, false);
            uses[8] = UseOf(board.SupplyOff, true, false);
            uses[9] = UseOf(board.ButtonA, false, false);
            uses[10] = UseOf(board.ButtonB, false, false);
            uses[11] = UseOf(board.Cover, false, false);
            uses[12] = UseOf(board.DisplayEnable, true, false);
            for (int i = 0; i < DisplayPins; i++)
            {
                uses[13 + i] = new PinUse("display " + DisplayNames[i], board.DisplayPins[i], true, false);
            }

            for (int i = 0; board.AuxiliarySwitches != null && i < board.AuxiliarySwitches.Length; i++)
            {
                uses[13 + DisplayPins + i] = UseOf(board.AuxiliarySwitches[i], true, false);
            }

            return uses;
        }

        private static PinUse UseOf(LineDefinition line, bool isOutput, bool isHubLine)
        {
            return line == null ? null : new PinUse(line.Name, line.Pin, isOutput, isHubLine);
        }

        private static string CheckPin(BoardDefinition board, PinUse use)
        {
            if (!Esp32Pins.Exists(use.Pin))
            {
                return Refuse(use, "is on a pin that the module does not have");
            }

            if (Esp32Pins.IsFlash(use.Pin))
            {
                return Refuse(use, "is on a pin of the flash");
            }

            if (Esp32Pins.IsConsole(use.Pin))
            {
                return Refuse(use, "is on the console, which talks while the chip starts");
            }

            if (Esp32Pins.IsStrapping(use.Pin))
            {
                return Refuse(use, "is on a strapping pin: what is connected there decides whether the chip starts");
            }

            if (board.HasPsram && Esp32Pins.IsPsram(use.Pin))
            {
                return Refuse(use, "is on a pin of the PSRAM");
            }

            if (use.IsHubLine && Esp32Pins.MovesAtBoot(use.Pin))
            {
                return Refuse(use, "goes to the hub, and this pin moves while the chip starts");
            }

            return use.IsOutput && Esp32Pins.IsInputOnly(use.Pin) ? Refuse(use, "is an output on an input") : null;
        }

        private static string CheckHubLines(BoardDefinition board)
        {
            if (!board.HasHub)
            {
                return null;
            }

            if (board.SupplyCut.ActiveLevel != ActiveLevel.High)
            {
                return Refuse(
                    board.SupplyCut,
                    "is an enable line, High while the hub is fed: opening the pin drives it Low, so every start cuts"
                );
            }

            if (board.MeterPresent != null && board.MeterPresent.ActiveLevel != ActiveLevel.Low)
            {
                return Refuse(
                    board.MeterPresent,
                    "is inverted, High while the meter is there: every start would signal that the meter has gone"
                );
            }

            if (!Esp32Pins.IsInputOnly(board.MainsLost.Pin))
            {
                return Refuse(
                    board.MainsLost,
                    "goes to the hub too: only GPIO34 to 39 cannot drive it, nor pull it up when opened"
                );
            }

            string problem = CheckHeldLow(board.SupplyCut);
            return problem != null || board.MeterPresent == null ? problem : CheckHeldLow(board.MeterPresent);
        }

        private static string CheckSupplySwitch(BoardDefinition board)
        {
            string problem = CheckIdleLow(board.SupplyOn);
            problem = problem != null || board.SupplyOff == null ? problem : CheckIdleLow(board.SupplyOff);
            for (
                int i = 0;
                problem == null && board.AuxiliarySwitches != null && i < board.AuxiliarySwitches.Length;
                i++
            )
            {
                problem = CheckIdleLow(board.AuxiliarySwitches[i]);
            }

            return problem;
        }

        private static string CheckIdleLow(LineDefinition line)
        {
            return line.ActiveLevel == ActiveLevel.High
                ? CheckHeldLow(line)
                : Refuse(line, "is driven by Low, which every start drives");
        }

        private static string CheckHeldLow(LineDefinition line)
        {
            string problem = CheckOhms(line);
            if (problem != null)
            {
                return problem;
            }

            int idle = OpeningMillivolts(line.Pulls);
            if (idle <= HighestIdleMillivolts)
            {
                return null;
            }

            string reached = idle.ToString() + " mV; at most " + HighestIdleMillivolts.ToString() + " are safe";
            return Refuse(line, "has no pull-down that is strong enough: opened, the chip pulls it up to " + reached);
        }

        private static string CheckInputs(BoardDefinition board)
        {
            LineDefinition[] inputs =
            {
                board.HubPresent,
                board.MainsLost,
                board.Pulse,
                board.ButtonA,
                board.ButtonB,
                board.Cover,
            };
            foreach (LineDefinition input in inputs)
            {
                string problem = input == null ? null : CheckInput(input);
                if (problem != null)
                {
                    return problem;
                }
            }

            return null;
        }

        private static string CheckInput(LineDefinition input)
        {
            string problem = CheckOhms(input);
            if (problem != null)
            {
                return problem;
            }

            foreach (Pull pull in input.Pulls)
            {
                if (!pull.IsAtHub)
                {
                    return null;
                }
            }

            return Refuse(input, "floats while nothing is plugged in: the board has no pull on it");
        }

        private static string CheckOhms(LineDefinition line)
        {
            foreach (Pull pull in line.Pulls)
            {
                if (pull.Ohms < LeastOhms)
                {
                    return Refuse(line, "has a resistor below 330 ohms, more than a pin should drive");
                }
            }

            return null;
        }

        private static string Refuse(PinUse use, string why)
        {
            return Refuse(use.Pin, use.Name, why);
        }

        private static string Refuse(LineDefinition line, string why)
        {
            return Refuse(line.Pin, line.Name, why);
        }

        private static string Refuse(int pin, string name, string why)
        {
            string place = "GPIO" + pin.ToString();
            return place + ", " + name + (" " + why);
        }
    }
}
