using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// A log of rare events that lives on the flash only: the Power Event Log and the Auxiliary Controller Event Log of an
    /// ESME, 100 entries each (SMETS.md A.5). An entry is written when it is made.
    /// </summary>
    public sealed class FlashEventLog
    {
        /// <summary>How many of the newest entries are held.</summary>
        public const int Capacity = 100;

        /// <summary>The octets of an entry, as those of a <see cref="LogTail"/>: code, zero, time, detail.</summary>
        public const int EntryLength = 12;

        private readonly MeterClock clock;
        private readonly SegmentLog log;
        private readonly byte[] entry = new byte[EntryLength];
        private int total;

        /// <summary>Binds the log to its records. <see cref="Reload"/> comes next.</summary>
        /// <param name="clock">Gives the entries their time.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        public FlashEventLog(MeterClock clock, IRecordStore records, ConfigurationBuffer buffer, string prefix)
        {
            this.clock = clock;
            log = new SegmentLog(records, buffer, prefix, EntryLength, Capacity);
        }

        /// <summary>How many entries can be read.</summary>
        public int Count
        {
            get { return total < Capacity ? total : Capacity; }
        }

        /// <summary>Finds what is on the flash.</summary>
        public void Reload()
        {
            total = log.FindEnd();
        }

        /// <summary>Makes an entry.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">What the code wants.</param>
        /// <returns>False if the storage refused: the entry is then missing.</returns>
        public bool Add(int code, int detail)
        {
            Octets.SetUInt16(entry, 0, code);
            Octets.SetUInt16(entry, 2, 0);
            Octets.SetInt32(entry, 4, clock.IsUtcKnown ? (int)clock.UtcSeconds : LogTail.UnknownTime);
            Octets.SetInt32(entry, 8, detail);
            bool good = log.Write(total, 1, entry, 0, EntryLength);
            total += good ? 1 : 0;
            return good;
        }

        /// <summary>Reads an entry.</summary>
        /// <param name="age">0 for the newest, up to <see cref="Count"/> - 1.</param>
        /// <param name="octets">Receives <see cref="EntryLength"/> octets.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int age, byte[] octets, int at)
        {
            Invariant.Require(age >= 0 && age < Count, "a log entry that exists");
            return log.Read(total - 1 - age, 1, octets, at);
        }

        /// <summary>Takes all entries away (Clear).</summary>
        /// <returns>False if the storage refused.</returns>
        public bool Clear()
        {
            bool good = log.Forget(0);
            Reload();
            return good;
        }
    }
}
