using System;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>The profile of one day, in memory: which rate from which minute on.</summary>
    public sealed class DayProfile
    {
        /// <summary>The minutes of a day: the answer where nothing changes any more.</summary>
        public const int EndOfDay = 1440;

        private readonly byte[] octets;

        /// <summary>Makes room for a profile; until one is taken the day has rate 1.</summary>
        /// <param name="shape">What the meter has.</param>
        public DayProfile(TariffShape shape)
        {
            // Behind the entries, the last rate of the day before.
            octets = new byte[1 + SwitchingTable.EntryLength * shape.Entries + 1];
            Clear();
        }

        /// <summary>Rate 1 all day, as on a meter that was never given a table.</summary>
        public void Clear()
        {
            octets[0] = 1;
            Octets.SetUInt16(octets, 1, 0);
            octets[3] = 1;
        }

        /// <summary>Takes a profile from a switching table.</summary>
        /// <param name="table">Holds it.</param>
        /// <param name="at">Where its entries-in-use octet is.</param>
        /// <param name="before">The last rate of the day before, which goes on until the first entry.</param>
        public void Take(byte[] table, int at, int before)
        {
            octets[octets.Length - 1] = (byte)before;
            Array.Copy(table, at, octets, 0, 1 + SwitchingTable.EntryLength * table[at]);
        }

        /// <summary>The rate at a minute.</summary>
        /// <param name="minute">0 to 1,439.</param>
        public int RateAt(int minute)
        {
            int entry = octets[0] - 1;
            while (entry >= 0 && MinuteOf(entry) > minute)
            {
                entry--;
            }
            return entry < 0 ? octets[octets.Length - 1] : octets[1 + SwitchingTable.EntryLength * entry + 2];
        }

        /// <summary>The first minute after this one at which an entry begins, or <see cref="EndOfDay"/>.</summary>
        /// <param name="minute">0 to 1,439.</param>
        public int NextAfter(int minute)
        {
            for (int entry = 0; entry < octets[0]; entry++)
            {
                if (MinuteOf(entry) > minute)
                {
                    return MinuteOf(entry);
                }
            }
            return EndOfDay;
        }

        private int MinuteOf(int entry)
        {
            return Octets.GetUInt16(octets, 1 + SwitchingTable.EntryLength * entry);
        }
    }
}
