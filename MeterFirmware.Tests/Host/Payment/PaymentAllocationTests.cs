using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>The steady state allocates nothing, whatever the payment side has to do in it.</summary>
[TestClass]
public class PaymentAllocationTests
{
    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void ChargesCollectionsAndCreditsAllocateNothing(int kind)
    {
        var state = new MeterState(new MeterConfiguration(kind, [0, 0xDB, 0, 0, 0, 0, 0, 1], 1), new WalkRecords());
        PaymentEngine payment = state.Payment;
        payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, true));
        payment.Apply(PaymentSetting.EmergencyCreditLimit, 50_000);
        payment.Apply(PaymentSetting.EmergencyCreditThreshold, 10_000);
        payment.Apply(PaymentSetting.RateCap, 5);
        payment.StandingChargeMillipencePerDay = 1234;
        state.Debts.SetRecoveryPerPayment(1000);
        state.Debts.SetRate(Debt.Time1, 10);
        state.Debts.SetPeriod(Debt.Time1, DebtRegisters.HourSeconds);
        long before = 0;
        for (int turn = 0; turn < 20_000; turn++)
        {
            if (turn == 1000)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }
            state.Clock.Set(turn * 1000L, turn % 100 != 0, 850_000_000 + turn * 600L);
            payment.ChargeConsumption(turn % 700);
            payment.Tick();
            payment.TakeNews();
            if (turn % 50 == 0)
            {
                state.Debts.Adjust(Debt.Time1, 1000);
                state.Debts.Adjust(Debt.Payment, 1000);
                payment.AddCredit(turn);
                payment.ActivateEmergencyCredit();
            }
        }
        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
