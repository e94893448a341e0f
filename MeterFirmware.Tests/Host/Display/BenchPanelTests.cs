using System.IO;
using System.Text;
using MeterFirmware.Bench.Terminals;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Tests.Host.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Spectre.Console;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>The display and its buttons in the bench's terminal.</summary>
[TestClass]
public class BenchPanelTests
{
    [TestMethod]
    public void DisplayIsDrawnAsItStands()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        var board = new VirtualBoard(rig.Chip, definition);
        var hal = new BoardHal(definition, rig.Time);
        hal.Display.Show(Encoding.ASCII.GetBytes("Import          " + "      008888 kWh"));
        var output = new StringWriter();
        var settings = new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        };
        AnsiConsole.Create(settings).Write(DisplayPanel.Of(board.Display.Text));
        string[] expected =
        [
            "╭──────────────────╮",
            "│ Import           │",
            "│       008888 kWh │",
            "╰──────────────────╯",
        ];
        string drawn = output.ToString().ReplaceLineEndings("\n").Trim();
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', TrimEnds(drawn)));
    }

    [TestMethod]
    [DataRow('a', 200, true)]
    [DataRow('A', 2_200, true)]
    [DataRow('b', 200, false)]
    [DataRow('B', 2_200, false)]
    public void KeysPressAndHoldTheButtons(char key, int milliseconds, bool isA)
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Gsme();
        var board = new VirtualBoard(rig.Chip, definition);
        Assert.IsTrue(ButtonKeys.Press(key, board, rig.Chip.Clock));
        Assert.AreEqual(isA, board.ButtonA.IsClosed);
        Assert.AreEqual(!isA, board.ButtonB.IsClosed);
        rig.Pass(milliseconds - 1);
        Assert.IsTrue(board.ButtonA.IsClosed || board.ButtonB.IsClosed);
        rig.Pass(2);
        Assert.IsFalse(board.ButtonA.IsClosed || board.ButtonB.IsClosed);
        Assert.IsFalse(ButtonKeys.Press('q', board, rig.Chip.Clock));
    }

    private static string[] TrimEnds(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd();
        }

        return lines;
    }
}
