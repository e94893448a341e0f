using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>ECS26a of the reference set: what the reference device held is set through the payment engine.</summary>
[TestClass]
public class PrepaymentReadingReferenceTests
{
    [TestMethod]
    [DataRow("SINGLE_SUCCESS", false)]
    [DataRow("TWIN_SUCCESS", true)]
    [DataRow("ERROR", false)]
    public void Ecs26aReadsThePrepaymentConfiguration(string name, bool isTwin)
    {
        var meter = new ReferenceMeter(MeterKind.Esme, null, isTwin);
        meter.Tell(ReferenceMeter.NewYear2015);
        SetDebts(meter.State.Debts);
        SetThresholds(meter.State.Payment);
        SetCalendar(meter);
        if (name == "ERROR")
        {
            meter.DlmsGroups[DlmsObjects.CalendarGroup] = new Faulty(meter.DlmsGroups[DlmsObjects.CalendarGroup]);
        }
        HistoryReferenceTests.AssertAnswer(meter, "ECS26a_4.13_" + name);
    }

    private static void SetDebts(DebtRegisters debts)
    {
        Assert.AreEqual(DebtResult.Done, debts.SetPassiveRate(Debt.Time1, 5000, -5));
        Assert.AreEqual(DebtResult.Done, debts.SetPassiveRate(Debt.Time2, 6000, -5));
        for (int debt = Debt.Time1; debt <= Debt.Time2; debt++)
        {
            debts.ActivatePassiveRate(debt);
            Assert.AreEqual(DebtResult.Done, debts.SetPeriod(debt, DebtRegisters.DaySeconds));
        }
        Assert.AreEqual(DebtResult.Done, debts.SetRecoveryPerPayment(5000));
    }

    private static void SetThresholds(PaymentEngine payment)
    {
        (int Setting, int Value)[] settings =
        [
            (PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, true, true)),
            (PaymentSetting.MaximumCredit, 5_000_000),
            (PaymentSetting.DisablementThreshold, -500_000),
            (PaymentSetting.MaximumBalance, 10_000_000),
            (PaymentSetting.LowCreditThreshold, 500_000),
            (PaymentSetting.RateCap, 10_000),
            (PaymentSetting.EmergencyCreditLimit, 2_500_000),
            (PaymentSetting.EmergencyCreditThreshold, 100_000),
        ];
        foreach ((int setting, int value) in settings)
        {
            Assert.IsTrue(payment.Apply(setting, value));
        }
    }

    // Four special days, and from October to March and from then to October each week an evening, a morning and its ends.
    private static void SetCalendar(ReferenceMeter meter)
    {
        var calendar = (EsmeCalendar)meter.State.NonDisablement;
        byte[][] days =
        [
            [255, 255, 12, 25],
            [255, 255, 12, 26],
            [7, 223, 4, 5],
            [7, 223, 4, 3],
        ];
        for (int i = 0; i < days.Length; i++)
        {
            calendar.AddSpecialDay(days[i], 0, i + 1);
        }
        byte[] winter = [7, 222, 10, 26, 7, 223, 3, 29];
        byte[] summer = [7, 223, 3, 30, 7, 223, 10, 25];
        foreach (byte[] season in (byte[][])[winter, summer])
        {
            int earlier = season == winter ? 0 : 1;
            calendar.AddEntry(true, 0, 0, 0x06, 0xF00000, season, 0, 4);
            calendar.AddEntry(true, 18 - earlier, 0, 0xF8, 0, season, 0, 4);
            calendar.AddEntry(false, 8 - earlier, 0, 0xF8, 0, season, 0, 4);
        }
        Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.Calendar, calendar.Save()));
    }

    private sealed class Faulty(DlmsHandler inner) : DlmsHandler
    {
        public override int Get(int item, OctetWriter writer) =>
            item == CalendarObjects.Schedule ? AccessResult.HardwareFault : inner.Get(item, writer);
    }
}
