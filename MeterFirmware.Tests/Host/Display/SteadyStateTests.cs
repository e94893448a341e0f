using System;
using System.Collections.Generic;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Time;
using MeterFirmware.Tests.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>Nothing is allocated, and nothing is sent but what changed.</summary>
[TestClass]
public class SteadyStateTests
{
    private const int PulsesAnOctet = 2;
    private const int Screens = 137;

    [TestMethod]
    public void NoScreenNoButtonAndNoEntryAllocates()
    {
        ScriptedSource source = Everything();
        var display = new UserInterface(source, DisplayProfile.Default(source.KindIs));
        var seen = new HashSet<string>();
        Play(source, display, seen);
        foreach (
            string row in new[]
            {
                "Use emergency?",
                "Code 2/20",
                "New PIN 2/4",
                "Message",
                "Rate 48",
                "Block 4 rate 8",
                "Count 4 rate 8",
            }
        )
        {
            Assert.Contains(row, seen);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Play(source, display, null);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void OnlyCellsThatChangeAreSent()
    {
        var lcd = new LcdScenario(Everything());
        lcd.Source.Utc = -1;
        lcd.StepTo("Date");
        int pulses = lcd.Lcd.EnablePulses;
        lcd.Wait(10_000);
        Assert.AreEqual(pulses, lcd.Lcd.EnablePulses, "nothing changed, nothing is sent");

        lcd.Source.Utc = UtcTime.SecondsFrom(2026, 11, 22, 10, 0, 0);
        lcd.Wait(200);
        pulses = lcd.Lcd.EnablePulses;
        lcd.Source.Utc++;
        lcd.Wait(200);
        Assert.AreEqual(2 * PulsesAnOctet, lcd.Lcd.EnablePulses - pulses, "an address and the last digit of the time");
    }

    // From the default screen to each other one; there B, a digit, B again, B held; then 30 seconds of nothing.
    private static void Play(ScriptedSource source, UserInterface display, HashSet<string> seen)
    {
        for (int screen = 0; screen < Screens; screen++)
        {
            source.MessageIsNew = true;
            source.Emergency = DisplayEmergency.Offered;
            for (int i = 0; i < screen; i++)
            {
                Push(source, display, true, 100, seen);
            }

            Push(source, display, false, 100, seen);
            Push(source, display, true, 100, seen);
            Push(source, display, false, 100, seen);
            Push(source, display, false, 2_000, seen);
            for (int i = 0; i < 300; i++)
            {
                Pass(source, display, 100, seen);
            }
        }
    }

    private static void Push(
        ScriptedSource source,
        UserInterface display,
        bool isA,
        int milliseconds,
        HashSet<string> seen
    )
    {
        Set(display, isA, true);
        Pass(source, display, milliseconds, seen);
        Set(display, isA, false);
        Pass(source, display, 100, seen);
    }

    private static void Set(UserInterface display, bool isA, bool isPressed)
    {
        if (isA)
        {
            display.SetButtonA(isPressed);
        }
        else
        {
            display.SetButtonB(isPressed);
        }
    }

    private static void Pass(ScriptedSource source, UserInterface display, int milliseconds, HashSet<string> seen)
    {
        source.Now += milliseconds;
        source.Utc = source.Now / 1000;
        source.Reading += 999;
        source.Balance--;
        display.Tick();
        seen?.Add(Encoding.Latin1.GetString(display.Cells, 0, ScreenText.Columns).TrimEnd());
    }

    private static ScriptedSource Everything() =>
        new()
        {
            KindIs = MeterKind.Esme,
            Prepayment = true,
            Utc = 0,
            Balance = 1_000_000,
            LowCredit = true,
            Emergency = DisplayEmergency.Offered,
            Limit = 1_000_000,
            ToClear = 1,
            Accumulated = 1,
            DebtAmounts = [1, 2, 3],
            DebtRates = [1, 2, 3],
            PerPayment = 1,
            Price = 1,
            Standing = 1,
            Tou = new long[48],
            BlockRegisters = new long[32],
            Blocks = new long[32],
            RatesABlock = 8,
            Rate = 1,
            Block = 1,
            SupplyIs = DisplaySupply.On,
            PinExists = true,
            MessageIsNew = true,
            Message = Encoding.ASCII.GetBytes("A message of more than one page, so that its pages turn."),
            SupplierName = Encoding.ASCII.GetBytes("Supplier"),
            Telephone = Encoding.ASCII.GetBytes("0800 123 4567"),
            MeterPoint = Encoding.ASCII.GetBytes("1234567890123"),
            CustomerNumber = Encoding.ASCII.GetBytes("0042"),
            Version = [1, 2, 3, 4],
            Activation = 50,
        };
}
