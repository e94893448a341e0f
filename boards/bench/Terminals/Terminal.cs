using System;
using System.IO;
using System.Text;
using System.Threading;
using MeterFirmware.Bench.Wire;
using Spectre.Console;

namespace MeterFirmware.Bench.Terminals;

/// <summary>
/// Where the user sits: prints whole lines, shows the display, and hears what is typed. Without a person (a pipe, a
/// file) everything is a plain line.
/// </summary>
internal sealed class Terminal
{
    private const char Backspace = '\b';
    private const char Delete = (char)127;

    private readonly TextWriter output = Console.Out;
    private readonly IAnsiConsole pretty;
    private readonly Lock printing = new();

    /// <summary>Takes standard input and output.</summary>
    public Terminal()
    {
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        pretty = PrettyConsole.On(output);
    }

    /// <summary>True if a person sits here.</summary>
    public bool IsInteractive { get; }

    public void Print(string line)
    {
        lock (printing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>Shows what the meter's display shows.</summary>
    /// <param name="text">Its rows, divided by line feeds.</param>
    public void ShowDisplay(string text)
    {
        if (!IsInteractive)
        {
            Print($"LCD |{text.Replace('\n', '|')}|");
            return;
        }

        lock (printing)
        {
            pretty.Write(DisplayPanel.Of(text));
        }
    }

    /// <summary>Begins to hear what is typed, on a thread of its own, until there is no more.</summary>
    /// <param name="takeKey">Gets each key pressed where no line has been begun, and says whether that was all.</param>
    /// <param name="takeLine">Gets each line, without its end.</param>
    public void Listen(Predicate<char> takeKey, Action<string> takeLine) =>
        Background.Start(
            "terminal",
            () =>
            {
                if (IsInteractive)
                {
                    ReadKeys(takeKey, takeLine);
                }
                else
                {
                    ReadLines(takeLine);
                }
            }
        );

    private static void ReadLines(Action<string> takeLine)
    {
        for (string line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            takeLine(line);
        }
    }

    private void ReadKeys(Predicate<char> takeKey, Action<string> takeLine)
    {
        var line = new StringBuilder();
        while (true)
        {
            char key = Console.ReadKey(true).KeyChar;
            if (line.Length == 0 && takeKey(key))
            {
                continue;
            }

            if (key is '\r' or '\n')
            {
                Echo("\n");
                takeLine(line.ToString());
                line.Clear();
            }
            else if (key is Backspace or Delete)
            {
                RubOut(line);
            }
            else if (key >= ' ')
            {
                line.Append(key);
                Echo(key.ToString());
            }
        }
    }

    private void RubOut(StringBuilder line)
    {
        if (line.Length > 0)
        {
            line.Length--;
            Echo("\b \b");
        }
    }

    private void Echo(string text)
    {
        lock (printing)
        {
            output.Write(text);
            output.Flush();
        }
    }
}
