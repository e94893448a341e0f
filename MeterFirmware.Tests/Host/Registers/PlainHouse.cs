using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>One line of a switch's calendar as a person would write it.</summary>
    /// <param name="Number">1 to 5.</param>
    /// <param name="Closes">What it does.</param>
    /// <param name="At">When in the day.</param>
    /// <param name="Days">On which weekdays.</param>
    /// <param name="OnSpecialDays">Whether it counts on a special day, instead of its weekdays.</param>
    public sealed record SwitchLine(int Number, bool Closes, TimeSpan At, DayOfWeek[] Days, bool OnSpecialDays);

    /// <summary>
    /// What voltage, load limit and auxiliary switches ought to do, second by second, in lists and decimals. It shares no
    /// code with the firmware.
    /// </summary>
    public class PlainHouse
    {
        private readonly List<decimal> samples = new();
        private readonly List<int> lastMinute = new();
        private int overFor;
        private int offFor;

        public List<SwitchLine> Calendar { get; } = new();

        public HashSet<DateTime> SpecialDays { get; } = new();

        public List<(int Number, bool Closes, DateTime From, DateTime To)> Commands { get; } = new();

        public TimeSpan Offset { get; set; }

        public int VoltageMinutes { get; set; } = 30;

        /// <summary>Volts at the start of each measurement period.</summary>
        public Dictionary<DateTime, decimal> Averages { get; } = new();

        public int OverCount { get; private set; }

        public decimal OverVolts { get; set; }

        public int LimitWatts { get; set; }

        public int LimitSeconds { get; set; }

        public int RestoreSeconds { get; set; }

        public int LimitCount { get; private set; }

        public bool IsSupplyOn { get; private set; } = true;

        /// <summary>A second passes; what is given belongs to it.</summary>
        public void Second(DateTime end, int wattHours, decimal? volts)
        {
            Voltage(end, volts);
            Load(wattHours);
        }

        public virtual bool IsClosed(int number, DateTime now)
        {
            var commands = Commands.Where(c => c.Number == number && c.From <= now && now < c.To).ToList();
            if (commands.Count > 0)
            {
                return commands[^1].Closes;
            }

            DateTime shifted = now - Offset;
            for (int back = 0; back <= 7; back++)
            {
                DateTime day = shifted.Date.AddDays(-back);
                SwitchLine line = Calendar
                    .Where(l => l.Number == number && day + l.At <= shifted)
                    .Where(l => SpecialDays.Contains(day) ? l.OnSpecialDays : l.Days.Contains(day.DayOfWeek))
                    .OrderBy(l => l.At)
                    .LastOrDefault();
                if (line != null)
                {
                    return line.Closes;
                }
            }

            return false;
        }

        private void Voltage(DateTime end, decimal? volts)
        {
            if (volts != null)
            {
                samples.Add(volts.Value);
            }

            if (end.TimeOfDay.TotalSeconds % (VoltageMinutes * 60) == 0)
            {
                if (samples.Count > 0)
                {
                    decimal average = Math.Round(samples.Average(), 1, MidpointRounding.AwayFromZero);
                    Averages[end.AddMinutes(-VoltageMinutes)] = average;
                    OverCount += average > OverVolts ? 1 : 0;
                }

                samples.Clear();
            }
        }

        // The meter learns of a second's energy at its end, and looks back a minute.
        private void Load(int wattHours)
        {
            lastMinute.Add(wattHours);
            if (lastMinute.Count > 60)
            {
                lastMinute.RemoveAt(0);
            }

            bool isOver = IsSupplyOn && lastMinute.Sum() * 60 > LimitWatts;
            overFor = isOver ? overFor + 1 : 0;
            offFor = IsSupplyOn ? 0 : offFor + 1;
            if (overFor == LimitSeconds + 1)
            {
                LimitCount++;
                IsSupplyOn = false;
                overFor = 0;
            }
            else if (offFor == RestoreSeconds)
            {
                IsSupplyOn = true;
            }
        }
    }
}
