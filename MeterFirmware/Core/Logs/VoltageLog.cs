using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The Average RMS Voltage Profile Data Log (SMETS2 5.7.5.9): a value of two octets for each measurement period, in the
    /// order of time, so that the place is the time. Up to a half hour of values waits in memory, so a sudden cut of the power
    /// loses no more.
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
        private const int HalfHourSeconds = 1800;
        private const int Places = HalfHourSeconds / MeterParameters.LeastVoltagePeriodSeconds;

        private readonly SegmentLog log;
        private readonly byte[] waiting = new byte[EntryLength * Places];
        private int first;
        private int count;

        /// <summary>Binds the log to its records. <see cref="Reload"/> comes next.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="before">The log that has the first pages of these records.</param>
        public VoltageLog(IRecordStore records, ConfigurationBuffer buffer, HalfHourLog before)
        {
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

        /// <summary>Finds what is on the flash.</summary>
        public void Reload()
        {
            first = log.FindEnd();
            count = 0;
        }

        /// <summary>Adds a period; those between it and the one before are missing.</summary>
        /// <param name="number">Periods since 2000; one before <see cref="End"/> is in the log already and stays.</param>
        /// <param name="decivolts">Its average, 0.1 V.</param>
        /// <param name="periodSeconds">Its length, <see cref="MeterParameters.LeastVoltagePeriodSeconds"/> or more.</param>
        public void Add(int number, int decivolts, int periodSeconds)
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
            int began = number * periodSeconds;
            bool isHalfHourOver = (began + periodSeconds) / HalfHourSeconds != began / HalfHourSeconds;
            if (isHalfHourOver || log.IsPageStart(End))
            {
                Flush();
            }
        }

        /// <summary>Writes what waits; what the storage refuses waits on, as long as there is room.</summary>
        public void Flush()
        {
            if (count > 0 && !log.Write(first, count, waiting, 0, EntryLength))
            {
                Failures++;
                return;
            }
            first = End;
            count = 0;
        }

        /// <summary>Forgets everything from a period on: the clock was set far back, or the period has another length.</summary>
        /// <param name="number">Periods since 2000, 0 for all.</param>
        /// <returns>False if the storage refused.</returns>
        public bool Forget(int number)
        {
            Flush();
            bool good = log.Forget(number);
            Failures += good ? 0 : 1;
            first = number;
            count = 0;
            return good;
        }

        /// <summary>Reads values that follow one another.</summary>
        /// <param name="number">The first, periods since 2000.</param>
        /// <param name="periods">How many.</param>
        /// <param name="octets">Receives two octets each; <see cref="Missing"/> where there is nothing.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int number, int periods, byte[] octets, int at)
        {
            bool good = log.Read(number, periods, octets, at);
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
