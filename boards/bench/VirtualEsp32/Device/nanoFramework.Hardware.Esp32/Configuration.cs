using MeterFirmware.VirtualEsp32;

namespace nanoFramework.Hardware.Esp32
{
    /// <summary>Which pins the chip's functions are on.</summary>
    public class Configuration
    {
        /// <summary>Puts a function on a pin.</summary>
        /// <param name="pin">GPIO number.</param>
        /// <param name="value">The function.</param>
        /// <exception cref="System.ArgumentException">No such pin.</exception>
        public static void SetPinFunction(int pin, DeviceFunction value) =>
            VirtualChip.Current.SetPinFunction(pin, (int)value);
    }
}
