namespace MeterFirmware.Board
{
    /// <summary>How pulses are counted.</summary>
    public enum PulseInputKind
    {
        /// <summary>By the chip's counter: for a clean line.</summary>
        Counted = 0,

        /// <summary>With a debounce time: for a contact.</summary>
        Debounced = 1,
    }
}
