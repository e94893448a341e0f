using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// RMS voltage (SMETS2 5.7.4.4 to 6, 5.7.4.34 to 41, 5.7.5.7 to 9): its average over each measurement period goes to a
    /// log and is compared with two thresholds, and each sample with those of extreme voltage, sag and swell. What begins and
    /// ends is in the Power Event Log and an alert. A threshold of 0 is none. Periods of the average are those of UTC, and
    /// wait while it is unknown; the others run by the monotonic clock.
    /// </summary>
    public sealed class VoltageMonitor
    {
        private const int AverageOver = 1;
        private const int AverageUnder = 2;
        private const int FirstExcursion = 4;
        private const int Excursions = 4;
        private const int SecondsOfHour = 3600;
        private const long NotRunning = -1;
        private const int None = -1;

        // Extreme over, extreme under, sag and swell, in the order of DistributorSettings: each threshold with its period.
        private static readonly bool[] isOver = { true, false, false, true };
        private static readonly int[] begins =
        {
            EventCode.ExtremeOverVoltage,
            EventCode.ExtremeUnderVoltage,
            EventCode.VoltageSag,
            EventCode.VoltageSwell,
        };
        private static readonly int[] ends =
        {
            EventCode.ExtremeOverVoltageEnded,
            EventCode.ExtremeUnderVoltageEnded,
            EventCode.VoltageSagEnded,
            EventCode.VoltageSwellEnded,
        };

        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly VoltageLog log;
        private readonly FlashEventLog powerEvents;
        private readonly PaymentEngine alerts;
        private readonly byte[] settings;
        private readonly long[] since = { NotRunning, NotRunning, NotRunning, NotRunning };
        private long sum;
        private int samples;
        private int open = None;
        private int openSeconds;
        private int halfHour;
        private long toldHour;
        private int toldEvents;

        /// <summary>Puts it together.</summary>
        /// <param name="image">Holds the counters and what was told.</param>
        /// <param name="clock">The time.</param>
        /// <param name="log">The log of averages.</param>
        /// <param name="powerEvents">The Power Event Log.</param>
        /// <param name="alerts">Takes alerts.</param>
        /// <param name="settings">The distributor's settings in force; all zero for none.</param>
        public VoltageMonitor(
            StateImage image,
            MeterClock clock,
            VoltageLog log,
            FlashEventLog powerEvents,
            PaymentEngine alerts,
            byte[] settings
        )
        {
            this.image = image;
            this.clock = clock;
            this.log = log;
            this.powerEvents = powerEvents;
            this.alerts = alerts;
            this.settings = settings;
        }

        /// <summary>Average RMS Voltage Measurement Period, seconds.</summary>
        public int PeriodSeconds
        {
            get
            {
                int period = DistributorSettings.Get(settings, 0, DistributorSettings.AveragePeriod);
                return period == 0 ? MeterParameters.DefaultVoltagePeriodSeconds : period;
            }
        }

        /// <summary>The log of averages.</summary>
        public VoltageLog Log
        {
            get { return log; }
        }

        /// <summary>Average RMS Over Voltage Counter: averages above their threshold since the reset.</summary>
        public int OverCounter
        {
            get { return image.GetInt32(RegisterLayout.OverVoltageCounter); }
        }

        /// <summary>Average RMS Under Voltage Counter: averages below their threshold since the reset.</summary>
        public int UnderCounter
        {
            get { return image.GetInt32(RegisterLayout.UnderVoltageCounter); }
        }

        /// <summary>How many events were beyond what an hour may have, and so are neither logged nor told.</summary>
        public int Untold { get; private set; }

        /// <summary>How many events the Power Event Log could not take because the storage refused.</summary>
        public int Failures { get; private set; }

        /// <summary>Makes the counter of averages above their threshold zero (ECS29e; SMETS2 5.6.3.22).</summary>
        public void ResetOverCounter()
        {
            image.SetInt32(RegisterLayout.OverVoltageCounter, 0);
        }

        /// <summary>Makes the counter of averages below their threshold zero (ECS29e; 5.6.3.23).</summary>
        public void ResetUnderCounter()
        {
            image.SetInt32(RegisterLayout.UnderVoltageCounter, 0);
        }

        /// <summary>Takes a sample. It belongs to the time of the last tick.</summary>
        /// <param name="decivolts">RMS voltage, 0.1 V; less than 0 for no reading.</param>
        public void Sample(int decivolts)
        {
            if (decivolts < 0)
            {
                // How long an excursion lasts is then not known.
                for (int i = 0; i < Excursions; i++)
                {
                    since[i] = NotRunning;
                }
                return;
            }
            sum += decivolts;
            samples++;
            for (int i = 0; i < Excursions; i++)
            {
                Compare(i, decivolts);
            }
        }

        /// <summary>Closes the measurement period when its time is over. Called on every turn, after the time was told.</summary>
        public void Tick()
        {
            if (!clock.IsUtcKnown || clock.UtcSeconds < 0 || clock.UtcSeconds > int.MaxValue - UtcTime.DaySeconds)
            {
                Open(None, 0);
                return;
            }
            int period = PeriodSeconds;
            int number = (int)clock.UtcSeconds / period;
            if (open == None || openSeconds != period)
            {
                Open(number, period);
            }
            else if (number > open)
            {
                Close();
                Open(number, period);
            }
            else if ((open - number) * (long)period > MeterParameters.LargestSetBackSeconds)
            {
                log.Rewind(number);
                Open(number, period);
            }
            FlushEachHalfHour((int)clock.UtcSeconds / Metering.HalfHourSeconds);
        }

        private void Open(int number, int period)
        {
            open = number;
            openSeconds = period;
            sum = 0;
            samples = 0;
            if (number == None)
            {
                return;
            }
            log.UsePeriod(period);
            if ((log.End - number) * (long)period > MeterParameters.LargestSetBackSeconds)
            {
                log.Rewind(number);
            }
        }

        // In the turn in which the half hour is committed.
        private void FlushEachHalfHour(int now)
        {
            if (now != halfHour)
            {
                halfHour = now;
                log.Flush();
            }
        }

        private void Close()
        {
            // One that was closed before the clock was set back stays, in the log and in the counters.
            if (samples == 0 || open < log.End)
            {
                return;
            }
            int average = (int)((sum + samples / 2) / samples);
            log.Add(open, average);
            int over = DistributorSettings.Get(settings, 0, DistributorSettings.AverageOverVoltage);
            int under = DistributorSettings.Get(settings, 0, DistributorSettings.AverageUnderVoltage);
            bool isAbove = over != 0 && average > over;
            bool isBelow = average < under;
            Count(RegisterLayout.OverVoltageCounter, isAbove);
            Count(RegisterLayout.UnderVoltageCounter, isBelow);
            Note(AverageOver, isAbove, EventCode.AverageOverVoltage, EventCode.AverageOverVoltageEnded, average);
            Note(AverageUnder, isBelow, EventCode.AverageUnderVoltage, EventCode.AverageUnderVoltageEnded, average);
        }

        private void Compare(int excursion, int decivolts)
        {
            int at = DistributorSettings.ExtremeOverVoltage + 2 * excursion;
            int threshold = DistributorSettings.Get(settings, 0, at);
            bool isBeyond = threshold != 0 && (isOver[excursion] ? decivolts > threshold : decivolts < threshold);
            int condition = FirstExcursion << excursion;
            if (isBeyond == Holds(condition))
            {
                since[excursion] = NotRunning;
                return;
            }
            long now = clock.MonotonicMilliseconds;
            since[excursion] = since[excursion] == NotRunning ? now : since[excursion];
            if (now - since[excursion] >= DistributorSettings.Get(settings, 0, at + 1) * 1000L)
            {
                since[excursion] = NotRunning;
                Note(condition, isBeyond, begins[excursion], ends[excursion], decivolts);
            }
        }

        private bool Holds(int condition)
        {
            return (image.GetByte(RegisterLayout.VoltageConditions) & condition) != 0;
        }

        private void Note(int condition, bool holds, int beginning, int ending, int decivolts)
        {
            if (holds != Holds(condition))
            {
                image.SetByte(
                    RegisterLayout.VoltageConditions,
                    image.GetByte(RegisterLayout.VoltageConditions) ^ condition
                );
                Tell(holds ? beginning : ending, decivolts);
            }
        }

        // A voltage at its threshold must neither wear the flash out nor flood the network.
        private void Tell(int code, int decivolts)
        {
            long hour = clock.MonotonicMilliseconds / (SecondsOfHour * 1000L);
            if (hour != toldHour)
            {
                toldHour = hour;
                toldEvents = 0;
            }
            if (toldEvents == MeterParameters.VoltageEventsAnHour)
            {
                Untold++;
                return;
            }
            toldEvents++;
            Failures += powerEvents.Add(code, decivolts) ? 0 : 1;
            alerts.Alert(code);
        }

        private void Count(int counterAt, bool isBeyond)
        {
            int counter = image.GetInt32(counterAt);
            if (isBeyond && counter < int.MaxValue)
            {
                image.SetInt32(counterAt, counter + 1);
            }
        }
    }
}
