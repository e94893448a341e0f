using System.Threading;

namespace MeterFirmware.Hal.Drivers
{
    /// <summary>
    /// A watchdog that is a thread: the platform has none in hardware for managed code, and the interpreter gives a thread its
    /// turn however long another one loops. It cannot help where the interpreter itself stops.
    /// </summary>
    public sealed class SoftwareWatchdog : IWatchdog
    {
        /// <summary>
        /// How long a program may take for its start, and its loop for a turn, milliseconds: several times the longest turn,
        /// which is a signature check.
        /// </summary>
        public const int LimitMilliseconds = 30_000;

        private readonly IRestart restart;
        private readonly int limitMilliseconds;
        private bool isStarted;
        private int kicks;

        /// <summary>Makes one that does not watch yet.</summary>
        /// <param name="restart">What to do with a program that hangs.</param>
        /// <param name="limitMilliseconds">
        /// A program that is silent for so long has hung; it is noticed within twice that, 1 or more.
        /// </param>
        public SoftwareWatchdog(IRestart restart, int limitMilliseconds)
        {
            this.restart = restart;
            this.limitMilliseconds = limitMilliseconds;
        }

        /// <inheritdoc/>
        public void Start()
        {
            if (!isStarted)
            {
                isStarted = true;
                new Thread(Watch).Start();
            }
        }

        /// <inheritdoc/>
        public void Kick()
        {
            kicks++;
        }

        private void Watch()
        {
            int seen = kicks - 1;
            while (seen != kicks)
            {
                seen = kicks;
                Thread.Sleep(limitMilliseconds);
            }
            restart.Restart();
        }
    }
}
