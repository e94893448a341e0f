using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The payments to the Payment Debt Register that count against the Debt Recovery Rate Cap: those of (t - 168 h, t].
    /// It holds <see cref="PaymentLayout.CapWindowEntries"/> of them. When it is full the two oldest become one at the time
    /// of the younger: their sum then counts longer than it must, so the cap is never exceeded, only reached earlier.
    /// A payment of unknown time counts from when the time became known, and stays one of unknown time.
    /// </summary>
    public sealed class RecoveryCapWindow
    {
        /// <summary>The length of the window: 7 x 24 hours, in seconds.</summary>
        public const int WindowSeconds = 604800;

        private const int UnknownTime = -1;
        private const int EntryLength = 8;

        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly PaymentSettings settings;

        /// <summary>Binds the window to the image that holds it.</summary>
        public RecoveryCapWindow(StateImage image, MeterClock clock, PaymentSettings settings)
        {
            this.image = image;
            this.clock = clock;
            this.settings = settings;
        }

        /// <summary>How many payments are held: 0 to <see cref="PaymentLayout.CapWindowEntries"/>.</summary>
        public int Count
        {
            get { return image.GetByte(PaymentLayout.CapWindow); }
        }

        /// <summary>What was recovered in the window that ends now, millipence.</summary>
        public long RecoveredMillipence
        {
            get
            {
                long sum = 0;
                for (int i = 0; i < Count; i++)
                {
                    sum += IsInside(i) ? GetMillipence(i) : 0;
                }
                return sum;
            }
        }

        /// <summary>What may still be recovered now, millipence, 0 or more; long.MaxValue without a cap.</summary>
        public long RoomMillipence
        {
            get
            {
                long cap = settings.RateCapMillipence;
                if (cap == long.MaxValue)
                {
                    return cap;
                }
                long room = cap - RecoveredMillipence;
                return room > 0 ? room : 0;
            }
        }

        /// <summary>When a payment was, seconds since 2000-01-01T00:00:00Z; -1 if the time was not known.</summary>
        /// <param name="index">0 for the first that is held, to <see cref="Count"/> - 1, in the order in which they came.</param>
        public int GetUtcSeconds(int index)
        {
            Invariant.Require(index >= 0 && index < Count, "a payment that is held");
            return IsStamped(index) ? UnknownTime : image.GetInt32(EntryOffset(index));
        }

        /// <summary>How much a payment was, millipence.</summary>
        /// <param name="index">As in <see cref="GetUtcSeconds"/>.</param>
        public int GetMillipence(int index)
        {
            Invariant.Require(index >= 0 && index < Count, "a payment that is held");
            int amount = image.GetInt32(EntryOffset(index) + 4);
            return amount < 0 ? -amount : amount;
        }

        /// <summary>Takes note of a payment, of now or, while the time is not known, of when it becomes known.</summary>
        /// <param name="amountMillipence">More than 0.</param>
        internal void Add(int amountMillipence)
        {
            if (Count == PaymentLayout.CapWindowEntries)
            {
                MakeRoom();
            }
            int entry = EntryOffset(Count);
            image.SetInt32(entry, clock.IsUtcKnown ? (int)clock.UtcSeconds : UnknownTime);
            image.SetInt32(entry + 4, amountMillipence);
            image.SetByte(PaymentLayout.CapWindow, Count + 1);
        }

        /// <summary>
        /// Lets payments that were made while the time was not known count from now: the latest time they can have had. That
        /// it is not their time is kept as the sign of the amount, so no reading tells it as theirs.
        /// </summary>
        internal void StampUnknown()
        {
            for (int i = 0; i < Count; i++)
            {
                if (image.GetInt32(EntryOffset(i)) == UnknownTime)
                {
                    image.SetInt32(EntryOffset(i), (int)clock.UtcSeconds);
                    image.SetInt32(EntryOffset(i) + 4, -GetMillipence(i));
                }
            }
        }

        // A payment that lies ahead, after the clock was set back, counts, and so does one of unknown time.
        private bool IsInside(int index)
        {
            int at = image.GetInt32(EntryOffset(index));
            return at == UnknownTime || !clock.IsUtcKnown || clock.UtcSeconds - at < WindowSeconds;
        }

        private bool IsStamped(int index)
        {
            return image.GetInt32(EntryOffset(index) + 4) < 0;
        }

        private void MakeRoom()
        {
            int oldest = FindOldest(-1);
            int next = FindOldest(oldest);
            if (IsInside(oldest))
            {
                long sum = (long)GetMillipence(oldest) + GetMillipence(next);
                int held = sum > int.MaxValue ? int.MaxValue : (int)sum;
                image.SetInt32(EntryOffset(next) + 4, IsStamped(next) ? -held : held);
            }
            int left = Count - 1;
            System.Array.Copy(
                image.Raw,
                EntryOffset(oldest + 1),
                image.Raw,
                EntryOffset(oldest),
                (left - oldest) * EntryLength
            );
            image.SetByte(PaymentLayout.CapWindow, left);
        }

        // Unknown counts as the youngest. The order of entry is not that of time where the clock was set back.
        private int FindOldest(int except)
        {
            int oldest = -1;
            for (int i = 0; i < Count; i++)
            {
                if (i != except && (oldest < 0 || IsBefore(i, oldest)))
                {
                    oldest = i;
                }
            }
            return oldest;
        }

        private bool IsBefore(int first, int second)
        {
            int firstAt = image.GetInt32(EntryOffset(first));
            int secondAt = image.GetInt32(EntryOffset(second));
            return firstAt != UnknownTime && (secondAt == UnknownTime || firstAt < secondAt);
        }

        private static int EntryOffset(int index)
        {
            return PaymentLayout.CapWindow + 1 + index * EntryLength;
        }
    }
}
