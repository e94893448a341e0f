namespace nanoFramework.Hardware.Esp32
{
    /// <summary>What a pin can be connected to, as far as the drivers use it. The device's values.</summary>
    public enum DeviceFunction
    {
        /// <summary>Transmit line of COM1.</summary>
        COM1_TX = 196864,

        /// <summary>Receive line of COM1.</summary>
        COM1_RX = 196865,

        /// <summary>Transmit line of COM2.</summary>
        COM2_TX = 197120,

        /// <summary>Receive line of COM2.</summary>
        COM2_RX = 197121,

        /// <summary>Transmit line of COM3.</summary>
        COM3_TX = 197376,

        /// <summary>Receive line of COM3.</summary>
        COM3_RX = 197377,
    }
}
