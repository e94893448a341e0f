using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Text;
using MeterFirmware.Bench.Commands;

namespace MeterFirmware.Bench;

/// <summary>The bench's command line. Whatever the user can put right is one line on standard error and exit code 1.</summary>
internal static class Program
{
    private const int Failed = 1;

    public static int Main(string[] arguments)
    {
        // The display has a pound sign.
        Console.OutputEncoding = new UTF8Encoding(false);
        try
        {
            return Invoke(arguments);
        }
        catch (Exception e) when (e is BenchException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("bench: " + e.Message.ReplaceLineEndings(" "));
            return Failed;
        }
    }

    private static int Invoke(string[] arguments)
    {
        var root = new RootCommand(
            "Runs an electricity or gas meter on a virtual ESP32, with a head end to command it."
        );
        Argument<string> kind = RunCommand.Define(root);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(SendCommand.Create());
        root.Subcommands.Add(StateCommand.Create());
        root.Subcommands.Add(BenchmarkCommand.Create());
        root.Subcommands.Add(FirmwareCommand.Create());
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            throw new BenchException(parsed.Errors[0].Message + " (--help tells more)");
        }

        if (parsed.CommandResult.Command != root && parsed.GetResult(kind) is { Implicit: false })
        {
            throw new BenchException(
                "the kind of meter comes after the command: demo gsme, send --kind gsme (--help tells more)"
            );
        }

        // Ctrl-C is the running bench's own matter, and an exception the caller's.
        return parsed.Invoke(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        );
    }
}
