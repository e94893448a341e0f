using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Events
{
    /// <summary>
    /// The newest entries of a log, in the hot image: they go to the flash in the same commit as what they tell of.
    /// When all places are taken the oldest entry gives way.
    /// </summary>
    public sealed class LogTail
    {
        /// <summary>Stands for the time of an entry that was made while the time was not known.</summary>
        public const int UnknownTime = -1;

        // In an entry: two octets of code, two unused, four of time, four of detail.
        private const int CodeAt = 0;
        private const int TimeAt = 4;
        private const int DetailAt = 8;

        private readonly StateImage image;
        private readonly int offset;
        private readonly MeterClock clock;

        /// <summary>Binds a log to its place in the image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="offset">Where it begins; it takes <see cref="ImageLayout.LogTailLength"/> octets.</param>
        /// <param name="clock">Gives the entries their time.</param>
        public LogTail(StateImage image, int offset, MeterClock clock)
        {
            this.image = image;
            this.offset = offset;
            this.clock = clock;
        }

        /// <summary>How many entries were ever made.</summary>
        public int Total
        {
            get { return image.GetInt32(offset); }
        }

        /// <summary>How many are still held: 0 to <see cref="ImageLayout.LogTailEntries"/>.</summary>
        public int Count
        {
            get { return Total < ImageLayout.LogTailEntries ? Total : ImageLayout.LogTailEntries; }
        }

        /// <summary>Makes an entry, in memory until the next commit.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">What the code wants: an amount in millipence, or a count.</param>
        public void Add(int code, int detail)
        {
            int total = Total;
            int entry = EntryOffset(total);
            image.SetUInt16(entry + CodeAt, code);
            image.SetInt32(entry + TimeAt, clock.IsUtcKnown ? (int)clock.UtcSeconds : UnknownTime);
            image.SetInt32(entry + DetailAt, detail);
            image.SetInt32(offset, total + 1);
        }

        /// <summary>The code of an entry.</summary>
        /// <param name="age">0 for the newest, up to <see cref="Count"/> - 1.</param>
        public int GetCode(int age)
        {
            return image.GetUInt16(EntryAt(age) + CodeAt);
        }

        /// <summary>When an entry was made: seconds since 2000-01-01T00:00:00Z, or <see cref="UnknownTime"/>.</summary>
        /// <param name="age">0 for the newest.</param>
        public int GetUtcSeconds(int age)
        {
            return image.GetInt32(EntryAt(age) + TimeAt);
        }

        /// <summary>The detail of an entry.</summary>
        /// <param name="age">0 for the newest.</param>
        public int GetDetail(int age)
        {
            return image.GetInt32(EntryAt(age) + DetailAt);
        }

        private int EntryAt(int age)
        {
            Invariant.Require(age >= 0 && age < Count, "a log entry that exists");
            return EntryOffset(Total - 1 - age);
        }

        private int EntryOffset(int number)
        {
            return offset + 4 + number % ImageLayout.LogTailEntries * ImageLayout.LogEntryLength;
        }
    }
}
