using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The older entries of an event log: 100 in all with those of its <see cref="LogTail"/> (SMETS.md A.5). Eight at a time
    /// they are copied from the image to the flash, before the image needs their places.
    /// </summary>
    public sealed class EventArchive
    {
        /// <summary>How many of the newest entries are held.</summary>
        public const int Capacity = 100;

        private const int BlockEntries = 8;

        // What is copied may be that much ahead of the image on the flash.
        private const int Held = Capacity + ImageLayout.LogTailEntries;

        private readonly StateImage image;
        private readonly LogTail tail;
        private readonly SegmentLog log;
        private readonly int entriesAt;
        private int stored;
        private int refusedAt = -1;

        /// <summary>Binds an archive to its log and its records. <see cref="Reload"/> comes next, once the image is loaded.</summary>
        /// <param name="image">Holds the newest entries.</param>
        /// <param name="offset">Where the log begins in the image.</param>
        /// <param name="tail">The log.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="before">The archive that it shares its records with, or null if there is none yet.</param>
        public EventArchive(
            StateImage image,
            int offset,
            LogTail tail,
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            EventArchive before
        )
        {
            this.image = image;
            this.tail = tail;
            entriesAt = offset + 4;
            int firstPage = before == null ? 0 : before.log.Pages;
            int length = ImageLayout.LogEntryLength;
            int pageLength = SegmentLog.PageHeaderLength + BlockEntries * length;
            log = new SegmentLog(records, buffer, prefix, length, Held, pageLength, firstPage);
        }

        /// <summary>How many times the storage refused.</summary>
        public int Failures { get; private set; }

        /// <summary>How many entries can be read.</summary>
        public int Count
        {
            get { return tail.Total < Capacity ? tail.Total : Capacity; }
        }

        /// <summary>
        /// Follows the image after it was loaded. What it still holds is copied again: the last copy may have been cut.
        /// </summary>
        public void Reload()
        {
            stored = OldestBlockHeld();
        }

        /// <summary>
        /// Copies what is complete. Called on every turn of the board's loop: of more than sixteen entries in one turn the
        /// oldest are lost. What the storage refuses is tried again with each further entry, and lost when the image needs its
        /// places.
        /// </summary>
        public void Follow()
        {
            if (tail.Total - stored < BlockEntries)
            {
                // An image that was put back may have fewer entries than were copied: they come again, with their numbers.
                stored = stored > tail.Total ? tail.Total / BlockEntries * BlockEntries : stored;
                return;
            }
            if (tail.Total == refusedAt)
            {
                return;
            }
            int oldest = OldestBlockHeld();
            stored = stored < oldest ? oldest : stored;
            while (stored + BlockEntries <= tail.Total)
            {
                int at = entriesAt + stored % ImageLayout.LogTailEntries * ImageLayout.LogEntryLength;
                if (!log.Write(stored, BlockEntries, image.Raw, at, ImageLayout.LogEntryLength))
                {
                    Failures++;
                    refusedAt = tail.Total;
                    return;
                }
                stored += BlockEntries;
            }
        }

        /// <summary>Reads an entry: its octets as SPEC.md has them, 0xFF throughout if it is missing.</summary>
        /// <param name="age">0 for the newest, up to <see cref="Count"/> - 1.</param>
        /// <param name="octets">Receives 12 octets.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int age, byte[] octets, int at)
        {
            Invariant.Require(age >= 0 && age < Count, "a log entry that exists");
            int number = tail.Total - 1 - age;
            if (age >= tail.Count)
            {
                return log.Read(number, 1, octets, at);
            }
            int from = entriesAt + number % ImageLayout.LogTailEntries * ImageLayout.LogEntryLength;
            System.Array.Copy(image.Raw, from, octets, at, ImageLayout.LogEntryLength);
            return true;
        }

        private int OldestBlockHeld()
        {
            int oldest = tail.Total - ImageLayout.LogTailEntries;
            return oldest <= 0 ? 0 : (oldest + BlockEntries - 1) / BlockEntries * BlockEntries;
        }
    }
}
