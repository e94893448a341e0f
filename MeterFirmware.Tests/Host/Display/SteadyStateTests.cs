using System;
using System.Collections.Generic;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using GbcsRig = MeterFirmware.Tests.Gbcs.Rig;

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

        // The runtime compiles anew what runs often, on this thread too: what the screens allocate they allocate each time.
        long least = long.MaxValue;
        for (int round = 0; round < 3 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Play(source, display, null);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(0, least);
    }

    // A whole meter with a message whose pages turn, low credit that alternates and a button that is pressed.
    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void NoTickOfAWholeMeterAllocatesForItsScreens(int kind)
    {
        var records = new MemoryRecordStore();
        MeterRig.Provision(new GbcsRig(kind), records);
        var meter = new MeterRig(kind, records);
        byte[] message = Encoding.ASCII.GetBytes("A message of more than one page, so that its pages turn.");
        Assert.IsTrue(meter.State.Customer.SetMessage(message, 0, message.Length));
        int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
        Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.LowCreditThreshold, 200_000));
        Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.Mode, mode));
        Assert.IsTrue(meter.State.Payment.AdjustBalance(199_000));
        var seen = new HashSet<string>();
        byte[] piece = new byte[4096];
        LiveAMinute(meter, 0, piece, seen);
        foreach (string row in new[] { "Low credit", "A message of", "Top up" })
        {
            Assert.Contains(row, seen);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        LiveAMinute(meter, 60_000, piece, null);
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

    private static void LiveAMinute(MeterRig meter, int from, byte[] piece, HashSet<string> seen)
    {
        for (int now = from; now < from + 60_000; now += 10)
        {
            meter.Meter.Tick(now, true, MeterRig.Noon2030 + now / 1_000);
            meter.Meter.Display.SetButtonA(now % 60_000 > 30_000 && now % 200 < 100);
            meter.TakeAnswer(piece);
            seen?.Add(Encoding.Latin1.GetString(meter.Meter.Display.Cells, 0, ScreenText.Columns).TrimEnd());
        }
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
