using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Text;
using MeterFirmware.Bench.Commands;
using MeterFirmware.Bench.Commands.Send;

namespace MeterFirmware.Bench;

/// <summary>
/// The bench's command line. Whatever the user can put right is one line on standard error; the exit code is 2 for a command
/// line that is not right, and 1 for what failed.
/// </summary>
internal static class Program
{
    private const int Failed = 1;
    private const int Misused = 2;

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
            return e is UsageException ? Misused : Failed;
        }
    }

    private static int Invoke(string[] arguments)
    {
        var root = new RootCommand(
            "Runs an electricity or gas meter on a virtual ESP32, with a head end to command it."
        );
        Option<string> kind = BenchOptions.Kind();
        RunCommand.Define(root, kind);
        root.Subcommands.Add(DemoCommand.Create(kind));
        root.Subcommands.Add(SendCommand.Create(kind));
        root.Subcommands.Add(StateCommand.Create(kind));
        root.Subcommands.Add(BenchmarkCommand.Create(kind));
        root.Subcommands.Add(FirmwareCommand.Create(kind));
        ParseResult parsed = root.Parse(KindWord.Expand(arguments));
        if (parsed.Action is ParseErrorAction)
        {
            throw new UsageException(UsageText.Of(parsed) + " (--help tells more)");
        }

        string misplaced = UsageText.OfMisplacedOption(parsed, root);
        if (misplaced != null)
        {
            throw new UsageException(misplaced);
        }

        // Ctrl-C is the running bench's own matter, and an exception the caller's.
        return parsed.Invoke(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        );
    }
}
