using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>What the screens learn of a real meter's state.</summary>
    [TestClass]
    public class MeterDisplaySourceTests
    {
        private static MeterState Prepaid()
        {
            MeterState state = Make.Esme();
            state.Payment.Apply(PaymentSetting.EmergencyCreditLimit, 500000);
            state.Payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100000);
            state.Payment.Apply(PaymentSetting.LowCreditThreshold, 200000);
            int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
            Assert.IsTrue(state.Payment.Apply(PaymentSetting.Mode, mode));
            return state;
        }

        [TestMethod]
        public void NewMeterHasNeitherPriceNorEmergencyCredit()
        {
            MeterDisplaySource source = new MeterDisplaySource(Make.Esme());
            Assert.IsFalse(source.IsPrepayment);
            Assert.AreEqual(-1L, source.ActivePriceMillipence);
            Assert.AreEqual(-1L, source.StandingChargeMillipence);
            Assert.AreEqual(DisplayEmergency.None, source.EmergencyCredit);
            Assert.AreEqual(DisplaySupply.On, source.Supply);
            Assert.AreEqual(0, source.TouRegisterCount);
            Assert.AreEqual(0, source.BlockCounterCount);
        }

        [TestMethod]
        public void EmergencyCreditGoesFromOfferedToActive()
        {
            MeterDisplaySource source = new MeterDisplaySource(Prepaid());
            Assert.IsTrue(source.IsPrepayment);
            Assert.IsTrue(source.IsLowCredit);
            Assert.AreEqual(DisplayEmergency.Offered, source.EmergencyCredit);
            Assert.IsTrue(source.ActivateEmergencyCredit());
            Assert.AreEqual(DisplayEmergency.Active, source.EmergencyCredit);
            Assert.AreEqual(500000L, source.EmergencyCreditLeftMillipence);
        }

        [TestMethod]
        public void RegistersUpToTheLastThatCountedAreShown()
        {
            MeterState state = Make.Esme();
            state.Clock.Set(0, true, 946728000);
            state.Metering.Advance(true, 946728000);
            state.Metering.Take(1234);
            MeterDisplaySource source = new MeterDisplaySource(state);
            Assert.AreEqual(1234L, source.Total);
            Assert.AreEqual(1, source.TouRegisterCount);
            Assert.AreEqual(1234L, source.GetTouRegister(0));
        }
    }
}
