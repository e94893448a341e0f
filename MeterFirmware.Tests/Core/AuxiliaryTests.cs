using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class AuxiliaryTests
    {
        private const int Hour = 3600;
        private const int Weekdays = 0xF8;
        private const int EveryDay = 0xFE;
        private const int Closed = AuxiliaryControllers.Closed;
        private const int Opened = AuxiliaryControllers.Opened;

        [TestMethod]
        public void SwitchesFollowTheCalendarAndItsSpecialDays()
        {
            MeterState meter = Make.Esme();
            byte[] table = new byte[AuxiliaryCalendar.Length];
            // The second of January, each year, is special day 3.
            SpecialDay(table, 1, 2, 3);
            Entry(table, 1, Closed, 13, 0, EveryDay, 0);
            Entry(table, 1, Opened, 14, 30, EveryDay, 0);
            Entry(table, 5, Closed, 6, 0, Weekdays, 0);
            Entry(table, 5, Opened, 7, 0, Weekdays, 1 << 21);
            Give(meter, TariffTable.AuxiliaryCalendar, table, 0);
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            AssertClosed(meter, false, false);
            Tell(meter, noon + Hour - 1);
            AssertClosed(meter, false, false);
            Tell(meter, noon + Hour);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 2 * Hour + 1800);
            AssertClosed(meter, false, false);
            // Friday is special: 1 has no entry for it, and 5 does not close.
            Tell(meter, noon + 18 * Hour);
            AssertClosed(meter, false, false);
            Tell(meter, noon + 25 * Hour);
            AssertClosed(meter, false, false);
            // Saturday: 1 comes again; Monday at six 5 comes.
            Tell(meter, noon + 49 * Hour);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 90 * Hour);
            AssertClosed(meter, false, true);
            AssertLog(meter, new int[] { 0x0101, 0x0102, 0x0101, 0x0102, 0x0501 });
            Assert.IsTrue(meter.Auxiliary.TakeChange());
            Assert.IsFalse(meter.Auxiliary.TakeChange());
        }

        [TestMethod]
        public void AfterAnOutageTheLastEntryHolds()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            meter.Reload();
            byte[] table = new byte[AuxiliaryCalendar.Length];
            Entry(table, 2, Closed, 13, 0, EveryDay, 0);
            Entry(table, 2, Opened, 14, 0, EveryDay, 0);
            Give(meter, TariffTable.AuxiliaryCalendar, table, 0);
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            meter.Image.Mark();
            Assert.IsTrue(meter.Store.Commit());
            meter = Make.State(MeterKind.Esme, records);
            meter.Store.Load();
            meter.Reload();
            meter.Auxiliary.Tick();
            Assert.IsFalse(meter.Auxiliary.IsClosed(2));
            Tell(meter, noon + 24 * Hour + 4000);
            Assert.IsTrue(meter.Auxiliary.IsClosed(2));
            // Set back across the switching instant, and forward again.
            Tell(meter, noon + 24 * Hour + 3599);
            Assert.IsFalse(meter.Auxiliary.IsClosed(2));
            Tell(meter, noon + 24 * Hour + 3600);
            Assert.IsTrue(meter.Auxiliary.IsClosed(2));
        }

        [TestMethod]
        public void ACommandHoldsForItsPeriodAndTheCalendarGoesOn()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            byte[] table = new byte[AuxiliaryCalendar.Length];
            Entry(table, 1, Closed, 13, 0, EveryDay, 0);
            Entry(table, 1, Opened, 15, 0, EveryDay, 0);
            Give(meter, TariffTable.AuxiliaryCalendar, table, 0);
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            AuxiliaryControllers switches = meter.Auxiliary;
            Assert.AreEqual(TableResult.BadIdentifier, switches.Command(6, Closed, noon, noon + 60));
            Assert.AreEqual(TableResult.BadValue, switches.Command(1, 3, noon, noon + 60));
            Assert.AreEqual(TableResult.BadDate, switches.Command(1, Closed, noon, noon));
            Assert.AreEqual(TableResult.BadDate, switches.Command(1, Closed, noon, noon + 24 * Hour + 1));
            Assert.AreEqual(TableResult.Ok, switches.Command(1, Closed, noon + 60, noon + 600));
            Assert.AreEqual(TableResult.Ok, switches.Command(5, Closed, noon - 60, noon + 60));
            Tell(meter, noon + 1);
            AssertClosed(meter, false, true);
            Tell(meter, noon + 60);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 600);
            AssertClosed(meter, false, false);
            // Over a switching instant the command holds; after it the calendar.
            Assert.AreEqual(TableResult.Ok, switches.Command(1, Opened, noon + Hour - 5, noon + Hour + 5));
            Tell(meter, noon + Hour);
            AssertClosed(meter, false, false);
            Tell(meter, noon + Hour + 5);
            AssertClosed(meter, true, false);
            // It survives a restart, and a reset ends it.
            Assert.AreEqual(TableResult.Ok, switches.Command(1, Opened, noon + Hour, noon + 2 * Hour));
            meter.Image.Mark();
            Assert.IsTrue(meter.Store.Commit());
            meter = Make.State(MeterKind.Esme, records);
            meter.Store.Load();
            meter.Reload();
            Tell(meter, noon + Hour + 10);
            AssertClosed(meter, false, false);
            Assert.AreEqual(TableResult.Ok, meter.Auxiliary.Reset(1));
            Tell(meter, noon + Hour + 11);
            AssertClosed(meter, true, false);
        }

        [TestMethod]
        public void ACommandThatWasTakenBackHasNoEffect()
        {
            MeterState meter = Make.Esme();
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            meter.Image.Mark();
            Assert.AreEqual(TableResult.Ok, meter.Auxiliary.Command(1, Closed, noon, noon + 60));
            meter.Image.Revert();
            Tell(meter, noon + 1);
            AssertClosed(meter, false, false);
        }

        [TestMethod]
        public void TheRandomisedOffsetDelaysTheCalendarAndNoCommand()
        {
            MeterState meter = Make.Esme();
            byte[] table = new byte[AuxiliaryCalendar.Length];
            Entry(table, 1, Closed, 13, 0, EveryDay, 0);
            Give(meter, TariffTable.AuxiliaryCalendar, table, 0);
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            Assert.IsTrue(meter.Metering.SetRandomisedOffsetNumber(5000));
            Assert.AreEqual(TableResult.Ok, meter.Metering.SetRandomisedOffsetLimit(1200));
            Assert.AreEqual(TableResult.Ok, meter.Auxiliary.Command(5, Closed, noon + 100, noon + 200));
            Tell(meter, noon + 99);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 100);
            AssertClosed(meter, true, true);
            byte[] both = new byte[AuxiliaryCalendar.Length];
            Entry(both, 1, Opened, 12, 10, EveryDay, 0);
            Entry(both, 1, Closed, 13, 0, EveryDay, 0);
            Give(meter, TariffTable.AuxiliaryCalendar, both, 0);
            Tell(meter, noon + 1199);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 1200);
            AssertClosed(meter, false, false);
            Tell(meter, noon + Hour + 599);
            AssertClosed(meter, false, false);
            Tell(meter, noon + Hour + 600);
            AssertClosed(meter, true, false);
        }

        [TestMethod]
        public void ACalendarWaitsForItsMomentAndIsCancelled()
        {
            MeterState meter = Make.Esme();
            byte[] table = new byte[AuxiliaryCalendar.Length];
            Entry(table, 1, Closed, 0, 0, EveryDay, 0);
            int noon = MeteringRig.Noon();
            Tell(meter, noon);
            Give(meter, TariffTable.AuxiliaryCalendar, table, noon + 100);
            Tell(meter, noon + 99);
            AssertClosed(meter, false, false);
            Tell(meter, noon + 100);
            AssertClosed(meter, true, false);
            Give(meter, TariffTable.AuxiliaryCalendar, new byte[AuxiliaryCalendar.Length], noon + 200);
            Assert.IsTrue(meter.Metering.CancelTable(TariffTable.AuxiliaryCalendar));
            Tell(meter, noon + 300);
            AssertClosed(meter, true, false);
            // A calendar without this switch leaves it open.
            Give(meter, TariffTable.AuxiliaryCalendar, new byte[AuxiliaryCalendar.Length], 0);
            Tell(meter, noon + 301);
            AssertClosed(meter, false, false);
        }

        [TestMethod]
        public void EntriesHaveDatesAndHoldBeyondThem()
        {
            MeterState meter = Make.Esme();
            byte[] table = new byte[AuxiliaryCalendar.Length];
            int first = Entry(table, 1, Closed, 13, 0, EveryDay, 0);
            // From 20 December to 1 January, each year.
            Date(table, first + 9, SwitchingTable.EveryYear, 12, 20);
            Date(table, first + 13, SwitchingTable.EveryYear, 1, 1);
            int second = Entry(table, 1, Opened, 13, 0, EveryDay, 0);
            Date(table, second + 9, 2026, 1, 30);
            int noon = MeteringRig.Noon();
            Give(meter, TariffTable.AuxiliaryCalendar, table, 0);
            Tell(meter, noon);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 28 * 24 * Hour + Hour);
            AssertClosed(meter, true, false);
            Tell(meter, noon + 29 * 24 * Hour + Hour);
            AssertClosed(meter, false, false);
        }

        [TestMethod]
        public void ABadCalendarIsRefusedWhole()
        {
            MeteringRig rig = MeteringRig.Esme();
            rig.Refuse(TableResult.BadForm, TariffTable.AuxiliaryCalendar, new byte[10]);
            byte[] table = new byte[AuxiliaryCalendar.Length];
            int entry = Entry(table, 1, Closed, 13, 0, EveryDay, 0);
            rig.Give(TariffTable.AuxiliaryCalendar, table, 0);
            RefuseOctet(rig, TableResult.BadIdentifier, table, entry, 6);
            RefuseOctet(rig, TableResult.BadIdentifier, table, entry, 0);
            RefuseOctet(rig, TableResult.BadValue, table, entry + 1, 3);
            RefuseOctet(rig, TableResult.BadDate, table, entry + 2, 24);
            RefuseOctet(rig, TableResult.BadDate, table, entry + 3, 60);
            RefuseOctet(rig, TableResult.BadDate, table, entry + 11, 13);
            RefuseOctet(rig, TableResult.BadForm, table, AuxiliaryCalendar.EntriesInUseAt, 121);
            SpecialDay(table, 2, 29, 24);
            rig.Give(TariffTable.AuxiliaryCalendar, table, 0);
            RefuseOctet(rig, TableResult.BadDate, table, 4, 30);
            RefuseOctet(rig, TableResult.BadIdentifier, table, 6, 25);
            Assert.IsTrue(rig.Metering.Tables.Get(TariffTable.AuxiliaryCalendar).HasActive);
            rig = MeteringRig.Gsme();
            rig.Refuse(TableResult.BadForm, TariffTable.AuxiliaryCalendar, table);
            rig.Refuse(TableResult.BadForm, TariffTable.AuxiliaryPeriods, new byte[AuxiliaryPeriods.Length]);
        }

        private static void RefuseOctet(MeteringRig rig, int result, byte[] table, int at, int value)
        {
            byte good = table[at];
            table[at] = (byte)value;
            rig.Refuse(result, TariffTable.AuxiliaryCalendar, table);
            table[at] = good;
        }

        private static void SpecialDay(byte[] table, int month, int day, int identifier)
        {
            int at = 1 + SpecialDays.EntryLength * table[0];
            Date(table, at, SwitchingTable.EveryYear, month, day);
            table[at + 4] = SpecialDays.Any;
            table[at + 5] = (byte)identifier;
            table[0]++;
        }

        // Without bounds; returns where it is.
        private static int Entry(byte[] table, int number, int state, int hour, int minute, int weekdays, int special)
        {
            int at =
                AuxiliaryCalendar.EntriesAt + AuxiliaryCalendar.EntryLength * table[AuxiliaryCalendar.EntriesInUseAt];
            table[at] = (byte)number;
            table[at + 1] = (byte)state;
            table[at + 2] = (byte)hour;
            table[at + 3] = (byte)minute;
            table[at + 5] = (byte)weekdays;
            table[at + 6] = (byte)(special >> 16);
            table[at + 7] = (byte)(special >> 8);
            table[at + 8] = (byte)special;
            Date(table, at + 9, SwitchingTable.EveryYear, SpecialDays.Any, SpecialDays.Any);
            Date(table, at + 13, SwitchingTable.EveryYear, SpecialDays.Any, SpecialDays.Any);
            table[AuxiliaryCalendar.EntriesInUseAt]++;
            return at;
        }

        private static void Date(byte[] table, int at, int year, int month, int day)
        {
            Octets.SetUInt16(table, at, year);
            table[at + 2] = (byte)month;
            table[at + 3] = (byte)day;
        }

        private static void Give(MeterState meter, int table, byte[] octets, int activationSeconds)
        {
            int result = meter.Metering.GiveTable(table, octets, 0, octets.Length, activationSeconds);
            Assert.AreEqual(TableResult.Ok, result);
        }

        private static void Tell(MeterState meter, int utcSeconds)
        {
            meter.Metering.Advance(true, utcSeconds);
            meter.Auxiliary.Tick();
        }

        // Switches 1 and 5; nothing is ever said of the others but 2.
        private static void AssertClosed(MeterState meter, bool first, bool fifth)
        {
            Assert.AreEqual(first, meter.Auxiliary.IsClosed(1));
            Assert.AreEqual(fifth, meter.Auxiliary.IsClosed(5));
            Assert.IsFalse(meter.Auxiliary.IsClosed(3));
            Assert.IsFalse(meter.Auxiliary.IsClosed(4));
        }

        private static void AssertLog(MeterState meter, int[] actions)
        {
            Assert.AreEqual(actions.Length, meter.AuxiliaryEvents.Count);
            byte[] entry = new byte[FlashEventLog.EntryLength];
            for (int i = 0; i < actions.Length; i++)
            {
                Assert.IsTrue(meter.AuxiliaryEvents.Read(actions.Length - 1 - i, entry, 0));
                Assert.AreEqual(actions[i], Octets.GetUInt16(entry, 0));
                Assert.AreEqual(AuxiliaryControllers.Success, Octets.GetInt32(entry, 8));
            }
        }
    }
}
