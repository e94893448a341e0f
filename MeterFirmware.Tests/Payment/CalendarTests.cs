using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>The Non-Disablement Calendars (SMETS2 4.6.4.20, 5.7.4.30) and their storage.</summary>
    [TestClass]
    public class CalendarTests
    {
        private const int Weekend = 0x06;
        private const int Weekdays = 0xF8;

        // From October to March, over the end of the year; 8 octets: year, month, day of both.
        private static readonly byte[] Winter = { 0xFF, 0xFF, 10, 1, 0xFF, 0xFF, 3, 31 };
        private static readonly byte[] Christmas = { 0xFF, 0xFF, 12, 25 };

        private static long At(int year, int month, int day, int hour)
        {
            return UtcTime.SecondsFrom(year, month, day, hour, 0, 0);
        }

        private static void Fill(EsmeCalendar calendar)
        {
            calendar.ClearEntries();
            calendar.ClearSpecialDays();
            calendar.AddEntry(true, 20, 0, Weekdays, 0, Winter, 0, 4);
            calendar.AddEntry(false, 8, 0, Weekdays, 0, Winter, 0, 4);
            calendar.AddEntry(true, 0, 0, Weekend, 0x800000, Winter, 0, 4);
            calendar.AddSpecialDay(Christmas, 0, 1);
        }

        private static void Activate(Scenario meter, StoredCalendar calendar)
        {
            int generation = calendar.Save();
            Assert.IsTrue(generation > 0);
            Assert.IsTrue(meter.Meter.Apply(PaymentSetting.Calendar, generation));
        }

        [TestMethod]
        [DataRow(2026, 1, 5, 7, true)] // Monday before 8: begun on Saturday at midnight
        [DataRow(2026, 1, 5, 8, false)]
        [DataRow(2026, 1, 5, 20, true)]
        [DataRow(2026, 1, 6, 7, true)]
        [DataRow(2026, 1, 6, 12, false)]
        [DataRow(2026, 1, 10, 12, true)] // Saturday
        [DataRow(2025, 12, 25, 12, true)] // Thursday, and Christmas
        [DataRow(2025, 12, 24, 12, false)]
        [DataRow(2026, 7, 4, 12, false)] // summer, Saturday
        public void AnEsmeSwitchesAtItsEntries(int year, int month, int day, int hour, bool active)
        {
            Scenario meter = Scenario.Esme();
            EsmeCalendar calendar = (EsmeCalendar)meter.State.NonDisablement;
            Fill(calendar);
            Assert.IsFalse(calendar.IsSet);
            Activate(meter, calendar);
            Assert.IsTrue(calendar.IsSet);
            Assert.AreEqual(active, calendar.IsActiveAt(At(year, month, day, hour)));
        }

        [TestMethod]
        [DataRow(2026, 1, 5, 7, true)]
        [DataRow(2026, 1, 5, 12, false)]
        [DataRow(2026, 1, 10, 12, true)]
        [DataRow(2026, 12, 25, 12, true)]
        [DataRow(2026, 6, 1, 7, false)]
        public void AGsmeHasTheProfileOfItsSpecialDayOrItsSeasonsWeek(
            int year,
            int month,
            int day,
            int hour,
            bool active
        )
        {
            Scenario meter = new Scenario(Scenario.Kind(MeterKind.Gsme));
            GsmeCalendar calendar = (GsmeCalendar)meter.State.NonDisablement;
            Assert.IsTrue(calendar.AddSeason(0xFFFF, 10, 1, 1));
            Assert.IsTrue(calendar.AddSeason(0xFFFF, 4, 1, 2));
            Assert.IsTrue(calendar.AddWeek(new byte[] { 1, 1, 1, 1, 1, 1, 2, 2 }, 0));
            Assert.IsTrue(calendar.AddWeek(new byte[] { 2, 3, 3, 3, 3, 3, 3, 3 }, 0));
            Assert.IsTrue(calendar.AddDay(1));
            Assert.IsTrue(calendar.AddDayEntry(0, true));
            Assert.IsFalse(calendar.AddDayEntry(0, true));
            Assert.IsTrue(calendar.AddDayEntry(8 * 60, false));
            Assert.IsTrue(calendar.AddDay(2));
            Assert.IsTrue(calendar.AddDayEntry(0, true));
            Assert.IsTrue(calendar.AddDay(3));
            Assert.IsTrue(calendar.AddDayEntry(0, false));
            Assert.IsTrue(calendar.AddSpecialDay(0xFFFF, 12, 25, 2));
            Activate(meter, calendar);
            Assert.AreEqual(active, calendar.IsActiveAt(At(year, month, day, hour)));
        }

        [TestMethod]
        public void ACalendarIsThereAfterARestartAndARefusedCommandLeavesTheOldOne()
        {
            Scenario meter = Scenario.Esme();
            Fill((EsmeCalendar)meter.State.NonDisablement);
            Activate(meter, meter.State.NonDisablement);
            meter.Restart();
            EsmeCalendar calendar = (EsmeCalendar)meter.State.NonDisablement;
            Assert.IsTrue(calendar.IsActiveAt(At(2026, 1, 10, 12)));
            // A new one is stored, and then the commit is refused.
            meter.State.Image.Mark();
            calendar.ClearEntries();
            Activate(meter, calendar);
            Assert.IsFalse(calendar.IsSet);
            meter.State.Image.Revert();
            Assert.IsTrue(calendar.IsActiveAt(At(2026, 1, 10, 12)));
            meter.Records.RefuseWrites = true;
            Assert.AreEqual(StoredCalendar.Refused, calendar.Save());
        }

        [TestMethod]
        public void ANewCalendarIsNeverWrittenOverOneThatIsNamed()
        {
            Scenario meter = Scenario.Esme();
            EsmeCalendar calendar = (EsmeCalendar)meter.State.NonDisablement;
            Fill(calendar);
            Activate(meter, calendar);
            for (int i = 0; i < 7; i++)
            {
                meter.Meter.SetPassive(PaymentSetting.Calendar, calendar.Save());
                meter.Restart();
                calendar = (EsmeCalendar)meter.State.NonDisablement;
                Assert.IsTrue(calendar.IsActiveAt(At(2026, 1, 10, 12)));
            }
        }

        [TestMethod]
        public void SupplyStaysOnInANightOfNonDisablement()
        {
            Scenario meter = Scenario.Prepaid(10);
            Fill((EsmeCalendar)meter.State.NonDisablement);
            Activate(meter, meter.State.NonDisablement);
            meter.Now = At(2026, 3, 2, 21); // Monday
            meter.TurnLoop();
            meter.Use(11);
            meter.AssertSupply(SupplyState.Enabled);
            meter.Now = At(2026, 3, 3, 7);
            meter.TurnLoop();
            meter.AssertSupply(SupplyState.Enabled);
            meter.Now = At(2026, 3, 3, 8);
            meter.TurnLoop();
            meter.AssertSupply(SupplyState.Disabled);
        }
    }
}
