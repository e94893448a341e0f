namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Active Power Import (SMETS2 5.7.5.4) as far as pulses tell it: the energy of the last
    /// <see cref="MeterParameters.PowerWindowSeconds"/> seconds. It comes in steps of one pulse in the window (60 W with 1 Wh
    /// and 60 s), and follows a load that begins within one window. A restart begins it anew, from zero.
    /// </summary>
    public sealed class PowerWindow
    {
        private const int SecondsOfHour = 3600;

        // The energy of each second; that of a second which is more than a window ago gives way.
        private readonly int[] seconds = new int[MeterParameters.PowerWindowSeconds];
        private long now;
        private long sum;

        /// <summary>The average over the window up to the last full second, W.</summary>
        public long Watts { get; private set; }

        /// <summary>Adds what was imported since the last telling of the time.</summary>
        /// <param name="wattHours">0 or more, in a second no more than an int holds.</param>
        public void Add(long wattHours)
        {
            seconds[(int)(now % MeterParameters.PowerWindowSeconds)] += (int)wattHours;
            sum += wattHours;
        }

        /// <summary>Tells the time.</summary>
        /// <param name="monotonicMilliseconds">Since the processor started; never less than before.</param>
        public void Advance(long monotonicMilliseconds)
        {
            long second = monotonicMilliseconds / 1000;
            if (second - now >= MeterParameters.PowerWindowSeconds)
            {
                System.Array.Clear(seconds, 0, seconds.Length);
                sum = 0;
                Watts = 0;
                now = second;
            }
            while (now < second)
            {
                Watts = sum * SecondsOfHour / MeterParameters.PowerWindowSeconds;
                now++;
                int place = (int)(now % MeterParameters.PowerWindowSeconds);
                sum -= seconds[place];
                seconds[place] = 0;
            }
        }
    }
}
