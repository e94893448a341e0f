using System;
using System.Collections.Generic;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>A tariff as a person would write it down. The model reads it as it is; TableOctets encodes it.</summary>
    public sealed class Scenario
    {
        public Scenario(string name, bool isGas)
        {
            Name = name;
            IsGas = isGas;
        }

        public string Name { get; }

        public bool IsGas { get; }

        /// <summary>First month and day of each season, and which week it has.</summary>
        public List<(int Month, int Day, int Week)> Seasons { get; } = new();

        /// <summary>Day profiles of Monday to Sunday.</summary>
        public List<int[]> Weeks { get; } = new();

        /// <summary>From when on which rate. Rates past the time-of-use registers are columns of the block tariff.</summary>
        public List<List<(TimeSpan From, int Rate)>> Days { get; } = new();

        /// <summary>Dates with a profile of their own.</summary>
        public Dictionary<DateTime, int> SpecialDays { get; } = new();

        /// <summary>Pounds a kWh by rate; for a block tariff by block and column.</summary>
        public Dictionary<int, decimal> TouPrices { get; } = new();

        /// <summary>Pounds a kWh by block (from 1) and column (from 1).</summary>
        public Dictionary<(int Block, int Column), decimal> BlockPrices { get; } = new();

        /// <summary>kWh by column (from 1), three each.</summary>
        public Dictionary<int, decimal[]> Thresholds { get; } = new();

        public bool IsBlock => Thresholds.Count > 0;

        public DateTime? BillingStart { get; set; }

        public decimal ConversionFactor { get; set; } = 1.02264m;

        public decimal CalorificValue { get; set; } = 39.5m;

        public int RandomisedOffsetNumber { get; set; }

        public int RandomisedOffsetLimit { get; set; }

        public int OffsetSeconds =>
            (int)Math.Round(RandomisedOffsetNumber * RandomisedOffsetLimit / 10000m, MidpointRounding.AwayFromZero);

        public int TouCount => IsGas ? 4 : 48;

        public int ColumnCount => IsGas ? 1 : 8;

        public override string ToString() => Name;

        public static IEnumerable<Scenario> All()
        {
            foreach (bool isGas in new[] { false, true })
            {
                string fuel = isGas ? "gas " : "electricity ";
                yield return SingleRate(fuel + "single rate", isGas);
                yield return Weekends(fuel + "two rates with weekends", isGas);
                yield return Stress(fuel + "all rates", isGas);
                yield return FourBlocks(fuel + "four blocks with monthly reset", isGas);
            }

            yield return BlocksByTime();
            yield return NightsThatGoOn();
        }

        /// <summary>48 switches a day at any minutes, late by any offset, and by some seconds more.</summary>
        public static Scenario RandomSwitches(int seed, int secondsMore = 0)
        {
            Random random = new(seed);
            Scenario scenario = new("electricity random switches", false);
            scenario.OneSeason();
            scenario.Weeks.Add([0, 1, 0, 1, 0, 1, 1]);
            for (int day = 0; day < 2; day++)
            {
                int[] minutes = new int[1439];
                for (int i = 0; i < minutes.Length; i++)
                {
                    minutes[i] = i + 1;
                }

                random.Shuffle(minutes);
                Array.Sort(minutes, 0, 47);
                int rate = random.Next(48);
                List<(TimeSpan, int)> profile = [(TimeSpan.Zero, rate + 1)];
                for (int i = 0; i < 47; i++)
                {
                    rate = (rate + random.Next(1, 48)) % 48;
                    profile.Add((TimeSpan.FromMinutes(minutes[i]), rate + 1));
                }

                scenario.Days.Add(profile);
            }

            for (int rate = 1; rate <= 48; rate++)
            {
                scenario.TouPrices[rate] = random.Next(1, 32000) / 100000m;
            }

            // With a limit of seconds and the greatest number the offset is the limit.
            scenario.RandomisedOffsetNumber = 10000;
            scenario.RandomisedOffsetLimit = random.Next(1, 1799) + secondsMore;
            return scenario;
        }

        private static Scenario SingleRate(string name, bool isGas)
        {
            Scenario scenario = new(name, isGas);
            scenario.OneSeason();
            scenario.Days.Add([(TimeSpan.Zero, 1)]);
            scenario.Weeks.Add([0, 0, 0, 0, 0, 0, 0]);
            scenario.TouPrices[1] = isGas ? 0.06213m : 0.2871m;
            scenario.BillingStart = new DateTime(2026, 1, 28, 0, 0, 0);
            return scenario;
        }

        private static Scenario Weekends(string name, bool isGas)
        {
            Scenario scenario = new(name, isGas);
            scenario.OneSeason();
            scenario.TouPrices[1] = 0.3105m;
            scenario.TouPrices[2] = 0.0999m;
            scenario.SpecialDays[new DateTime(2026, 12, 25)] = 1;
            scenario.SpecialDays[new DateTime(2026, 5, 4)] = 1;
            scenario.Weeks.Add([0, 0, 0, 0, 0, 1, 1]);
            if (isGas)
            {
                scenario.Days.Add([(TimeSpan.Zero, 1)]);
            }
            else
            {
                scenario.Days.Add([(TimeSpan.Zero, 2), (TimeSpan.FromHours(7), 1), (TimeSpan.FromHours(22.5), 2)]);
                scenario.RandomisedOffsetNumber = 7777;
                scenario.RandomisedOffsetLimit = 600;
            }

            scenario.Days.Add([(TimeSpan.Zero, 2)]);
            return scenario;
        }

        private static Scenario Stress(string name, bool isGas)
        {
            Scenario scenario = new(name, isGas);
            Random random = new(48);
            scenario.Seasons.Add((2, 1, 0));
            scenario.Seasons.Add((6, 15, 1));
            scenario.Seasons.Add((11, 3, isGas ? 0 : 3));
            int days = isGas ? 4 : 16;
            for (int week = 0; week < (isGas ? 2 : 4); week++)
            {
                int[] profiles = new int[7];
                for (int day = 0; day < 7; day++)
                {
                    profiles[day] = random.Next(days);
                }

                scenario.Weeks.Add(profiles);
            }

            for (int day = 0; day < days; day++)
            {
                List<(TimeSpan, int)> profile = new();
                for (int entry = 0; entry < (isGas ? 1 : 48); entry++)
                {
                    int rate = isGas ? day + 1 : (entry * 5 + day * 7) % 48 + 1;
                    profile.Add((TimeSpan.FromMinutes(30 * entry), rate));
                }

                scenario.Days.Add(profile);
            }

            for (int rate = 1; rate <= scenario.TouCount; rate++)
            {
                scenario.TouPrices[rate] = random.Next(1, 32000) / 100000m;
            }

            for (int i = 0; i < (isGas ? 20 : 50); i++)
            {
                scenario.SpecialDays[new DateTime(2026, 1, 1).AddDays(i * 7 + 3)] = random.Next(days);
            }

            scenario.BillingStart = new DateTime(2026, 2, 10, 6, 0, 0);
            return scenario;
        }

        private static Scenario FourBlocks(string name, bool isGas)
        {
            Scenario scenario = new(name, isGas);
            scenario.OneSeason();
            scenario.Weeks.Add([0, 0, 0, 0, 0, 0, 0]);
            scenario.Days.Add([(TimeSpan.Zero, isGas ? 1 : 49)]);
            scenario.Thresholds[1] = isGas ? [100.5m, 407.003m, 900m] : [50m, 120.007m, 260m];
            for (int block = 1; block <= 4; block++)
            {
                scenario.BlockPrices[(block, 1)] = 0.11111m + 0.0307m * block;
            }

            scenario.BillingStart = new DateTime(2026, 1, 15, 12, 30, 0);
            return scenario;
        }

        private static Scenario BlocksByTime()
        {
            Scenario scenario = new("electricity blocks by time of use", false);
            scenario.OneSeason();
            scenario.Weeks.Add([0, 0, 1, 0, 0, 1, 1]);
            List<(TimeSpan, int)> first = new();
            List<(TimeSpan, int)> second = new();
            for (int column = 1; column <= 8; column++)
            {
                first.Add((TimeSpan.FromHours(3 * (column - 1)), 48 + column));
                second.Add((TimeSpan.FromMinutes(95 * (column - 1)), 57 - column));
                scenario.Thresholds[column] = [3m * column, 3m * column + 11m, 40.123m];
                for (int block = 1; block <= 4; block++)
                {
                    scenario.BlockPrices[(block, column)] = 0.001m * (10 * block + column);
                }
            }

            scenario.Days.Add(first);
            scenario.Days.Add(second);
            scenario.BillingStart = new DateTime(2026, 1, 1, 0, 0, 0);
            return scenario;
        }

        // No profile begins at midnight; seasons and special days change what the night before was.
        private static Scenario NightsThatGoOn()
        {
            Scenario scenario = new("electricity nights that go on", false);
            scenario.Seasons.Add((3, 20, 0));
            scenario.Seasons.Add((10, 2, 1));
            scenario.Weeks.Add([0, 1, 2, 0, 1, 2, 0]);
            scenario.Weeks.Add([2, 2, 1, 1, 0, 0, 1]);
            scenario.Days.Add([(TimeSpan.FromHours(6), 1), (TimeSpan.FromHours(23), 2)]);
            scenario.Days.Add([(TimeSpan.FromHours(8.5), 3), (TimeSpan.FromHours(20), 4)]);
            scenario.Days.Add([(TimeSpan.FromHours(12), 5)]);
            for (int rate = 1; rate <= 5; rate++)
            {
                scenario.TouPrices[rate] = 0.01m * rate;
            }

            for (int day = 0; day < 40; day++)
            {
                scenario.SpecialDays[new DateTime(2026, 1, 1).AddDays(day * 9 + 2)] = day % 3;
            }

            scenario.RandomisedOffsetNumber = 5000;
            scenario.RandomisedOffsetLimit = 1500;
            return scenario;
        }

        private void OneSeason() => Seasons.Add((1, 1, 0));
    }
}
