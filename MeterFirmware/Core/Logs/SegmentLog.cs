using System;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// A log of entries of one length, in records of at most 4,096 octets that are used in turn. An entry is found by its
    /// number, which never comes twice: half hours since 2000, days since 2000, or a count. What was never written reads
    /// as octets of 0xFF. A write adds to the end of a record, so a cut loses at most what was being written.
    /// </summary>
    public sealed class SegmentLog
    {
        /// <summary>The octets before the entries: "ML", version, low octet of an entry's length, first number.</summary>
        public const int HeaderLength = 8;

        /// <summary>The longest record.</summary>
        public const int SegmentLength = 4096;

        private const int FormatVersion = 1;
        private const int Missing = 0xFF;

        private readonly IRecordStore records;
        private readonly ConfigurationBuffer buffer;
        private readonly int entryLength;
        private readonly int perSegment;
        private readonly string[] names;
        private readonly byte[] header = new byte[HeaderLength];

        /// <summary>Binds a log to its records.</summary>
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
        {
            this.records = records;
            this.buffer = buffer;
            this.entryLength = entryLength;
            perSegment = (SegmentLength - HeaderLength) / entryLength;
            // One more: the oldest record is given up whole when its place is needed.
            names = new string[(capacity + perSegment - 1) / perSegment + 1];
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

        /// <summary>How many records the log has when it is full.</summary>
        public int Segments
        {
            get { return names.Length; }
        }

        /// <summary>Writes entries that follow one another, over what may stand there; later ones are forgotten.</summary>
        /// <param name="first">The number of the first, 0 or more.</param>
        /// <param name="count">How many, 1 or more.</param>
        /// <param name="source">Holds the entries.</param>
        /// <param name="at">Where the first begins.</param>
        /// <param name="stride">How far apart they begin.</param>
        /// <returns>False if the storage refused.</returns>
        public bool Write(int first, int count, byte[] source, int at, int stride)
        {
            while (count > 0)
            {
                int place = first % perSegment;
                int here = perSegment - place < count ? perSegment - place : count;
                if (!WriteSegment(first - place, place, here, source, at, stride))
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
            int end = 0;
            byte[] segment = buffer.Octets;
            for (int i = 0; i < names.Length; i++)
            {
                int read = records.Read(names[i], segment, 0, SegmentLength);
                int segmentFirst = Octets.GetInt32(segment, 4);
                // A first number that is not that of a record of this log would be of another format.
                bool ours = read >= HeaderLength && IsHeaderOf(segment, segmentFirst) && segmentFirst >= 0;
                int segmentEnd = segmentFirst + (read - HeaderLength) / entryLength;
                end = ours && segmentEnd > end ? segmentEnd : end;
            }
            return end;
        }

        /// <summary>Forgets all entries from a number on. For a clock that was set far back.</summary>
        /// <param name="number">The first to be forgotten, 0 or more.</param>
        /// <returns>False if the storage refused.</returns>
        public bool Forget(int number)
        {
            bool good = true;
            for (int i = 0; i < names.Length; i++)
            {
                int read = records.ReadAt(names[i], 0, header, 0, HeaderLength);
                int segmentFirst = Octets.GetInt32(header, 4);
                good &= read != StoreResult.Failed;
                if (read != HeaderLength || !IsHeaderOf(header, segmentFirst))
                {
                    continue;
                }
                if (segmentFirst >= number)
                {
                    good &= records.Delete(names[i]) == StoreResult.Ok;
                }
                else if (number - segmentFirst < perSegment)
                {
                    // No entry, but 0xFF over all that were there.
                    good &= WriteSegment(segmentFirst, number - segmentFirst, 0, header, 0, 0);
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
            while (count > 0)
            {
                int place = first % perSegment;
                int here = perSegment - place < count ? perSegment - place : count;
                Fill(octets, at, here * entryLength);
                string name = NameOf(first);
                int read = records.ReadAt(name, 0, header, 0, HeaderLength);
                if (read == HeaderLength && IsHeaderOf(header, first - place))
                {
                    read = records.ReadAt(name, HeaderLength + place * entryLength, octets, at, here * entryLength);
                }
                good &= read != StoreResult.Failed;
                first += here;
                at += here * entryLength;
                count -= here;
            }
            return good;
        }

        private bool WriteSegment(int segmentFirst, int place, int count, byte[] source, int at, int stride)
        {
            byte[] segment = buffer.Octets;
            string name = NameOf(segmentFirst);
            int length = records.Read(name, segment, 0, SegmentLength);
            if (length == StoreResult.Failed)
            {
                return false;
            }
            bool isNew = length < HeaderLength || !IsHeaderOf(segment, segmentFirst);
            int held = isNew ? 0 : (length - HeaderLength) / entryLength;
            int from = held < place ? held : place;
            int to = held > place + count ? held : place + count;
            Fill(segment, HeaderLength + from * entryLength, (to - from) * entryLength);
            for (int i = 0; i < count; i++)
            {
                Array.Copy(source, at + i * stride, segment, HeaderLength + (place + i) * entryLength, entryLength);
            }
            if (isNew)
            {
                WriteHeader(segment, segmentFirst);
                return records.Write(name, segment, 0, HeaderLength + to * entryLength) == StoreResult.Ok;
            }
            int position = HeaderLength + from * entryLength;
            return records.WriteAt(name, position, segment, position, (to - from) * entryLength) == StoreResult.Ok;
        }

        private string NameOf(int number)
        {
            return names[number / perSegment % names.Length];
        }

        private void WriteHeader(byte[] octets, int segmentFirst)
        {
            octets[0] = (byte)'M';
            octets[1] = (byte)'L';
            octets[2] = FormatVersion;
            octets[3] = (byte)entryLength;
            Octets.SetInt32(octets, 4, segmentFirst);
        }

        private bool IsHeaderOf(byte[] octets, int segmentFirst)
        {
            return octets[0] == 'M'
                && octets[1] == 'L'
                && octets[2] == FormatVersion
                && octets[3] == (byte)entryLength
                && Octets.GetInt32(octets, 4) == segmentFirst;
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
