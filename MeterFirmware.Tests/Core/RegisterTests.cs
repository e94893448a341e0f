using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class RegisterTests
    {
        [TestMethod]
        public void TheRegionFitsItsPlaceInTheImage()
        {
            Assert.IsTrue(RegisterLayout.Start >= ImageLayout.Unused);
            Assert.IsTrue(RegisterLayout.End <= 1536);
            Assert.IsTrue(TariffTable.Count <= RegisterLayout.TablePlaces + RegisterLayout.MoreTablePlaces);
            Assert.AreEqual(ImageLayout.Unused, RegisterLayout.MoreTables);
            Assert.IsTrue(RegisterLayout.MoreEnd <= 632);
        }

        [TestMethod]
        public void DatesAgreeWithTheCalendar()
        {
            int day = 0;
            for (int year = 2000; year < 2100; year += 1)
            {
                for (int month = 1; month <= 12; month++)
                {
                    Assert.AreEqual(year * 10000 + month * 100 + 1, CalendarDate.FromDayNumber(day));
                    day += UtcTime.DaysIn(year, month);
                    int last = year * 10000 + month * 100 + UtcTime.DaysIn(year, month);
                    Assert.AreEqual(last, CalendarDate.FromDayNumber(day - 1));
                }
            }
            // 2026-11-22 is a Sunday.
            Assert.AreEqual(6, CalendarDate.DayOfWeek(UtcTime.DaysFrom(2026, 11, 22)));
        }

        [TestMethod]
        public void BillingDatesComeInTheirPeriod()
        {
            int start = (int)UtcTime.SecondsFrom(2026, 1, 28, 6, 0, 0);
            Assert.AreEqual(start, Next(start, BillingCalendar.Monthly, 0));
            Assert.AreEqual(
                (int)UtcTime.SecondsFrom(2026, 2, 28, 6, 0, 0),
                Next(start, BillingCalendar.Monthly, start)
            );
            Assert.AreEqual(start + 86400, Next(start, BillingCalendar.Daily, start + 5));
            Assert.AreEqual(start + 14 * 86400, Next(start, BillingCalendar.Weekly, start + 7 * 86400));
            int year = (int)UtcTime.SecondsFrom(2027, 1, 28, 6, 0, 0);
            Assert.AreEqual(year, Next(start, BillingCalendar.Yearly, start));
            Assert.AreEqual(year, Next(start, BillingCalendar.SixMonthly, year - 1));
            Assert.AreEqual(year, Next(start, BillingCalendar.Quarterly, year - 86400));
            Assert.AreEqual(ConfigurationTable.Never, Next(start, BillingCalendar.None, start));
        }

        [TestMethod]
        public void RegistersWrapAt32BitsTogether()
        {
            MeteringRig rig = MeteringRig.Esme();
            rig.Tell(MeteringRig.Noon());
            long nearly = 0x100000000L;
            nearly -= 0x10;
            rig.State.Image.SetInt64(ImageLayout.Consumption, nearly);
            rig.State.Image.SetInt32(RegisterLayout.Tou, unchecked((int)0xFFFFFFF0));
            rig.Tell(MeteringRig.Noon() + 1800);
            rig.Metering.Take(0x20);
            Assert.AreEqual(0x10L, rig.Metering.Tariff.GetTou(0));
            Assert.AreEqual(0x100000010L, rig.State.Consumption.Value);
            Assert.AreEqual(0x10L, rig.Metering.Tariff.SumOfRegisters());
            rig.Tell(MeteringRig.Noon() + 3600);
            Assert.AreEqual(0x20, rig.HalfHour(MeteringRig.Noon() + 1800));
        }

        [TestMethod]
        public void AQuantityThatCrossesThresholdsIsSplit()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Switching, MeteringRig.Switching(shape, 0, 50), 0);
            rig.Give(TariffTable.Thresholds, MeteringRig.Thresholds(shape, 100, 150, 1000), 0);
            rig.Give(TariffTable.Prices, MeteringRig.Prices(shape, 100), 0);
            rig.Tell(MeteringRig.Noon());
            Assert.AreEqual(1, rig.Metering.Tariff.Block);
            rig.Metering.Take(99);
            Assert.AreEqual(1, rig.Metering.Tariff.Block);
            rig.Metering.Take(2000);
            Assert.AreEqual(4, rig.Metering.Tariff.Block);
            Assert.AreEqual(100L, rig.Metering.Tariff.GetBlockCounter(0, 1));
            Assert.AreEqual(50L, rig.Metering.Tariff.GetBlockCounter(1, 1));
            Assert.AreEqual(850L, rig.Metering.Tariff.GetBlockCounter(2, 1));
            Assert.AreEqual(1099L, rig.Metering.Tariff.GetBlockRegister(3, 1));
            // Prices 50, 58, 66 and 74 of the table, a hundred millipence a kWh each.
            long expected = (100L * 5000 + 50L * 5800 + 850L * 6600 + 1099L * 7400) / 1000;
            Assert.AreEqual(expected, rig.Metering.TakeCostMillipence());
            Assert.AreEqual(0L, rig.Metering.TakeCostMillipence());
            rig.Metering.Tariff.ResetBlockCounters();
            Assert.AreEqual(1, rig.Metering.Tariff.Block);
            Assert.AreEqual(1099L, rig.Metering.Tariff.GetBlockRegister(3, 1));
            Assert.AreEqual(2099L, rig.Metering.Tariff.SumOfRegisters());
        }

        [TestMethod]
        public void CostRemaindersAreCarried()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] prices = MeteringRig.Prices(rig.Metering.Tariff.Shape, 0);
            // 0.333 millipence a kWh.
            prices[0] = 0xF8;
            Octets.SetUInt16(prices, 1, 333);
            rig.Give(TariffTable.Prices, prices, 0);
            long cost = 0;
            for (int i = 0; i < 1000; i++)
            {
                rig.Metering.Take(7);
                cost += rig.Metering.TakeCostMillipence();
            }
            Assert.AreEqual(2L, cost);
            rig.Metering.Take(3000000);
            Assert.AreEqual(999L, rig.Metering.TakeCostMillipence());
        }

        [TestMethod]
        public void TheSecondElementHasItsOwnRegistersAndSchedule()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = TariffShape.EsmeSecondary();
            rig.Give(TariffTable.SecondarySwitching, MeteringRig.Switching(shape, 13 * 60, 4), 0);
            rig.Give(TariffTable.SecondaryPrices, MeteringRig.Prices(shape, 1000), 0);
            rig.Tell(MeteringRig.Noon());
            rig.Metering.TakeSecondary(10);
            rig.Tell(MeteringRig.Noon() + 3600);
            rig.Metering.TakeSecondary(20);
            rig.Metering.TakeOthers(1, 2, 3);
            Assert.AreEqual(10L, rig.Metering.Secondary.GetTou(0));
            Assert.AreEqual(20L, rig.Metering.Secondary.GetTou(3));
            Assert.AreEqual(30L, rig.Metering.GetRegister(MeteringChannel.SecondaryImport));
            Assert.AreEqual(1L, rig.Metering.GetRegister(MeteringChannel.ActiveExport));
            Assert.AreEqual(2L, rig.Metering.GetRegister(MeteringChannel.ReactiveExport));
            Assert.AreEqual(3L, rig.Metering.GetRegister(MeteringChannel.ReactiveImport));
            Assert.AreEqual(90L, rig.Metering.TakeCostMillipence());
            Assert.AreEqual(0L, rig.State.Consumption.Value);
            rig.Tell(MeteringRig.Noon() + 5400);
            byte[] value = new byte[2];
            for (int i = 1; i <= 4; i++)
            {
                int halfHour = (MeteringRig.Noon() + 3600) / 1800;
                Assert.IsTrue(rig.Metering.HalfHours.Read(i, halfHour, 1, value, 0));
                Assert.AreEqual(i == 1 ? 20 : i - 1, Octets.GetUInt16(value, 0));
            }
        }

        [TestMethod]
        public void DailyResettingClearsTheCountersAtMidnight()
        {
            MeteringRig rig = MeteringRig.Esme();
            TariffShape shape = rig.Metering.Tariff.Shape;
            rig.Give(TariffTable.Switching, MeteringRig.Switching(shape, 0, 49), 0);
            Assert.AreEqual(TableResult.Ok, rig.Metering.SetDailyReset(true));
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            rig.Metering.Take(5);
            rig.Tell(noon + 12 * 3600 - 1);
            Assert.AreEqual(5L, rig.Metering.Tariff.GetBlockCounter(0, 0));
            rig.Tell(noon + 12 * 3600);
            Assert.AreEqual(0L, rig.Metering.Tariff.GetBlockCounter(0, 0));
            Assert.AreEqual(5L, rig.Metering.Tariff.GetBlockRegister(0, 0));
        }

        [TestMethod]
        public void MaximumDemandIsTheHighestHalfHour()
        {
            MeteringRig rig = MeteringRig.Esme();
            Assert.AreEqual(TableResult.BadDate, rig.Metering.Demand.SetPeriod(0, 1440));
            Assert.AreEqual(TableResult.Ok, rig.Metering.Demand.SetPeriod(13 * 60, 14 * 60));
            int noon = MeteringRig.Noon();
            rig.Tell(noon);
            int[] taken = { 500, 100, 300, 200, 400 };
            for (int i = 0; i < taken.Length; i++)
            {
                rig.Metering.Take(taken[i]);
                rig.Metering.TakeOthers(i, 0, 0);
                rig.Tell(noon + 1800 * (i + 1));
            }
            MaximumDemand demand = rig.Metering.Demand;
            Assert.AreEqual(1000, demand.GetWatts(MaximumDemand.Import));
            Assert.AreEqual(noon + 1800, demand.GetMomentSeconds(MaximumDemand.Import));
            Assert.AreEqual(600, demand.GetWatts(MaximumDemand.ImportConfigurableTime));
            Assert.AreEqual(noon + 5400, demand.GetMomentSeconds(MaximumDemand.ImportConfigurableTime));
            Assert.AreEqual(8, demand.GetWatts(MaximumDemand.Export));
            demand.Reset(MaximumDemand.Import, noon + 9001);
            Assert.AreEqual(0, demand.GetWatts(MaximumDemand.Import));
            Assert.AreEqual(noon + 9001, demand.GetResetSeconds(MaximumDemand.Import));
            Assert.AreEqual(600, demand.GetWatts(MaximumDemand.ImportConfigurableTime));
        }

        [TestMethod]
        [DataRow(22 * 60, 6 * 60, 23 * 60 + 30)]
        [DataRow(22 * 60, 6 * 60, 22 * 60)]
        [DataRow(22 * 60, 6 * 60, 5 * 60 + 30)]
        [DataRow(22 * 60, 6 * 60, 0)]
        [DataRow(17 * 60, 20 * 60, 17 * 60)]
        [DataRow(17 * 60, 20 * 60, 19 * 60 + 30)]
        public void AHalfHourThatBeginsWithinThePeriodCounts(int start, int end, int minute)
        {
            Assert.AreEqual(300, DemandInPeriod(start, end, minute));
        }

        [TestMethod]
        [DataRow(22 * 60, 6 * 60, 21 * 60 + 30)]
        [DataRow(22 * 60, 6 * 60, 6 * 60)]
        [DataRow(22 * 60, 6 * 60, 12 * 60)]
        [DataRow(17 * 60, 20 * 60, 16 * 60 + 30)]
        [DataRow(17 * 60, 20 * 60, 20 * 60)]
        public void AHalfHourThatBeginsOutsideThePeriodDoesNot(int start, int end, int minute)
        {
            Assert.AreEqual(0, DemandInPeriod(start, end, minute));
        }

        [TestMethod]
        public void MaximumDemandIsThatOfBothElements()
        {
            MeteringRig rig = MeteringRig.Esme();
            rig.Tell(MeteringRig.Noon());
            rig.Metering.Take(100);
            rig.Metering.TakeSecondary(50);
            rig.Tell(MeteringRig.Noon() + 1800);
            Assert.AreEqual(300, rig.Metering.Demand.GetWatts(MaximumDemand.Import));
        }

        private static int DemandInPeriod(int start, int end, int minute)
        {
            MeteringRig rig = MeteringRig.Esme();
            Assert.AreEqual(TableResult.Ok, rig.Metering.Demand.SetPeriod(start, end));
            int begin = MeteringRig.Noon() + 12 * 3600 + 60 * minute;
            rig.Tell(begin);
            rig.Metering.Take(150);
            rig.Tell(begin + 1800);
            return rig.Metering.Demand.GetWatts(MaximumDemand.ImportConfigurableTime);
        }

        [TestMethod]
        public void DistributorSettingsAreJudgedWhole()
        {
            MeteringRig rig = MeteringRig.Esme();
            byte[] settings = new byte[DistributorSettings.Length];
            rig.Refuse(TableResult.BadValue, TariffTable.Distributor, settings);
            Octets.SetInt32(settings, 4 * DistributorSettings.AveragePeriod, 1800);
            Octets.SetInt32(settings, 4 * DistributorSettings.AverageOverVoltage, 2530);
            Octets.SetInt32(settings, 4 * DistributorSettings.AverageUnderVoltage, 2162);
            rig.Give(TariffTable.Distributor, settings, 0);
            Octets.SetInt32(settings, 4 * DistributorSettings.AverageUnderVoltage, 2531);
            rig.Refuse(TableResult.BadValue, TariffTable.Distributor, settings);
        }

        private static int Next(int start, int periodicity, int after)
        {
            return BillingCalendar.NextAfter(MeteringRig.Billing(start, periodicity, false), 0, after);
        }
    }
}
