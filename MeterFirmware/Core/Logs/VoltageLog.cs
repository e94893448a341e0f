using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The Average RMS Voltage Profile Data Log (SMETS2 5.7.5.9): a value of two octets for each measurement period, in the
    /// order of time, so that the place is the time. Up to a half hour of values waits in memory, so a sudden cut of the power
    /// loses no more. The image says how far what is on the flash counts: what a cut write left behind it is not read, and is
    /// written over or taken away.
    /// </summary>
    public sealed class VoltageLog
    {
        /// <summary>Periods that are held (SMETS.md A.5).</summary>
        public const int Entries = 4320;

        /// <summary>Stands for a period without data.</summary>
        public const int Missing = 0xFFFF;

        /// <summary>The largest value, 0.1 V; more is recorded as this.</summary>
        public const int Largest = 0xFFFE;

        private const int EntryLength = 2;
        private const int Places = Metering.HalfHourSeconds / MeterParameters.LeastVoltagePeriodSeconds;

        private readonly StateImage image;
        private readonly SegmentLog log;
        private readonly byte[] waiting = new byte[EntryLength * Places];
        private int first;
        private int count;
        private int period;
        private bool hasShrunk;

        /// <summary>Binds the log to its records. <see cref="Reload"/> comes next.</summary>
        /// <param name="image">Says how far it goes on the flash.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="before">The log that has the first pages of these records.</param>
        public VoltageLog(StateImage image, IRecordStore records, ConfigurationBuffer buffer, HalfHourLog before)
        {
            this.image = image;
            string prefix = HalfHourLog.RecordPrefix;
            log = new SegmentLog(records, buffer, prefix, EntryLength, Entries, SegmentLog.FifthLength, before.Pages);
        }

        /// <summary>The first period that the log does not know of, in periods since 2000.</summary>
        public int End
        {
            get { return first + count; }
        }

        /// <summary>
        /// How many times the storage refused. The values go on waiting while there is room for the next, and then are missing.
        /// </summary>
        public int Failures { get; private set; }

        private int StoredEnd
        {
            get { return image.GetInt32(RegisterLayout.VoltageEnd); }
        }

        /// <summary>Follows the image after it was loaded.</summary>
        public void Reload()
        {
            first = StoredEnd;
            count = 0;
        }

        /// <summary>
        /// True once after the log gave values up that are on the flash: the caller commits the image at once, before anything
        /// is written where the last one still counts them.
        /// </summary>
        public bool TakeChange()
        {
            bool changed = hasShrunk;
            hasShrunk = false;
            return changed;
        }

        /// <summary>
        /// Says how long the periods are. The place of an entry is its time only where all have one length: another one empties
        /// the log.
        /// </summary>
        /// <param name="periodSeconds"><see cref="MeterParameters.LeastVoltagePeriodSeconds"/> to 65,535.</param>
        public void UsePeriod(int periodSeconds)
        {
            if (periodSeconds == period)
            {
                return;
            }
            period = periodSeconds;
            if (image.GetUInt16(RegisterLayout.VoltagePeriod) != period)
            {
                image.SetUInt16(RegisterLayout.VoltagePeriod, 0);
                Rewind(0);
            }
        }

        /// <summary>Adds a period; those between it and the one before are missing.</summary>
        /// <param name="number">Periods since 2000; one before <see cref="End"/> is in the log already and stays.</param>
        /// <param name="decivolts">Its average, 0.1 V.</param>
        public void Add(int number, int decivolts)
        {
            if (number < End)
            {
                return;
            }
            if (number != End || count == Places)
            {
                Flush();
                first = number;
                count = 0;
            }
            Octets.SetUInt16(waiting, EntryLength * count, decivolts < Largest ? decivolts : Largest);
            count++;
            if (log.IsPageStart(End))
            {
                Flush();
            }
        }

        /// <summary>
        /// Writes what waits; what the storage refuses waits on, as long as there is room. It counts from the next commit on.
        /// </summary>
        public void Flush()
        {
            if (count == 0)
            {
                return;
            }
            // What nobody counts any more must not turn up in a gap.
            bool hasNoGap = first == StoredEnd || log.Forget(StoredEnd);
            if (!hasNoGap || !log.Write(first, count, waiting, 0, EntryLength))
            {
                Failures++;
                return;
            }
            first = End;
            count = 0;
            image.SetInt32(RegisterLayout.VoltageEnd, first);
            image.SetUInt16(RegisterLayout.VoltagePeriod, period);
        }

        /// <summary>
        /// Forgets everything from a period on, when the clock was set far back. Nothing is written: what is on the flash from
        /// there on does not count any more, is written over as time comes to it, and taken away where a gap is left.
        /// </summary>
        /// <param name="number">Periods since 2000, 0 for all.</param>
        public void Rewind(int number)
        {
            if (number < StoredEnd)
            {
                image.SetInt32(RegisterLayout.VoltageEnd, number);
                hasShrunk = true;
            }
            if (number < first)
            {
                first = number;
            }
            count = number - first < count ? number - first : count;
        }

        /// <summary>Reads values that follow one another.</summary>
        /// <param name="number">The first, periods since 2000.</param>
        /// <param name="periods">How many.</param>
        /// <param name="octets">Receives two octets each; <see cref="Missing"/> where there is nothing.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int number, int periods, byte[] octets, int at)
        {
            int stored = StoredEnd - number;
            stored = stored < periods ? stored : periods;
            stored = stored > 0 ? stored : 0;
            bool good = log.Read(number, stored, octets, at);
            for (int i = EntryLength * stored; i < EntryLength * periods; i++)
            {
                octets[at + i] = Missing >> 8;
            }
            for (int i = 0; i < count; i++)
            {
                int place = first + i - number;
                if (place >= 0 && place < periods)
                {
                    System.Array.Copy(waiting, EntryLength * i, octets, at + EntryLength * place, EntryLength);
                }
            }
            return good;
        }
    }
}
