using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Host.Hal;
using MeterFirmware.VirtualEsp32.Parts;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>
/// Plays a scenario on the DevKitC: somebody presses the buttons of the virtual board, the user interface draws, the driver
/// moves its pins, and the virtual LCD says what it then shows.
/// </summary>
internal sealed class LcdScenario : LcdRecord
{
    private const int TurnMilliseconds = 10;
    private const int StartMilliseconds = 100;
    private const string Characters = "£€³\\~";

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
        Wait(StartMilliseconds);
    }

    public LcdScenario(ScriptedSource source)
        : this(source, DisplayProfile.Default(source.KindIs)) { }

    public ScriptedSource Source { get; }

    public override Hd44780Lcd Lcd => board.Display;

    protected override Contact ButtonA => board.ButtonA;

    protected override Contact ButtonB => board.ButtonB;

    public override void Wait(int milliseconds)
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
