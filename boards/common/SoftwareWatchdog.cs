using System.Threading;
using MeterFirmware.Hal;

namespace MeterFirmware.Board
{
    /// <summary>
    /// Restarts a program that hangs. The platform has no hardware watchdog for managed code; this one is a thread, which
    /// the interpreter gives its turn however long another one loops. It cannot help where the interpreter itself stops.
    /// </summary>
    public sealed class SoftwareWatchdog
    {
        /// <summary>
        /// How long the loop may take for a turn: several times the longest one, which is a signature check.
        /// </summary>
        public const int LimitMilliseconds = 30_000;

        private readonly IRestart restart;
        private int turns;

        /// <summary>Begins to watch.</summary>
        /// <param name="restart">What to do with a program that hangs.</param>
        public SoftwareWatchdog(IRestart restart)
        {
            this.restart = restart;
            new Thread(Watch).Start();
        }

        /// <summary>The program is alive. Called on every turn of its loop.</summary>
        public void Kick()
        {
            turns++;
        }

        private void Watch()
        {
            int seen = turns - 1;
            while (seen != turns)
            {
                seen = turns;
                Thread.Sleep(LimitMilliseconds);
            }
            restart.Restart();
        }
    }
}
