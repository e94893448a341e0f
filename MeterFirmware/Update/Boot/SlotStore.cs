using MeterFirmware.Crypto;
using MeterFirmware.Hal;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// Two slots of an OTA file each, as records of <see cref="SegmentOctets"/> octets, and a mark that says that a slot
    /// holds a whole, verified file. The mark is the last thing written and the first taken away, so a slot without one
    /// holds nothing, whatever its segments say.
    /// </summary>
    public sealed class SlotStore
    {
        /// <summary>How many slots there are.</summary>
        public const int Slots = 2;

        /// <summary>The octets of a segment: one block of littlefs, so that a write costs one erase.</summary>
        public const int SegmentOctets = 4096;

        /// <summary>The most segments of a slot.</summary>
        public const int MostSegments = 256;

        /// <summary>The octets of a mark: "MS", format, unused, length (4), version (4), digest (32), check (4).</summary>
        public const int MarkLength = CheckAt + 4;

        /// <summary>In a mark: four octets, the version, most significant first.</summary>
        public const int VersionAt = 8;

        /// <summary>In a mark: the digest of the manufacturer image.</summary>
        public const int DigestAt = 12;

        private const int LengthAt = 4;
        private const int CheckAt = DigestAt + Sha256.DigestLength;
        private const int Format = 1;

        private readonly IRecordStore records;
        private readonly Sha256 check = new Sha256();
        private readonly byte[] digest = new byte[Sha256.DigestLength];

        /// <summary>Keeps slots in a storage.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="segments">How many segments a slot may take, 1 to <see cref="MostSegments"/>.</param>
        public SlotStore(IRecordStore records, int segments)
        {
            this.records = records;
            Segments = segments;
        }

        /// <summary>How many segments a slot may take.</summary>
        public int Segments { get; }

        /// <summary>Reads a segment.</summary>
        /// <param name="slot">0 or 1.</param>
        /// <param name="segment">From 0.</param>
        /// <param name="buffer">Receives <see cref="SegmentOctets"/> octets from its beginning.</param>
        /// <param name="count">How many octets it must have.</param>
        /// <returns>False if it has not so many.</returns>
        public bool Read(int slot, int segment, byte[] buffer, int count)
        {
            return records.Read(NameOf(slot, segment), buffer, 0, count) == count;
        }

        /// <summary>Writes a segment.</summary>
        /// <returns>False if the storage refused.</returns>
        public bool Write(int slot, int segment, byte[] buffer, int count)
        {
            return records.Write(NameOf(slot, segment), buffer, 0, count) == StoreResult.Ok;
        }

        /// <summary>Reads the mark of a slot.</summary>
        /// <param name="slot">0 or 1.</param>
        /// <param name="mark">Receives <see cref="MarkLength"/> octets.</param>
        /// <returns>True if the slot holds a file.</returns>
        public bool ReadMark(int slot, byte[] mark)
        {
            if (records.Read(MarkOf(slot), mark, 0, MarkLength) != MarkLength)
            {
                return false;
            }
            ComputeCheck(mark);
            bool isWhole = mark[0] == 'M' && mark[1] == 'S' && mark[2] == Format;
            for (int i = 0; i < 4; i++)
            {
                isWhole = isWhole && mark[CheckAt + i] == digest[i];
            }
            return isWhole;
        }

        /// <summary>The octets of the file that a whole mark is of.</summary>
        public static int LengthIn(byte[] mark)
        {
            return LittleEndian.GetInt32(mark, LengthAt);
        }

        /// <summary>Marks a slot as holding a whole, verified file.</summary>
        /// <param name="slot">0 or 1.</param>
        /// <param name="mark">Holds version and digest; the rest is written here.</param>
        /// <param name="fileLength">The octets of the file.</param>
        /// <returns>False if the storage refused.</returns>
        public bool WriteMark(int slot, byte[] mark, int fileLength)
        {
            mark[0] = (byte)'M';
            mark[1] = (byte)'S';
            mark[2] = Format;
            mark[3] = 0;
            LittleEndian.SetInt32(mark, LengthAt, fileLength);
            ComputeCheck(mark);
            for (int i = 0; i < 4; i++)
            {
                mark[CheckAt + i] = digest[i];
            }
            return records.Write(MarkOf(slot), mark, 0, MarkLength) == StoreResult.Ok;
        }

        /// <summary>Takes the mark away: the slot holds nothing from then on.</summary>
        /// <returns>False if the storage refused.</returns>
        public bool Clear(int slot)
        {
            return records.Delete(MarkOf(slot)) != StoreResult.Failed;
        }

        private void ComputeCheck(byte[] mark)
        {
            check.Reset();
            check.Add(mark, 0, CheckAt);
            check.Finish(digest, 0);
        }

        private static string MarkOf(int slot)
        {
            return slot == 0 ? "slot-a-mark" : "slot-b-mark";
        }

        private static string NameOf(int slot, int segment)
        {
            return (slot == 0 ? "slot-a-" : "slot-b-") + segment.ToString("D3");
        }
    }
}
