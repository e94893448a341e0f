using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Board
{
    /// <summary>
    /// The wiring that all boards here share, as in the README of the ESP32-DevKitC: pins, polarity, resistors and parts of an
    /// electricity and of a gas meter. The pins leave out those of a PSRAM. A board says its name, and what its module has.
    /// </summary>
    public static class ReferenceWiring
    {
        private const int Ground = 0;

        // ICHIS asks for pull-ups on all signals and leaves their value open (SMETS.md D.3); 10 kOhm is usual. The
        // check holds for hubs down to 3 kOhm.
        private const int HubPullUpOhms = 10_000;

        /// <summary>An electricity meter with a communications hub.</summary>
        /// <param name="name">The board's name.</param>
        /// <returns>A new definition, without PSRAM and slots, which the caller may change.</returns>
        public static BoardDefinition Esme(string name)
        {
            BoardDefinition board = Common(name);
            board.HasHub = true;
            board.SupplyCut = new LineDefinition("hub cut", 25, ActiveLevel.High, Down(4_700));
            board.MeterPresent = new LineDefinition(
                "MT_PR",
                26,
                ActiveLevel.Low,
                new Pull[] { new Pull(470, Ground, false), HubPullUp() }
            );
            board.HubPresent = new LineDefinition("CH_PR", 34, ActiveLevel.Low, UpWithHub());
            board.MainsLost = new LineDefinition("AC_LO", 35, ActiveLevel.High, UpWithHub());
            board.Pulse = new LineDefinition("S0", 27, ActiveLevel.Low, Up(10_000));
            board.PulseKind = PulseInputKind.Counted;
            board.PulseWeight = 1;
            board.SupplyOn = new LineDefinition("contactor close", 18, ActiveLevel.High, Down(4_700));
            board.SupplyOff = new LineDefinition("contactor open", 19, ActiveLevel.High, Down(4_700));
            board.SupplyDriveMilliseconds = 100;
            return board;
        }

        /// <summary>A gas meter.</summary>
        /// <param name="name">The board's name.</param>
        /// <returns>A new definition, without PSRAM and slots, which the caller may change.</returns>
        public static BoardDefinition Gsme(string name)
        {
            BoardDefinition board = Common(name);
            board.Pulse = new LineDefinition("reed", 27, ActiveLevel.Low, Up(10_000));
            board.PulseKind = PulseInputKind.Debounced;
            board.PulseDebounceMilliseconds = 30;
            board.PulseWeight = 10;
            // An electricity meter has its hub on this pin, and no other pin is left.
            board.Cover = new LineDefinition("cover", 34, ActiveLevel.High, Up(10_000));
            board.SupplyOn = new LineDefinition("valve open", 18, ActiveLevel.High, Down(4_700));
            board.SupplyOff = new LineDefinition("valve close", 19, ActiveLevel.High, Down(4_700));
            board.SupplyDriveMilliseconds = 1_000;
            return board;
        }

        private static BoardDefinition Common(string name)
        {
            BoardDefinition board = new BoardDefinition();
            board.Name = name;
            board.ComPort = 2;
            board.BaudRate = 115_200;
            board.TransmitPin = 33;
            board.ReceivePin = 32;
            board.SupplySwitch = SupplySwitchKind.Latching;
            board.DisplayEnable = new LineDefinition("display E", 22, ActiveLevel.High, Down(4_700));
            board.DisplayPins = new int[] { 21, 23, 13, 14, 4 };
            board.DisplayColumns = 16;
            board.DisplayRows = 2;
            board.ButtonA = new LineDefinition("button A", 36, ActiveLevel.Low, Up(10_000));
            board.ButtonB = new LineDefinition("button B", 39, ActiveLevel.Low, Up(10_000));
            board.StorageRoot = "I:\\meter";
            return board;
        }

        private static Pull HubPullUp()
        {
            return new Pull(HubPullUpOhms, Esp32Pins.SupplyMillivolts, true);
        }

        private static Pull[] UpWithHub()
        {
            return new Pull[] { new Pull(47_000, Esp32Pins.SupplyMillivolts, false), HubPullUp() };
        }

        private static Pull[] Up(int ohms)
        {
            return new Pull[] { new Pull(ohms, Esp32Pins.SupplyMillivolts, false) };
        }

        private static Pull[] Down(int ohms)
        {
            return new Pull[] { new Pull(ohms, Ground, false) };
        }
    }
}
