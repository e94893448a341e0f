using System;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The Profile Data Log: half-hourly values of two octets, in the order of time, so that their place is their time.
    /// Up to four half hours wait in the image; then one page of each segment log is written. What the storage refuses goes
    /// on waiting while there is room for the next.
    /// </summary>
    public sealed class HalfHourLog
    {
        /// <summary>Stands for a half hour without data.</summary>
        public const int Missing = 0xFFFF;

        /// <summary>The largest value; more is recorded as this.</summary>
        public const int Largest = 0xFFFE;

        /// <summary>Half hours of active import or gas that are held (397 days).</summary>
        public const int ImportEntries = 19056;

        /// <summary>Half hours of export and reactive energy that are held.</summary>
        public const int ExportEntries = 4464;

        /// <summary>The octets of one half hour, all channels.</summary>
        public const int EntryLength = 2 * RegisterLayout.Channels;

        /// <summary>The beginning of the records' names, for a log that shares them.</summary>
        public const string RecordPrefix = "hh";

        // As many as the working space holds of the longest entries.
        private const int LongestRun = ConfigurationBuffer.Length / 6;

        private readonly StateImage image;
        private readonly SegmentLog import;
        private readonly SegmentLog export;
        private readonly ConfigurationBuffer buffer;

        /// <summary>Binds the log to its records.</summary>
        /// <param name="image">Holds what waits.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="hasSecondary">True on an ESME of two elements.</param>
        /// <param name="hasExport">True on an ESME.</param>
        public HalfHourLog(
            StateImage image,
            IRecordStore records,
            ConfigurationBuffer buffer,
            bool hasSecondary,
            bool hasExport
        )
        {
            this.image = image;
            this.buffer = buffer;
            int entry = hasSecondary ? 4 : 2;
            int page = SegmentLog.FifthLength;
            import = new SegmentLog(records, buffer, RecordPrefix, entry, ImportEntries, page, 0);
            if (hasExport)
            {
                export = new SegmentLog(records, buffer, RecordPrefix, 6, ExportEntries, page, import.Pages);
            }
        }

        /// <summary>How many times the storage refused. A half hour is missing only if four came after it and none was taken.</summary>
        public int Failures { get; private set; }

        /// <summary>How many pages of its records the log takes; another log may begin behind them.</summary>
        public int Pages
        {
            get { return import.Pages + (export != null ? export.Pages : 0); }
        }

        /// <summary>The first half hour that the log does not know of, in half hours since 2000.</summary>
        public int End
        {
            get { return First + Waiting; }
        }

        private int First
        {
            get { return image.GetInt32(RegisterLayout.PendingFirst); }
        }

        private int Waiting
        {
            get { return image.GetByte(RegisterLayout.PendingCount); }
        }

        /// <summary>Adds a half hour; those between it and the one before are missing.</summary>
        /// <param name="halfHour">Half hours since 2000, <see cref="End"/> or later.</param>
        /// <param name="entry">Its values, <see cref="EntryLength"/> octets, two a channel.</param>
        public void Add(int halfHour, byte[] entry)
        {
            if (halfHour != End)
            {
                Flush();
                Drop(Waiting);
                ForgetRest();
                image.SetInt32(RegisterLayout.PendingFirst, halfHour);
            }
            else if (Waiting == RegisterLayout.PendingPlaces)
            {
                Flush();
                Drop(Waiting == 0 ? 0 : 1);
            }
            Array.Copy(entry, 0, image.Raw, PlaceOf(Waiting), EntryLength);
            image.SetByte(RegisterLayout.PendingCount, Waiting + 1);
            bool isPageFull = import.IsPageStart(End) || (export != null && export.IsPageStart(End));
            if (isPageFull || Waiting == RegisterLayout.PendingPlaces)
            {
                Flush();
            }
        }

        /// <summary>
        /// Forgets everything from a half hour on, when the clock was set far back. Nothing is written: what is on the flash
        /// from there on does not count any more, is written over as time comes to it, and taken away where a gap is left.
        /// </summary>
        public void Rewind(int halfHour)
        {
            int kept = halfHour > First ? halfHour - First : 0;
            image.SetByte(RegisterLayout.PendingCount, kept < Waiting ? kept : Waiting);
            if (Waiting == 0)
            {
                image.SetInt32(RegisterLayout.PendingFirst, halfHour);
            }
        }

        /// <summary>Reads values that follow one another.</summary>
        /// <param name="channel">0 to Channels - 1, as <see cref="MeteringChannel"/> has them.</param>
        /// <param name="halfHour">The first, half hours since 2000.</param>
        /// <param name="count">How many.</param>
        /// <param name="octets">Receives two octets each; <see cref="Missing"/> where there is nothing.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int channel, int halfHour, int count, byte[] octets, int at)
        {
            bool good = true;
            while (count > 0)
            {
                int run = 1;
                if (halfHour < First)
                {
                    run = First - halfHour < count ? First - halfHour : count;
                    run = run < LongestRun ? run : LongestRun;
                    good &= ReadStored(channel, halfHour, run, octets, at);
                }
                else
                {
                    int value = halfHour < End ? image.GetUInt16(PlaceOf(halfHour - First) + 2 * channel) : Missing;
                    Octets.SetUInt16(octets, at, value);
                }
                halfHour += run;
                at += 2 * run;
                count -= run;
            }
            return good;
        }

        private bool ReadStored(int channel, int halfHour, int count, byte[] octets, int at)
        {
            bool isExport = channel >= MeteringChannel.ActiveExport;
            SegmentLog log = isExport ? export : import;
            int place = isExport ? 2 * (channel - MeteringChannel.ActiveExport) : 2 * channel;
            bool isHeld = log != null && place < log.EntryLength;
            bool good = !isHeld || log.Read(halfHour, count, buffer.Octets, 0);
            for (int i = 0; i < count; i++)
            {
                int value = isHeld ? Octets.GetUInt16(buffer.Octets, i * log.EntryLength + place) : Missing;
                Octets.SetUInt16(octets, at + 2 * i, value);
            }
            return good;
        }

        // What the storage refuses waits for the next time.
        private void Flush()
        {
            if (Waiting == 0)
            {
                return;
            }
            int at = PlaceOf(0);
            bool good = import.Write(First, Waiting, image.Raw, at, EntryLength);
            if (export != null)
            {
                good &= export.Write(First, Waiting, image.Raw, at + 2 * MeteringChannel.ActiveExport, EntryLength);
            }
            if (!good)
            {
                Failures++;
                return;
            }
            Drop(Waiting);
        }

        // The oldest that wait. If they are not on the flash they are missing from the log: the registers have them, and metering
        // goes on.
        private void Drop(int count)
        {
            int left = Waiting - count;
            Array.Copy(image.Raw, PlaceOf(count), image.Raw, PlaceOf(0), left * EntryLength);
            image.SetInt32(RegisterLayout.PendingFirst, First + count);
            image.SetByte(RegisterLayout.PendingCount, left);
        }

        // What a time that was taken back left there must not turn up in the gap.
        private void ForgetRest()
        {
            bool good = import.Forget(First);
            if (export != null)
            {
                good &= export.Forget(First);
            }
            Failures += good ? 0 : 1;
        }

        private static int PlaceOf(int index)
        {
            return RegisterLayout.PendingHalfHours + index * EntryLength;
        }
    }
}
