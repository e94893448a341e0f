using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Customer
{
    /// <summary>
    /// The privacy PIN: the customer sets it at the meter, and the supplier can do no more than take it away (SMETS2
    /// 4.5.3.9, 5.6.3.10). Attempts are counted on the flash before they are judged, so that switching the meter off and on
    /// gains nothing. The PIN is kept as it is: of 10,000 values a hash hides none.
    /// </summary>
    public sealed class PrivacyPin
    {
        /// <summary>The digits of a PIN.</summary>
        public const int Digits = 4;

        private const long NotLocked = -1;

        private readonly StateImage image;
        private readonly StateStore store;
        private readonly CustomerRecord record;
        private readonly MeterClock clock;
        private readonly LogTail events;
        private long lockedAt = NotLocked;

        /// <summary>Keeps the PIN of a meter.</summary>
        /// <param name="image">Has the attempts.</param>
        /// <param name="store">Commits them.</param>
        /// <param name="record">Has the PIN.</param>
        /// <param name="clock">Times the lock-out.</param>
        /// <param name="events">Is told of a PIN that was set or could not be.</param>
        public PrivacyPin(StateImage image, StateStore store, CustomerRecord record, MeterClock clock, LogTail events)
        {
            this.image = image;
            this.store = store;
            this.record = record;
            this.clock = clock;
            this.events = events;
        }

        /// <summary>
        /// True while the PIN protects. If its record is damaged no digits are right any more, and only the supplier or the
        /// maker can end that: what was private stays private.
        /// </summary>
        public bool IsEnabled
        {
            get { return record.HasFlag(ImageLayout.PinEnabledFlag); }
        }

        /// <summary>
        /// True for <see cref="MeterParameters.PrivacyPinLockoutMilliseconds"/> after
        /// <see cref="MeterParameters.PrivacyPinAttempts"/> wrong attempts one after another; a restart begins that time anew.
        /// </summary>
        public bool IsLockedOut
        {
            get
            {
                if (Attempts < MeterParameters.PrivacyPinAttempts)
                {
                    return false;
                }
                long now = clock.MonotonicMilliseconds;
                lockedAt = lockedAt == NotLocked ? now : lockedAt;
                return now - lockedAt < MeterParameters.PrivacyPinLockoutMilliseconds;
            }
        }

        private int Attempts
        {
            get { return image.GetByte(ImageLayout.PinAttempts); }
        }

        /// <summary>Compares digits with the PIN, and commits the attempt.</summary>
        /// <param name="digits">Four values 0 to 9.</param>
        /// <returns>True if they are the PIN. An attempt that the storage refuses to count is wrong.</returns>
        public bool Try(byte[] digits)
        {
            if (IsLockedOut)
            {
                return false;
            }
            int attempts = Attempts < MeterParameters.PrivacyPinAttempts ? Attempts + 1 : 1;
            if (!CommitAttempts(attempts))
            {
                return false;
            }
            lockedAt = NotLocked;
            bool isRight = record.Is(CustomerField.PrivacyPin, digits, 0, Digits);
            if (isRight)
            {
                // Refused, the attempt stays counted.
                CommitAttempts(0);
            }
            return isRight;
        }

        /// <summary>Makes digits the PIN, enables the protection and commits.</summary>
        /// <param name="digits">Four values 0 to 9.</param>
        /// <returns>False if the storage refused: nothing has changed then.</returns>
        public bool Set(byte[] digits)
        {
            image.Mark();
            record.Set(CustomerField.PrivacyPin, digits, 0, Digits);
            bool isSaved = record.Save();
            if (isSaved)
            {
                record.SetFlag(ImageLayout.PinEnabledFlag, true);
                image.SetByte(ImageLayout.PinAttempts, 0);
            }
            events.Add(isSaved ? EventCode.LocalCommandActioned : EventCode.LocalCommandNotActioned, 0);
            return store.Commit() && isSaved;
        }

        /// <summary>Disable Privacy PIN Protection: nothing is hidden any more. Whoever runs the command commits.</summary>
        /// <returns>False if the storage refused: nothing has changed then.</returns>
        public bool Disable()
        {
            record.Set(CustomerField.PrivacyPin, image.Raw, 0, 0);
            if (!record.Save())
            {
                return false;
            }
            record.SetFlag(ImageLayout.PinEnabledFlag, false);
            image.SetByte(ImageLayout.PinAttempts, 0);
            return true;
        }

        private bool CommitAttempts(int attempts)
        {
            image.Mark();
            image.SetByte(ImageLayout.PinAttempts, attempts);
            return store.Commit();
        }
    }
}
