using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class VoltageTests
    {
        [TestMethod]
        public void EachPeriodHasTheAverageOfItsSamplesOrNoData()
        {
            MeterState meter = Make.Esme();
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            Assert.AreEqual(1800, meter.Voltage.PeriodSeconds);
            meter.Voltage.Sample(2300);
            meter.Voltage.Sample(2301);
            Tell(meter, 1800, noon + 1800);
            Tell(meter, 3600, noon + 3600);
            meter.Voltage.Sample(70000);
            Tell(meter, 5400, noon + 5400);
            Assert.AreEqual(2301, At(meter, noon));
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon + 1800));
            Assert.AreEqual(VoltageLog.Largest, At(meter, noon + 3600));
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon + 5400));
        }

        [TestMethod]
        public void WhileTheTimeIsUnknownNothingIsLogged()
        {
            MeterState meter = Make.Esme();
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            meter.Voltage.Sample(2300);
            meter.Clock.Set(1000, false, 0);
            meter.Voltage.Tick();
            meter.Voltage.Sample(9999);
            Tell(meter, 2000, noon + 2);
            meter.Voltage.Sample(2000);
            Tell(meter, 1800000, noon + 1800);
            Assert.AreEqual(2000, At(meter, noon));
        }

        [TestMethod]
        public void ClockSetBackClosesAPeriodOnceAndFarBackGoesOnFromThere()
        {
            MeterState meter = Make.Esme();
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            meter.Voltage.Sample(2000);
            Tell(meter, 1, noon + 1801);
            meter.Voltage.Sample(3000);
            Tell(meter, 2, noon + 1700);
            meter.Voltage.Sample(4000);
            Tell(meter, 3, noon + 1805);
            Tell(meter, 4, noon + 3600);
            Assert.AreEqual(2000, At(meter, noon));
            Assert.AreEqual(3500, At(meter, noon + 1800));
            int earlier = noon - 10 * 86400;
            Tell(meter, 5, earlier);
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon));
            meter.Voltage.Sample(2500);
            Tell(meter, 6, earlier + 1800);
            Assert.AreEqual(2500, At(meter, earlier));
            Tell(meter, 7, noon + 1800);
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon));
        }

        [TestMethod]
        public void TheLogIsFoundAgainAfterARestartAndHoldsItsEntries()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            for (int i = 0; i < VoltageLog.Entries + 2100; i++)
            {
                meter.Voltage.Sample(2300 + i % 100);
                Tell(meter, i, noon + (i + 1) * 1800);
            }
            Commit(meter);
            meter = Restart(records);
            for (int i = 2100; i < VoltageLog.Entries + 2100; i += 7)
            {
                Assert.AreEqual(2300 + i % 100, At(meter, noon + i * 1800));
            }
            Assert.AreEqual((noon + (VoltageLog.Entries + 2100) * 1800) / 1800, meter.Voltage.Log.End);
        }

        [TestMethod]
        public void WhatNoCommitCountsIsAsIfItHadNeverBeenWritten()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            Log(meter, noon, 2301);
            Commit(meter);
            Log(meter, noon + 1800, 2302);
            Log(meter, noon + 3600, 2303);
            meter = Restart(records);
            Assert.AreEqual(2301, At(meter, noon));
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon + 1800));
            // A gap takes it away, and what comes in its place writes over it.
            Tell(meter, 0, noon + 3600);
            Log(meter, noon + 3600, 2313);
            Log(meter, noon + 5400, 2314);
            Commit(meter);
            meter = Restart(records);
            Assert.AreEqual(2301, At(meter, noon));
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon + 1800));
            Assert.AreEqual(2313, At(meter, noon + 3600));
            Assert.AreEqual(2314, At(meter, noon + 5400));
        }

        [TestMethod]
        public void AnImageThatDoesNotSayHowFarTheLogGoesCountsNothingOfIt()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            Log(meter, noon, 2301);
            meter.Image.SetInt32(RegisterLayout.VoltageEnd, 0);
            Commit(meter);
            meter = Restart(records);
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon));
            Tell(meter, 0, noon + 1800);
            Log(meter, noon + 1800, 2302);
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon));
            Assert.AreEqual(2302, At(meter, noon + 1800));
        }

        [TestMethod]
        public void WhatIsGivenUpIsOnTheFlashUntilTheImageSaysSo()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            Log(meter, noon, 2301);
            Commit(meter);
            int writes = records.Writes;
            Assert.IsFalse(meter.Voltage.Log.TakeChange());
            Tell(meter, 100000, noon - 5 * 86400);
            Assert.IsTrue(meter.Voltage.Log.TakeChange());
            Assert.AreEqual(writes, records.Writes);
            Assert.AreEqual(VoltageLog.Missing, At(meter, noon));
            // The same with periods of another length.
            meter = Restart(records);
            Give(meter, Settings(700, 0, 0));
            writes = records.Writes;
            Tell(meter, 1, noon + 1801);
            Assert.IsTrue(meter.Voltage.Log.TakeChange());
            Assert.IsFalse(meter.Voltage.Log.TakeChange());
            Assert.AreEqual(writes, records.Writes);
            Assert.AreEqual(2301, At(Restart(records), noon));
            Assert.AreEqual(VoltageLog.Missing, AtNumber(meter, noon / 1800));
        }

        [TestMethod]
        public void PeriodsThatEndBesideTheHalfHourAreWrittenWithIt()
        {
            MeterState meter = Make.Esme();
            Give(meter, Settings(700, 0, 0));
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            for (int second = 100; second < 1800; second += 100)
            {
                meter.Voltage.Sample(2300);
                Tell(meter, second, noon + second);
                Assert.AreEqual(0, meter.Image.GetInt32(RegisterLayout.VoltageEnd));
            }
            Tell(meter, 1800, noon + 1800);
            Assert.AreEqual((noon + 1800) / 700, meter.Image.GetInt32(RegisterLayout.VoltageEnd));
            Assert.AreEqual(700, meter.Image.GetUInt16(RegisterLayout.VoltagePeriod));
        }

        [TestMethod]
        public void APeriodThatWasClosedBeforeARestartIsNotCountedAgain()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            Give(meter, Settings(1800, 2530, 0));
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            Log(meter, noon, 2600);
            Commit(meter);
            meter = Restart(records);
            Tell(meter, 0, noon + 1799);
            Log(meter, noon, 2700);
            Assert.AreEqual(2600, At(meter, noon));
            Assert.AreEqual(1, meter.Voltage.OverCounter);
        }

        [TestMethod]
        public void AnotherPeriodEmptiesTheLog()
        {
            MeterState meter = Make.Esme();
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            meter.Voltage.Sample(2300);
            Tell(meter, 1, noon + 1800);
            Assert.AreEqual(2300, At(meter, noon));
            Give(meter, Settings(60, 0, 0));
            Tell(meter, 2, noon + 1801);
            // The first period that is closed has begun under the new length.
            for (int i = 0; i < 40; i++)
            {
                meter.Voltage.Sample(2200 + i);
                Tell(meter, 3 + i, noon + 1860 + 60 * i);
            }
            byte[] values = new byte[82];
            Assert.IsTrue(meter.Voltage.Log.Read((noon + 1800) / 60, 41, values, 0));
            for (int i = 0; i < 40; i++)
            {
                Assert.AreEqual(2200 + i, Octets.GetUInt16(values, 2 * i));
            }
            Assert.AreEqual(VoltageLog.Missing, Octets.GetUInt16(values, 80));
            Assert.AreEqual(VoltageLog.Missing, AtNumber(meter, noon / 1800));
        }

        [TestMethod]
        public void AveragesBeyondTheirThresholdsAreCountedAndTold()
        {
            MeterState meter = Make.Esme();
            Give(meter, Settings(1800, 2530, 2162));
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            int[] averages = { 2530, 2531, 2600, 2161, 2162, 2000 };
            for (int i = 0; i < averages.Length; i++)
            {
                meter.Voltage.Sample(averages[i]);
                Tell(meter, i, noon + 1800 * (i + 1));
            }
            Assert.AreEqual(2, meter.Voltage.OverCounter);
            Assert.AreEqual(2, meter.Voltage.UnderCounter);
            AssertPowerEvents(meter, new int[] { 0x8002, 0x8085, 0x8006, 0x8089, 0x8006 });
            Assert.AreEqual(5, meter.Payment.Alerts.Count);
            Assert.IsTrue(meter.Payment.TakeNews());
            meter.Voltage.ResetOverCounter();
            meter.Voltage.ResetUnderCounter();
            Assert.AreEqual(0, meter.Voltage.OverCounter + meter.Voltage.UnderCounter);
        }

        [TestMethod]
        public void ExcursionsAreToldAfterTheirPeriodAndWhenTheyEnd()
        {
            MeterState meter = Make.Esme();
            byte[] settings = Settings(1800, 0, 0);
            Set(settings, DistributorSettings.ExtremeOverVoltage, 2600);
            Set(settings, DistributorSettings.ExtremeOverPeriod, 3);
            Set(settings, DistributorSettings.ExtremeUnderVoltage, 1800);
            Set(settings, DistributorSettings.Swell, 2500);
            Set(settings, DistributorSettings.Sag, 2000);
            Set(settings, DistributorSettings.SagPeriod, 2);
            Give(meter, settings);
            int[] volts = { 2300, 2601, 2601, 2601, 2300, 2601, 2601, 2601, 2601, 2500, 2500, 2500, 2500 };
            Feed(meter, 0, volts);
            AssertPowerEvents(meter, new int[] { 0x8024, 0x8091, 0x8024, 0x8020, 0x8091, 0x808D });
            Feed(meter, 20, new int[] { 1999, 1999, -1, 1999, 1999, 1799, 2000, 2000, 2000 });
            AssertPowerEvents(meter, new int[] { 0x8028, 0x802C, 0x8095, 0x8099 });
        }

        [TestMethod]
        public void AnHourHasOnlySoManyVoltageEvents()
        {
            MeterState meter = Make.Esme();
            byte[] settings = Settings(1800, 0, 0);
            Set(settings, DistributorSettings.Swell, 2500);
            Give(meter, settings);
            for (int i = 0; i < 50; i++)
            {
                meter.Clock.Set(1000 * i, false, 0);
                meter.Voltage.Sample(i % 2 == 0 ? 2501 : 2500);
            }
            Assert.AreEqual(MeterParameters.VoltageEventsAnHour, meter.PowerEvents.Count);
            Assert.AreEqual(50 - MeterParameters.VoltageEventsAnHour, meter.Voltage.Untold);
            meter.Clock.Set(3600000, false, 0);
            meter.Voltage.Sample(2501);
            Assert.AreEqual(MeterParameters.VoltageEventsAnHour + 1, meter.PowerEvents.Count);
        }

        [TestMethod]
        public void ARefusedWriteIsCountedAndTriedAgain()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState meter = Make.State(MeterKind.Esme, records);
            int noon = MeteringRig.Noon();
            Tell(meter, 0, noon);
            meter.Voltage.Sample(2300);
            records.RefuseWrites = true;
            Tell(meter, 1, noon + 1800);
            records.RefuseWrites = false;
            Assert.AreEqual(1, meter.Voltage.Log.Failures);
            Assert.AreEqual(1, meter.RefusedLogs);
            Assert.AreEqual(
                0,
                meter.Image.GetInt32(RegisterLayout.VoltageEnd),
                "what is not on the flash does not count"
            );
            Assert.AreEqual(2300, At(meter, noon));
            meter.Voltage.Sample(2310);
            Tell(meter, 2, noon + 3600);
            meter.Voltage.Log.Reload();
            Assert.AreEqual(2300, At(meter, noon));
            Assert.AreEqual(2310, At(meter, noon + 1800));
        }

        [TestMethod]
        public void AGasMeterHasNoVoltage()
        {
            Assert.IsNull(Make.State(MeterKind.Gsme, new MemoryRecordStore()).Voltage);
        }

        private static byte[] Settings(int periodSeconds, int over, int under)
        {
            byte[] settings = new byte[DistributorSettings.Length];
            Set(settings, DistributorSettings.AveragePeriod, periodSeconds);
            Set(settings, DistributorSettings.AverageOverVoltage, over);
            Set(settings, DistributorSettings.AverageUnderVoltage, under);
            Set(settings, DistributorSettings.ExtremeOverVoltage, 9000);
            Set(settings, DistributorSettings.Swell, 9000);
            return settings;
        }

        private static void Set(byte[] settings, int setting, int value)
        {
            Octets.SetInt32(settings, 4 * setting, value);
        }

        private static void Give(MeterState meter, byte[] settings)
        {
            int result = meter.Metering.GiveTable(TariffTable.Distributor, settings, 0, settings.Length, 0);
            Assert.AreEqual(TableResult.Ok, result);
        }

        // A sample a second.
        private static void Feed(MeterState meter, int second, int[] decivolts)
        {
            for (int i = 0; i < decivolts.Length; i++)
            {
                meter.Clock.Set(1000 * (second + i), false, 0);
                meter.Voltage.Sample(decivolts[i]);
            }
        }

        // A sample in the half hour that begins then, and its end.
        private static void Log(MeterState meter, int utcSeconds, int decivolts)
        {
            meter.Voltage.Sample(decivolts);
            Tell(meter, utcSeconds % 100000, utcSeconds + 1800);
        }

        private static void Commit(MeterState meter)
        {
            meter.Image.Mark();
            Assert.IsTrue(meter.Store.Commit());
        }

        private static MeterState Restart(MemoryRecordStore records)
        {
            MeterState meter = Make.State(MeterKind.Esme, records);
            Assert.AreEqual(StartResult.Loaded, meter.Store.Load());
            meter.Reload();
            return meter;
        }

        private static void Tell(MeterState meter, int monotonic, int utcSeconds)
        {
            meter.Clock.Set(monotonic, true, utcSeconds);
            meter.Voltage.Tick();
        }

        private static int At(MeterState meter, int utcSeconds)
        {
            return AtNumber(meter, utcSeconds / meter.Voltage.PeriodSeconds);
        }

        private static int AtNumber(MeterState meter, int number)
        {
            byte[] value = new byte[2];
            Assert.IsTrue(meter.Voltage.Log.Read(number, 1, value, 0));
            return Octets.GetUInt16(value, 0);
        }

        // The newest entries, in the order in which they were made.
        private static void AssertPowerEvents(MeterState meter, int[] codes)
        {
            byte[] entry = new byte[FlashEventLog.EntryLength];
            for (int i = 0; i < codes.Length; i++)
            {
                Assert.IsTrue(meter.PowerEvents.Read(codes.Length - 1 - i, entry, 0));
                Assert.AreEqual(codes[i], Octets.GetUInt16(entry, 0));
            }
        }
    }
}
