using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>All registers and balances of the model at a moment.</summary>
    public sealed record PlainSnapshot(
        DateTime At,
        long[] Balances,
        long Total,
        long Export,
        Dictionary<int, long> Tou,
        Dictionary<(int Block, int Column), long> Blocks,
        Dictionary<(int Block, int Column), long> Counters
    );

    /// <summary>
    /// What a meter ought to do, as plainly as it can be said: decimals, lists and dates, one unit after another. It shares
    /// no code with the firmware.
    /// </summary>
    public class PlainMeter
    {
        private Scenario tariff;
        private List<(DateTime From, int Rate)> schedule;
        private DateTime scheduled;
        private int scheduleIndex;
        private DateTime halfHour;
        private long halfHourUnits;
        private int[] others = new int[3];
        private long dayUnits;
        private readonly long[] given = new long[6];
        private DateTime nextBill;
        private decimal megajoules;
        private decimal wholeWh;
        private decimal blockWh;

        public PlainMeter(Scenario tariff, DateTime start)
        {
            this.tariff = tariff;
            Now = start;
            halfHour = start;
            nextBill = tariff.BillingStart ?? DateTime.MaxValue;
            while (nextBill <= start)
            {
                nextBill = nextBill.AddMonths(1);
            }

            Follow();
        }

        public DateTime Now { get; private set; }

        public long Total { get; private set; }

        public Dictionary<int, long> Tou { get; } = new();

        public Dictionary<(int Block, int Column), long> Blocks { get; } = new();

        public Dictionary<(int Block, int Column), long> Counters { get; } = new();

        public decimal Pounds { get; private set; }

        public List<(DateTime Start, long Units)> HalfHours { get; } = new();

        public List<(DateTime Day, long Units)> Days { get; } = new();

        public List<PlainSnapshot> Bills { get; } = new();

        public List<PlainSnapshot> DailyReads { get; } = new();

        /// <summary>Active export, reactive export and reactive import of the half hours.</summary>
        public List<(DateTime Start, int[] Units)> OtherHalfHours { get; } = new();

        public long Export { get; private set; }

        public int Rate { get; private set; }

        /// <summary>Millipence, of which only whole ones are charged.</summary>
        public long ChargedMillipence => (long)Math.Floor(Pounds * 100000m);

        public decimal WholeWh => wholeWh;

        public void Consume(int units)
        {
            for (int i = 0; i < units; i++)
            {
                Total++;
                halfHourUnits++;
                dayUnits++;
                ConsumeOne();
            }
        }

        public void ConsumeOthers(int activeExport, int reactiveExport, int reactiveImport)
        {
            Export += activeExport;
            others[0] += activeExport;
            others[1] += reactiveExport;
            others[2] += reactiveImport;
        }

        /// <summary>Money given to one of the six balances from outside, millipence; less than 0 is taken.</summary>
        public void Give(int balance, long millipence) => given[balance] += millipence;

        public void Clock(DateTime now)
        {
            Now = now;
            while (halfHour.AddMinutes(30) <= now)
            {
                HalfHours.Add((halfHour, halfHourUnits));
                halfHourUnits = 0;
                OtherHalfHours.Add((halfHour, others));
                others = new int[3];
                halfHour = halfHour.AddMinutes(30);
                if (halfHour.TimeOfDay == TimeSpan.Zero)
                {
                    Days.Add((halfHour.AddDays(-1), dayUnits));
                    dayUnits = 0;
                    DailyReads.Add(Snapshot(halfHour));
                }
            }

            while (nextBill <= now)
            {
                Bills.Add(Snapshot(nextBill));
                Counters.Clear();
                blockWh = 0;
                nextBill = nextBill.AddMonths(1);
            }

            Follow();
        }

        /// <summary>Another tariff from now on; registers and counters stay.</summary>
        public void Replace(Scenario by)
        {
            tariff = by;
            scheduled = default;
            Follow();
        }

        /// <summary>The rate that the schedule has at a moment.</summary>
        public int RateAt(DateTime time)
        {
            DateTime moment = time.AddSeconds(-tariff.OffsetSeconds);
            return ScheduleOf(moment.Date).Last(entry => entry.From <= moment).Rate;
        }

        /// <summary>The rate that one more unit goes to; the canary overrides it.</summary>
        protected virtual int RateForUnit() => Rate;

        /// <summary>All that there is now. Energy is paid from the first balance. Canaries override it.</summary>
        protected virtual PlainSnapshot Snapshot(DateTime at)
        {
            long[] balances = [given[0] - ChargedMillipence, .. given.Skip(1)];
            return new(at, balances, Total, Export, new(Tou), new(Blocks), new(Counters));
        }

        private void ConsumeOne()
        {
            decimal kwh = tariff.IsGas ? GasKwh() : 0.001m;
            int rate = RateForUnit();
            bool isBlock = tariff.IsGas ? tariff.IsBlock : rate > 48;
            if (!isBlock)
            {
                Tou[rate] = Tou.GetValueOrDefault(rate) + 1;
                Pounds += kwh * tariff.TouPrices.GetValueOrDefault(rate);
                return;
            }

            int column = tariff.IsGas ? 1 : rate - 48;
            int block = BlockNow(column);
            Counters[(block, column)] = Counters.GetValueOrDefault((block, column)) + 1;
            Blocks[(block, column)] = Blocks.GetValueOrDefault((block, column)) + 1;
            Pounds += kwh * tariff.BlockPrices[(block, column)];
            blockWh += kwh * 1000m;
        }

        // A litre counts in the block that is in force when it begins; energy counts in whole Wh.
        private int BlockNow(int column)
        {
            decimal kwh = tariff.IsGas
                ? blockWh / 1000m
                : (from c in Counters where c.Key.Column == column select c.Value).Sum() / 1000m;
            return 1 + tariff.Thresholds[column].Count(threshold => kwh >= threshold);
        }

        private decimal GasKwh()
        {
            megajoules += 0.001m * tariff.ConversionFactor * tariff.CalorificValue;
            decimal whole = Math.Floor(megajoules * 10000m / 36m);
            decimal increment = whole - wholeWh;
            wholeWh = whole;
            return increment / 1000m;
        }

        private void Follow()
        {
            DateTime moment = Now.AddSeconds(-tariff.OffsetSeconds);
            if (moment.Date != scheduled)
            {
                scheduled = moment.Date;
                schedule = ScheduleOf(scheduled);
                scheduleIndex = 0;
            }

            while (scheduleIndex + 1 < schedule.Count && schedule[scheduleIndex + 1].From <= moment)
            {
                scheduleIndex++;
            }

            Rate = schedule[scheduleIndex].Rate;
        }

        // A day that begins later than at midnight goes on as the day before ended.
        private List<(DateTime From, int Rate)> ScheduleOf(DateTime date)
        {
            List<(DateTime From, int Rate)> own = ProfileOf(date);
            if (own[0].From > date)
            {
                own.Insert(0, (date, ProfileOf(date.AddDays(-1))[^1].Rate));
            }

            return own;
        }

        private List<(DateTime From, int Rate)> ProfileOf(DateTime date)
        {
            if (!tariff.SpecialDays.TryGetValue(date, out int day))
            {
                (int Month, int Day, int Week) season = tariff.Seasons.Last();
                foreach ((int Month, int Day, int Week) each in tariff.Seasons)
                {
                    if (new DateTime(date.Year, each.Month, each.Day) <= date)
                    {
                        season = each;
                    }
                }

                int weekday = date.DayOfWeek == DayOfWeek.Sunday ? 6 : (int)date.DayOfWeek - 1;
                day = tariff.Weeks[season.Week][weekday];
            }

            return tariff.Days[day].Select(entry => (date + entry.From, entry.Rate)).ToList();
        }
    }
}
