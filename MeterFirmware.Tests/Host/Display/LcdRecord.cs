using System;
using System.IO;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// Somebody at a virtual board: presses its buttons, lets time pass and writes down what its LCD shows. The record is
/// compared whole with a file beside this one.
/// </summary>
internal abstract class LcdRecord
{
    private const int PageMilliseconds = MeterParameters.DisplayAlternateMilliseconds;
    private const int PressMilliseconds = 100;
    private const int HoldMilliseconds = 2_100;
    private const int MostScreens = 160;

    private readonly StringBuilder record = new();

    public abstract Hd44780Lcd Lcd { get; }

    protected abstract Contact ButtonA { get; }

    protected abstract Contact ButtonB { get; }

    private static bool IsUpdate => Environment.GetEnvironmentVariable("METER_GOLDEN_UPDATE") == "1";

    public abstract void Wait(int milliseconds);

    /// <summary>Notes what the LCD shows.</summary>
    public void Shot(string what)
    {
        record.Append(what).Append('\n');
        foreach (string row in Lcd.Text.Split('\n'))
        {
            record.Append("  |").Append(row).Append("|\n");
        }
    }

    public void PressA(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            Push(ButtonA, PressMilliseconds);
        }
    }

    public void PressB() => Push(ButtonB, PressMilliseconds);

    public void HoldA() => Push(ButtonA, HoldMilliseconds);

    public void HoldB() => Push(ButtonB, HoldMilliseconds);

    public void Enter(string digits)
    {
        foreach (char digit in digits)
        {
            PressA(digit - '0');
            PressB();
        }
    }

    /// <summary>Notes every page of the default screens, as they alternate.</summary>
    public void ShotDefaults(string what, int faces)
    {
        Shot(what);
        for (int i = 1; i < faces; i++)
        {
            Wait(PageMilliseconds);
            Shot("3 seconds later");
        }

        Wait(PageMilliseconds);
    }

    /// <summary>Notes the default screen, then every screen and all its pages, stepping with A.</summary>
    /// <param name="screens">How many there are; one more press, and the default is back.</param>
    public void ShotAll(int screens)
    {
        Shot("default");
        string before = Lcd.Text;
        for (int i = 0; i < screens; i++)
        {
            PressA();
            Shot("A");
            ShotPages();
        }

        PressA();
        Assert.AreEqual(before, Lcd.Text, "the default comes after the last screen");
    }

    /// <summary>Presses A until the first row begins so.</summary>
    public void StepTo(string label)
    {
        for (int i = 0; i < MostScreens && !Lcd.Row(0).StartsWith(label, StringComparison.Ordinal); i++)
        {
            PressA();
        }

        Assert.StartsWith(label, Lcd.Row(0));
    }

    /// <summary>Compares the record with its file.</summary>
    public void Verify(string name)
    {
        Assert.AreEqual(0, Lcd.TimingViolations, "the driver keeps the controller's times");
        string path = Path.Combine(Repository.Root, "MeterFirmware.Tests", "Host", "Display", "Golden", name + ".txt");
        if (IsUpdate)
        {
            File.WriteAllText(path, record.ToString());
            Assert.Fail($"METER_GOLDEN_UPDATE is set: {name}.txt was written anew. Review the difference.");
        }

        Assert.IsTrue(File.Exists(path), $"{path} is missing: METER_GOLDEN_UPDATE=1 writes it");
        Assert.AreEqual(File.ReadAllText(path).ReplaceLineEndings("\n"), record.ToString());
    }

    private void ShotPages()
    {
        string first = Lcd.Text;
        // The clock changes all the time, and has one page.
        bool isClock = Lcd.Row(1).EndsWith("UTC", StringComparison.Ordinal);
        for (int page = 1; page < 9 && !isClock; page++)
        {
            Wait(PageMilliseconds);
            if (Lcd.Text == first)
            {
                break;
            }

            Shot("3 seconds later");
        }
    }

    private void Push(Contact button, int milliseconds)
    {
        button.Set(true);
        Wait(milliseconds);
        button.Set(false);
        Wait(PressMilliseconds);
    }
}
