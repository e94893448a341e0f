using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// A switch that a pulse on one of two inputs moves and that stays where it is: a two-coil relay, or a valve with
    /// its motor bridge. A pulse shorter than it needs does not move it.
    /// </summary>
    public sealed class LatchingSwitch
    {
        private readonly VirtualChip chip;
        private readonly Net onCoil;
        private readonly Net offCoil;
        private readonly long neededMicroseconds;
        private int drive;

        /// <summary>Connects both inputs; High drives.</summary>
        /// <param name="chip">Its circuit.</param>
        /// <param name="onCoil">The net that switches on.</param>
        /// <param name="offCoil">The net that switches off.</param>
        /// <param name="neededMilliseconds">The shortest pulse that moves it, 0 or more.</param>
        public LatchingSwitch(VirtualChip chip, Net onCoil, Net offCoil, int neededMilliseconds)
        {
            ArgumentNullException.ThrowIfNull(chip);
            ArgumentNullException.ThrowIfNull(onCoil);
            ArgumentNullException.ThrowIfNull(offCoil);
            this.chip = chip;
            this.onCoil = onCoil;
            this.offCoil = offCoil;
            neededMicroseconds = neededMilliseconds * 1000L;
            onCoil.Changed += OnChanged;
            offCoil.Changed += OnChanged;
        }

        /// <summary>Where it is. Off at first.</summary>
        public bool IsOn { get; private set; }

        /// <summary>How often it has moved.</summary>
        public int Operations { get; private set; }

        /// <summary>How often a drive began, whether it moved anything or not.</summary>
        public int Drives { get; private set; }

        /// <summary>How often both inputs were driven at once, which a motor bridge may not survive.</summary>
        public int Conflicts { get; private set; }

        /// <summary>True while an input is driven.</summary>
        public bool IsDriven => onCoil.ReadsHigh || offCoil.ReadsHigh;

        private void OnChanged(NetChange change)
        {
            int drive = ++this.drive;
            if (onCoil.ReadsHigh && offCoil.ReadsHigh)
            {
                Conflicts++;
                return;
            }

            if (!IsDriven)
            {
                return;
            }

            Drives++;
            bool on = onCoil.ReadsHigh;
            chip.Clock.Schedule(neededMicroseconds, () => Move(drive, on));
        }

        private void Move(int drive, bool on)
        {
            if (drive == this.drive && on != IsOn)
            {
                IsOn = on;
                Operations++;
            }
        }
    }
}
