using System.Threading;
using MeterFirmware.VirtualEsp32;

namespace System.IO.Ports
{
    /// <summary>
    /// A UART of the <see cref="VirtualChip.Current"/> chip, on its <see cref="UartWire"/>. Octets take no time on the
    /// wire; the settings are kept but have no effect.
    /// </summary>
    public sealed class SerialPort : IDisposable
    {
        private readonly VirtualChip chip = VirtualChip.Current;
        private readonly int portIndex;
        private int bufferSize = 256;
        private UartWire wire;

        /// <summary>Makes a closed port.</summary>
        /// <param name="portName">"COM1" to "COM3".</param>
        /// <param name="baudRate">Bits a second.</param>
        /// <param name="parity">The parity bit.</param>
        /// <param name="dataBits">5 to 8.</param>
        /// <param name="stopBits">Stop bits.</param>
        public SerialPort(
            string portName,
            int baudRate = 9600,
            Parity parity = Parity.None,
            int dataBits = 8,
            StopBits stopBits = StopBits.One
        )
        {
            PortName = portName;
            BaudRate = baudRate;
            Parity = parity;
            DataBits = dataBits;
            StopBits = stopBits;
            portIndex = portName[3] - '0';
        }

        /// <summary>"COM1" to "COM3".</summary>
        public string PortName { get; }

        /// <summary>Bits a second.</summary>
        public int BaudRate { get; }

        /// <summary>The parity bit.</summary>
        public Parity Parity { get; }

        /// <summary>5 to 8.</summary>
        public int DataBits { get; }

        /// <summary>Stop bits.</summary>
        public StopBits StopBits { get; }

        /// <summary>True between <see cref="Open"/> and <see cref="Close"/>, or a restart of the chip.</summary>
        public bool IsOpen => wire != null && chip.IsUartOwner(portIndex, this);

        /// <summary>Octets the chip keeps until they are read. Set before <see cref="Open"/>.</summary>
        /// <exception cref="InvalidOperationException">Set on an open port.</exception>
        /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
        public int ReadBufferSize
        {
            get => bufferSize;
            set
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
                if (IsOpen)
                {
                    throw new InvalidOperationException();
                }

                bufferSize = value;
            }
        }

        /// <summary>Milliseconds that <see cref="Write"/> waits at the most, -1 for ever.</summary>
        public int WriteTimeout { get; set; } = Timeout.Infinite;

        /// <summary>Milliseconds that <see cref="Read"/> waits at the most, -1 for ever.</summary>
        public int ReadTimeout { get; set; } = Timeout.Infinite;

        /// <summary>Octets that have arrived.</summary>
        /// <exception cref="InvalidOperationException">The port is closed.</exception>
        public int BytesToRead => OpenWire().Chip.Available;

        /// <summary>Opens the port: its pins leave the GPIO, and the transmit line goes to its idle High.</summary>
        /// <exception cref="InvalidOperationException">Open already, or a line has no pin, or an unfit one.</exception>
        public void Open()
        {
            if (IsOpen)
            {
                throw new InvalidOperationException();
            }

            wire = chip.OpenUart(portIndex, this, bufferSize);
        }

        /// <summary>Closes the port.</summary>
        public void Close()
        {
            chip.CloseUart(portIndex, this);
            wire = null;
        }

        /// <summary>Closes the port.</summary>
        public void Dispose() => Close();

        /// <summary>Waits until <paramref name="count"/> octets are there, and takes them.</summary>
        /// <returns><paramref name="count"/>.</returns>
        /// <exception cref="TimeoutException">They did not come within <see cref="ReadTimeout"/>.</exception>
        /// <exception cref="InvalidOperationException">The port is closed.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            UartEnd end = OpenWire().Chip;
            if (!end.WaitForAvailable(count, ReadTimeout))
            {
                throw new TimeoutException();
            }

            return end.Read(buffer, offset, count);
        }

        /// <summary>Sends. What nobody takes from the wire in time is lost, as on a real one.</summary>
        /// <exception cref="InvalidOperationException">The port is closed.</exception>
        /// <exception cref="TimeoutException">The wire is stuck, see <see cref="UartWire.IsStuck"/>.</exception>
        public void Write(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            UartWire wire = OpenWire();
            if (wire.IsStuck)
            {
                throw new TimeoutException();
            }

            wire.Chip.Send(buffer, offset, count);
        }

        private UartWire OpenWire()
        {
            if (!IsOpen)
            {
                throw new InvalidOperationException("the port is closed");
            }

            return wire;
        }
    }
}
