namespace System.Device.Gpio
{
    /// <summary>Which way a pin changed. The device's values.</summary>
    [Flags]
    public enum PinEventTypes
    {
        /// <summary>Neither.</summary>
        None = 0,

        /// <summary>Low to High.</summary>
        Rising = 1,

        /// <summary>High to Low.</summary>
        Falling = 2,
    }
}
