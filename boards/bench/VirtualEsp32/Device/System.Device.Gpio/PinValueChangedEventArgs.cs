namespace System.Device.Gpio
{
    /// <summary>What changed, where.</summary>
    public class PinValueChangedEventArgs
    {
        /// <summary>Makes one.</summary>
        /// <param name="changeType">Which way.</param>
        /// <param name="pinNumber">GPIO number.</param>
        public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
        {
            ChangeType = changeType;
            PinNumber = pinNumber;
        }

        /// <summary>Which way.</summary>
        public PinEventTypes ChangeType { get; }

        /// <summary>GPIO number.</summary>
        public int PinNumber { get; }
    }
}
