using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>A scenario as the octets that SPEC.md says, written without the firmware's own code.</summary>
    public static class TableOctets
    {
        public static byte[] Switching(Scenario s)
        {
            int seasons = s.IsGas ? 3 : 4;
            int weeks = s.IsGas ? 2 : 4;
            int days = s.IsGas ? 4 : 16;
            int entries = s.IsGas ? 1 : 48;
            List<byte> octets = [(byte)s.Seasons.Count, (byte)s.Weeks.Count, (byte)s.Days.Count, 0];
            foreach ((int month, int day, int week) in s.Seasons)
            {
                octets.AddRange([(byte)month, (byte)day, 0xFF, 0xFF, (byte)(week + 1), 0]);
            }

            Pad(octets, 4 + 6 * seasons);
            for (int week = 0; week < s.Weeks.Count; week++)
            {
                octets.Add((byte)(week + 1));
                octets.AddRange(s.Weeks[week].Select(day => (byte)(day + 100)));
            }

            Pad(octets, 4 + 6 * seasons + 8 * weeks);
            for (int day = 0; day < s.Days.Count; day++)
            {
                octets.AddRange([(byte)(day + 100), (byte)s.Days[day].Count]);
                foreach ((TimeSpan from, int rate) in s.Days[day])
                {
                    octets.AddRange(Big((long)from.TotalMinutes, 2));
                    octets.Add((byte)rate);
                }

                Pad(octets, 4 + 6 * seasons + 8 * weeks + (day + 1) * (2 + 3 * entries));
            }

            Pad(octets, 4 + 6 * seasons + 8 * weeks + days * (2 + 3 * entries));
            return octets.ToArray();
        }

        public static byte[] SpecialDays(Scenario s)
        {
            List<byte> octets = [(byte)s.SpecialDays.Count];
            foreach ((DateTime date, int day) in s.SpecialDays)
            {
                octets.AddRange(Big(date.Year, 2));
                octets.AddRange([(byte)date.Month, (byte)date.Day, 0xFF, (byte)(day + 100)]);
            }

            Pad(octets, 1 + 6 * (s.IsGas ? 20 : 50));
            return octets.ToArray();
        }

        public static byte[] Prices(Scenario s)
        {
            List<byte> octets = [0xFB];
            for (int rate = 1; rate <= s.TouCount; rate++)
            {
                octets.AddRange(Price(s, s.TouPrices.GetValueOrDefault(rate)));
            }

            for (int block = 1; block <= 4; block++)
            {
                for (int column = 1; column <= s.ColumnCount; column++)
                {
                    octets.AddRange(Price(s, s.BlockPrices.GetValueOrDefault((block, column))));
                }
            }

            return octets.ToArray();
        }

        public static byte[] Thresholds(Scenario s)
        {
            List<byte> octets = [(byte)(s.IsBlock ? 3 : 0)];
            for (int column = 1; column <= s.ColumnCount; column++)
            {
                for (int i = 0; i < 3; i++)
                {
                    long wh = s.Thresholds.TryGetValue(column, out decimal[] kwh) ? (long)(kwh[i] * 1000) : 0xFFFFFFFF;
                    octets.AddRange(Big(wh, 4));
                }
            }

            return octets.ToArray();
        }

        public static byte[] Billing(Scenario s)
        {
            long start = (long)(s.BillingStart.Value - new DateTime(2000, 1, 1)).TotalSeconds;
            return [.. Big(start, 4), 3, 0];
        }

        public static byte[] GasFactors(Scenario s) =>
            [.. Big((long)(s.ConversionFactor * 100000), 4), .. Big((long)(s.CalorificValue * 10), 4)];

        public static byte[] Big(long value, int length)
        {
            byte[] octets = new byte[length];
            for (int i = length - 1; i >= 0; i--)
            {
                octets[i] = (byte)(value & 0xFF);
                value >>= 8;
            }

            return octets;
        }

        private static byte[] Price(Scenario s, decimal pounds) => Big((long)(pounds * 100000), s.IsGas ? 4 : 2);

        private static void Pad(List<byte> octets, int length)
        {
            while (octets.Count < length)
            {
                octets.Add(0);
            }
        }
    }
}
