using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Load limiting of an ESME (SMETS2 5.7.4.19 to 22): more power than the threshold for a period is counted and told, and
    /// where the Load Limit Supply State says so disarms the supply until the restoration period is over or the customer
    /// enables it. Both periods run by the monotonic clock and begin anew after a restart.
    /// </summary>
    public sealed class LoadLimiter
    {
        private const int PeriodAt = 4;
        private const int RestorationAt = 8;
        private const int StateAt = 12;
        private const int CounterAt = 13;
        private const long NotAbove = -1;

        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly SupplyControl supply;
        private readonly PaymentEvents events;
        private long aboveSince = NotAbove;
        private long limitedSince = NotAbove;
        private bool counted;

        /// <summary>Binds the limiter to the image that holds its settings.</summary>
        public LoadLimiter(StateImage image, MeterClock clock, SupplyControl supply, PaymentEvents events)
        {
            this.image = image;
            this.clock = clock;
            this.supply = supply;
            this.events = events;
        }

        /// <summary>Load Limit Power Threshold, W, 0 to 4,294,967,295; 0 for no limit.</summary>
        public long ThresholdWatts
        {
            get { return Get(0); }
            set { Set(0, value); }
        }

        /// <summary>Load Limit Period, seconds, 0 to 4,294,967,295.</summary>
        public long PeriodSeconds
        {
            get { return Get(PeriodAt); }
            set { Set(PeriodAt, value); }
        }

        /// <summary>Load Limit Restoration Period, seconds, 0 to 4,294,967,295.</summary>
        public long RestorationSeconds
        {
            get { return Get(RestorationAt); }
            set { Set(RestorationAt, value); }
        }

        /// <summary>Load Limit Supply State: true if the supply is to be disarmed.</summary>
        public bool DisarmsSupply
        {
            get { return image.GetByte(PaymentLayout.LoadLimit + StateAt) != 0; }
            set { image.SetByte(PaymentLayout.LoadLimit + StateAt, value ? 1 : 0); }
        }

        /// <summary>Load Limit Counter: how often the limit was exceeded.</summary>
        public int Counter
        {
            get { return image.GetInt32(PaymentLayout.LoadLimit + CounterAt); }
        }

        /// <summary>Makes the counter zero.</summary>
        public void ResetCounter()
        {
            image.SetInt32(PaymentLayout.LoadLimit + CounterAt, 0);
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
            image.SetInt32(PaymentLayout.LoadLimit + CounterAt, counter == int.MaxValue ? counter : counter + 1);
            events.Raise(EventCode.LoadLimitExceeded, watts);
            if (DisarmsSupply)
            {
                supply.LimitLoad();
            }
        }

        private long Get(int at)
        {
            return image.GetInt32(PaymentLayout.LoadLimit + at) & 0xFFFFFFFFL;
        }

        private void Set(int at, long value)
        {
            Invariant.Require(value >= 0 && value <= 0xFFFFFFFFL, "a load limit setting of four octets");
            image.SetInt32(PaymentLayout.LoadLimit + at, (int)value);
        }
    }
}
