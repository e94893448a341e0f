namespace System.Device.Gpio
{
    /// <summary>A count, and when it was taken.</summary>
    public struct GpioPulseCount
    {
        /// <summary>Edges since the counter was started.</summary>
        public long Count;

        /// <summary>Time since the chip's start.</summary>
        public TimeSpan RelativeTime;
    }
}
