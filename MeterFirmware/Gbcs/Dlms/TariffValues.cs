using System;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// Takes COSEM values of the tariff to the octets of its tables: Activity Calendar (class 20), Special Days Table (11),
    /// Charge (113) and Register Monitor (21). Each method reads one value to its end and gives false for one that no table of
    /// the meter can hold; what the tables themselves judge is not looked at here.
    /// </summary>
    internal static class TariffValues
    {
        private const int SeasonNameLength = 8;
        private const int DateTimeLength = 12;
        private const int DateLength = 5;
        private const int TimeLength = 4;
        private const int BlockSelectors = 100;
        private const int SecondarySelectors = 200;
        private const int BlockIndices = 0xA0;
        private const int CommodityScale = 3;
        private const int RegisterClass = 3;
        private const int ValueAttribute = 2;
        private const int NotSet = 0xFF;

        /// <summary>The seasons of a switching table (attribute 7). Their names, which only a reader needs, are not kept.</summary>
        internal static bool ReadSeasons(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            int count = reader.ReadArray();
            bool right = count <= shape.Seasons;
            for (int i = 0; i < count && right && !reader.Failed; i++)
            {
                reader.ReadStructure(3);
                reader.ReadText(SeasonNameLength);
                int start = reader.ReadOctets(DateTimeLength);
                int week = reader.ReadOctets(1);
                if (reader.Failed)
                {
                    return false;
                }
                int season = at + SwitchingTable.SeasonsAt + SwitchingTable.SeasonLength * i;
                table[season] = reader.Source[start + 2];
                table[season + 1] = reader.Source[start + 3];
                Octets.SetUInt16(table, season + 2, Octets.GetUInt16(reader.Source, start));
                table[season + 4] = reader.Source[week];
                // A season begins with a day (SMETS2 5.7.4.48).
                right = IsZero(reader.Source, start + 5, 3);
            }
            table[at] = (byte)count;
            return right && !reader.Failed;
        }

        /// <summary>The week profiles of a switching table (attribute 8).</summary>
        internal static bool ReadWeeks(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            int count = reader.ReadArray();
            bool right = count <= shape.Weeks;
            for (int i = 0; i < count && right && !reader.Failed; i++)
            {
                int week = at + SwitchingTable.WeeksAt(shape) + SwitchingTable.WeekLength * i;
                reader.ReadStructure(SwitchingTable.WeekLength);
                int name = reader.ReadOctets(1);
                table[week] = reader.Failed ? (byte)0 : reader.Source[name];
                for (int day = 1; day < SwitchingTable.WeekLength; day++)
                {
                    table[week + day] = (byte)reader.ReadUInt8();
                }
            }
            table[at + 1] = (byte)count;
            return right && !reader.Failed;
        }

        /// <summary>The day profiles of a switching table (attribute 9).</summary>
        internal static bool ReadDays(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            int count = reader.ReadArray();
            bool right = count <= shape.Days;
            for (int i = 0; i < count && right && !reader.Failed; i++)
            {
                int day = at + SwitchingTable.DaysAt(shape) + SwitchingTable.DayLength(shape) * i;
                reader.ReadStructure(2);
                table[day] = (byte)reader.ReadUInt8();
                right = ReadProfile(reader, table, day + 1, shape);
            }
            table[at + 2] = (byte)count;
            return right && !reader.Failed;
        }

        /// <summary>The special days (attribute 2).</summary>
        internal static bool ReadSpecialDays(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            int count = reader.ReadArray();
            bool right = count <= shape.SpecialDays;
            for (int i = 0; i < count && right && !reader.Failed; i++)
            {
                int entry = at + 1 + SpecialDays.EntryLength * i;
                reader.ReadStructure(3);
                reader.ReadUInt16();
                int date = reader.ReadOctets(DateLength);
                int identifier = reader.ReadUInt8();
                if (reader.Failed)
                {
                    return false;
                }
                Array.Copy(reader.Source, date, table, entry, DateLength);
                table[entry + DateLength] = (byte)identifier;
            }
            table[at] = (byte)count;
            return right && !reader.Failed;
        }

        /// <summary>The prices (attribute 6): each of them once.</summary>
        internal static bool ReadPrices(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            bool isSecondary = shape.BlockTou == 0;
            reader.ReadStructure(3);
            reader.ReadStructure(2);
            bool right = reader.ReadInt8() == CommodityScale;
            table[at] = (byte)reader.ReadInt8();
            reader.ReadStructure(3);
            right &= reader.ReadUInt16() == RegisterClass;
            int name = reader.ReadOctets(6);
            right &=
                !reader.Failed && Octets.AreEqual(reader.Source, name, isSecondary ? SecondaryImport : Import, 0, 6);
            right &= reader.ReadInt8() == ValueAttribute;
            right &= reader.ReadArray() == shape.Prices;
            for (int i = 1; i < PriceTable.LengthOf(shape); i++)
            {
                table[at + i] = NotSet;
            }
            for (int i = 0; i < shape.Prices && right && !reader.Failed; i++)
            {
                reader.ReadStructure(2);
                int index = reader.ReadOctets(1);
                int price = reader.ReadInt16();
                int place = reader.Failed ? -1 : PlaceOf(reader.Source[index], shape);
                right = place >= 0 && price >= 0 && table[at + 1 + 2 * place] == NotSet;
                if (right)
                {
                    Octets.SetUInt16(table, at + 1 + 2 * place, price);
                }
            }
            return right && !reader.Failed;
        }

        /// <summary>The standing charge (attribute 6).</summary>
        internal static bool ReadStandingCharge(AxdrReader reader, byte[] table, int at)
        {
            reader.ReadStructure(3);
            reader.ReadStructure(2);
            bool right = reader.ReadInt8() == 0;
            table[at] = (byte)reader.ReadInt8();
            reader.ReadStructure(3);
            right &= reader.ReadUInt16() == 0;
            int name = reader.ReadOctets(6);
            right &= !reader.Failed && IsZero(reader.Source, name, 6);
            right &= reader.ReadInt8() == 0;
            right &= reader.ReadArray() == 1;
            reader.ReadStructure(2);
            reader.ReadOctets(0);
            Octets.SetInt32(table, at + 1, reader.ReadInt16());
            return right && !reader.Failed;
        }

        /// <summary>
        /// The thresholds of one column (attribute 2); those that it does not name are 0xFFFFFFFF, which is never reached.
        /// </summary>
        internal static bool ReadThresholds(AxdrReader reader, byte[] table, int at, int column)
        {
            int count = reader.ReadArray();
            bool right = count <= TariffShape.Thresholds;
            for (int i = 0; i < TariffShape.Thresholds && right && !reader.Failed; i++)
            {
                int threshold = i < count ? (int)reader.ReadUInt32() : -1;
                Octets.SetInt32(table, at + 1 + 4 * (TariffShape.Thresholds * column + i), threshold);
            }
            table[at] = right && count > table[at] ? (byte)count : table[at];
            return right && !reader.Failed;
        }

        private static bool ReadProfile(AxdrReader reader, byte[] table, int at, TariffShape shape)
        {
            int count = reader.ReadArray();
            bool right = count <= shape.Entries;
            for (int i = 0; i < count && right && !reader.Failed; i++)
            {
                int entry = at + 1 + SwitchingTable.EntryLength * i;
                reader.ReadStructure(3);
                int time = reader.ReadOctets(TimeLength);
                int script = reader.ReadOctets(6);
                int rate = RateOf(reader.ReadUInt16(), shape);
                if (reader.Failed)
                {
                    return false;
                }
                int hour = reader.Source[time];
                int minute = reader.Source[time + 1];
                right =
                    hour < 24
                    && minute < 60
                    && IsZero(reader.Source, time + 2, 2)
                    && Octets.AreEqual(reader.Source, script, SwitchingScripts, 0, 6);
                Octets.SetUInt16(table, entry, 60 * hour + minute);
                table[entry + 2] = (byte)rate;
            }
            table[at] = (byte)count;
            return right;
        }

        // The script of a rate: 1 to 48, 101 to 108 for a column of the block tariff, 201 to 204 on the secondary element
        // (GBCS 7.3.7). 0 for none.
        private static int RateOf(int selector, TariffShape shape)
        {
            if (shape.BlockTou == 0)
            {
                int second = selector - SecondarySelectors;
                return second >= 1 && second <= shape.TouRegisters ? second : 0;
            }
            int column = selector - BlockSelectors;
            if (column >= 1 && column <= shape.BlockTou)
            {
                return shape.TouRegisters + column;
            }
            return selector >= 1 && selector <= shape.TouRegisters ? selector : 0;
        }

        // The index of a price: 0x01 to 0x30 by rate; 0xA1 to 0xA8 block 1 by column, 0xB1 to 0xD8 the other blocks.
        private static int PlaceOf(int index, TariffShape shape)
        {
            if (index >= 1 && index <= shape.TouRegisters)
            {
                return index - 1;
            }
            int block = (index - BlockIndices) / 16;
            int column = index % 16;
            bool isBlock =
                index > BlockIndices && block < TariffShape.Blocks && column >= 1 && column <= shape.BlockTou;
            return isBlock ? shape.TouRegisters + shape.BlockTou * block + column - 1 : -1;
        }

        private static bool IsZero(byte[] octets, int at, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (octets[at + i] != 0)
                {
                    return false;
                }
            }
            return true;
        }

        // 1-0:1.8.0.255, 1-20:1.8.0.255 and the Tariff Switching Table's scripts, 0-0:10.0.100.255.
        private static readonly byte[] Import = { 1, 0, 1, 8, 0, 255 };
        private static readonly byte[] SecondaryImport = { 1, 20, 1, 8, 0, 255 };
        private static readonly byte[] SwitchingScripts = { 0, 0, 10, 0, 100, 255 };
    }
}
