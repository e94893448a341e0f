namespace MeterFirmware.Hal
{
    /// <summary>One debounced push button of the user interface.</summary>
    public interface IPushButton
    {
        /// <summary>
        /// True while it is held down, and once for a press that began and ended since the last call, so that a
        /// press during a long calculation is not lost.
        /// </summary>
        bool IsPressed { get; }
    }
}
