using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>ECS26a: what is told of a payment mode is what a command would say to set it.</summary>
    [TestClass]
    public class PaymentReadingTests
    {
        [TestMethod]
        [DataRow(PaymentMode.Credit, false, false, false, 2)]
        [DataRow(PaymentMode.Credit, false, false, true, 3)]
        [DataRow(PaymentMode.Prepayment, false, false, false, 10)]
        [DataRow(PaymentMode.Prepayment, true, false, true, 12)]
        [DataRow(PaymentMode.Prepayment, false, true, false, 13)]
        [DataRow(PaymentMode.Prepayment, true, true, true, 15)]
        public void AConfigurationIsReadAsItIsSet(int mode, bool disabled, bool emergency, bool isTwin, int rows)
        {
            MeterState state = Make.Esme();
            int packed = PaymentSettings.PackMode(mode, disabled, emergency);
            Assert.IsTrue(state.Payment.Apply(PaymentSetting.Mode, packed));
            OctetWriter writer = new OctetWriter(1024);
            PaymentObjects objects = new PaymentObjects(state.Payment, isTwin);
            Assert.AreEqual(AccessResult.Success, objects.Get(PaymentObjects.ActiveConfiguration, writer));
            Assert.AreEqual(rows, (int)writer.Raw[1]);
            AxdrReader reader = new AxdrReader();
            reader.Open(writer.Raw, 0, writer.Position);
            Assert.AreEqual(packed, ChargeConfiguration.Read(reader));
        }

        [TestMethod]
        public void ANewMeterHasAnEmptyCalendar()
        {
            CalendarObjects objects = new CalendarObjects(Make.Esme());
            OctetWriter writer = new OctetWriter(16);
            Assert.AreEqual(AccessResult.Success, objects.Get(CalendarObjects.Schedule, writer));
            Assert.AreEqual(AccessResult.Success, objects.Get(CalendarObjects.SpecialDays, writer));
            Assert.AreEqual(4, writer.Position);
            Assert.AreEqual(0, writer.Raw[1] + writer.Raw[3]);
        }

        [TestMethod]
        public void WhatOnlyReadsSetsNothing()
        {
            // Set of the recovery period that ECS26a reads, in an unsigned ECS26a.
            byte[] payload = { 0xD9, 0x20, 0, 0, 1, 0, 1, 2, 0, 113, 0, 0, 19, 20, 1, 255, 8, 1, 6, 0, 0, 14, 16 };
            Rig rig = new Rig(MeterKind.Esme);
            Assert.AreEqual(Refusal.NotConforming, rig.Serve(rig.Command(0x003B, 1, payload, false)));
            payload[7] = AccessKind.Get;
            payload[18] = 0;
            byte[] read = new byte[19];
            System.Array.Copy(payload, 0, read, 0, read.Length);
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(0x003B, 2, read, false)), "which it may read");
        }
    }
}
