using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class TimeAndLogTests
    {
        [TestMethod]
        public void CalendarAgreesWithItself()
        {
            byte[] cosem = new byte[12];
            int days = 0;
            for (int year = 2000; year < 2100; year++)
            {
                for (int month = 1; month <= 12; month++)
                {
                    Assert.AreEqual(days, UtcTime.DaysFrom(year, month, 1));
                    days += UtcTime.DaysIn(year, month);
                    UtcTime.WriteCosem((long)(days - 1) * 86400 + 86399, cosem, 0);
                    Assert.AreEqual(year, Octets.GetUInt16(cosem, 0));
                    Assert.AreEqual(month, (int)cosem[2]);
                    Assert.AreEqual(UtcTime.DaysIn(year, month), (int)cosem[3]);
                    Assert.AreEqual(23, (int)cosem[5]);
                    Assert.AreEqual(59, (int)cosem[7]);
                }
            }
            Assert.AreEqual(36525, days);
        }

        [TestMethod]
        public void KnownMoment()
        {
            // 0x1C374A80 is the time of the reference alerts: 2015-01-01T00:00:00Z.
            Assert.AreEqual(0x1C374A80L, UtcTime.SecondsFrom(2015, 1, 1, 0, 0, 0));
        }

        [TestMethod]
        public void LogKeepsTheNewest()
        {
            MeterState state = Make.Esme();
            for (int i = 1; i <= ImageLayout.LogTailEntries + 3; i++)
            {
                state.Clock.Set(i, true, 1000 + i);
                state.EventLog.Add(EventCode.CommandActioned, i);
            }
            Assert.AreEqual(ImageLayout.LogTailEntries + 3, state.EventLog.Total);
            Assert.AreEqual(ImageLayout.LogTailEntries, state.EventLog.Count);
            for (int age = 0; age < state.EventLog.Count; age++)
            {
                Assert.AreEqual(ImageLayout.LogTailEntries + 3 - age, state.EventLog.GetDetail(age));
                Assert.AreEqual(1000 + ImageLayout.LogTailEntries + 3 - age, state.EventLog.GetUtcSeconds(age));
                Assert.AreEqual(EventCode.CommandActioned, state.EventLog.GetCode(age));
            }
            Assert.AreEqual(0, state.SecurityLog.Count);
        }

        [TestMethod]
        public void EntryWithoutTimeHasNoInventedOne()
        {
            MeterState state = Make.Esme();
            state.Clock.Set(5, false, 0);
            state.SecurityLog.Add(EventCode.UnauthorisedAccess, 1);
            Assert.AreEqual(LogTail.UnknownTime, state.SecurityLog.GetUtcSeconds(0));
        }
    }
}
