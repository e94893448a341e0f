using System;
using System.Threading;
using nanoFramework.Runtime.Native;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>The platform's time.</summary>
    public sealed class ProcessorTime : IProcessorTime
    {
        private const long TicksPerSecond = 10_000_000;
        private const long TicksPerMillisecond = 10_000;

        /// <inheritdoc/>
        public long TickMilliseconds
        {
            get { return Environment.TickCount64; }
        }

        /// <inheritdoc/>
        public long SystemMilliseconds
        {
            get { return (DateTime.UtcNow - Epoch()).Ticks / TicksPerMillisecond; }
        }

        /// <inheritdoc/>
        public void SetSystemSeconds(long seconds)
        {
            Rtc.SetSystemTime(Epoch().AddTicks(seconds * TicksPerSecond));
        }

        /// <inheritdoc/>
        public void Wait(int milliseconds)
        {
            Thread.Sleep(milliseconds);
        }

        private static DateTime Epoch()
        {
            return new DateTime(2000, 1, 1);
        }
    }
}
