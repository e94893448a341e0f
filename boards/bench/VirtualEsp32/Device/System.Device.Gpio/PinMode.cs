namespace System.Device.Gpio
{
    /// <summary>How a pin is driven. The device's values.</summary>
    public enum PinMode
    {
        /// <summary>Input without a pull.</summary>
        Input = 0,

        /// <summary>Input with the chip's pull-down, about 45 kOhm.</summary>
        InputPullDown = 1,

        /// <summary>Input with the chip's pull-up, about 45 kOhm.</summary>
        InputPullUp = 2,

        /// <summary>Output, driven both ways.</summary>
        Output = 3,

        /// <summary>Output that drives Low only.</summary>
        OutputOpenDrain = 4,

        /// <summary>Output that drives Low only, with the chip's pull-up.</summary>
        OutputOpenDrainPullUp = 5,

        /// <summary>Output that drives High only. Not modelled: opening refuses it.</summary>
        OutputOpenSource = 6,

        /// <summary>The same with the chip's pull-down. Not modelled: opening refuses it.</summary>
        OutputOpenSourcePullDown = 7,
    }
}
