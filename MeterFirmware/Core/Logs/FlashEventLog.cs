using System;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// A log of rare events that lives on the flash only: the Power Event Log and the Auxiliary Controller Event Log of an
    /// ESME, 100 entries each (SMETS.md A.5). An entry is written when it is made. The image does not count these, so each
    /// entry has a check of its own: one that a power cut tore was never made.
    /// </summary>
    public sealed class FlashEventLog
    {
        /// <summary>How many of the newest entries are held.</summary>
        public const int Capacity = 100;

        /// <summary>The octets of an entry, as those of a <see cref="LogTail"/>: code, zero, time, detail.</summary>
        public const int EntryLength = 12;

        // On the flash: code (2), entries held up to this one (1), zero, time (4), detail (4), check (4).
        private const int HeldAt = 2;
        private const int TimeAt = 4;
        private const int DetailAt = 8;
        private const int CheckAt = EntryLength;
        private const int StoredLength = CheckAt + 4;
        private const int PageLength = SegmentLog.PageHeaderLength + StoredLength;

        private readonly MeterClock clock;
        private readonly SegmentLog log;
        private readonly byte[] entry = new byte[StoredLength];
        private int total;

        /// <summary>Binds the log to its records. <see cref="Reload"/> comes next.</summary>
        /// <param name="clock">Gives the entries their time.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="before">The log that it shares its records with, or null if there is none yet.</param>
        public FlashEventLog(
            MeterClock clock,
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            FlashEventLog before
        )
        {
            this.clock = clock;
            int firstPage = before == null ? 0 : before.log.Pages;
            log = new SegmentLog(records, buffer, prefix, StoredLength, Capacity, PageLength, firstPage);
        }

        /// <summary>How many entries can be read.</summary>
        public int Count { get; private set; }

        /// <summary>Finds what is on the flash.</summary>
        public void Reload()
        {
            total = log.FindEnd();
            while (total > 0 && !IsWhole(total - 1))
            {
                total = log.FindEnd(total - 1);
            }
            Count = total > 0 ? entry[HeldAt] : 0;
        }

        /// <summary>Makes an entry.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">What the code wants.</param>
        /// <returns>False if the storage refused: the entry is then missing.</returns>
        public bool Add(int code, int detail)
        {
            return AddAt(Now, code, detail);
        }

        /// <summary>Makes an entry of what happened before.</summary>
        /// <param name="utcSeconds">When, seconds since 2000-01-01T00:00:00Z, or <see cref="LogTail.UnknownTime"/>.</param>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">What the code wants.</param>
        /// <returns>False if the storage refused: the entry is then missing.</returns>
        public bool AddAt(int utcSeconds, int code, int detail)
        {
            return Append(utcSeconds, code, Count < Capacity ? Count + 1 : Capacity, detail);
        }

        /// <summary>Reads an entry.</summary>
        /// <param name="age">0 for the newest, up to <see cref="Count"/> - 1.</param>
        /// <param name="octets">Receives <see cref="EntryLength"/> octets.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int age, byte[] octets, int at)
        {
            Invariant.Require(age >= 0 && age < Count, "a log entry that exists");
            bool good = log.Read(total - 1 - age, 1, entry, 0);
            entry[HeldAt] = 0;
            Array.Copy(entry, 0, octets, at, EntryLength);
            return good;
        }

        /// <summary>Takes all entries away (Clear), by one that says that none is held.</summary>
        /// <returns>False if the storage refused.</returns>
        public bool Clear()
        {
            return Append(Now, 0, 0, 0);
        }

        private int Now
        {
            get { return clock.IsUtcKnown ? (int)clock.UtcSeconds : LogTail.UnknownTime; }
        }

        private bool Append(int utcSeconds, int code, int held, int detail)
        {
            Octets.SetUInt16(entry, 0, code);
            entry[HeldAt] = (byte)held;
            entry[HeldAt + 1] = 0;
            Octets.SetInt32(entry, TimeAt, utcSeconds);
            Octets.SetInt32(entry, DetailAt, detail);
            Octets.SetInt32(entry, CheckAt, CheckOf(total));
            bool good = log.Write(total, 1, entry, 0, StoredLength);
            if (good)
            {
                total++;
                Count = held;
            }
            return good;
        }

        // With its number, so that an entry in another one's place is none.
        private int CheckOf(int number)
        {
            return Crc32.Compute(entry, 0, CheckAt) ^ number;
        }

        private bool IsWhole(int number)
        {
            return log.Read(number, 1, entry, 0)
                && entry[HeldAt] <= Capacity
                && Octets.GetInt32(entry, CheckAt) == CheckOf(number);
        }
    }
}
