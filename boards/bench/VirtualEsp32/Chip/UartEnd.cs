using System;
using System.Diagnostics;
using System.Threading;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>One end of a <see cref="UartWire"/>. Any thread may use it.</summary>
    public sealed class UartEnd
    {
        private readonly object gate = new();
        private byte[] received = Array.Empty<byte>();
        private int first;
        private int available;
        private UartEnd other;

        internal UartEnd(int capacity)
        {
            SetCapacity(capacity);
        }

        /// <summary>Octets that have arrived here and were not read yet.</summary>
        public int Available
        {
            get
            {
                lock (gate)
                {
                    return available;
                }
            }
        }

        /// <summary>Octets that came while this end's buffer was full.</summary>
        public long LostOctets { get; private set; }

        /// <summary>Takes what is there, without waiting.</summary>
        /// <returns>The number of octets, 0 to <paramref name="count"/>.</returns>
        public int Read(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            lock (gate)
            {
                int taken = Math.Min(count, available);
                for (int i = 0; i < taken; i++)
                {
                    buffer[offset + i] = received[first];
                    first = (first + 1) % received.Length;
                }

                available -= taken;
                Monitor.PulseAll(gate);
                return taken;
            }
        }

        /// <summary>
        /// Sends to the other end as far as that has room, without waiting. A UART has no such flow control; it
        /// stands for a sender that knows to pause, as TCP does.
        /// </summary>
        /// <returns>The number of octets taken, 0 to <paramref name="count"/>.</returns>
        public int Write(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            return other.Accept(buffer, offset, count);
        }

        /// <summary>Sends all; what the other end has no room for is lost and counted there, as on a real line.</summary>
        public void Send(byte[] buffer, int offset, int count)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            int taken = other.Accept(buffer, offset, count);
            other.LostOctets += count - taken;
        }

        /// <summary>Waits until at least so many octets have arrived.</summary>
        /// <param name="count">Octets.</param>
        /// <param name="timeoutMilliseconds">Of the PC's time, -1 for ever.</param>
        /// <returns>False if they did not come in time.</returns>
        public bool WaitForAvailable(int count, int timeoutMilliseconds) =>
            WaitUntil(() => available >= count, timeoutMilliseconds);

        /// <summary>Waits until the other end has room for an octet.</summary>
        /// <param name="timeoutMilliseconds">Of the PC's time, -1 for ever.</param>
        /// <returns>False if there was none in time.</returns>
        public bool WaitForRoom(int timeoutMilliseconds) =>
            other.WaitUntil(() => other.available < other.received.Length, timeoutMilliseconds);

        internal void Join(UartEnd other) => this.other = other;

        // Also empties the buffer.
        internal void SetCapacity(int octets)
        {
            lock (gate)
            {
                received = new byte[octets];
                first = 0;
                available = 0;
                Monitor.PulseAll(gate);
            }
        }

        private int Accept(byte[] buffer, int offset, int count)
        {
            lock (gate)
            {
                int taken = Math.Min(count, received.Length - available);
                for (int i = 0; i < taken; i++)
                {
                    received[(first + available) % received.Length] = buffer[offset + i];
                    available++;
                }

                Monitor.PulseAll(gate);
                return taken;
            }
        }

        private bool WaitUntil(Func<bool> condition, int timeoutMilliseconds)
        {
            long start = Stopwatch.GetTimestamp();
            lock (gate)
            {
                while (!condition())
                {
                    int left = Timeout.Infinite;
                    if (timeoutMilliseconds >= 0)
                    {
                        left = timeoutMilliseconds - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                        if (left <= 0)
                        {
                            return false;
                        }
                    }

                    Monitor.Wait(gate, left);
                }

                return true;
            }
        }
    }
}
