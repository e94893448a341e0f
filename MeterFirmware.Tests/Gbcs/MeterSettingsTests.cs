using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Registers;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>Billing calendars of both meters, and a gas meter's factors: what is taken, and what is refused.</summary>
    [TestClass]
    public class MeterSettingsTests
    {
        private const int SetFactors = 0x007C;

        private static MeterRig Start(int kind)
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(kind), records);
            MeterRig meter = new MeterRig(kind, records);
            meter.Tick(1);
            return meter;
        }

        private static bool Send(MeterRig meter, int kind, int code, byte[] payload)
        {
            Assert.AreEqual(Refusal.None, meter.Send(new Rig(kind).Command(code, 10, payload, true)));
            meter.TakeAnswer(new byte[4096]);
            return meter.State.EventLog.GetCode(0) == EventCode.CommandActioned;
        }

        // Its dates: month, day and day of the week in hexadecimal, one after the other.
        [TestMethod]
        [DataRow(0x00D7, "FFFFFF", BillingCalendar.Daily)]
        [DataRow(0x00D7, "FFFF01", BillingCalendar.Weekly)]
        [DataRow(0x00D7, "FF1CFF", BillingCalendar.Monthly)]
        [DataRow(0x00D7, "0105FF0405FF0705FF0A05FF", BillingCalendar.Quarterly)]
        [DataRow(0x00D7, "0605FF0C05FF", BillingCalendar.SixMonthly)]
        [DataRow(0x00D7, "0C1CFF", BillingCalendar.Yearly)]
        [DataRow(0x0046, "FF1CFF", BillingCalendar.Monthly)]
        [DataRow(0x0046, "0C1CFF", BillingCalendar.None)]
        [DataRow(0x00D7, "FF1DFF", BillingCalendar.None)]
        [DataRow(0x00D7, "FF1C01", BillingCalendar.None)]
        [DataRow(0x00D7, "FFFF08", BillingCalendar.None)]
        [DataRow(0x00D7, "0105FF0505FF", BillingCalendar.None)]
        [DataRow(0x00D7, "0105FF0705FF0A05FF", BillingCalendar.None)]
        [DataRow(0x00D7, "0D01FF", BillingCalendar.None)]
        public void ABillingCalendarOfAnEsme(int code, string dates, int periodicity)
        {
            int count = dates.Length / 6;
            byte[] head = new byte[] { 0xD9, 0x20, 0, 0, 1, 0, 1, 2, 0, 22, 0, 0, 15, 0, 0, 255, 4, 1, 1 };
            byte[] whole = new byte[head.Length + 1 + 15 * count];
            System.Array.Copy(head, 0, whole, 0, head.Length);
            whole[head.Length] = (byte)count;
            for (int i = 0; i < count; i++)
            {
                int at = head.Length + 1 + 15 * i;
                byte[] entry = new byte[] { 2, 2, 9, 4, 6, 30, 0, 0, 9, 5, 255, 255, 0, 0, 0 };
                System.Array.Copy(entry, 0, whole, at, entry.Length);
                for (int part = 0; part < 3; part++)
                {
                    whole[at + 12 + part] = (byte)Number(dates, 6 * i + 2 * part);
                }
            }
            MeterRig meter = Start(MeterKind.Esme);
            bool isTaken = periodicity != BillingCalendar.None;
            Assert.AreEqual(isTaken, Send(meter, MeterKind.Esme, code, whole));
            Assert.AreEqual(isTaken, meter.State.Metering.Tables.Get(TariffTable.Billing).HasActive);
            if (isTaken)
            {
                byte[] table = new byte[BillingCalendar.Length];
                meter.State.Metering.Tables.Get(TariffTable.Billing).ReadActive(table, 0, table.Length);
                Assert.AreEqual(periodicity, (int)table[BillingCalendar.PeriodicityAt]);
                int next = BillingCalendar.NextAfter(table, 0, (int)MeterRig.Noon2030);
                Assert.AreEqual(6 * 3600 + 30 * 60, next % 86400);
            }
        }

        private static int Number(string hex, int at)
        {
            const string Digits = "0123456789ABCDEF";
            return 16 * Digits.IndexOf(hex[at]) + Digits.IndexOf(hex[at + 1]);
        }

        [TestMethod]
        public void BothFactorsOfAGasMeterComeInOneCommand()
        {
            MeterRig meter = Start(MeterKind.Gsme);
            Assert.IsTrue(Send(meter, MeterKind.Gsme, SetFactors, Payloads.GasFactors(100000, 360)));
            meter.State.Metering.Take(1000);
            // One cubic metre of 36 MJ is 10 kWh.
            Assert.AreEqual(10000L, meter.State.Image.GetInt64(RegisterLayout.EnergyTotal));
        }

        [TestMethod]
        public void AFactorOutOfItsRangeIsRefused()
        {
            MeterRig meter = Start(MeterKind.Gsme);
            Assert.IsFalse(Send(meter, MeterKind.Gsme, SetFactors, Payloads.GasFactors(0, 360)));
            Assert.IsFalse(meter.State.Metering.Tables.Get(TariffTable.GasFactors).HasActive);
        }
    }
}
