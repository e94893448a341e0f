using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// The Network Data Log of a GSME (SMETS2 4.6.5.12): what was consumed in intervals of six minutes, up to 41 of them
    /// (four hours), once the recording was asked for. It keeps the consumption register at the beginning and at the end of
    /// each, in the image where an ESME has more registers.
    /// </summary>
    public sealed class NetworkDataLog
    {
        /// <summary>The most samples.</summary>
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
            Invariant.Require(
                ValuesAt + 4 * (MaximumSamples + 1) <= RegisterLayout.BlockCounters,
                "the log fits its place"
            );
        }

        /// <summary>How many samples there are.</summary>
        public int Count
        {
            get { return Taken > 0 ? Taken - 1 : 0; }
        }

        // How often the register was noted.
        private int Taken
        {
            get { return image.GetByte(TakenAt); }
        }

        /// <summary>When the register is to be noted again, seconds since 2000; <see cref="ConfigurationTable.Never"/> if none is.</summary>
        public int DueSeconds
        {
            get
            {
                return Taken < image.GetByte(WantedAt)
                    ? image.GetInt32(StartAt) + Taken * IntervalSeconds
                    : ConfigurationTable.Never;
            }
        }

        /// <summary>Begins a recording, with the register noted at once; the old one is forgotten.</summary>
        /// <param name="samples">How many samples.</param>
        /// <param name="utcSeconds">The time.</param>
        /// <returns>False, and nothing changed, unless 1 to 41 samples are wanted.</returns>
        public bool Start(int samples, int utcSeconds)
        {
            if (samples < 1 || samples > MaximumSamples)
            {
                return false;
            }
            image.SetInt32(StartAt, utcSeconds);
            image.SetByte(WantedAt, samples + 1);
            image.SetByte(TakenAt, 0);
            return true;
        }

        /// <summary>Notes the register.</summary>
        /// <param name="litres">The consumption register.</param>
        public void Record(long litres)
        {
            image.SetInt32(ValuesAt + 4 * Taken, (int)litres);
            image.SetByte(TakenAt, Taken + 1);
        }

        /// <summary>A sample: the litres of its six minutes.</summary>
        /// <param name="index">0 for the first.</param>
        public int GetLitres(int index)
        {
            Invariant.Require(index >= 0 && index < Count, "a sample that exists");
            int at = ValuesAt + 4 * index;
            return image.GetInt32(at + 4) - image.GetInt32(at);
        }

        /// <summary>The time of a sample: the end of its six minutes, seconds since 2000.</summary>
        /// <param name="index">0 for the first.</param>
        public int GetUtcSeconds(int index)
        {
            return image.GetInt32(StartAt) + (index + 1) * IntervalSeconds;
        }
    }
}
