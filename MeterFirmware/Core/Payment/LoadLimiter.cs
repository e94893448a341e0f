using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Load limiting of an ESME (SMETS2 5.7.4.19 to 22, 5.7.5.18): more power than the threshold for a period is counted and
    /// told, and where the Load Limit Supply State says so disarms the supply until the restoration period is over or the
    /// customer enables it. Both periods run by the monotonic clock and begin anew after a restart. The settings are a
    /// configuration table; their octets: power threshold (W), period and restoration period (seconds) in four each, supply
    /// state (1 Disable, 0 Unchanged).
    /// </summary>
    public sealed class LoadLimiter
    {
        /// <summary>The octets of the settings.</summary>
        public const int Length = 13;

        private const int PeriodAt = 4;
        private const int RestorationAt = 8;
        private const int StateAt = 12;
        private const long NotAbove = -1;

        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly SupplyControl supply;
        private readonly PaymentEvents events;
        private readonly byte[] settings;
        private long aboveSince = NotAbove;
        private long limitedSince = NotAbove;
        private bool counted;

        /// <summary>Binds the limiter to the image that holds its counter.</summary>
        /// <param name="image">The image.</param>
        /// <param name="clock">The time.</param>
        /// <param name="supply">Is disarmed.</param>
        /// <param name="events">Told of every excess.</param>
        /// <param name="settings">The settings in force, <see cref="Length"/> octets; all zero for no limit.</param>
        public LoadLimiter(
            StateImage image,
            MeterClock clock,
            SupplyControl supply,
            PaymentEvents events,
            byte[] settings
        )
        {
            this.image = image;
            this.clock = clock;
            this.supply = supply;
            this.events = events;
            this.settings = settings;
        }

        /// <summary>Load Limit Power Threshold, W, 0 to 4,294,967,295; 0 for no limit.</summary>
        public long ThresholdWatts
        {
            get { return Get(0); }
        }

        /// <summary>Load Limit Period, seconds, 0 to 4,294,967,295.</summary>
        public long PeriodSeconds
        {
            get { return Get(PeriodAt); }
        }

        /// <summary>Load Limit Restoration Period, seconds, 0 to 4,294,967,295.</summary>
        public long RestorationSeconds
        {
            get { return Get(RestorationAt); }
        }

        /// <summary>Load Limit Supply State: true if the supply is to be disarmed.</summary>
        public bool DisarmsSupply
        {
            get { return settings[StateAt] != 0; }
        }

        /// <summary>Load Limit Counter: how often the limit was exceeded.</summary>
        public int Counter
        {
            get { return image.GetInt32(PaymentLayout.LoadLimitCounter); }
        }

        /// <summary>Judges settings.</summary>
        /// <returns>A <see cref="TableResult"/>.</returns>
        public static int Judge(byte[] table, int at, int count)
        {
            if (count != Length)
            {
                return TableResult.BadForm;
            }
            return table[at + StateAt] <= 1 ? TableResult.Ok : TableResult.BadValue;
        }

        /// <summary>Makes the counter zero (ECS28b).</summary>
        public void ResetCounter()
        {
            image.SetInt32(PaymentLayout.LoadLimitCounter, 0);
        }

        /// <summary>Tells the Active Power Import.</summary>
        /// <param name="watts">0 or more.</param>
        public void Observe(long watts)
        {
            long now = clock.MonotonicMilliseconds;
            bool above = ThresholdWatts != 0 && watts > ThresholdWatts && supply.IsSupplyOn;
            if (!above)
            {
                aboveSince = NotAbove;
                counted = false;
                return;
            }
            aboveSince = aboveSince == NotAbove ? now : aboveSince;
            if (!counted && now - aboveSince >= PeriodSeconds * 1000L)
            {
                counted = true;
                Exceeded(watts);
            }
        }

        /// <summary>Brings the supply back when its time has come.</summary>
        internal void Tick()
        {
            if (!supply.IsLoadLimited)
            {
                limitedSince = NotAbove;
                return;
            }
            long now = clock.MonotonicMilliseconds;
            limitedSince = limitedSince == NotAbove ? now : limitedSince;
            if (now - limitedSince >= RestorationSeconds * 1000L)
            {
                supply.RestoreLoad();
            }
        }

        private void Exceeded(long watts)
        {
            int counter = Counter;
            image.SetInt32(PaymentLayout.LoadLimitCounter, counter == int.MaxValue ? counter : counter + 1);
            events.Raise(EventCode.LoadLimitExceeded, watts);
            if (DisarmsSupply)
            {
                supply.LimitLoad();
            }
        }

        private long Get(int at)
        {
            return Octets.GetInt32(settings, at) & 0xFFFFFFFFL;
        }
    }
}
