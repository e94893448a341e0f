using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>ECS01a to ECS01d and ECS05 on whole meters, from noon of 31 December 2029 on.</summary>
    [TestClass]
    public class EsmeTariffTests
    {
        private const int SetTariff = 0x0019;
        private const int SetPrice = 0x00A2;
        private const int SetSecondTariff = 0x00B7;
        private const int SetSecondPrice = 0x00C7;
        private const int ResetCounters = 0x001D;
        private const int Hour = 3600;

        private static MeterRig Start()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(MeterKind.Esme), records);
            MeterRig meter = new MeterRig(MeterKind.Esme, records);
            meter.Tick(1);
            return meter;
        }

        private static bool Send(MeterRig meter, int code, int counter, byte[] payload)
        {
            // An alert may be on its way.
            meter.TakeAnswer(new byte[4096]);
            Assert.AreEqual(Refusal.None, meter.Send(new Rig(MeterKind.Esme).Command(code, counter, payload, true)));
            meter.TakeAnswer(new byte[4096]);
            int told = meter.State.EventLog.GetCode(0);
            if (told != EventCode.CommandActioned && told != EventCode.CommandNotActioned)
            {
                throw new System.InvalidOperationException("the last entry is not the command's");
            }
            return told == EventCode.CommandActioned;
        }

        [TestMethod]
        public void ATariffOfTwoRatesTakesWhatIsConsumedToItsRegisters()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new EsmeTariff().Whole()));
            TariffEngine tariff = meter.State.Metering.Tariff;
            Assert.AreEqual(1, tariff.Rate);
            Assert.AreEqual(24500, tariff.ActivePriceMillipencePerKwh);
            Assert.AreEqual(30000, meter.State.Metering.StandingChargeMillipenceADay);
            meter.Meter.CountPulses(1000);
            meter.Tick(11 * Hour);
            Assert.AreEqual(2, tariff.Rate);
            Assert.AreEqual(12000, tariff.ActivePriceMillipencePerKwh);
            meter.Meter.CountPulses(500);
            meter.Tick(18 * Hour);
            meter.Meter.CountPulses(70);
            meter.Tick(19 * Hour);
            Assert.AreEqual(1, tariff.Rate);
            Assert.AreEqual(1000L, tariff.GetTou(0));
            Assert.AreEqual(570L, tariff.GetTou(1));
            Assert.AreEqual(24500L + 570 * 12, meter.State.Accounts.GetBalance(Account.Consumption));
        }

        [TestMethod]
        public void TheSpecialDayOfTheTariffIsByBlocks()
        {
            MeterRig meter = Start();
            EsmeTariff given = new EsmeTariff();
            Assert.IsTrue(Send(meter, SetTariff, 10, given.Whole()));
            meter.Tick(359 * 24 * Hour);
            TariffEngine tariff = meter.State.Metering.Tariff;
            Assert.AreEqual(49, tariff.Rate);
            meter.State.Metering.Take(2500);
            Assert.AreEqual(1000L, tariff.GetBlockCounter(0, 0));
            Assert.AreEqual(1000L, tariff.GetBlockCounter(1, 0));
            Assert.AreEqual(500L, tariff.GetBlockCounter(2, 0));
            Assert.IsTrue(Send(meter, ResetCounters, 11, EsmeTariff.Script(99)));
            Assert.AreEqual(0L, tariff.GetBlockCounter(0, 0));
            Assert.AreEqual(500L, tariff.GetBlockRegister(2, 0));
            Assert.IsFalse(Send(meter, ResetCounters, 12, EsmeTariff.Script(98)));
        }

        [TestMethod]
        [DataRow("a second season before the first")]
        [DataRow("a season that begins in the afternoon")]
        [DataRow("a week that is not there")]
        [DataRow("a day profile that is not there")]
        [DataRow("a profile whose times do not rise")]
        [DataRow("a script of no rate")]
        [DataRow("a special day of no profile")]
        [DataRow("a threshold below its predecessor")]
        [DataRow("a price below zero")]
        [DataRow("a price beyond a hundred pounds")]
        [DataRow("a price twice and another not at all")]
        [DataRow("a standing charge below zero")]
        [DataRow("prices for another moment")]
        public void ABadTariffIsRefusedAndTheOneInForceStays(string fault)
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new EsmeTariff().Whole()));
            EsmeTariff later = new EsmeTariff();
            later.Moment = MeterRig.Noon2030 + 2 * Hour;
            later.DayPrice = 11111;
            Assert.IsTrue(Send(meter, SetTariff, 11, later.Whole()));
            EsmeTariff bad = new EsmeTariff();
            bad.DayPrice = 22222;
            Spoil(bad, fault);
            Assert.IsFalse(Send(meter, SetTariff, 12, bad.Whole()), fault);
            Assert.AreEqual(24500, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.AreEqual(30000, meter.State.Metering.StandingChargeMillipenceADay);
            for (int table = 0; table <= TariffTable.Currency; table++)
            {
                Assert.IsTrue(meter.State.Metering.Tables.Get(table).HasPassive, "what waits goes on waiting");
            }
            meter.Tick(2 * Hour);
            Assert.AreEqual(11111, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        private static void Spoil(EsmeTariff tariff, string fault)
        {
            if (fault == "a second season before the first")
            {
                tariff.SecondSeason = 1;
            }
            else if (fault == "a season that begins in the afternoon")
            {
                tariff.SeasonHour = 15;
            }
            else if (fault == "a week that is not there")
            {
                tariff.SecondWeek = 2;
            }
            else if (fault == "a day profile that is not there")
            {
                tariff.Sunday = 3;
            }
            else if (fault == "a profile whose times do not rise")
            {
                tariff.Morning = 23;
            }
            else if (fault == "a script of no rate")
            {
                tariff.NightScript = 49;
            }
            else if (fault == "a special day of no profile")
            {
                tariff.SpecialDay = 3;
            }
            else if (fault == "a threshold below its predecessor")
            {
                tariff.SecondThreshold = 999;
            }
            else if (fault == "a price below zero")
            {
                tariff.NightPrice = -1;
            }
            else if (fault == "a price beyond a hundred pounds")
            {
                tariff.PriceScale = 0;
            }
            else if (fault == "a price twice and another not at all")
            {
                tariff.LastPrice = 0xD7;
            }
            else if (fault == "a standing charge below zero")
            {
                tariff.StandingCharge = -1;
            }
            else
            {
                // The first activation is for never, so nothing of the command is given before the prices refuse.
                tariff.Moment = MeterRig.Noon2030 + 2 * Hour;
                tariff.PriceMoment = MeterRig.Noon2030 + 3 * Hour;
            }
        }

        [TestMethod]
        public void PricesForLaterAreReplacedAndCancelled()
        {
            MeterRig meter = Start();
            EsmeTariff tariff = new EsmeTariff();
            tariff.Moment = MeterRig.Noon2030 + Hour;
            Assert.IsTrue(Send(meter, SetPrice, 10, tariff.Prices()));
            tariff.Moment = MeterRig.Noon2030 + 2 * Hour;
            tariff.DayPrice = 20000;
            Assert.IsTrue(Send(meter, SetPrice, 11, tariff.Prices()));
            meter.Tick(Hour);
            Assert.AreEqual(0, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            meter.Tick(2 * Hour);
            Assert.AreEqual(20000, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            tariff.Moment = MeterRig.Noon2030 + 3 * Hour;
            tariff.DayPrice = 5;
            Assert.IsTrue(Send(meter, SetPrice, 12, tariff.Prices()));
            tariff.Moment = PaymentEngine.Never;
            tariff.DayPrice = 6;
            Assert.IsTrue(Send(meter, SetPrice, 13, tariff.Prices()));
            meter.Tick(4 * Hour);
            Assert.AreEqual(20000, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void AMomentThatHasPassedIsNow()
        {
            MeterRig meter = Start();
            EsmeTariff tariff = new EsmeTariff();
            tariff.Moment = MeterRig.Noon2030 - Hour;
            Assert.IsTrue(Send(meter, SetTariff, 10, tariff.Whole()));
            Assert.AreEqual(24500, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.AreEqual(TableOutcomes.None, meter.State.Metering.Outcomes.FindDue());
        }

        [TestMethod]
        public void AnActivationTimeWithoutItsValueIsRefused()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetPrice, 10, new EsmeTariff().Prices()));
            Assert.IsFalse(Send(meter, SetPrice, 11, new EsmeTariff().ActivationAlone()));
            Assert.AreEqual(24500, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void AnotherActivationTimeEndsTheCommandAndKeepsWhatCameBefore()
        {
            MeterRig meter = Start();
            Assert.IsTrue(Send(meter, SetTariff, 10, new EsmeTariff().Whole()));
            EsmeTariff split = new EsmeTariff();
            split.StandingCharge = 31000;
            split.DayPrice = 22222;
            split.PriceMoment = MeterRig.Noon2030 + Hour;
            Assert.IsFalse(Send(meter, SetPrice, 11, split.Prices()));
            // The standing charge comes before the prices, and its instruction was a success.
            Assert.AreEqual(31000, meter.State.Metering.StandingChargeMillipenceADay);
            Assert.AreEqual(24500, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
            Assert.IsFalse(meter.State.Metering.Tables.Get(TariffTable.Prices).HasPassive);
            meter.Tick(2 * Hour);
            Assert.AreEqual(24500, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        }

        [TestMethod]
        public void AMeterOfOneElementRefusesTheTariffOfASecond()
        {
            MeterRig meter = Start();
            Assert.IsFalse(Send(meter, SetSecondTariff, 10, new EsmeTariff().Secondary()));
            Assert.IsFalse(Send(meter, SetSecondPrice, 11, new EsmeTariff().SecondaryPrices()));
            Assert.IsFalse(meter.State.Metering.Tables.Get(TariffTable.SecondaryPrices).HasActive);
        }

        [TestMethod]
        public void EachTableIsToldOfWithTheCounterOfItsOwnCommand()
        {
            MeterRig meter = Start();
            EsmeTariff tariff = new EsmeTariff();
            tariff.Moment = MeterRig.Noon2030 + Hour;
            Assert.IsTrue(Send(meter, SetTariff, 10, tariff.Whole()));
            Assert.IsTrue(Send(meter, SetPrice, 11, tariff.Prices()));
            meter.Meter.Tick(Hour * 1000L, true, MeterRig.Noon2030 + Hour);
            // The first alert is on its way: that of the switching table. Special days, currency: of the first command.
            TableOutcomes outcomes = meter.State.Metering.Outcomes;
            int told = 0;
            for (int age = 0; age < meter.State.EventLog.Count; age++)
            {
                bool isOutcome = meter.State.EventLog.GetCode(age) == EventCode.FutureDatedActioned;
                told |= isOutcome ? 1 << (meter.State.EventLog.GetDetail(age) - TableOutcomes.LogDetail) : 0;
            }
            Assert.AreEqual((1 << (TariffTable.Currency + 1)) - 1, told, "an entry in the event log for each table");
            Assert.AreEqual(TariffTable.SpecialDays, outcomes.FindDue());
            Assert.AreEqual(10, (int)outcomes.Command[7]);
            Assert.AreEqual(SetTariff, outcomes.MessageCode);
            outcomes.MarkTold(TariffTable.SpecialDays);
            Assert.AreEqual(TariffTable.Currency, outcomes.FindDue());
            Assert.AreEqual(10, (int)outcomes.Command[7]);
            outcomes.MarkTold(TariffTable.Currency);
            Assert.AreEqual(TariffTable.StandingCharge, outcomes.FindDue());
            Assert.AreEqual(11, (int)outcomes.Command[7]);
            Assert.AreEqual(SetPrice, outcomes.MessageCode);
            Assert.AreEqual((int)MeterRig.Noon2030 + Hour, outcomes.MomentSeconds);
            Assert.IsTrue(outcomes.IsSuccess(TariffTable.StandingCharge));
        }
    }
}
