using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Load limiting (SMETS2 5.7.4.19 to 5.7.4.22, 5.7.5.18). Its settings' octets: power threshold (W), period and
    /// restoration period (seconds) in four each, supply state (1 Disable, 0 Unchanged). It says what is to happen; the
    /// supply is another part's.
    /// </summary>
    public sealed class LoadLimit
    {
        /// <summary>The octets of the settings.</summary>
        public const int Length = 13;

        /// <summary>Nothing happens.</summary>
        public const int NoAction = 0;

        /// <summary>The threshold was exceeded for the whole period: alert 0x8F01; the supply stays.</summary>
        public const int Exceeded = 1;

        /// <summary>As <see cref="Exceeded"/>, and the supply is to be Disabled, then Armed: 0x8F33.</summary>
        public const int Disable = 2;

        /// <summary>The restoration period has passed: the supply is to be Enabled, 0x8F34.</summary>
        public const int Restore = 3;

        private const int PeriodAt = 4;
        private const int RestorationAt = 8;
        private const int SupplyStateAt = 12;
        private const long NotRunning = -1;

        private readonly StateImage image;
        private readonly byte[] settings;
        private long overSince = NotRunning;
        private long limitedSince = NotRunning;
        private bool isReported;

        /// <summary>Binds the counter to the image and the limits to their settings.</summary>
        /// <param name="image">Holds the Load Limit Counter.</param>
        /// <param name="settings">The settings in force, <see cref="Length"/> octets; all zero means no limit.</param>
        public LoadLimit(StateImage image, byte[] settings)
        {
            this.image = image;
            this.settings = settings;
        }

        /// <summary>Load Limit Counter: events since its reset.</summary>
        public int Counter
        {
            get { return image.GetInt32(RegisterLayout.LoadLimitCounter); }
        }

        /// <summary>Judges settings.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            bool good =
                Octets.GetInt32(table, at) >= 0
                && Octets.GetInt32(table, at + PeriodAt) >= 0
                && Octets.GetInt32(table, at + RestorationAt) >= 0
                && table[at + SupplyStateAt] <= 1;
            return good ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>Sets the counter to zero (ECS28b).</summary>
        public void ResetCounter()
        {
            image.SetInt32(RegisterLayout.LoadLimitCounter, 0);
        }

        /// <summary>Looks at the power. The periods run on the monotonic clock and begin anew at a restart.</summary>
        /// <param name="watts">Active power import now, 0 or more.</param>
        /// <param name="monotonicSeconds">Since the processor started.</param>
        /// <returns>What is to happen now; each event is told once.</returns>
        public int Look(int watts, long monotonicSeconds)
        {
            if (limitedSince != NotRunning)
            {
                if (monotonicSeconds - limitedSince < Octets.GetInt32(settings, RestorationAt))
                {
                    return NoAction;
                }
                limitedSince = NotRunning;
                return Restore;
            }
            int threshold = Octets.GetInt32(settings, 0);
            if (threshold == 0 || watts <= threshold)
            {
                overSince = NotRunning;
                isReported = false;
                return NoAction;
            }
            if (overSince == NotRunning)
            {
                overSince = monotonicSeconds;
            }
            bool isDue = !isReported && monotonicSeconds - overSince >= Octets.GetInt32(settings, PeriodAt);
            return isDue ? Limit(monotonicSeconds) : NoAction;
        }

        private int Limit(long monotonicSeconds)
        {
            image.SetInt32(RegisterLayout.LoadLimitCounter, Counter + 1);
            if (settings[SupplyStateAt] == 0)
            {
                isReported = true;
                return Exceeded;
            }
            limitedSince = monotonicSeconds;
            overSince = NotRunning;
            return Disable;
        }
    }
}
