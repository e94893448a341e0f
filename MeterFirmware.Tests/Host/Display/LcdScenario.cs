using System;
using System.IO;
using System.Text;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Host.Hal;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// Plays a scenario on the DevKitC: somebody presses the buttons of the virtual board, the user interface draws, the driver
/// moves its pins, and the virtual LCD says what it then shows. The record is compared whole with a file beside this one.
/// </summary>
internal sealed class LcdScenario
{
    private const int TurnMilliseconds = 10;
    private const int PressMilliseconds = 100;
    private const int HoldMilliseconds = 2_100;
    private const int PageMilliseconds = MeterParameters.DisplayAlternateMilliseconds;
    private const int MostScreens = 160;
    private const string Characters = "£€³\\~";

    private readonly StringBuilder record = new();
    private readonly Rig rig = new();
    private readonly VirtualBoard board;
    private readonly BoardHal hal;
    private readonly UserInterface display;

    public LcdScenario(ScriptedSource source, DisplayProfile profile)
    {
        Source = source;
        BoardDefinition definition = source.KindIs == MeterKind.Gsme ? Rig.Gsme() : Rig.Esme();
        board = new VirtualBoard(rig.Chip, definition);
        board.ButtonA.SetBounce(3, 1_000);
        board.ButtonB.SetBounce(3, 1_000);
        hal = new BoardHal(definition, rig.Time);
        DefineGlyphs();
        display = new UserInterface(source, profile);
        Wait(PressMilliseconds);
    }

    public LcdScenario(ScriptedSource source)
        : this(source, DisplayProfile.Default(source.KindIs)) { }

    public ScriptedSource Source { get; }

    public Hd44780Lcd Lcd => board.Display;

    private static bool IsUpdate => Environment.GetEnvironmentVariable("METER_GOLDEN_UPDATE") == "1";

    /// <summary>Notes what the LCD shows.</summary>
    public void Shot(string what)
    {
        record.Append(what).Append('\n');
        foreach (string row in Lcd.Text.Split('\n'))
        {
            record.Append("  |").Append(row).Append("|\n");
        }
    }

    public void Wait(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += TurnMilliseconds)
        {
            rig.Pass(TurnMilliseconds);
            Source.Now = hal.Clock.MonotonicMilliseconds;
            display.SetButtonA(hal.ButtonA.IsPressed);
            display.SetButtonB(hal.ButtonB.IsPressed);
            display.Tick();
            hal.Display.Show(display.Cells);
        }
    }

    public void PressA(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            Push(board.ButtonA, PressMilliseconds);
        }
    }

    public void PressB() => Push(board.ButtonB, PressMilliseconds);

    public void HoldA() => Push(board.ButtonA, HoldMilliseconds);

    public void HoldB() => Push(board.ButtonB, HoldMilliseconds);

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
        for (int page = 1; page < 9; page++)
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

    private void DefineGlyphs()
    {
        byte[] rows = new byte[8];
        for (int code = 0; code < Glyph.Count; code++)
        {
            Glyph.CopyDots(code, rows);
            hal.Display.DefineCharacter(code, rows);
            Lcd.MapCustom(rows, Characters[code]);
        }
    }
}
