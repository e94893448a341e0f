using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace MeterFirmware.Bench.Commands;

/// <summary>Says in one line what is wrong with a command line, and what would be right.</summary>
internal static class UsageText
{
    /// <summary>The first thing that is wrong.</summary>
    /// <param name="parsed">What was read, with errors.</param>
    public static string Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return OfWord(command, parsed.UnmatchedTokens[0]);
        }

        ParseError error = parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {HelpOf(option.Option)}",
            OptionResult { IdentifierTokenCount: > 1 } option => $"{option.Option.Name} may be given once",
            CommandResult => $"{NameOf(command)} needs {NeedsOf(command)}",
            ArgumentResult { Tokens.Count: 0 } => $"{NameOf(command)} needs {NeedsOf(command)}",
            _ => error.Message,
        };
    }

    /// <summary>The first option that was given before a command that does not have it, or null.</summary>
    public static string OfMisplacedOption(ParseResult parsed, Command root)
    {
        Option misplaced = root.Options.FirstOrDefault(option =>
            !option.Recursive && parsed.GetResult(option) is { Implicit: false }
        );
        return misplaced == null || parsed.CommandResult.Command == root
            ? null
            : $"{misplaced.Name} comes after the command: {NameOf(parsed.CommandResult.Command)} {misplaced.Name} ...";
    }

    private static string OfWord(Command command, string word)
    {
        if (word.StartsWith('-'))
        {
            return $"{NameOf(command)} has no option {word}, but: {string.Join(", ", OptionsOf(command))}";
        }

        if (BenchOptions.Kinds.Contains(word))
        {
            return $"the kind of meter is an option: --kind {word}";
        }

        return command.Subcommands.Count > 0
            ? $"{NameOf(command)} has no command '{word}', but: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}"
            : $"'{word}' is too much: {NameOf(command)} takes {TakesOf(command)}";
    }

    // With its parents, but for the program itself.
    private static string NameOf(Command command) =>
        command is RootCommand
            ? "the bench"
            : string.Join(' ', Line(command).Where(one => one is not RootCommand).Reverse().Select(one => one.Name));

    private static IEnumerable<Command> Line(Command command)
    {
        for (Command at = command; at != null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return at;
        }
    }

    private static IEnumerable<string> OptionsOf(Command command) =>
        Line(command)
            .SelectMany(one => one.Options.Where(option => one == command || option.Recursive))
            .Select(option => option.Name)
            .Distinct();

    private static string NeedsOf(Command command) =>
        command.Subcommands.Count > 0
            ? "a command: " + string.Join(", ", command.Subcommands.Select(sub => sub.Name))
            : TakesOf(command);

    private static string TakesOf(Command command) =>
        command.Arguments.Count == 0
            ? "options only"
            : string.Join(" and ", command.Arguments.Select(argument => $"<{argument.HelpName ?? argument.Name}>"));

    private static string HelpOf(Option option) => option.HelpName ?? option.Description;
}
