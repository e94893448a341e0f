using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>A meter's metering with its storage, and tables to give it.</summary>
    public sealed class MeteringRig
    {
        public MeteringRig(int kind, MemoryRecordStore records)
        {
            Records = records;
            State = Make.State(kind, records);
            Metering = new Metering(kind, kind == MeterKind.Esme, State.Image, State.Consumption, records);
            State.Store.Load();
            Metering.Reload();
        }

        public MemoryRecordStore Records { get; }

        public MeterState State { get; }

        public Metering Metering { get; }

        public static MeteringRig Esme()
        {
            return new MeteringRig(MeterKind.Esme, new MemoryRecordStore());
        }

        public static MeteringRig Gsme()
        {
            return new MeteringRig(MeterKind.Gsme, new MemoryRecordStore());
        }

        /// <summary>Noon of a Thursday, 2026-01-01.</summary>
        public static int Noon()
        {
            return (int)UtcTime.SecondsFrom(2026, 1, 1, 12, 0, 0);
        }

        /// <summary>One season, one week, one day: rate 1, from a minute on another rate.</summary>
        public static byte[] Switching(TariffShape shape, int minute, int rate)
        {
            byte[] table = new byte[SwitchingTable.LengthOf(shape)];
            table[0] = 1;
            table[1] = 1;
            table[2] = 1;
            int season = SwitchingTable.SeasonsAt;
            table[season] = 1;
            table[season + 1] = 1;
            Octets.SetUInt16(table, season + 2, SwitchingTable.EveryYear);
            table[season + 4] = 7;
            int week = SwitchingTable.WeeksAt(shape);
            table[week] = 7;
            for (int i = 1; i <= 7; i++)
            {
                table[week + i] = 9;
            }
            int day = SwitchingTable.DaysAt(shape);
            table[day] = 9;
            table[day + 1] = (byte)(minute > 0 ? 2 : 1);
            table[day + 4] = (byte)(minute > 0 ? 1 : rate);
            if (minute > 0)
            {
                Octets.SetUInt16(table, day + 5, minute);
                table[day + 7] = (byte)rate;
            }
            return table;
        }

        /// <summary>The price of every register and block, its number times this.</summary>
        public static byte[] Prices(TariffShape shape, int step)
        {
            byte[] table = new byte[PriceTable.LengthOf(shape)];
            table[0] = 0xFB;
            for (int i = 0; i < shape.Prices; i++)
            {
                int at = 1 + shape.PriceLength * i;
                if (shape.PriceLength == 2)
                {
                    Octets.SetUInt16(table, at, step * (i + 1));
                }
                else
                {
                    Octets.SetInt32(table, at, step * (i + 1));
                }
            }
            return table;
        }

        /// <summary>The same thresholds in every column, Wh.</summary>
        public static byte[] Thresholds(TariffShape shape, int first, int second, int third)
        {
            byte[] table = new byte[ThresholdTable.LengthOf(shape)];
            table[0] = 3;
            for (int column = 0; column < shape.BlockTou; column++)
            {
                Octets.SetInt32(table, 1 + 12 * column, first);
                Octets.SetInt32(table, 5 + 12 * column, second);
                Octets.SetInt32(table, 9 + 12 * column, third);
            }
            return table;
        }

        public static byte[] Billing(int startSeconds, int periodicity, bool isDailyReset)
        {
            byte[] table = new byte[BillingCalendar.Length];
            Octets.SetInt32(table, 0, startSeconds);
            table[4] = (byte)periodicity;
            table[5] = (byte)(isDailyReset ? 1 : 0);
            return table;
        }

        public void Give(int table, byte[] octets, int activationSeconds)
        {
            Assert.AreEqual(TableResult.Ok, Metering.GiveTable(table, octets, 0, octets.Length, activationSeconds));
        }

        /// <summary>
        /// Gives a table that is refused: image and records stay as they were. A write that failed may leave a torn record,
        /// which no image names.
        /// </summary>
        public void Refuse(int result, int table, byte[] octets)
        {
            byte[] image = new byte[ImageLayout.Length];
            System.Array.Copy(State.Image.Raw, image, image.Length);
            byte[] records = Records.Copy();
            Assert.AreEqual(result, Metering.GiveTable(table, octets, 0, octets.Length, 0));
            Assert.IsTrue(Octets.AreEqual(image, 0, State.Image.Raw, 0, image.Length));
            if (result != TableResult.StorageFailed)
            {
                byte[] after = Records.Copy();
                Assert.AreEqual(records.Length, after.Length);
                Assert.IsTrue(Octets.AreEqual(records, 0, after, 0, records.Length));
            }
        }

        public void Tell(int utcSeconds)
        {
            Metering.Advance(true, utcSeconds);
        }

        public void Lose()
        {
            Metering.Advance(false, 0);
        }

        public int HalfHour(int utcSeconds)
        {
            byte[] value = new byte[2];
            Assert.IsTrue(Metering.HalfHours.Read(MeteringChannel.Import, utcSeconds / 1800, 1, value, 0));
            return Octets.GetUInt16(value, 0);
        }

        public void Commit()
        {
            State.Image.Mark();
            Assert.IsTrue(State.Store.Commit());
        }

        /// <summary>What a start finds after the last commit.</summary>
        public MeteringRig Restart()
        {
            return new MeteringRig(State.Configuration.Kind, Records);
        }
    }
}
