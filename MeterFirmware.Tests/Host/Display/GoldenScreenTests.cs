using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Time;
using MeterFirmware.Tests.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// Each scenario against the file of its name in Golden/. METER_GOLDEN_UPDATE=1 writes the files anew, and the tests fail.
/// </summary>
[TestClass]
public class GoldenScreenTests
{
    private const string LongMessage =
        "Your price changes on 1 January. The new rates are on our web site; please call, or write to us if you like to know.";

    [TestMethod]
    public void EsmeCreditMode()
    {
        ScriptedSource source = Esme();
        source.Balance = -12_345_001;
        source.DebtAmounts = [0, 1, 0];
        source.DebtRates = [0, 150_000, 0];
        source.DebtPeriod = 3600;
        source.Tou = [1_234_567, 7_654_321];
        source.Rate = 2;
        var lcd = new LcdScenario(source);
        lcd.ShotAll(13);
        lcd.Verify("esme-credit-mode");
    }

    [TestMethod]
    public void EsmePrepaymentMode()
    {
        ScriptedSource source = Prepayment(Esme());
        source.Tou = [1_234_567, 7_654_321];
        source.BlockRegisters = [0, 11_000, 22_000_999, 33_000_000];
        source.Blocks = [0, 1_000, 2_000_999, 3_000_000];
        source.RatesABlock = 2;
        source.Rate = 1;
        source.Block = 2;
        var lcd = new LcdScenario(source);
        lcd.ShotAll(27);
        lcd.Verify("esme-prepayment-mode");
    }

    [TestMethod]
    public void GsmeCreditMode()
    {
        ScriptedSource source = Gsme();
        source.Balance = 999;
        source.Blocks = [1_000, 2_345, 0, 0];
        source.Block = 2;
        var lcd = new LcdScenario(source);
        lcd.ShotAll(14);
        lcd.Verify("gsme-credit-mode");
    }

    [TestMethod]
    public void GsmePrepaymentModeInEuros()
    {
        ScriptedSource source = Prepayment(Gsme());
        source.Euro = true;
        source.Tou = [1, 999, 1_000, 123_456_789];
        source.Rate = 4;
        source.PinExists = true;
        var lcd = new LcdScenario(source);
        lcd.ShotAll(22);
        lcd.Verify("gsme-prepayment-mode-in-euros");
    }

    [TestMethod]
    public void EsmeEmergencyCredit()
    {
        ScriptedSource source = Prepayment(Esme());
        var lcd = new LcdScenario(source);
        source.Balance = 199_999;
        source.LowCredit = true;
        lcd.Wait(200);
        lcd.ShotDefaults("the credit is low", 3);
        source.Balance = 99_999;
        source.Emergency = DisplayEmergency.Offered;
        lcd.Wait(200);
        lcd.ShotDefaults("emergency credit is offered", 4);
        lcd.HoldB();
        lcd.Shot("B held");
        lcd.PressA();
        lcd.Shot("A");
        lcd.HoldB();
        lcd.HoldB();
        lcd.Shot("B held twice");
        lcd.Wait(3_000);
        source.Left = 400_499;
        source.Owed = 599_501;
        lcd.Wait(3_000);
        lcd.ShotDefaults("some of it used", 4);
        source.Left = 0;
        source.Owed = 1_000_000;
        source.Balance = 0;
        source.SupplyIs = DisplaySupply.Off;
        source.ToClear = 1_000_001;
        lcd.ShotDefaults("exhausted", 6);
        lcd.Verify("esme-emergency-credit");
    }

    [TestMethod]
    public void GsmeTopUpAndSupply()
    {
        ScriptedSource source = Prepayment(Gsme());
        source.Balance = -1;
        source.SupplyIs = DisplaySupply.Off;
        source.ToClear = 1;
        source.Emergency = DisplayEmergency.None;
        var lcd = new LcdScenario(source);
        lcd.ShotDefaults("no credit", 4);
        lcd.StepTo("Top up");
        lcd.Shot("stepped with A");
        lcd.PressB();
        lcd.Shot("B");
        lcd.PressA(7);
        lcd.Shot("A seven times");
        lcd.PressB();
        lcd.Shot("B");
        lcd.Enter("395");
        lcd.Shot("395");
        lcd.Enter("0067887105178");
        lcd.Shot("0067887105178");
        lcd.Enter("7");
        lcd.HoldB();
        lcd.Shot("7, and taken back with B held");
        lcd.HoldB();
        lcd.PressB();
        lcd.Enter("60");
        source.TopUpAnswer = TopUpResult.AcceptedSupplyArmed;
        lcd.Shot("the last but one put right, then 60");
        lcd.PressA(5);
        lcd.PressB();
        lcd.Shot("the twentieth");
        source.Balance = 1_249_999;
        source.SupplyIs = DisplaySupply.Armed;
        source.ToClear = 0;
        lcd.Wait(3_000);
        lcd.ShotDefaults("3 seconds later", 3);
        lcd.HoldB();
        lcd.Shot("B held");
        lcd.PressB();
        lcd.Shot("B, too short");
        lcd.HoldB();
        lcd.Shot("B held");
        lcd.Wait(3_000);
        lcd.ShotDefaults("3 seconds later", 2);
        lcd.Verify("gsme-top-up-and-supply");
    }

    [TestMethod]
    public void EsmeArmedInCreditModeAndLocked()
    {
        ScriptedSource source = Esme();
        source.SupplyIs = DisplaySupply.Armed;
        var lcd = new LcdScenario(source);
        lcd.ShotDefaults("armed", 3);
        source.SupplyIs = DisplaySupply.Locked;
        lcd.Wait(100);
        lcd.ShotDefaults("locked", 3);
        lcd.HoldB();
        lcd.Shot("B held");
        lcd.Verify("esme-armed-in-credit-mode-and-locked");
    }

    [TestMethod]
    public void GsmeEmergencyCreditInNonDisablement()
    {
        ScriptedSource source = Prepayment(Gsme());
        source.Emergency = DisplayEmergency.Active;
        source.Owed = 1_000_000;
        source.NonDisablement = true;
        source.Balance = -500_000;
        var lcd = new LcdScenario(source);
        lcd.ShotAll(19);
        source.NonDisablement = false;
        lcd.Wait(100);
        lcd.Shot("the period is over");
        lcd.Verify("gsme-emergency-credit-in-non-disablement");
    }

    [TestMethod]
    public void EsmePrivacyPin()
    {
        ScriptedSource source = Prepayment(Esme());
        source.PinExists = true;
        source.MessageIsNew = true;
        source.Message = Utf8("You owe us a letter.");
        var lcd = new LcdScenario(source);
        lcd.StepTo("Privacy PIN");
        lcd.Shot("stepped with A");
        lcd.PressB();
        lcd.Shot("B");
        lcd.Enter("12");
        lcd.Shot("12");
        lcd.Enter("34");
        lcd.Shot("34");
        lcd.Enter("1234");
        lcd.Shot("1234");
        lcd.Wait(3_000);
        lcd.Shot("3 seconds later");
        lcd.ShotAll(9);
        lcd.StepTo("Privacy PIN");
        lcd.PressB();
        lcd.Enter("1233");
        lcd.Shot("a wrong PIN");
        lcd.PressA();
        lcd.StepTo("Privacy PIN");
        lcd.PressB();
        lcd.Enter("1234");
        lcd.Shot("the right one");
        lcd.PressA();
        lcd.Shot("A");
        lcd.Wait(30_000);
        lcd.Shot("30 seconds later");
        lcd.Verify("esme-privacy-pin");
    }

    [TestMethod]
    public void EsmeMessages()
    {
        ScriptedSource source = Esme();
        source.Message = Utf8(LongMessage);
        source.MessageIsNew = true;
        var lcd = new LcdScenario(source);
        lcd.ShotDefaults("a message of 116 characters", 6);
        source.Message = Utf8(
            "Caf\u00E9 \u20AC5 \u00A36 m\u00B3 \\o/ ~ na\u00EFve \u2018q\u2019 \u20BF \u03A9 {a}|[b]\n\u201CGr\u00FC\u00DFe\u201D \u2013 end"
        );
        lcd.HoldA();
        lcd.Wait(3_000);
        lcd.ShotDefaults("every alphabet limit", 2);
        lcd.Wait(3_000);
        lcd.PressB();
        lcd.Shot("B");
        lcd.Wait(6_000);
        lcd.Shot("6 seconds later");
        lcd.Verify("esme-messages");
    }

    [TestMethod]
    public void GsmeU16Exempt()
    {
        ScriptedSource source = Gsme();
        var lcd = new LcdScenario(source, DisplayProfile.LargeGasMeter(16_000, 6, 3));
        lcd.Shot("U16, exempt, six digits and three decimals");
        source.Reading = 16_000L * 6_250;
        lcd.Wait(100);
        lcd.Shot("after 6,250 hours at Qmax, where five digits return");
        source.Reading = 16_000L * 8_000;
        lcd.Wait(100);
        lcd.Shot("after 8,000 hours at Qmax");
        source.Reading = 999_999_999;
        lcd.Wait(100);
        lcd.Shot("the last reading");
        source.Reading++;
        lcd.Wait(100);
        lcd.Shot("and the first again");
        lcd.Verify("gsme-u16-exempt");
    }

    [TestMethod]
    public void GsmeU160ExemptWithoutDecimals()
    {
        ScriptedSource source = Gsme();
        source.Tou = [16_000L * 6_250, 160_000L * 8_000 + 999];
        source.SupplyIs = DisplaySupply.None;
        var lcd = new LcdScenario(source, DisplayProfile.LargeGasMeter(160_000, 7, 0));
        lcd.ShotAll(11);
        lcd.Verify("gsme-u160-exempt-without-decimals");
    }

    [TestMethod]
    public void LargestAndSmallestAmounts()
    {
        ScriptedSource source = Prepayment(Esme());
        source.NonDisablement = true;
        var lcd = new LcdScenario(source);
        foreach (long balance in new[] { int.MaxValue, int.MinValue, 0L, 1, -1, 999, -999, 1_000, -1_001 })
        {
            source.Balance = balance;
            lcd.Wait(100);
            lcd.Shot($"{balance} millipence");
        }

        source.Emergency = DisplayEmergency.Active;
        source.Balance = int.MaxValue;
        source.Left = int.MaxValue;
        lcd.StepTo("Credit");
        lcd.Shot("twice the largest");
        lcd.Verify("largest-and-smallest-amounts");
    }

    [TestMethod]
    public void ClockAndFirmware()
    {
        ScriptedSource source = Esme();
        source.Utc = -1;
        var lcd = new LcdScenario(source);
        lcd.StepTo("Date");
        lcd.Shot("the time is not known");
        source.Utc = UtcTime.SecondsFrom(2028, 2, 29, 23, 59, 58);
        lcd.Wait(100);
        lcd.Shot("a leap day");
        source.Utc += 2;
        lcd.Wait(100);
        lcd.Shot("2 seconds later");
        source.Utc = UtcTime.SecondsFrom(2099, 12, 31, 23, 59, 59);
        lcd.Wait(100);
        lcd.Shot("the last second");
        source.Utc++;
        lcd.Wait(100);
        lcd.Shot("past it");
        lcd.HoldA();
        source.Activation = 0;
        lcd.Wait(100);
        lcd.ShotDefaults("a firmware activation", 2);
        source.Activation = 100;
        lcd.Wait(3_000);
        lcd.Shot("at its end");
        lcd.Verify("clock-and-firmware");
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "esme-new")]
    [DataRow(MeterKind.Gsme, "gsme-new")]
    public void NewMeter(int kind, string name)
    {
        var lcd = new LcdScenario(new ScriptedSource { KindIs = kind });
        lcd.ShotAll(3);
        lcd.Verify(name);
    }

    private static ScriptedSource Esme() =>
        Common(
            new ScriptedSource
            {
                KindIs = MeterKind.Esme,
                Reading = 8_888_888,
                MeterPoint = Utf8("1234567890123"),
                Price = 24_567,
            }
        );

    private static ScriptedSource Gsme() =>
        Common(
            new ScriptedSource
            {
                KindIs = MeterKind.Gsme,
                Reading = 1_234_567,
                MeterPoint = Utf8("1234567890"),
                Price = 6_240,
            }
        );

    private static ScriptedSource Common(ScriptedSource source)
    {
        source.Standing = 60_123;
        source.SupplyIs = DisplaySupply.On;
        source.Utc = UtcTime.SecondsFrom(2026, 11, 22, 1, 2, 3);
        source.CustomerNumber = Utf8("0042");
        source.SupplierName = Utf8("Best Supply Ltd");
        source.Telephone = Utf8("0800 123 4567");
        source.Version = [0x01, 0x23, 0xAB, 0xCE];
        return source;
    }

    private static ScriptedSource Prepayment(ScriptedSource source)
    {
        source.Prepayment = true;
        source.Balance = 12_345_999;
        source.Emergency = DisplayEmergency.NotYet;
        source.Limit = 1_000_000;
        source.Accumulated = 1_501;
        source.DebtAmounts = [30_000_001, 15_000_000, 2_147_483_647];
        source.DebtRates = [100_000, 50_001, 0];
        source.PerPayment = 1_000;
        source.Message = Utf8("Thank you.");
        source.Telephone = Utf8("+44 20 7946 0958 1");
        return source;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
