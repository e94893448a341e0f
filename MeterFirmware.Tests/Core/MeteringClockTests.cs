using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class MeteringClockTests
    {
        [TestMethod]
        public void AQuantityBelongsToTheHalfHourInForceWhenItIsGiven()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Metering.Take(100);
            rig.Tell(noon + 1800);
            rig.Metering.Take(7);
            rig.Tell(noon + 3600);
            Assert.AreEqual(100, rig.HalfHour(noon));
            Assert.AreEqual(7, rig.HalfHour(noon + 1800));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 3600));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon - 1800));
        }

        [TestMethod]
        public void WhileTheTimeIsUnknownRegistersCountAndLogsWait()
        {
            MeteringRig rig = MeteringRig.Esme();
            Assert.IsFalse(rig.Metering.MayReadHistory);
            Assert.AreEqual(-1, rig.Metering.ReadingSeconds);
            rig.Lose();
            rig.Metering.Take(50);
            Assert.AreEqual(50L, rig.State.Consumption.Value);
            Assert.AreEqual(50L, rig.Metering.Tariff.GetTou(0));
            int noon = MeteringRig.Noon();
            rig.Tell(noon + 10);
            Assert.IsTrue(rig.Metering.MayReadHistory);
            Assert.AreEqual(noon + 10, rig.Metering.ReadingSeconds);
            rig.Metering.Take(3);
            rig.Tell(noon + 1800);
            Assert.AreEqual(3, rig.HalfHour(noon));
        }

        [TestMethod]
        public void WhatArrivedMeanwhileGoesToTheLastKnownRateAndToNoHalfHour()
        {
            MeteringRig rig = TwoRates();
            int noon = MeteringRig.Noon();
            rig.Metering.Take(10);
            rig.Lose();
            rig.Metering.Take(1000);
            // The switching instant at 13:00 passed; nobody knew.
            rig.Tell(noon + 2 * 3600);
            rig.Metering.Take(5);
            rig.Tell(noon + 2 * 3600 + 1800);
            Assert.AreEqual(1010L, rig.Metering.Tariff.GetTou(0));
            Assert.AreEqual(5L, rig.Metering.Tariff.GetTou(1));
            Assert.AreEqual(10, rig.HalfHour(noon));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 1800));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 3600));
            Assert.AreEqual(5, rig.HalfHour(noon + 2 * 3600));
            // Back within the half hour in which it was lost: the half hour has what was known.
            rig.Metering.Take(1);
            rig.Lose();
            rig.Metering.Take(500);
            rig.Tell(noon + 3 * 3600 - 60);
            rig.Metering.Take(2);
            rig.Tell(noon + 3 * 3600);
            Assert.AreEqual(3, rig.HalfHour(noon + 2 * 3600 + 1800));
        }

        [TestMethod]
        [DataRow(4, 0)]
        [DataRow(5, 1)]
        [DataRow(9, 5)]
        public void HalfHoursThatTheStorageRefusesWaitWhileThereIsRoom(int refused, int missing)
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Records.RefuseWrites = true;
            for (int i = 0; i < 12; i++)
            {
                rig.Records.RefuseWrites = i < refused;
                rig.Metering.Take(100 + i);
                rig.Tell(noon + 1800 * (i + 1));
            }
            Assert.IsTrue(rig.Metering.StorageFailures > 0);
            for (int i = 0; i < 12; i++)
            {
                Assert.AreEqual(i < missing ? HalfHourLog.Missing : 100 + i, rig.HalfHour(noon + 1800 * i));
            }
        }

        [TestMethod]
        public void ARestartMarksTheHalfHoursThatWereMissed()
        {
            MeteringRig rig = TwoRates();
            int noon = MeteringRig.Noon();
            rig.Metering.Take(10);
            rig.Tell(noon + 600);
            rig.Commit();
            rig = rig.Restart();
            rig.Tell(noon + 4 * 1800 + 60);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            rig.Metering.Take(4);
            rig.Tell(noon + 5 * 1800);
            Assert.AreEqual(10, rig.HalfHour(noon));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 1800));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 3 * 1800));
            Assert.AreEqual(4, rig.HalfHour(noon + 4 * 1800));
            Assert.AreEqual(10L, rig.Metering.Tariff.GetTou(0));
            Assert.AreEqual(4L, rig.Metering.Tariff.GetTou(1));
        }

        [TestMethod]
        public void ClockSetForwardAndBackWithinAHalfHourChangesNothing()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon + 600);
            rig.Metering.Take(1);
            rig.Tell(noon + 900);
            rig.Metering.Take(2);
            rig.Tell(noon + 300);
            rig.Metering.Take(4);
            rig.Tell(noon + 1800);
            Assert.AreEqual(7, rig.HalfHour(noon));
        }

        [TestMethod]
        public void ClockSetBackAcrossAHalfHourClosesItOnce()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Metering.Take(1);
            rig.Tell(noon + 1805);
            rig.Metering.Take(2);
            rig.Tell(noon + 1700);
            rig.Metering.Take(4);
            rig.Tell(noon + 1800);
            rig.Metering.Take(8);
            rig.Tell(noon + 3600);
            Assert.AreEqual(1, rig.HalfHour(noon));
            Assert.AreEqual(14, rig.HalfHour(noon + 1800));
        }

        [TestMethod]
        public void ClockSetForwardAcrossHalfHoursLeavesThemMissing()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon + 5);
            rig.Metering.Take(1);
            rig.Tell(noon + 3 * 1800 + 5);
            rig.Metering.Take(2);
            rig.Tell(noon + 4 * 1800);
            Assert.AreEqual(1, rig.HalfHour(noon));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 1800));
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon + 2 * 1800));
            Assert.AreEqual(2, rig.HalfHour(noon + 3 * 1800));
        }

        [TestMethod]
        public void ClockSetAcrossASwitchingInstantFollowsTheTime()
        {
            MeteringRig rig = TwoRates();
            int noon = MeteringRig.Noon();
            rig.Metering.Take(1);
            rig.Tell(noon + 3600);
            rig.Metering.Take(2);
            rig.Tell(noon + 3599);
            rig.Metering.Take(4);
            rig.Tell(noon + 3600);
            rig.Metering.Take(8);
            rig.Tell(noon + 12 * 3600);
            rig.Metering.Take(16);
            Assert.AreEqual(21L, rig.Metering.Tariff.GetTou(0));
            Assert.AreEqual(10L, rig.Metering.Tariff.GetTou(1));
            Assert.AreEqual(31L, rig.Metering.Tariff.SumOfRegisters());
        }

        [TestMethod]
        public void ClockSetAcrossABillingDateBillsOnce()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Switching, MeteringRig.Switching(shape, 0, 49), 0);
            rig.Give(TariffTable.Billing, MeteringRig.Billing(noon + 600, BillingCalendar.Monthly, false), 0);
            int before = rig.Metering.BillingData.Total;
            rig.Tell(noon);
            rig.Metering.Take(5);
            rig.Tell(noon + 600);
            Assert.AreEqual(before + 1, rig.Metering.BillingData.Total);
            Assert.AreEqual(0L, rig.Metering.Tariff.GetBlockCounter(0, 0));
            Assert.AreEqual(5L, rig.Metering.Tariff.GetBlockRegister(0, 0));
            rig.Metering.Take(7);
            rig.Tell(noon + 500);
            rig.Tell(noon + 700);
            Assert.AreEqual(before + 1, rig.Metering.BillingData.Total);
            Assert.AreEqual(7L, rig.Metering.Tariff.GetBlockCounter(0, 0));
            // Forward over two dates: both have their snapshot, in their order.
            rig.Tell((int)UtcTime.SecondsFrom(2026, 3, 2, 0, 0, 0));
            Assert.AreEqual(before + 3, rig.Metering.BillingData.Total);
            byte[] snapshot = new byte[SnapshotLog.LengthOf(false, true)];
            rig.Metering.BillingData.Read(0, snapshot, 0);
            int march = (int)UtcTime.SecondsFrom(2026, 3, 1, 12, 10, 0);
            Assert.AreEqual(march, Octets.GetInt32(snapshot, SnapshotLog.MomentAt));
            rig.Metering.BillingData.Read(2, snapshot, 0);
            Assert.AreEqual(noon + 600, Octets.GetInt32(snapshot, SnapshotLog.MomentAt));
            Assert.AreEqual(5L, Octets.GetInt64(snapshot, SnapshotLog.ConsumptionAt));
        }

        [TestMethod]
        public void WhatFellDueAtAnUnknownTimeHasTheTimeAtWhichItWasDone()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Give(TariffTable.Billing, MeteringRig.Billing(noon + 600, BillingCalendar.Monthly, false), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(rig.Metering.Tariff.Shape, 1), noon + 900);
            rig.Lose();
            rig.Metering.Take(7);
            rig.Tell(noon + 1000);
            Assert.AreEqual(2, rig.Metering.BillingData.Total);
            byte[] snapshot = new byte[SnapshotLog.LengthOf(false, true)];
            for (int age = 0; age < 2; age++)
            {
                Assert.IsTrue(rig.Metering.BillingData.Read(age, snapshot, 0));
                int cause = age == 0 ? SnapshotLog.TariffChange : SnapshotLog.BillingDate;
                Assert.AreEqual(cause, (int)snapshot[SnapshotLog.CauseAt]);
                Assert.AreEqual(noon + 1000, Octets.GetInt32(snapshot, SnapshotLog.MomentAt));
                Assert.AreEqual(7L, Octets.GetInt64(snapshot, SnapshotLog.ConsumptionAt));
            }
        }

        [TestMethod]
        public void WhatArrivedAtAnUnknownTimeIsInNoHalfHourOfAnyRegisterAndInNoDay()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            Take(rig, 1);
            rig.Lose();
            Take(rig, 1000);
            rig.Tell(noon + 600);
            Take(rig, 10);
            rig.Tell(noon + 1800);
            byte[] value = new byte[2];
            for (int channel = 0; channel < RegisterLayout.Channels; channel++)
            {
                Assert.IsTrue(rig.Metering.HalfHours.Read(channel, noon / 1800, 1, value, 0));
                Assert.AreEqual(11 * (channel + 1), Octets.GetUInt16(value, 0));
                Assert.AreEqual(1011L * (channel + 1), rig.Metering.GetRegister(channel));
            }
            rig.Tell(noon + 12 * 3600);
            Assert.AreEqual(11, rig.Metering.GetDailyConsumption(noon / UtcTime.DaySeconds));
        }

        [TestMethod]
        public void TheSecondElementSwitchesAtItsMinute()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Secondary.Shape;
            rig.Give(TariffTable.SecondarySwitching, MeteringRig.Switching(shape, 12 * 60 + 7, 3), 0);
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Tell(noon + 7 * 60 - 1);
            Assert.AreEqual(1, rig.Metering.Secondary.Rate);
            rig.Tell(noon + 7 * 60);
            Assert.AreEqual(3, rig.Metering.Secondary.Rate);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
        }

        private static void Take(MeteringRig rig, int quantity)
        {
            rig.Metering.Take(quantity);
            rig.Metering.TakeSecondary(2 * quantity);
            rig.Metering.TakeOthers(3 * quantity, 4 * quantity, 5 * quantity);
        }

        [TestMethod]
        public void ABillingDateThatWasMissedForTooLongHasNoSnapshot()
        {
            int noon = MeteringRig.Noon();
            int date = noon + 600;
            for (int late = -1; late <= 0; late++)
            {
                MeteringRig rig = MeteringRig.Esme();
                rig.Give(TariffTable.Billing, MeteringRig.Billing(date, BillingCalendar.Yearly, false), 0);
                int before = rig.Metering.BillingData.Total;
                rig.Tell(noon);
                rig.Tell(date + MeterParameters.OldestBillingSeconds + late);
                // The date of the year after is not too old.
                Assert.AreEqual(before + 1 - late, rig.Metering.BillingData.Total);
            }
        }

        [TestMethod]
        public void AMidnightThatNobodySawHasNoDailyRead()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Tell(noon + UtcTime.DaySeconds);
            Assert.AreEqual(1, rig.Metering.DailyReads.Total);
            rig.Lose();
            rig.Metering.Take(9);
            rig.Tell(noon + 2 * UtcTime.DaySeconds);
            Assert.AreEqual(1, rig.Metering.DailyReads.Total);
            rig.Tell(noon + 3 * UtcTime.DaySeconds);
            Assert.AreEqual(2, rig.Metering.DailyReads.Total);
        }

        [TestMethod]
        public void ClockSetAcrossMidnightClosesTheDayOnce()
        {
            MeteringRig rig = MeteringRig.Esme();
            int midnight = MeteringRig.Noon() + 12 * 3600;
            int day = midnight / 86400 - 1;
            rig.Tell(midnight - 60);
            rig.Metering.Take(1);
            rig.Tell(midnight + 1);
            rig.Metering.Take(2);
            rig.Tell(midnight - 30);
            rig.Metering.Take(4);
            rig.Tell(midnight + 5);
            Assert.AreEqual(1, rig.Metering.DailyReads.Total);
            Assert.AreEqual(1, rig.Metering.GetDailyConsumption(day));
            rig.Tell(midnight + 3 * 86400);
            Assert.AreEqual(6, rig.Metering.GetDailyConsumption(day + 1));
            Assert.AreEqual(-1, rig.Metering.GetDailyConsumption(day + 2));
            Assert.AreEqual(2, rig.Metering.DailyReads.Total);
        }

        [TestMethod]
        public void ClockSetFarBackGoesOnFromThere()
        {
            MeteringRig rig = MeteringRig.Esme();
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Metering.Take(1);
            for (int i = 1; i <= 6; i++)
            {
                rig.Tell(noon + 1800 * i);
            }
            int earlier = noon - 10 * 86400;
            rig.Tell(earlier);
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon));
            rig.Metering.Take(9);
            rig.Tell(earlier + 1800);
            Assert.AreEqual(9, rig.HalfHour(earlier));
            rig.Tell(noon + 7 * 1800);
            Assert.AreEqual(HalfHourLog.Missing, rig.HalfHour(noon));
        }

        [TestMethod]
        public void RandomisedOffsetDelaysTheSchedule()
        {
            MeteringRig rig = TwoRates();
            int noon = MeteringRig.Noon();
            Assert.IsFalse(rig.Metering.SetRandomisedOffsetNumber(10001));
            Assert.IsTrue(rig.Metering.SetRandomisedOffsetNumber(5000));
            Assert.IsFalse(rig.Metering.SetRandomisedOffsetNumber(5001));
            Assert.AreEqual(TableResult.Ok, rig.Metering.SetRandomisedOffsetLimit(1201));
            Assert.AreEqual(TableResult.BadValue, rig.Metering.SetRandomisedOffsetLimit(1800));
            Assert.AreEqual(601, rig.Metering.RandomisedOffsetSeconds);
            rig.Tell(noon + 3600 + 600);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
            rig.Tell(noon + 3600 + 601);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            rig.Tell(noon + 12 * 3600 + 600);
            Assert.AreEqual(2, rig.Metering.Tariff.Rate);
            rig.Tell(noon + 12 * 3600 + 601);
            Assert.AreEqual(1, rig.Metering.Tariff.Rate);
        }

        // Rate 2 from 13:00 to midnight; it is noon.
        private static MeteringRig TwoRates()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] table = MeteringRig.Switching(rig.Metering.Tariff.Shape, 13 * 60, 2);
            rig.Give(TariffTable.Switching, table, 0);
            rig.Tell(MeteringRig.Noon());
            return rig;
        }
    }
}
