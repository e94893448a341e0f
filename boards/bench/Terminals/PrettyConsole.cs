using System;
using System.IO;
using Spectre.Console;

namespace MeterFirmware.Bench.Terminals;

/// <summary>Panels and tables: with colours where a person looks, plain in a pipe or a file.</summary>
internal static class PrettyConsole
{
    /// <summary>Draws on standard output.</summary>
    /// <param name="output">Standard output.</param>
    public static IAnsiConsole On(TextWriter output) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                Out = new AnsiConsoleOutput(output),
            }
        );
}
