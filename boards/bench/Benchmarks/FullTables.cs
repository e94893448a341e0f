using System;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Bench.Benchmarks
{
    /// <summary>The configuration tables of a meter with every place of them in use.</summary>
    public static class FullTables
    {
        /// <summary>A table that the meter takes.</summary>
        /// <param name="table">A <see cref="TariffTable"/>.</param>
        /// <param name="metering">The meter's metering.</param>
        /// <returns>Its octets; null for a table that this meter does not have.</returns>
        public static byte[] Of(int table, Metering metering)
        {
            TariffShape shape = metering.Tariff.Shape;
            TariffShape secondary = metering.Secondary?.Shape;
            return table switch
            {
                TariffTable.Switching => Switching(shape),
                TariffTable.SpecialDays => Days(shape),
                TariffTable.Prices => Prices(shape),
                TariffTable.Thresholds => Thresholds(shape),
                TariffTable.StandingCharge => [0xFB, 0, 0, 100, 0],
                TariffTable.Currency => [1],
                TariffTable.SecondarySwitching => secondary == null ? null : Switching(secondary),
                TariffTable.SecondarySpecialDays => secondary == null ? null : Days(secondary),
                TariffTable.SecondaryPrices => secondary == null ? null : Prices(secondary),
                TariffTable.GasFactors => shape.IsGas ? [0, 1, 0x8F, 0x78, 0, 0, 1, 0x86] : null,
                TariffTable.Billing => [0, 0, 0, 0, BillingCalendar.Monthly, 0],
                TariffTable.Limits => shape.IsGas ? [0, 1, 0, 1, 0x27, 0x10, 0, 60, 10] : new byte[LoadLimiter.Length],
                TariffTable.Labels => Labels(shape),
                TariffTable.Distributor => shape.IsGas ? null : Distributor(),
                TariffTable.AuxiliaryCalendar => shape.IsGas ? null : Switches(),
                TariffTable.AuxiliaryPeriods => shape.IsGas ? null : new byte[AuxiliaryPeriods.Length],
                _ => throw new ArgumentOutOfRangeException(nameof(table), table, "no table of a meter"),
            };
        }

        private static byte[] Switching(TariffShape shape)
        {
            byte[] table = new byte[SwitchingTable.LengthOf(shape)];
            (table[0], table[1], table[2]) = ((byte)shape.Seasons, (byte)shape.Weeks, (byte)shape.Days);
            for (int i = 0; i < shape.Seasons; i++)
            {
                byte[] season = [(byte)(i + 1), 1, 0xFF, 0xFF, (byte)(i % shape.Weeks + 1), 0];
                season.CopyTo(table, SwitchingTable.SeasonsAt + i * SwitchingTable.SeasonLength);
            }

            for (int i = 0; i < shape.Weeks; i++)
            {
                byte[] week = [(byte)(i + 1), 1, 2, 3, 4, 1, 2, 3];
                week.CopyTo(table, SwitchingTable.WeeksAt(shape) + i * SwitchingTable.WeekLength);
            }

            for (int i = 0; i < shape.Days; i++)
            {
                int day = SwitchingTable.DaysAt(shape) + i * SwitchingTable.DayLength(shape);
                table[day] = (byte)(i + 1);
                table[day + 1] = (byte)shape.Entries;
                for (int entry = 0; entry < shape.Entries; entry++)
                {
                    int minute = 30 * entry;
                    byte[] octets = [(byte)(minute >> 8), (byte)minute, (byte)(entry % shape.TouRegisters + 1)];
                    octets.CopyTo(table, day + 2 + SwitchingTable.EntryLength * entry);
                }
            }

            return table;
        }

        private static byte[] Days(TariffShape shape)
        {
            byte[] table = new byte[SpecialDays.LengthOf(shape.SpecialDays)];
            table[0] = (byte)shape.SpecialDays;
            for (int i = 0; i < shape.SpecialDays; i++)
            {
                byte[] day = [0xFF, 0xFF, (byte)(i % 12 + 1), (byte)(i % 28 + 1), SpecialDays.Any, 1];
                day.CopyTo(table, 1 + i * SpecialDays.EntryLength);
            }

            return table;
        }

        private static byte[] Prices(TariffShape shape)
        {
            byte[] table = new byte[PriceTable.LengthOf(shape)];
            table[0] = 0xFB;
            for (int i = 0; i < shape.Prices; i++)
            {
                table[(i + 1) * shape.PriceLength] = (byte)(i + 1);
            }

            return table;
        }

        private static byte[] Thresholds(TariffShape shape)
        {
            byte[] table = new byte[ThresholdTable.LengthOf(shape)];
            table[0] = (byte)(shape.IsGas ? 0 : TariffShape.Thresholds);
            for (int i = 0; i < TariffShape.Thresholds * shape.BlockTou; i++)
            {
                Octets.SetInt32(table, 1 + 4 * i, 100_000 * (1 + i % TariffShape.Thresholds));
            }

            return table;
        }

        private static byte[] Labels(TariffShape shape)
        {
            byte[] table = new byte[TextLabels.LengthOf(shape)];
            Array.Fill(table, (byte)'A');
            return table;
        }

        private static byte[] Switches()
        {
            byte[] table = new byte[AuxiliaryCalendar.Length];
            table[0] = AuxiliaryCalendar.MaxSpecialDays;
            for (int i = 0; i < AuxiliaryCalendar.MaxSpecialDays; i++)
            {
                byte[] day = [0xFF, 0xFF, (byte)(i % 12 + 1), (byte)(i + 1), SpecialDays.Any, (byte)(i + 1)];
                day.CopyTo(table, 1 + i * SpecialDays.EntryLength);
            }

            table[AuxiliaryCalendar.EntriesInUseAt] = AuxiliaryCalendar.MaxEntries;
            for (int i = 0; i < AuxiliaryCalendar.MaxEntries; i++)
            {
                // Each on one day of the week: some seventeen entries a day.
                byte controller = (byte)(i % AuxiliaryControllers.Count + 1);
                byte state = (byte)(i / AuxiliaryControllers.Count % 2 + 1);
                byte hour = (byte)(i / AuxiliaryControllers.Count);
                byte weekday = (byte)(0x80 >> i % 7);
                byte[] entry = [controller, state, hour, 0, 0, weekday, 0, 0, 0, .. new byte[8]];
                entry.AsSpan(9).Fill(0xFF);
                entry.CopyTo(table, AuxiliaryCalendar.EntriesAt + i * AuxiliaryCalendar.EntryLength);
            }

            return table;
        }

        private static byte[] Distributor()
        {
            byte[] table = new byte[DistributorSettings.Length];
            Octets.SetInt32(table, 4 * DistributorSettings.AveragePeriod, 1800);
            return table;
        }
    }
}
