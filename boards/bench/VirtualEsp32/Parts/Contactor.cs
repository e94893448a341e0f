using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>A contactor that is closed while its coil is driven.</summary>
    public sealed class Contactor
    {
        private readonly bool activeHigh;

        /// <summary>Connects the coil driver.</summary>
        /// <param name="coil">The net at the driver's input.</param>
        /// <param name="activeHigh">True if High drives the coil.</param>
        public Contactor(Net coil, bool activeHigh)
        {
            ArgumentNullException.ThrowIfNull(coil);
            this.activeHigh = activeHigh;
            IsClosed = coil.ReadsHigh == activeHigh;
            coil.Changed += OnChanged;
        }

        /// <summary>True while the supply is on.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>How often it has closed or opened.</summary>
        public int Operations { get; private set; }

        private void OnChanged(NetChange change)
        {
            bool closed = change.Net.ReadsHigh == activeHigh;
            if (closed != IsClosed)
            {
                IsClosed = closed;
                Operations++;
            }
        }
    }
}
