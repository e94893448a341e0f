using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// The switch between the meter's 12 V and the hub. Its control input takes the 12 V away from a certain voltage
    /// on (a cut line), or while it is below one (an enable line, which no board of this project may have). It follows
    /// at once: a real one's gate and the rail's capacitors hide short dips, and this hides none.
    /// </summary>
    public sealed class LoadSwitch
    {
        /// <summary>The rail.</summary>
        public const int RailMillivolts = 12_000;

        private readonly MainsSupply mains;
        private readonly Net control;
        private readonly bool cutsWhenHigh;
        private readonly int thresholdMillivolts;
        private readonly NetSource output;

        /// <summary>Connects it.</summary>
        /// <param name="mains">What the 12 V is made from.</param>
        /// <param name="control">The net at the control input.</param>
        /// <param name="rail">The hub's 12 V.</param>
        /// <param name="cutsWhenHigh">True for a cut line, false for an enable line.</param>
        /// <param name="thresholdMillivolts">
        /// Where the control input switches. A floating input is taken to be on the wrong side.
        /// </param>
        public LoadSwitch(MainsSupply mains, Net control, Net rail, bool cutsWhenHigh, int thresholdMillivolts)
        {
            ArgumentNullException.ThrowIfNull(mains);
            ArgumentNullException.ThrowIfNull(control);
            ArgumentNullException.ThrowIfNull(rail);
            this.mains = mains;
            this.control = control;
            this.cutsWhenHigh = cutsWhenHigh;
            this.thresholdMillivolts = thresholdMillivolts;
            output = rail.AddSource();
            mains.Changed += Follow;
            control.Changed += _ => Follow();
            Follow();
        }

        /// <summary>True while the control input takes the 12 V away.</summary>
        public bool IsCut { get; private set; }

        private void Follow()
        {
            bool isAbove = control.Millivolts >= thresholdMillivolts;
            IsCut = control.Millivolts == Net.Floating || isAbove == cutsWhenHigh;
            output.Drive(!IsCut && mains.IsPresent);
        }
    }
}
