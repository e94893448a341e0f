using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// A UART of the chip, 8 data bits, no parity, 1 stop bit. A port that cannot be opened reads nothing and refuses
    /// every write; nothing of the port's is thrown.
    /// </summary>
    public sealed class SerialPortLink : ISerialLink
    {
        /// <summary>
        /// Octets that the platform keeps until they are read: 350 ms at 115,200 baud. More and it drops them all.
        /// </summary>
        public const int ReceiveBufferOctets = 4_096;

        // The chip sends 128 octets from its own memory. For what is more the class library hands the address of the
        // managed buffer to a task of its own without pinning it, and the collector may move it under way; so no more
        // is given to it at a time, and the next lot only when these have left.
        private const int ChunkOctets = 96;
        private const int BitsPerOctet = 10;
        private const int WriteTimeoutMilliseconds = 1_000;
        private readonly IProcessorTime time;
        private readonly int chunkMilliseconds;
        private readonly SerialPort port;
        private long freeAtMilliseconds;

        /// <summary>Opens the port.</summary>
        /// <param name="time">For sending no faster than the line.</param>
        /// <param name="comPort">2 or 3; COM1 is the debugger's.</param>
        /// <param name="transmitPin">GPIO number.</param>
        /// <param name="receivePin">GPIO number.</param>
        /// <param name="baudRate">Bits a second, 9,600 or more.</param>
        public SerialPortLink(IProcessorTime time, int comPort, int transmitPin, int receivePin, int baudRate)
        {
            this.time = time;
            chunkMilliseconds = (ChunkOctets * BitsPerOctet * 1_000 / baudRate) + 1;
            try
            {
                bool isCom2 = comPort == 2;
                Configuration.SetPinFunction(transmitPin, isCom2 ? DeviceFunction.COM2_TX : DeviceFunction.COM3_TX);
                Configuration.SetPinFunction(receivePin, isCom2 ? DeviceFunction.COM2_RX : DeviceFunction.COM3_RX);
                SerialPort port = new SerialPort(isCom2 ? "COM2" : "COM3", baudRate, Parity.None, 8, StopBits.One);
                port.ReadBufferSize = ReceiveBufferOctets;
                port.WriteTimeout = WriteTimeoutMilliseconds;
                port.Open();
                this.port = port;
            }
            catch (Exception)
            {
                this.port = null;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentOutOfRangeException">The octets are not within the buffer.</exception>
        public int Read(byte[] buffer, int offset, int count)
        {
            CheckRange(buffer, offset, count);
            if (port == null)
            {
                return 0;
            }

            try
            {
                // Asked for more than there is, the port would wait.
                int available = port.BytesToRead;
                int taken = available < count ? available : count;
                return taken == 0 ? 0 : port.Read(buffer, offset, taken);
            }
            catch (Exception)
            {
                return 0;
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentOutOfRangeException">The octets are not within the buffer.</exception>
        public bool Write(byte[] buffer, int offset, int count)
        {
            CheckRange(buffer, offset, count);
            if (port == null)
            {
                return false;
            }

            try
            {
                int end = offset + count;
                for (int i = offset; i < end; i += ChunkOctets)
                {
                    WaitForLine();
                    port.Write(buffer, i, end - i < ChunkOctets ? end - i : ChunkOctets);
                    freeAtMilliseconds = time.TickMilliseconds + chunkMilliseconds;
                }

                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private void WaitForLine()
        {
            long milliseconds = freeAtMilliseconds - time.TickMilliseconds;
            if (milliseconds > 0)
            {
                time.Wait((int)milliseconds);
            }
        }

        private static void CheckRange(byte[] buffer, int offset, int count)
        {
            if (offset < 0 || count < 0 || count > buffer.Length - offset)
            {
                throw new ArgumentOutOfRangeException(nameof(count));
            }
        }
    }
}
