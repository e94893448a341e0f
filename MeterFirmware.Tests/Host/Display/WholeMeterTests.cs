using MeterFirmware.Bench;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// Screens of a whole meter, each scenario against the file of its name in Golden/, as in <see cref="GoldenScreenTests"/>:
/// pulses, commands and buttons go in at the pins, and what the LCD decodes from the pins comes out.
/// </summary>
[TestClass]
public class WholeMeterTests
{
    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-credit-mode", 15)]
    [DataRow(MeterKind.Gsme, "whole-gsme-credit-mode", 14)]
    public void CreditMode(int kind, string name, int screens)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning);
        meter.GiveTariff();
        meter.Wait(1_000);
        meter.Pulse(kind == MeterKind.Esme ? 400 : 60, kind == MeterKind.Esme ? 20 : 100);
        meter.Wait(5_000);
        meter.Pulse(kind == MeterKind.Esme ? 1_200 : 40, kind == MeterKind.Esme ? 20 : 100);
        meter.Send(kindOf =>
            MeterCommands.ManageDebt(
                kindOf,
                new DebtAdjustment
                {
                    Time1Millipence = 1_234_567,
                    PaymentMillipence = 100,
                    Rate1Millipence = 50_000,
                }
            )
        );
        meter.Send(kindOf =>
            MeterCommands.SetMeterPoint(kindOf, kindOf == MeterKind.Esme ? "1312345678111" : "1234567890")
        );
        meter.Send(kindOf => MeterCommands.WriteContact(kindOf, "Best Supply Ltd", "0333 202 4650"));
        meter.Send(kindOf => MeterCommands.SendMessage(kindOf, "Your bill of £12.34 is due. Thank you."));
        meter.ShotDefaults("a message came", 3);
        meter.StepTo("Your bill");
        meter.PressB();
        meter.Shot("B");
        meter.Wait(3_000);
        meter.ShotAll(screens);
        meter.Verify(name);
    }

    // From the message to the LCD: two rates with their pulses, registers and cost. A gas meter changes by days only.
    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-tariff-by-message", 10)]
    [DataRow(MeterKind.Gsme, "whole-gsme-tariff-by-message", 9)]
    public void TariffByMessage(int kind, string name, int screens)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning);
        bool isEsme = kind == MeterKind.Esme;
        string[] rates = isEsme ? ["1=24500", "2=12000"] : ["1=7000"];
        meter.Send(kindOf =>
            MeterCommands.SetTariff(kindOf, TariffOrder.Parse(rates, isEsme ? "00:30-07:00" : null, 45_000, null))
        );
        MeterFirmware.Core.Registers.TariffEngine tariff = meter.State.Metering.Tariff;
        Assert.AreEqual(isEsme ? 2 : 1, tariff.Rate);
        meter.Pulse(60, 100);
        meter.Wait(6_000);
        Assert.AreEqual(1, tariff.Rate);
        meter.Pulse(200, 100);
        meter.Wait(1_000);
        long weight = meter.State.Consumption.Value / 260;
        Assert.AreEqual(260 * weight, meter.State.Consumption.Value);
        Assert.AreEqual((isEsme ? 200 : 260) * weight, tariff.GetTou(0));
        Assert.AreEqual((isEsme ? 60 : 0) * weight, tariff.GetTou(1));
        if (isEsme)
        {
            Assert.AreEqual(
                weight * ((60 * 12) + (200 * 24) + 100),
                meter.State.Accounts.GetBalance(Account.Consumption)
            );
        }

        meter.ShotAll(screens);
        meter.Verify(name);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-prepayment-mode")]
    [DataRow(MeterKind.Gsme, "whole-gsme-prepayment-mode")]
    public void PrepaymentMode(int kind, string name)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning.AddHours(5));
        meter.GiveTariff();
        meter.Prepay(199_000);
        meter.Send(kindOf =>
            MeterCommands.ManageDebt(kindOf, new DebtAdjustment { Time1Millipence = 300_000, Rate1Millipence = 10_000 })
        );
        meter.ShotDefaults("the credit is low", 3);
        Assert.IsTrue(meter.State.Payment.AdjustBalance(-100_000));
        meter.Wait(10);
        meter.ShotDefaults("emergency credit is offered", 4);
        meter.StepTo("Emerg. credit");
        meter.Shot("stepped to it");
        meter.PressB();
        meter.Shot("B");
        meter.PressA();
        meter.Shot("A");
        meter.StepTo("Emerg. credit");
        meter.PressB();
        meter.HoldB();
        meter.Shot("B, and B held");
        meter.Wait(3_000);
        meter.ShotDefaults("emergency credit is active", 4);
        meter.ShotAll(15);
        meter.State.Payment.ChargeConsumption(700_000);
        meter.Wait(2_000);
        meter.ShotDefaults("all of it is used", 6);
        meter.State.Payment.Use(new Always());
        meter.Wait(1_000);
        meter.ShotDefaults("a non-disablement period", 5);
        meter.Verify(name);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-armed-supply")]
    [DataRow(MeterKind.Gsme, "whole-gsme-armed-supply")]
    public void ArmedSupplyIsEnabledWithTheButton(int kind, string name)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning.AddHours(5));
        meter.Prepay(1_000_000);
        Assert.IsTrue(meter.State.Payment.Supply.Disable());
        meter.Wait(100);
        meter.ShotDefaults("disabled by the supplier", 2);
        Assert.IsTrue(meter.State.Payment.Supply.Arm(true));
        meter.Wait(3_000);
        meter.ShotDefaults("armed", 2);
        meter.HoldB();
        meter.Shot("B held");
        meter.Wait(30_000);
        meter.Shot("30 seconds later");
        Assert.IsFalse(meter.State.Payment.IsSupplyOn);
        meter.HoldB();
        meter.HoldB();
        meter.Shot("B held twice");
        Assert.IsTrue(meter.State.Payment.IsSupplyOn);
        meter.Restart(MeterScenario.Morning.AddHours(6));
        Assert.IsTrue(meter.State.Payment.IsSupplyOn, "what the customer did is on the flash");
        meter.Shot("after a loss of power");
        meter.Verify(name);
    }

    // The UTRNs of the reference set, whose supplier's key is published.
    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-top-up", "73948959061972833313")]
    [DataRow(MeterKind.Gsme, "whole-gsme-top-up", "73950067887105178605")]
    public void UtrnIsEnteredWithTwoButtons(int kind, string name, string utrn)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning.AddHours(5), isReference: true);
        meter.Prepay(0);
        meter.Wait(100);
        for (int i = 0; i < 2; i++)
        {
            meter.StepTo("Top up");
            meter.PressB();
            meter.Enter(utrn[..^1]);
            meter.Shot("all but the last digit");
            meter.Enter(utrn[^1..]);
            meter.Shot("the last");
            meter.Wait(3_000);
            meter.Shot("default");
        }

        meter.StepTo("Top up");
        meter.PressB();
        meter.Enter("12345678901234567890");
        meter.Shot("no UTRN");
        meter.Verify(name);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-privacy-pin")]
    [DataRow(MeterKind.Gsme, "whole-gsme-privacy-pin")]
    public void PrivacyPin(int kind, string name)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning);
        meter.Prepay(1_000_000);
        meter.Wait(100);
        meter.StepTo("Privacy PIN");
        meter.Shot("stepped to it");
        meter.PressB();
        meter.Enter("5071");
        meter.Shot("once");
        meter.Enter("5071");
        meter.Shot("twice");
        meter.Wait(3_000);
        meter.ShotAll(7);
        meter.PressA();
        EnterPin(meter, "5072");
        EnterPin(meter, "5070");
        meter.Restart(MeterScenario.Morning);
        meter.Shot("after a loss of power");
        meter.PressA();
        EnterPin(meter, "0000");
        meter.PressB();
        meter.Shot("the fourth time");
        meter.Restart(MeterScenario.Morning);
        meter.PressA();
        meter.PressB();
        meter.Shot("after another loss of power");
        meter.Wait(MeterParameters.PrivacyPinLockoutMilliseconds);
        meter.PressA();
        EnterPin(meter, "5071");
        meter.Wait(30_000);
        meter.Shot("30 seconds later");
        meter.Send(MeterCommands.DisablePin);
        meter.Wait(100);
        meter.Shot("the supplier disabled it");
        meter.Verify(name);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "whole-esme-unknown-time")]
    [DataRow(MeterKind.Gsme, "whole-gsme-unknown-time")]
    public void UnknownTime(int kind, string name)
    {
        using var meter = new MeterScenario(kind, null);
        meter.GiveTariff();
        meter.Pulse(5, 100);
        meter.Wait(1_000);
        meter.ShotAll(9);
        meter.Verify(name);
    }

    [TestMethod]
    public void LargeGasMeterShowsItsDigitsAndHasNoSupplyScreens()
    {
        using var meter = new MeterScenario(
            MeterKind.Gsme,
            MeterScenario.Morning,
            gas: new GasMeter(16_000, IsLargeAtDomesticPremises: true)
        );
        Assert.IsTrue(meter.State.Payment.Supply.IsExempt, "one flag exempts both");
        meter.State.Metering.Take(123_456_789);
        meter.Wait(200);
        meter.ShotAll(6);
        meter.Verify("whole-gsme-u16-exempt");
    }

    [TestMethod]
    public void QmaxThatFiveDigitsDoNotCarryIsRefusedWithItsReason()
    {
        var refusal = Assert.ThrowsExactly<BenchException>(() =>
            new MeterScenario(MeterKind.Gsme, null, gas: new GasMeter(16_000, IsLargeAtDomesticPremises: false))
        );
        Assert.Contains("Qmax of 16000 litres an hour needs 6 digits", refusal.Message);
        refusal = Assert.ThrowsExactly<BenchException>(() =>
            new MeterScenario(MeterKind.Esme, null, gas: new GasMeter(6_000, IsLargeAtDomesticPremises: false))
        );
        Assert.Contains("an electricity meter has no Qmax", refusal.Message);
    }

    // A press shorter than the debounce time is none, one of two seconds is a long one, and 30 seconds end it all.
    [TestMethod]
    [DataRow(MeterKind.Esme, "Import")]
    [DataRow(MeterKind.Gsme, "Gas used")]
    public void ButtonsThroughTheirPins(int kind, string first)
    {
        using var meter = new MeterScenario(kind, MeterScenario.Morning);
        meter.Glitch();
        Assert.StartsWith(first, meter.Lcd.Row(0));
        meter.PressA();
        Assert.StartsWith("Amount due", meter.Lcd.Row(0));
        meter.PressA();
        meter.HoldA();
        Assert.StartsWith(first, meter.Lcd.Row(0));
        meter.StepTo("Privacy PIN");
        meter.PressB();
        Assert.StartsWith("New PIN 1/4", meter.Lcd.Row(0));
        meter.Wait(29_000);
        Assert.StartsWith("New PIN 1/4", meter.Lcd.Row(0));
        meter.Wait(1_000);
        Assert.StartsWith(first, meter.Lcd.Row(0));
    }

    // The board with slots, since only there anything is received or activated.
    [TestMethod]
    public void FirmwareIsReceivedAndActivated()
    {
        using var meter = new FirmwareScenario();
        meter.StepTo("Firmware");
        meter.Shot("the version that runs");
        meter.ReceiveFirstSegment();
        meter.StepTo("Receiving");
        meter.Shot("one segment of two");
        meter.ReceiveRest();
        meter.HoldA();
        meter.StepTo("Firmware");
        meter.Shot("all of it");
        meter.Activate();
        meter.Wait(4_500);
        meter.Shot("on trial");
        meter.Wait(10_000);
        meter.ShotDefaults("confirmed", 1);
        meter.StepTo("Firmware");
        meter.Shot("the version that runs");
        meter.Verify("whole-esme-firmware");
    }

    private static void EnterPin(MeterScenario meter, string digits)
    {
        meter.PressB();
        meter.Enter(digits);
        meter.Shot("PIN " + digits);
        meter.Wait(3_000);
        meter.PressA();
    }

    private sealed class Always : NonDisablementCalendar
    {
        public override bool IsSet => true;

        public override bool IsActiveAt(long utcSeconds) => true;

        public override bool Holds(int generation) => true;
    }
}
