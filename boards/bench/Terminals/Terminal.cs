using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using MeterFirmware.Bench.Wire;
using Spectre.Console;

namespace MeterFirmware.Bench.Terminals;

/// <summary>
/// Where the user sits: prints whole lines, shows the display, and hears what is typed. Without a person (a pipe, a
/// file) everything is a plain line. A reader who pauses does not stop the meter: what is printed waits on a thread of
/// its own, and what is too much is lost and told of.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private const char Backspace = '\b';
    private const char Delete = (char)127;
    private const int WaitingLimit = 10_000;
    private const int LastWordsMilliseconds = 1_000;
    private const int PanelFrame = 2;
    private const int PanelMargin = 4;

    private readonly TextWriter output = StandardOutput.Open();
    private readonly IAnsiConsole pretty;
    private readonly Channel<Action> waiting = Channel.CreateBounded<Action>(WaitingLimit);
    private readonly Thread printer;
    private int lost;

    // Of the printer alone: the panel stands just above the cursor, so that the next one can take its place.
    private bool isPanelLast;

    /// <summary>Takes standard input and output.</summary>
    public Terminal()
    {
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        pretty = PrettyConsole.On(output);
        printer = Background.Start("printer", PrintWaiting);
    }

    /// <summary>True if a person sits here.</summary>
    public bool IsInteractive { get; }

    public void Print(string line) =>
        Enqueue(() =>
        {
            isPanelLast = false;
            output.WriteLine(line);
        });

    /// <summary>Shows what the meter's display shows.</summary>
    /// <param name="text">Its rows, divided by line feeds.</param>
    public void ShowDisplay(string text)
    {
        if (IsInteractive)
        {
            Enqueue(() => DrawPanel(text));
        }
        else
        {
            Print($"LCD |{text.Replace('\n', '|')}|");
        }
    }

    /// <summary>Prints what still waits, if somebody takes it.</summary>
    public void Dispose()
    {
        waiting.Writer.Complete();
        printer.Join(LastWordsMilliseconds);
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

    private void Echo(string text) =>
        Enqueue(() =>
        {
            isPanelLast = false;
            output.Write(text);
        });

    // A display that changes every second must not push everything else off the screen.
    private void DrawPanel(string text)
    {
        string[] rows = text.Split('\n');
        if (pretty.Profile.Width < rows[0].Length + PanelMargin)
        {
            output.WriteLine(text);
            isPanelLast = false;
            return;
        }

        int height = rows.Length + PanelFrame;
        if (isPanelLast && pretty.Profile.Capabilities.Ansi)
        {
            output.Write($"\x1b[{height}A\r\x1b[J");
        }

        pretty.Write(DisplayPanel.Of(text));
        isPanelLast = true;
    }

    private void Enqueue(Action print)
    {
        if (!waiting.Writer.TryWrite(print))
        {
            Interlocked.Increment(ref lost);
        }
    }

    private void PrintWaiting()
    {
        try
        {
            while (waiting.Reader.WaitToReadAsync().AsTask().Result)
            {
                PrintAll();
            }
        }
        catch (IOException)
        {
            // The reader is gone for good, and the meter goes on without one.
        }
    }

    private void PrintAll()
    {
        while (waiting.Reader.TryRead(out Action print))
        {
            print();
        }

        int gone = Interlocked.Exchange(ref lost, 0);
        if (gone > 0)
        {
            output.WriteLine($"({gone} lines were lost, since nobody took them)");
        }
    }
}
