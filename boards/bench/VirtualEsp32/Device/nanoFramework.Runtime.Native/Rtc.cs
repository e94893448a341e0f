using System;
using MeterFirmware.VirtualEsp32;

namespace nanoFramework.Runtime.Native
{
    /// <summary>The chip's real time clock.</summary>
    public static class Rtc
    {
        /// <summary>
        /// Sets it, in whole seconds. <see cref="DateTime.UtcNow"/> is the PC's and does not follow; the chip's is
        /// <see cref="VirtualChip.SystemTime"/>.
        /// </summary>
        /// <param name="time">UTC.</param>
        /// <returns>True.</returns>
        public static bool SetSystemTime(DateTime time)
        {
            VirtualChip.Current.SystemTime = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
            return true;
        }
    }
}
