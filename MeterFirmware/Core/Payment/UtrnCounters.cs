using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The UTRN Counter Cache: the highest counter accepted and which of the <see cref="Remembered"/> up to it were. A
    /// counter is the upper half of a UTRN's originator counter.
    /// </summary>
    public sealed class UtrnCounters
    {
        /// <summary>How many counters are remembered, the highest included; older ones are refused.</summary>
        public const int Remembered = 8 * PaymentLayout.UtrnSeenLength;

        /// <summary>How many values the part of a counter has that a UTRN carries.</summary>
        public const int Carried = 1024;

        private const long MaxCounter = 0xFFFFFFFFL;

        private readonly StateImage image;

        /// <summary>Binds the cache to the image that holds it.</summary>
        public UtrnCounters(StateImage image)
        {
            this.image = image;
        }

        /// <summary>The highest counter accepted; 0 before any was.</summary>
        public long Highest
        {
            get { return image.GetInt64(PaymentLayout.UtrnHighest); }
        }

        /// <summary>
        /// The counter that a UTRN means by the ten bits it carries: the one nearest to the highest accepted, within 511
        /// below it and 512 above.
        /// </summary>
        /// <param name="carried">0 to 1,023.</param>
        public long Resolve(int carried)
        {
            long highest = Highest;
            long counter = highest - highest % Carried + carried;
            if (counter > highest + Carried / 2)
            {
                counter -= Carried;
            }
            else if (counter <= highest - Carried / 2)
            {
                counter += Carried;
            }
            return counter < 0 ? counter + Carried : counter;
        }

        /// <summary>Whether a counter may be accepted.</summary>
        /// <param name="counter">0 to 4,294,967,295.</param>
        /// <returns>
        /// <see cref="CreditResult.Accepted"/>, <see cref="CreditResult.Duplicate"/> or <see cref="CreditResult.TooOld"/>.
        /// </returns>
        public int Check(long counter)
        {
            long age = Highest - counter;
            if (age < 0)
            {
                return counter <= MaxCounter ? CreditResult.Accepted : CreditResult.Invalid;
            }
            if (age >= Remembered)
            {
                return CreditResult.TooOld;
            }
            bool seen = (image.GetByte(OctetOf((int)age)) & BitOf((int)age)) != 0;
            return seen ? CreditResult.Duplicate : CreditResult.Accepted;
        }

        /// <summary>Takes a counter as accepted. It goes to the flash with the credit.</summary>
        /// <param name="counter">One that <see cref="Check"/> let pass.</param>
        public void Accept(long counter)
        {
            Invariant.Require(Check(counter) == CreditResult.Accepted, "a UTRN counter that is fresh");
            long rise = counter - Highest;
            if (rise > 0)
            {
                Shift(rise);
                image.SetInt64(PaymentLayout.UtrnHighest, counter);
            }
            int age = (int)(Highest - counter);
            image.SetByte(OctetOf(age), image.GetByte(OctetOf(age)) | BitOf(age));
        }

        /// <summary>Forgets all, for a new supplier.</summary>
        public void Clear()
        {
            image.SetInt64(PaymentLayout.UtrnHighest, 0);
            for (int i = 0; i < PaymentLayout.UtrnSeenLength; i++)
            {
                image.SetByte(PaymentLayout.UtrnSeen + i, 0);
            }
        }

        // Every remembered counter becomes older by so much; the oldest are forgotten. From the oldest, so that nothing
        // is read after it was written.
        private void Shift(long by)
        {
            for (int age = Remembered - 1; age >= 0; age--)
            {
                long from = age - by;
                bool seen = from >= 0 && (image.GetByte(OctetOf((int)from)) & BitOf((int)from)) != 0;
                int others = image.GetByte(OctetOf(age)) & ~BitOf(age);
                image.SetByte(OctetOf(age), seen ? others | BitOf(age) : others);
            }
        }

        private static int OctetOf(int age)
        {
            return PaymentLayout.UtrnSeen + age / 8;
        }

        private static int BitOf(int age)
        {
            return 1 << (age % 8);
        }
    }
}
