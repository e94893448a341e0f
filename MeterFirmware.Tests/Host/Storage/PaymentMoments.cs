using System;
using System.Collections.Generic;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// What time, consumption and the customer do to money and supply. Each such thing is a commit, and each alert of it another
/// one: all of them are states that a cut may leave.
/// </summary>
internal static class PaymentMoments
{
    private const int Esme = MeterKind.Esme;
    private const int Gsme = MeterKind.Gsme;
    private const int Midnight = 43_200;
    private const int Hour = 3_600;

    // What the consumption of a step costs.
    private const int Pulses = 10_000;
    private const int PriceOfKwh = 200;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        // The standing charge and both time debts are due, and take the credit below the Disablement Threshold.
        Chain("midnight-prepayment", Esme, 8, Midnight, OweDailyInPrepayment),
        Chain("midnight-prepayment-gsme", Gsme, 7, Midnight, OweDailyInPrepayment),
        Chain("midnight-credit-mode-gsme", Gsme, 5, Midnight, OweDaily),
        Chain("hour-clears-debts", Esme, 3, Hour, OweHourly),
        Consume("consumption-disables", 3, meter => InPrepayment(meter, 0, Allow)),
        Consume("consumption-makes-credit-low", 3, meter => InPrepayment(meter, 100_100, Offer)),
        Consume("emergency-credit-ends", 4, meter => InPrepayment(meter, 0, Borrow)),
        Consume("disablement-is-suspended", 3, ProtectAllDay),
        // The calendar ends at ten past twelve, and the credit is missing already.
        Chain("suspension-ends", Esme, 2, 600, OweUntilItEnds),
        Chain("load-limit", Esme, 3, 600, LimitLoad) with
        {
            Steps = [Step(meter => Overload(meter, meter.State.Payment.Supply.IsSupplyOn))],
        },
        Chain("load-limit-restored", Esme, 2, 901, _ => { }) with
        {
            Before = RunIntoLimit,
            Restart = 600,
        },
        // A start with the supply on is no enabling, so what was cut is not measured again.
        Chain("gas-flow", Gsme, 3, 603, ArmWithFlowLimit) with
        {
            Steps = [Once(603, LetGasFlow)],
            IsClockSet = true,
        },
        Customer("supply-at-the-meter", Esme, 1, Arm, EnableSupply),
        Customer("supply-at-the-meter-gsme", Gsme, 1, Arm, EnableSupply),
        Customer(
            "emergency-credit-at-the-meter",
            Esme,
            4,
            meter => InPrepayment(meter, 0, Offer),
            meter => new MeterDisplaySource(meter.State).ActivateEmergencyCredit()
        ),
        Customer("utrn-by-hand", Esme, 3, meter => InPrepayment(meter, 0, Allow), EnterRight),
        Customer("utrn-by-hand-gsme", Gsme, 3, meter => InPrepayment(meter, 0, Allow), EnterRight),
        Customer("utrn-wrong", Esme, 1, _ => { }, EnterWrong),
        Customer("utrn-suspends-entry", Esme, 4, meter => EnterWrongUpTo(meter, 1), EnterWrong),
        Customer("utrn-while-suspended", Esme, 4, meter => EnterWrongUpTo(meter, 0), EnterRight),
        Customer("utrn-twice", Esme, 3, EnterRightBefore, EnterRight),
        Customer("utrn-not-authentic", Esme, 3, _ => { }, meter => Enter(meter, PaymentPayloads.NotAuthentic())),
        Customer("utrn-for-another-kind", Esme, 3, _ => { }, meter => Enter(meter, PaymentPayloads.OtherDevice())),
        Customer("utrn-above-credit", Esme, 3, meter => Limit(meter, PaymentSetting.MaximumCredit), EnterRight),
        Customer("utrn-above-balance", Esme, 3, meter => Limit(meter, PaymentSetting.MaximumBalance), EnterRight),
        Customer(
            "emergency-credit-arms",
            Esme,
            5,
            Disabled,
            meter => new MeterDisplaySource(meter.State).ActivateEmergencyCredit()
        ),
        Customer("cover-removed-gsme", Gsme, 2, _ => { }, meter => meter.State.Payment.Supply.TellCover(true)),
        Customer("cover-put-on", Esme, 2, RemoveCover, meter => meter.State.Payment.Supply.TellCover(false)),
    ];

    private static Step Step(Action<MeterRig> act) => new(act) { IsChain = true };

    // A meter that ran up to the second before the moment and was settled then.
    private static Scenario Chain(string name, int kind, int writes, int moment, Action<MeterRig> before) =>
        new(name, kind, writes, Step(meter => Moments.TickAndSend(meter, moment)))
        {
            Before = meter =>
            {
                Moments.Run(meter, moment - 1);
                before(meter);
            },
            Restart = moment - 1,
        };

    // Done again after a cut, only if it was not done: a pulse that is committed with it tells.
    private static Step Once(int moment, Action<MeterRig> act) =>
        Step(meter =>
        {
            if (meter.State.Consumption.Value % 2 == 1)
            {
                meter.Meter.CountPulses(1);
                act(meter);
            }

            Moments.TickAndSend(meter, moment);
        });

    private static Scenario Consume(string name, int writes, Action<MeterRig> before) =>
        Customer(name, Esme, writes, before, meter => meter.Meter.CountPulses(Pulses));

    // What the customer does: he uses energy, or presses buttons, or opens the case.
    private static Scenario Customer(
        string name,
        int kind,
        int writes,
        Action<MeterRig> before,
        Action<MeterRig> act
    ) => Chain(name, kind, writes, 600, before) with { Steps = [Once(600, act)] };

    private static void InPrepayment(MeterRig meter, int balance, Action<PaymentEngine> settle)
    {
        PaymentEngine payment = meter.State.Payment;
        Moments.Give(meter, TariffTable.Prices, Moments.Prices(meter.State.Metering.Tariff.Shape, PriceOfKwh), 0);
        payment.AdjustBalance(balance);
        payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false));
        settle(payment);
        Settle(meter);
    }

    // What is swept is what comes next.
    private static void Settle(MeterRig meter)
    {
        PaymentEngine payment = meter.State.Payment;
        while (payment.Alerts.Count > 0)
        {
            payment.Alerts.RemoveFirst();
        }

        payment.TakeNews();
        Moments.Commit(meter);
    }

    private static void Allow(PaymentEngine payment) => payment.Apply(PaymentSetting.DisablementThreshold, -100);

    private static void Offer(PaymentEngine payment)
    {
        Allow(payment);
        payment.Apply(PaymentSetting.LowCreditThreshold, 100_000);
        payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100_000);
        payment.Apply(PaymentSetting.EmergencyCreditLimit, 1_000);
    }

    private static void Borrow(PaymentEngine payment)
    {
        Offer(payment);
        payment.ActivateEmergencyCredit();
    }

    private static void Owe(MeterRig meter, int periodSeconds, int rate)
    {
        foreach (int debt in new[] { Debt.Time1, Debt.Time2 })
        {
            meter.State.Debts.SetPeriod(debt, periodSeconds);
            meter.State.Debts.SetRate(debt, rate);
        }

        Moments.Commit(meter);
    }

    private static void OweDaily(MeterRig meter)
    {
        meter.State.Payment.StandingChargeMillipencePerDay = 300;
        Owe(meter, DebtRegisters.DaySeconds, 500);
    }

    private static void OweDailyInPrepayment(MeterRig meter)
    {
        OweDaily(meter);
        InPrepayment(meter, 0, Allow);
    }

    private static void OweHourly(MeterRig meter)
    {
        Owe(meter, DebtRegisters.HourSeconds, 100_000);
        InPrepayment(meter, 1_000_000, Allow);
    }

    // Non-disablement from midnight up to a time of the day.
    private static void Protect(MeterRig meter, int hour, int minute)
    {
        var calendar = (EsmeCalendar)meter.State.NonDisablement;
        byte[] year = [0xFF, 0xFF, 1, 1, 0xFF, 0xFF, 12, 31];
        calendar.AddEntry(true, 0, 0, 0xFE, 0, year, 0, 4);
        calendar.AddEntry(false, hour, minute, 0xFE, 0, year, 0, 4);
        meter.State.Payment.Apply(PaymentSetting.Calendar, calendar.Save());
    }

    private static void OweUntilItEnds(MeterRig meter)
    {
        Protect(meter, 12, 10);
        InPrepayment(meter, -500, Allow);
    }

    private static void ProtectAllDay(MeterRig meter)
    {
        Protect(meter, 23, 59);
        InPrepayment(meter, 0, Allow);
    }

    // 50 kW at once; the supply comes back after five minutes.
    private static void LimitLoad(MeterRig meter)
    {
        byte[] limits = new byte[LoadLimiter.Length];
        Octets.SetInt32(limits, 0, 50_000);
        Octets.SetInt32(limits, 8, 300);
        limits[12] = 1;
        Moments.Give(meter, TariffTable.Limits, limits, 0);
    }

    // 5 kWh in a second.
    private static void Overload(MeterRig meter, bool isOn)
    {
        meter.Meter.CountPulses(isOn ? 5_000 : 0);
        meter.Meter.Tick(2_000, true, Moments.Utc(600));
        Moments.TickAndSend(meter, 600, 2_000);
    }

    private static void RunIntoLimit(MeterRig meter)
    {
        LimitLoad(meter);
        Overload(meter, true);
        Settle(meter);
    }

    private static void ArmWithFlowLimit(MeterRig meter)
    {
        Moments.Give(meter, TariffTable.Limits, FullTables.Of(TariffTable.Limits, meter.State.Metering), 0);
        Arm(meter);
    }

    // The supply is enabled, and after its stabilisation gas flows.
    private static void LetGasFlow(MeterRig meter)
    {
        EnableSupply(meter);
        meter.Tick(600);
        meter.Tick(602);
        meter.Meter.CountPulses(100);
    }

    private static void Arm(MeterRig meter)
    {
        meter.State.Payment.Supply.Disable();
        meter.State.Payment.Supply.Arm(true);
        Settle(meter);
    }

    private static void RemoveCover(MeterRig meter)
    {
        meter.State.Payment.Supply.TellCover(true);
        Settle(meter);
    }

    private static void EnableSupply(MeterRig meter) => new MeterDisplaySource(meter.State).EnableSupply();

    private static void EnterRight(MeterRig meter) => Enter(meter, PaymentPayloads.Digits());

    private static void EnterWrong(MeterRig meter)
    {
        byte[] digits = PaymentPayloads.Digits();
        digits[^1] = (byte)('0' + (digits[^1] - '0' + 1) % 10);
        Enter(meter, digits);
    }

    private static void Enter(MeterRig meter, byte[] digits) => meter.Meter.Server.TopUps.EnterByHand(digits);

    private static void EnterRightBefore(MeterRig meter)
    {
        InPrepayment(meter, 0, Allow);
        EnterRight(meter);
        Settle(meter);
    }

    private static void Limit(MeterRig meter, int setting) =>
        InPrepayment(meter, 0, payment => payment.Apply(setting, 1));

    // There is no credit, and emergency credit is offered.
    private static void Disabled(MeterRig meter) =>
        InPrepayment(
            meter,
            -500,
            payment =>
            {
                Offer(payment);
                payment.Apply(PaymentSetting.DisablementThreshold, 0);
            }
        );

    private static void EnterWrongUpTo(MeterRig meter, int left)
    {
        while (meter.State.Image.GetByte(PaymentLayout.BadEntries) < MeterParameters.BadUtrnEntries - left)
        {
            EnterWrong(meter);
        }

        Settle(meter);
    }
}
