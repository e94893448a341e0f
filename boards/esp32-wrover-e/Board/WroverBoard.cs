using MeterFirmware.Board;

namespace MeterFirmware.Wrover
{
    /// <summary>
    /// An ESP32-WROVER-E module (8 MB of flash, 8 MB of PSRAM) in the <see cref="ReferenceWiring"/>: a board whose firmware
    /// can be changed in the field.
    /// </summary>
    public static class WroverBoard
    {
        /// <summary>The segments of a slot: 512 KiB, about three times a meter's bundle; two fit the 2 MiB of files.</summary>
        public const int SlotSegmentCount = 128;

        /// <summary>
        /// An electricity meter with a communications hub. The bootstrap opens the cut line and MT_PR on pins of its own
        /// that no update changes.
        /// </summary>
        /// <returns>A new definition, which the caller may change.</returns>
        public static BoardDefinition Esme()
        {
            return WithSlots(ReferenceWiring.Esme("ESP32-WROVER-E, ESME"));
        }

        /// <summary>A gas meter.</summary>
        /// <returns>A new definition, which the caller may change.</returns>
        public static BoardDefinition Gsme()
        {
            return WithSlots(ReferenceWiring.Gsme("ESP32-WROVER-E, GSME"));
        }

        private static BoardDefinition WithSlots(BoardDefinition board)
        {
            board.HasPsram = true;
            board.SlotSegments = SlotSegmentCount;
            return board;
        }
    }
}
