using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// A contact from a net to ground: a push button, a reed or the transistor of an S0 output. The net needs a
    /// pull-up. A mechanical one bounces.
    /// </summary>
    public sealed class Contact
    {
        private readonly VirtualClock clock;
        private readonly NetSource toGround;
        private int bounces;
        private long bounceMicroseconds;
        private int movement;

        /// <summary>Connects an open contact.</summary>
        /// <param name="chip">Its circuit.</param>
        /// <param name="net">The net it grounds.</param>
        public Contact(VirtualChip chip, Net net)
        {
            ArgumentNullException.ThrowIfNull(chip);
            ArgumentNullException.ThrowIfNull(net);
            clock = chip.Clock;
            toGround = net.AddSource();
        }

        /// <summary>True when closed, or about to be once it has stopped bouncing.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>Gives every movement a bounce.</summary>
        /// <param name="bounces">How often it parts and meets again after the first touch, 0 or more.</param>
        /// <param name="bounceMicroseconds">How long each parting and each meeting lasts, 1 or more.</param>
        public void SetBounce(int bounces, long bounceMicroseconds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bounces);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bounceMicroseconds);
            this.bounces = bounces;
            this.bounceMicroseconds = bounceMicroseconds;
        }

        /// <summary>Closes or opens it.</summary>
        /// <param name="closed">True to close.</param>
        public void Set(bool closed)
        {
            if (closed == IsClosed)
            {
                return;
            }

            IsClosed = closed;
            int movement = ++this.movement;
            Touch(closed);
            for (int i = 1; i <= 2 * bounces; i++)
            {
                bool touches = i % 2 == 0 ? closed : !closed;
                clock.Schedule(i * bounceMicroseconds, () => Bounce(movement, touches));
            }
        }

        private void Bounce(int movement, bool touches)
        {
            if (movement == this.movement)
            {
                Touch(touches);
            }
        }

        private void Touch(bool touches)
        {
            if (touches)
            {
                toGround.Drive(false);
            }
            else
            {
                toGround.Release();
            }
        }
    }
}
