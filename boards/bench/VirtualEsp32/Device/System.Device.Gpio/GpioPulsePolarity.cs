namespace System.Device.Gpio
{
    /// <summary>Which edges are counted. The device's values.</summary>
    public enum GpioPulsePolarity
    {
        /// <summary>Both.</summary>
        Both = 0,

        /// <summary>High to Low.</summary>
        Falling = 1,

        /// <summary>Low to High.</summary>
        Rising = 2,
    }
}
