namespace MeterFirmware.VirtualEsp32
{
    /// <summary>One instant at which a net's voltage changed.</summary>
    public readonly struct NetChange
    {
        internal NetChange(Net net, long atMicroseconds, int millivolts, LogicLevel level)
        {
            Net = net;
            AtMicroseconds = atMicroseconds;
            Millivolts = millivolts;
            Level = level;
        }

        /// <summary>The net.</summary>
        public Net Net { get; }

        /// <summary>When, on the chip's clock.</summary>
        public long AtMicroseconds { get; }

        /// <summary>The new voltage, or <see cref="Net.Floating"/>.</summary>
        public int Millivolts { get; }

        /// <summary>The new level.</summary>
        public LogicLevel Level { get; }
    }
}
