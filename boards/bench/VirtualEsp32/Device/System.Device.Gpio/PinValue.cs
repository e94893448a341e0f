namespace System.Device.Gpio
{
    /// <summary>The level of a pin.</summary>
    public readonly struct PinValue : IEquatable<PinValue>
    {
        private readonly byte value;

        private PinValue(byte value)
        {
            this.value = value;
        }

        /// <summary>High.</summary>
        public static PinValue High => new PinValue(1);

        /// <summary>Low.</summary>
        public static PinValue Low => new PinValue(0);

        /// <summary>High for true.</summary>
        public static implicit operator PinValue(bool value) => value ? High : Low;

        /// <summary>Compares two levels.</summary>
        public static bool operator ==(PinValue a, PinValue b) => a.value == b.value;

        /// <summary>Compares two levels.</summary>
        public static bool operator !=(PinValue a, PinValue b) => a.value != b.value;

        /// <inheritdoc/>
        public bool Equals(PinValue other) => other.value == value;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is PinValue other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => value;

        /// <inheritdoc/>
        public override string ToString() => value == 0 ? "Low" : "High";
    }
}
