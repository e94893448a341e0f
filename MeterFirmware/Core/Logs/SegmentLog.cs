using System;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// A log of entries of one length: a ring of pages in records of at most 4,096 octets, so that a full log takes hardly
    /// more room than the entries it must hold. An entry is found by its number, which never comes twice but where a clock
    /// was set back or a step is done again: half hours since 2000, days since 2000, or a count. What was never written
    /// reads as octets of 0xFF.
    /// <para>
    /// A page is given up whole when its place is needed; there is always one more than the entries need, so that nothing
    /// that counts is ever written over. A write changes its page from its first entry to the page's end and nothing else.
    /// A cut may leave anything there: who writes does the same step again after it, from the same number on, and asks for
    /// nothing that it does not count yet. For that, what is written at once lies in one page (<see cref="IsPageStart"/>).
    /// </para>
    /// </summary>
    public sealed class SegmentLog
    {
        /// <summary>The octets before the pages of a record: "ML", version, low octet of a page's length.</summary>
        public const int HeaderLength = 4;

        /// <summary>The octets before the entries of a page: the number of its first entry, or -1 where there is none.</summary>
        public const int PageHeaderLength = 4;

        /// <summary>The longest record.</summary>
        public const int SegmentLength = 4096;

        /// <summary>Octets of a page of which five fill a record: the page of logs of short entries.</summary>
        public const int FifthLength = (SegmentLength - HeaderLength) / 5;

        private const int FormatVersion = 2;
        private const int Missing = 0xFF;
        private const int NoPage = -1;

        // Entries of more octets have a page each.
        private const int LongEntry = 64;

        private readonly IRecordStore records;
        private readonly ConfigurationBuffer buffer;
        private readonly int entryLength;
        private readonly int perPage;
        private readonly int pageLength;
        private readonly int pagesPerRecord;
        private readonly int firstPage;
        private readonly int pages;
        private readonly string[] names;

        /// <summary>Binds a log to records of its own.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="entryLength">Octets an entry: 1 to 1,020.</param>
        /// <param name="capacity">How many of the newest entries are always held.</param>
        public SegmentLog(
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            int entryLength,
            int capacity
        )
            : this(records, buffer, prefix, entryLength, capacity, PageLengthOf(entryLength), 0)
        {
            // Nobody else has the rest of the last record.
            pages = names.Length * pagesPerRecord;
        }

        /// <summary>Binds a log to records that it may share with others of the same length of a page.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="entryLength">Octets an entry: 1 to 1,020.</param>
        /// <param name="capacity">How many of the newest entries are always held.</param>
        /// <param name="pageLength">Octets a page, <see cref="PageHeaderLength"/> and as many entries as fit.</param>
        /// <param name="firstPage">The page that it begins with, behind those of the logs it shares with.</param>
        public SegmentLog(
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            int entryLength,
            int capacity,
            int pageLength,
            int firstPage
        )
        {
            this.records = records;
            this.buffer = buffer;
            this.entryLength = entryLength;
            this.pageLength = pageLength;
            this.firstPage = firstPage;
            perPage = (pageLength - PageHeaderLength) / entryLength;
            pagesPerRecord = (SegmentLength - HeaderLength) / pageLength;
            // One more: the oldest page is given up whole when its place is needed.
            pages = (capacity + perPage - 1) / perPage + 1;
            names = new string[(firstPage + pages + pagesPerRecord - 1) / pagesPerRecord];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = prefix + "-" + (i / 10).ToString() + (i % 10).ToString();
            }
        }

        /// <summary>Octets an entry.</summary>
        public int EntryLength
        {
            get { return entryLength; }
        }

        /// <summary>How many records the log has when it is full, those before its first page included.</summary>
        public int Segments
        {
            get { return names.Length; }
        }

        /// <summary>How many pages the ring has; the log that shares its records begins behind them.</summary>
        public int Pages
        {
            get { return pages; }
        }

        /// <summary>True if an entry is the first of its page: what comes before it is to be written first.</summary>
        public bool IsPageStart(int number)
        {
            return number % perPage == 0;
        }

        /// <summary>Writes entries that follow one another, over what may stand there; later ones are forgotten.</summary>
        /// <param name="first">The number of the first, 0 or more.</param>
        /// <param name="count">How many, 1 or more.</param>
        /// <param name="source">Holds the entries; not the working space.</param>
        /// <param name="at">Where the first begins.</param>
        /// <param name="stride">How far apart they begin.</param>
        /// <returns>False if the storage refused.</returns>
        public bool Write(int first, int count, byte[] source, int at, int stride)
        {
            while (count > 0)
            {
                int place = first % perPage;
                int here = perPage - place < count ? perPage - place : count;
                if (!WritePage(first - place, place, here, source, at, stride))
                {
                    return false;
                }
                first += here;
                at += here * stride;
                count -= here;
            }
            return true;
        }

        /// <summary>The number after the last entry on the flash; 0 if there is none. For logs that keep no count.</summary>
        public int FindEnd()
        {
            return FindEnd(int.MaxValue);
        }

        /// <summary>The number after the last entry on the flash that is less than a number; 0 if there is none.</summary>
        /// <param name="below">The number.</param>
        public int FindEnd(int below)
        {
            int end = 0;
            byte[] segment = buffer.Octets;
            for (int i = 0; i < names.Length; i++)
            {
                int length = records.Read(names[i], segment, 0, SegmentLength);
                if (length < HeaderLength || !IsHeader(segment))
                {
                    continue;
                }
                for (int at = HeaderLength; at + PageHeaderLength < length; at += pageLength)
                {
                    int pageEnd = EndOfPage(i, at, length, below);
                    end = pageEnd > end ? pageEnd : end;
                }
            }
            return end;
        }

        /// <summary>
        /// Forgets all entries from a number on, when entries that nobody counts must not be read later: where a gap follows.
        /// </summary>
        /// <param name="number">The first to be forgotten, 0 or more.</param>
        /// <returns>False if the storage refused.</returns>
        public bool Forget(int number)
        {
            bool good = true;
            for (int i = 0; i < names.Length; i++)
            {
                int length = records.Read(names[i], buffer.Octets, 0, SegmentLength);
                good &= length != StoreResult.Failed;
                if (length >= HeaderLength && IsHeader(buffer.Octets))
                {
                    good &= ForgetIn(i, length, number);
                }
            }
            return good;
        }

        /// <summary>Reads entries that follow one another.</summary>
        /// <param name="first">The number of the first, 0 or more.</param>
        /// <param name="count">How many.</param>
        /// <param name="octets">Receives them; those that are not there are filled with 0xFF.</param>
        /// <param name="at">Where the first goes.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int first, int count, byte[] octets, int at)
        {
            bool good = true;
            byte[] header = buffer.Head;
            while (count > 0)
            {
                int place = first % perPage;
                int here = perPage - place < count ? perPage - place : count;
                Fill(octets, at, here * entryLength);
                string name = NameOf(first);
                int position = PositionOf(first);
                int read = records.ReadAt(name, 0, header, 0, HeaderLength);
                bool isOurs = read == HeaderLength && IsHeader(header);
                if (isOurs)
                {
                    read = records.ReadAt(name, position, header, 0, PageHeaderLength);
                    isOurs = read == PageHeaderLength && Octets.GetInt32(header, 0) == first - place;
                }
                if (isOurs)
                {
                    position += PageHeaderLength + place * entryLength;
                    read = records.ReadAt(name, position, octets, at, here * entryLength);
                }
                good &= read != StoreResult.Failed;
                first += here;
                at += here * entryLength;
                count -= here;
            }
            return good;
        }

        private bool WritePage(int pageFirst, int place, int count, byte[] source, int at, int stride)
        {
            byte[] segment = buffer.Octets;
            string name = NameOf(pageFirst);
            int length = records.Read(name, segment, 0, SegmentLength);
            if (length == StoreResult.Failed)
            {
                return false;
            }
            bool isNew = length < HeaderLength || !IsHeader(segment);
            int held = isNew ? 0 : length;
            int page = PositionOf(pageFirst);
            int end = page + pageLength;
            bool isBegun = end <= held && Octets.GetInt32(segment, page) == pageFirst;
            int from = isBegun ? page + PageHeaderLength + place * entryLength : (held < page ? held : page);
            Fill(segment, from, end - from);
            for (int i = 0; i < count; i++)
            {
                int to = page + PageHeaderLength + (place + i) * entryLength;
                Array.Copy(source, at + i * stride, segment, to, entryLength);
            }
            if (isBegun)
            {
                return WritePart(name, from, end);
            }
            if (isNew)
            {
                WriteHeader(segment);
            }
            // A page that has a gap before its entries counts only when the gap is on the flash.
            bool isGapFirst = place > 0;
            Octets.SetInt32(segment, page, isGapFirst ? NoPage : pageFirst);
            bool good = isNew ? records.Write(name, segment, 0, end) == StoreResult.Ok : WritePart(name, from, end);
            if (good && isGapFirst)
            {
                Octets.SetInt32(segment, page, pageFirst);
                good = WritePart(name, page, page + PageHeaderLength);
            }
            return good;
        }

        // The record is in the working space.
        private bool ForgetIn(int record, int length, int number)
        {
            byte[] segment = buffer.Octets;
            bool good = true;
            for (int at = HeaderLength; at + pageLength <= length; at += pageLength)
            {
                int first = Octets.GetInt32(segment, at);
                if (!IsPageOf(record, at, first) || first + perPage <= number)
                {
                    continue;
                }
                int from = first >= number ? at : at + PageHeaderLength + (number - first) * entryLength;
                int end = first >= number ? at + PageHeaderLength : at + pageLength;
                if (!IsBlank(segment, from, end - from))
                {
                    Fill(segment, from, end - from);
                    good &= WritePart(names[record], from, end);
                }
            }
            return good;
        }

        private int EndOfPage(int record, int at, int length, int below)
        {
            byte[] segment = buffer.Octets;
            int first = Octets.GetInt32(segment, at);
            if (!IsPageOf(record, at, first))
            {
                return 0;
            }
            int held = (length - at - PageHeaderLength) / entryLength;
            held = held < perPage ? held : perPage;
            held = first < below - held ? held : below - first;
            while (held > 0 && IsBlank(segment, at + PageHeaderLength + (held - 1) * entryLength, entryLength))
            {
                held--;
            }
            return held > 0 ? first + held : 0;
        }

        // Whether a page of the record that is in the working space is one of this log.
        private bool IsPageOf(int record, int at, int first)
        {
            return first >= 0
                && first % perPage == 0
                && SlotOf(first) == record * pagesPerRecord + (at - HeaderLength) / pageLength;
        }

        private bool WritePart(string name, int from, int end)
        {
            return records.WriteAt(name, from, buffer.Octets, from, end - from) == StoreResult.Ok;
        }

        private int SlotOf(int number)
        {
            return firstPage + number / perPage % pages;
        }

        private string NameOf(int number)
        {
            return names[SlotOf(number) / pagesPerRecord];
        }

        private int PositionOf(int number)
        {
            return HeaderLength + SlotOf(number) % pagesPerRecord * pageLength;
        }

        private void WriteHeader(byte[] octets)
        {
            octets[0] = (byte)'M';
            octets[1] = (byte)'L';
            octets[2] = FormatVersion;
            octets[3] = (byte)pageLength;
        }

        private bool IsHeader(byte[] octets)
        {
            return octets[0] == 'M' && octets[1] == 'L' && octets[2] == FormatVersion && octets[3] == (byte)pageLength;
        }

        private static int PageLengthOf(int entryLength)
        {
            return entryLength > LongEntry ? PageHeaderLength + entryLength : FifthLength;
        }

        private static bool IsBlank(byte[] octets, int at, int count)
        {
            int i = at;
            while (i < at + count && octets[i] == Missing)
            {
                i++;
            }
            return i == at + count;
        }

        private static void Fill(byte[] octets, int at, int count)
        {
            for (int i = at; i < at + count; i++)
            {
                octets[i] = Missing;
            }
        }
    }
}
