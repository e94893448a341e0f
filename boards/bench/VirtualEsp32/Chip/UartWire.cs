namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// The two data lines of one UART, with what has been sent and not yet taken: both ways bounded. The bench joins
    /// <see cref="Outside"/> to a TCP connection, a terminal or a test.
    /// </summary>
    public sealed class UartWire
    {
        /// <summary>Octets that the outside end keeps: several of the longest messages.</summary>
        public const int OutsideCapacity = 65_536;

        internal UartWire(int chipCapacity)
        {
            Chip = new UartEnd(chipCapacity);
            Outside = new UartEnd(OutsideCapacity);
            Chip.Join(Outside);
            Outside.Join(Chip);
        }

        /// <summary>The chip's end, which its SerialPort uses.</summary>
        public UartEnd Chip { get; }

        /// <summary>The other end.</summary>
        public UartEnd Outside { get; }

        /// <summary>Set to make the chip's writes time out, as with a transmitter that never gets empty.</summary>
        public bool IsStuck { get; set; }
    }
}
