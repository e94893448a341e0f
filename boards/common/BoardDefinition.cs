namespace MeterFirmware.Board
{
    /// <summary>
    /// All that a board is: pins, polarity, resistors, what a pulse is worth, where the records are. It holds no
    /// logic; <see cref="BoardCheck"/> judges it and <see cref="BoardHal"/> opens it.
    /// </summary>
    public sealed class BoardDefinition
    {
        /// <summary>The board's name.</summary>
        public string Name { get; set; }

        /// <summary>True if the module has PSRAM, which takes GPIO16 and GPIO17.</summary>
        public bool HasPsram { get; set; }

        /// <summary>True if the board feeds a communications hub: an electricity meter's.</summary>
        public bool HasHub { get; set; }

        /// <summary>The cut line: Active takes the hub's 12 V away. Null without a hub.</summary>
        public LineDefinition SupplyCut { get; set; }

        /// <summary>MT_PR: Active while the meter is there. Null without a hub, or where the board grounds it.</summary>
        public LineDefinition MeterPresent { get; set; }

        /// <summary>CH_PR: Active while a hub is plugged in. Null without a hub.</summary>
        public LineDefinition HubPresent { get; set; }

        /// <summary>AC_LO: Active while there is no mains. Null without a hub.</summary>
        public LineDefinition MainsLost { get; set; }

        /// <summary>The UART: 2 or 3, as in COM2 and COM3.</summary>
        public int ComPort { get; set; }

        /// <summary>Bits a second, 9,600 to 921,600.</summary>
        public int BaudRate { get; set; }

        /// <summary>The UART's output.</summary>
        public int TransmitPin { get; set; }

        /// <summary>The UART's input.</summary>
        public int ReceivePin { get; set; }

        /// <summary>Pulses of the metrology.</summary>
        public LineDefinition Pulse { get; set; }

        /// <summary>How they are counted.</summary>
        public PulseInputKind PulseKind { get; set; }

        /// <summary>For <see cref="PulseInputKind.Debounced"/>: 10 to 1,000, in steps of 10.</summary>
        public int PulseDebounceMilliseconds { get; set; }

        /// <summary>What a pulse is worth: Wh of an electricity meter, litres of a gas meter. 1 or more.</summary>
        public int PulseWeight { get; set; }

        /// <summary>Qmax of a gas meter, litres an hour; 0 for an electricity meter, and where it is a U6.</summary>
        public int MaximumFlowLitresPerHour { get; set; }

        /// <summary>
        /// True for a Large Gas Meter at domestic premises, which is exempt from the requirements on supply and presentation.
        /// </summary>
        public bool LargeGasMeterAtDomesticPremises { get; set; }

        /// <summary>How the supply is switched.</summary>
        public SupplySwitchKind SupplySwitch { get; set; }

        /// <summary>Active switches the supply on; held, or for the drive time.</summary>
        public LineDefinition SupplyOn { get; set; }

        /// <summary>For <see cref="SupplySwitchKind.Latching"/>: Active for the drive time switches it off.</summary>
        public LineDefinition SupplyOff { get; set; }

        /// <summary>For <see cref="SupplySwitchKind.Latching"/>: 1 to 60,000.</summary>
        public int SupplyDriveMilliseconds { get; set; }

        /// <summary>
        /// The auxiliary load control switches 1 to 5, Active to close; null where the board has none, and shorter where it has
        /// fewer. An electricity meter's only.
        /// </summary>
        public LineDefinition[] AuxiliarySwitches { get; set; }

        /// <summary>
        /// The display's E, Active is High: its resistors hold it Low while nothing drives it, for a display takes what its other
        /// lines happen to say each time that E falls.
        /// </summary>
        public LineDefinition DisplayEnable { get; set; }

        /// <summary>GPIO numbers of the display's RS, D4, D5, D6 and D7.</summary>
        public int[] DisplayPins { get; set; }

        /// <summary>Cells in a row, 8 to 40.</summary>
        public int DisplayColumns { get; set; }

        /// <summary>Rows: 1, 2 or 4.</summary>
        public int DisplayRows { get; set; }

        /// <summary>The first push button.</summary>
        public LineDefinition ButtonA { get; set; }

        /// <summary>The second push button.</summary>
        public LineDefinition ButtonB { get; set; }

        /// <summary>The contact at the cover: Active while the cover is off. Null on a board without one.</summary>
        public LineDefinition Cover { get; set; }

        /// <summary>
        /// How many segments of 4 KiB each of the two firmware slots may take; 0 on a board whose firmware runs from the
        /// deployment partition and is not changed in the field.
        /// </summary>
        public int SlotSegments { get; set; }

        /// <summary>The folder of the records.</summary>
        public string StorageRoot { get; set; }
    }
}
