using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Alerts that wait to be sent, in the image, so that they go to the flash with what they tell of. When all
    /// <see cref="PaymentLayout.AlertEntries"/> places are taken the oldest gives way; its log entry stays.
    /// </summary>
    public sealed class AlertQueue
    {
        private const int EntryLength = 6;

        private readonly StateImage image;
        private readonly MeterClock clock;

        /// <summary>Binds the queue to the image that holds it.</summary>
        public AlertQueue(StateImage image, MeterClock clock)
        {
            this.image = image;
            this.clock = clock;
        }

        /// <summary>How many wait: 0 to <see cref="PaymentLayout.AlertEntries"/>.</summary>
        public int Count
        {
            get { return image.GetByte(PaymentLayout.Alerts); }
        }

        /// <summary>The code of the alert that waited longest.</summary>
        public int FirstCode
        {
            get { return image.GetUInt16(EntryOffset(0)); }
        }

        /// <summary>
        /// When it happened, seconds since 2000-01-01T00:00:00Z; now if the time was not known then.
        /// </summary>
        public long FirstUtcSeconds
        {
            get
            {
                int at = image.GetInt32(EntryOffset(0) + 2);
                return at < 0 ? clock.UtcSeconds : at;
            }
        }

        /// <summary>Puts an alert at the end.</summary>
        /// <param name="code">An <see cref="Events.EventCode"/>.</param>
        public void Add(int code)
        {
            if (Count == PaymentLayout.AlertEntries)
            {
                RemoveFirst();
            }
            int entry = EntryOffset(Count);
            image.SetUInt16(entry, code);
            image.SetInt32(entry + 2, clock.IsUtcKnown ? (int)clock.UtcSeconds : -1);
            image.SetByte(PaymentLayout.Alerts, Count + 1);
        }

        /// <summary>Takes the first away.</summary>
        public void RemoveFirst()
        {
            int left = Count - 1;
            Invariant.Require(left >= 0, "an alert that waits");
            System.Array.Copy(image.Raw, EntryOffset(1), image.Raw, EntryOffset(0), left * EntryLength);
            image.SetByte(PaymentLayout.Alerts, left);
        }

        private static int EntryOffset(int index)
        {
            return PaymentLayout.Alerts + 1 + index * EntryLength;
        }
    }
}
