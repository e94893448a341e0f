namespace MeterFirmware.VirtualEsp32
{
    /// <summary>One output stage on a net, without resistance of its own.</summary>
    public sealed class NetSource
    {
        private readonly Net net;

        internal NetSource(Net net)
        {
            this.net = net;
        }

        /// <summary>What it drives, or <see cref="Net.Floating"/>.</summary>
        public int Millivolts { get; internal set; } = Net.Floating;

        /// <summary>Drives the supply of the net, or ground.</summary>
        /// <param name="high">True for the supply.</param>
        public void Drive(bool high) => net.Set(this, high ? net.SupplyMillivolts : 0);

        /// <summary>Lets go.</summary>
        public void Release() => net.Set(this, Net.Floating);
    }
}
