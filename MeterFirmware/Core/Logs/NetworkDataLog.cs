using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The Network Data Log of a GSME (SMETS2 4.6.5.12): the consumption register at intervals of six minutes, up to 41
    /// values (four hours), once the recording was asked for. It lies in the image where an ESME has more registers.
    /// </summary>
    public sealed class NetworkDataLog
    {
        /// <summary>The most values.</summary>
        public const int MaximumSamples = 41;

        /// <summary>Seconds between two values.</summary>
        public const int IntervalSeconds = 360;

        private const int StartAt = RegisterLayout.Tou + 32;
        private const int WantedAt = StartAt + 4;
        private const int TakenAt = WantedAt + 1;
        private const int ValuesAt = TakenAt + 1;

        private readonly StateImage image;

        /// <summary>Binds the log to the image that holds it.</summary>
        public NetworkDataLog(StateImage image)
        {
            this.image = image;
            Invariant.Require(ValuesAt + 4 * MaximumSamples <= RegisterLayout.BlockCounters, "the log fits its place");
        }

        /// <summary>How many values there are.</summary>
        public int Count
        {
            get { return image.GetByte(TakenAt); }
        }

        /// <summary>When the next value is due, seconds since 2000; <see cref="ConfigurationTable.Never"/> if none is.</summary>
        public int DueSeconds
        {
            get
            {
                return Count < image.GetByte(WantedAt)
                    ? image.GetInt32(StartAt) + Count * IntervalSeconds
                    : ConfigurationTable.Never;
            }
        }

        /// <summary>Begins a recording, with the first value at once; the old one is forgotten.</summary>
        /// <param name="samples">How many values.</param>
        /// <param name="utcSeconds">The time.</param>
        /// <returns>False, and nothing changed, unless 1 to 41 values are wanted.</returns>
        public bool Start(int samples, int utcSeconds)
        {
            if (samples < 1 || samples > MaximumSamples)
            {
                return false;
            }
            image.SetInt32(StartAt, utcSeconds);
            image.SetByte(WantedAt, samples);
            image.SetByte(TakenAt, 0);
            return true;
        }

        /// <summary>Records the value that is due.</summary>
        /// <param name="litres">The consumption register.</param>
        public void Record(long litres)
        {
            image.SetInt32(ValuesAt + 4 * Count, (int)litres);
            image.SetByte(TakenAt, Count + 1);
        }

        /// <summary>A value: litres, reduced to 32 bits.</summary>
        /// <param name="index">0 for the first.</param>
        public long GetLitres(int index)
        {
            Invariant.Require(index >= 0 && index < Count, "a value that exists");
            return Octets.GetUInt32(image.Raw, ValuesAt + 4 * index);
        }

        /// <summary>The time of a value, seconds since 2000.</summary>
        /// <param name="index">0 for the first.</param>
        public int GetUtcSeconds(int index)
        {
            return image.GetInt32(StartAt) + index * IntervalSeconds;
        }
    }
}
