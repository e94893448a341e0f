using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Registers;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>GCS01a and GCS01b on whole meters, from noon of 31 December 2029, a Monday, on.</summary>
    [TestClass]
    public class GsmeTariffTests
    {
        private const int SetTariff = 0x006B;
        private const int SetPrice = 0x00A3;
        private const int Hour = 3600;
        private const int Day = 24 * Hour;

        private static MeterRig Start()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(MeterKind.Gsme), records);
            MeterRig meter = new MeterRig(MeterKind.Gsme, records);
            meter.Tick(1);
            return meter;
        }

        private static bool Send(MeterRig meter, int code, int counter, byte[] payload)
        {
            // An alert may be on its way.
            meter.TakeAnswer(new byte[4096]);
            Assert.AreEqual(Refusal.None, meter.Send(new Rig(MeterKind.Gsme).Command(code, counter, payload, true)));
            meter.TakeAnswer(new byte[4096]);
            return meter.State.EventLog.GetCode(0) == EventCode.CommandActioned;
        }

        [TestMethod]
        public void ATariffByDaysTakesWhatIsConsumedToItsRegisters()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new GsmeTariff().Whole()));
            TariffEngine tariff = meter.State.Metering.Tariff;
            Assert.AreEqual(1, tariff.Rate);
            Assert.AreEqual(6000, tariff.ActivePriceMillipencePerKwh);
            Assert.AreEqual(28000, meter.State.Metering.StandingChargeMillipenceADay);
            Assert.IsTrue(meter.State.Metering.IsPounds);
            meter.Meter.CountPulses(100);
            meter.Tick(5 * Day);
            Assert.AreEqual(2, tariff.Rate);
            Assert.AreEqual(7000, tariff.ActivePriceMillipencePerKwh);
            meter.Meter.CountPulses(30);
            meter.Tick(359 * Day);
            Assert.AreEqual(3, tariff.Rate);
            Assert.AreEqual(100L, tariff.GetTou(0));
            Assert.AreEqual(30L, tariff.GetTou(1));
        }

        [TestMethod]
        public void ATariffByBlocksFollowsOneByTimeOfUseAndBack()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new GsmeTariff().Whole()));
            GsmeTariff blocks = new GsmeTariff();
            blocks.IsByBlocks = true;
            blocks.FirstPrice = 9000;
            Assert.IsTrue(Send(meter, SetTariff, 11, blocks.Whole()));
            TariffEngine tariff = meter.State.Metering.Tariff;
            Assert.AreEqual(1, tariff.Block);
            Assert.AreEqual(9000, tariff.ActivePriceMillipencePerKwh);
            // Some 11 kWh are a cubic metre.
            meter.Meter.CountPulses(100000);
            Assert.AreEqual(2, tariff.Block);
            Assert.AreEqual(10000, tariff.ActivePriceMillipencePerKwh);
            Assert.IsTrue(Send(meter, SetTariff, 12, new GsmeTariff().Whole()));
            Assert.AreEqual(0, tariff.Block);
            Assert.AreEqual(6000, tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        [DataRow("a week that is announced and not there")]
        [DataRow("a week that is not there")]
        [DataRow("a day profile that is not there")]
        [DataRow("a day that begins after midnight")]
        [DataRow("a tier that is not there")]
        [DataRow("a special day of no profile")]
        [DataRow("a tier without a price")]
        public void ABadCalendarIsRefusedAndTheTariffInForceStays(string fault)
        {
            GsmeTariff bad = new GsmeTariff();
            bad.FirstPrice = 1;
            if (fault == "a week that is announced and not there")
            {
                bad.Weeks = 2;
            }
            else if (fault == "a week that is not there")
            {
                bad.SeasonWeek = 2;
            }
            else if (fault == "a day profile that is not there")
            {
                bad.Sunday = 4;
            }
            else if (fault == "a day that begins after midnight")
            {
                bad.Minute = 1;
            }
            else if (fault == "a tier that is not there")
            {
                bad.WeekendTier = 5;
            }
            else if (fault == "a special day of no profile")
            {
                bad.SpecialDay = 4;
            }
            else
            {
                bad.WeekendTier = 4;
            }
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new GsmeTariff().Whole()));
            Assert.IsFalse(Send(meter, SetTariff, 11, bad.Whole()), fault);
            Assert.AreEqual(6000, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            meter.Tick(5 * Day);
            Assert.AreEqual(2, meter.State.Metering.Tariff.Rate);
        }

        [TestMethod]
        [DataRow("a threshold below its predecessor", true)]
        [DataRow("a price twice", true)]
        [DataRow("a price of no block", true)]
        [DataRow("a price that is too high", false)]
        [DataRow("prices for another moment", false)]
        [DataRow("a currency that the meter does not have", false)]
        [DataRow("other decimals", false)]
        [DataRow("the other scheme", false)]
        [DataRow("a standing charge that is too high", false)]
        public void BadPricesAreRefused(string fault, bool byBlocks)
        {
            GsmeTariff bad = new GsmeTariff();
            bad.IsByBlocks = byBlocks;
            bad.FirstPrice = 1;
            if (fault == "a threshold below its predecessor")
            {
                bad.SecondThreshold = 999999;
            }
            else if (fault == "a price twice")
            {
                bad.SecondIdentifier = 0;
            }
            else if (fault == "a price of no block")
            {
                bad.SecondIdentifier = 4;
            }
            else if (fault == "a price that is too high")
            {
                bad.FirstPrice = MeterParameters.HighestPriceMillipencePerKwh;
            }
            else if (fault == "prices for another moment")
            {
                bad.PriceMoment = (int)MeterRig.Noon2030 + Hour;
            }
            else if (fault == "a currency that the meter does not have")
            {
                bad.Currency = 840;
            }
            else if (fault == "other decimals")
            {
                bad.TrailingDigit = 0x40;
            }
            else if (fault == "the other scheme")
            {
                bad.Scheme = 1;
            }
            else
            {
                bad.StandingCharge = -1;
            }
            MeterRig meter = Start();
            GsmeTariff before = new GsmeTariff();
            before.IsByBlocks = byBlocks;
            Assert.IsTrue(Send(meter, SetTariff, 10, before.Whole()));
            bool isOfTariff = fault == "a threshold below its predecessor";
            byte[] payload = isOfTariff ? bad.Whole() : bad.Prices();
            Assert.IsFalse(Send(meter, isOfTariff ? SetTariff : SetPrice, 11, payload), fault);
            Assert.AreEqual(6000, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void ATariffWhosePricesAreRefusedLeavesNothingOfItself()
        {
            GsmeTariff bad = new GsmeTariff();
            bad.StandingCharge = 77777;
            bad.WeekendTier = 3;
            bad.SecondIdentifier = 0;
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new GsmeTariff().Whole()));
            Assert.IsFalse(Send(meter, SetTariff, 11, bad.Whole()));
            bad.Moment = (int)MeterRig.Noon2030 + Hour;
            Assert.IsFalse(Send(meter, SetTariff, 12, bad.Whole()));
            meter.Tick(5 * Day);
            Assert.AreEqual(2, meter.State.Metering.Tariff.Rate);
            Assert.AreEqual(7000, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.AreEqual(28000, meter.State.Metering.StandingChargeMillipenceADay);
        }

        [TestMethod]
        public void PricesAreThoseOfTheSchemeInForceAtTheirMoment()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new GsmeTariff().Whole()));
            GsmeTariff blocks = new GsmeTariff();
            blocks.IsByBlocks = true;
            Assert.IsFalse(Send(meter, SetPrice, 11, blocks.Prices()));
            blocks.Moment = (int)MeterRig.Noon2030 + Day;
            Assert.IsTrue(Send(meter, SetTariff, 12, blocks.Whole()));
            blocks.Moment = (int)MeterRig.Noon2030 + Hour;
            Assert.IsFalse(Send(meter, SetPrice, 13, blocks.Prices()));
            blocks.Moment = (int)MeterRig.Noon2030 + 2 * Day;
            Assert.IsTrue(Send(meter, SetPrice, 14, blocks.Prices()));
            Assert.IsTrue(Send(meter, SetPrice, 15, new GsmeTariff().Prices()));
        }

        [TestMethod]
        public void PricesWithoutTheirTariffInformationAreRefused()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetPrice, 10, new GsmeTariff().Prices()));
            Assert.IsFalse(Send(meter, SetPrice, 11, new GsmeTariff().PricesAlone()));
        }

        [TestMethod]
        public void WhatWaitsIsCancelled()
        {
            MeterRig meter = Start();
            GsmeTariff tariff = new GsmeTariff();
            tariff.Moment = (int)MeterRig.Noon2030 + Hour;
            Assert.IsTrue(Send(meter, SetTariff, 10, tariff.Whole()));
            Assert.IsTrue(meter.State.Metering.Tables.Get(TariffTable.Switching).HasPassive);
            tariff.Moment = -1;
            Assert.IsTrue(Send(meter, SetTariff, 11, tariff.Whole()));
            for (int table = 0; table < TariffTable.Count; table++)
            {
                Assert.IsFalse(meter.State.Metering.Tables.Get(table).HasPassive);
            }
            meter.Tick(2 * Hour);
            Assert.AreEqual(0, meter.State.Metering.StandingChargeMillipenceADay);
        }
    }
}
