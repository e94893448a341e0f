namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// A switch that a timed drive on one of two lines moves, and that then stays: a latching contactor, or a gas
    /// valve with its motor bridge. Never are both lines Active. A drive once begun is finished, and followed by a
    /// rest, before the opposite one. What the position is after a start is not known, so the first request always
    /// drives.
    /// </summary>
    public sealed class GpioLatchingSwitch : ISupplySwitch
    {
        /// <summary>Both lines are Inactive for at least so long between two drives.</summary>
        public const int RestMilliseconds = 50;

        private const int Unknown = 0;
        private const int On = 1;
        private const int Off = 2;
        private readonly OutputLine onLine;
        private readonly OutputLine offLine;
        private readonly IProcessorTime time;
        private readonly int driveMilliseconds;
        private int position = Unknown;
        private int wanted = Unknown;
        private bool isDriving;
        private long untilMilliseconds;

        /// <summary>Takes the lines over, both Inactive.</summary>
        /// <param name="onLine">Active to switch on.</param>
        /// <param name="offLine">Active to switch off.</param>
        /// <param name="time">For the drive.</param>
        /// <param name="driveMilliseconds">
        /// The shortest drive that moves it. A drive ends at the first <see cref="Poll"/> after that, so it can last
        /// longer by the longest turn of the board's loop, which the switch has to bear.
        /// </param>
        public GpioLatchingSwitch(OutputLine onLine, OutputLine offLine, IProcessorTime time, int driveMilliseconds)
        {
            this.onLine = onLine;
            this.offLine = offLine;
            this.time = time;
            this.driveMilliseconds = driveMilliseconds;
            untilMilliseconds = time.TickMilliseconds;
        }

        /// <inheritdoc/>
        public void SetSupplyOn(bool on)
        {
            wanted = on ? On : Off;
            Poll();
        }

        /// <inheritdoc/>
        public void Poll()
        {
            bool isIdle = !isDriving && wanted == position;
            if (isIdle || time.TickMilliseconds < untilMilliseconds)
            {
                return;
            }

            if (isDriving)
            {
                EndDrive();
            }
            else
            {
                BeginDrive();
            }
        }

        private void BeginDrive()
        {
            // Where it is in the middle of a drive nobody knows: if this one is cut off by a restart, so it stays.
            position = wanted;
            isDriving = true;
            untilMilliseconds = time.TickMilliseconds + driveMilliseconds;
            (position == On ? onLine : offLine).Set(true);
        }

        private void EndDrive()
        {
            onLine.Set(false);
            offLine.Set(false);
            isDriving = false;
            untilMilliseconds = time.TickMilliseconds + RestMilliseconds;
        }
    }
}
