using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Wire;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.Commands;

/// <summary>Options that several commands have, and how their values are checked.</summary>
internal static class BenchOptions
{
    private const string Esme = "esme";
    private const string Gsme = "gsme";

    /// <summary>The words that <see cref="Kind"/> takes.</summary>
    public static readonly string[] Kinds = [Esme, Gsme];

    /// <summary>The kind of meter, the same for every command and wherever it stands.</summary>
    public static Option<string> Kind()
    {
        Option<string> kind = WordOption("--kind", "The meter: electricity or gas.", Kinds);
        kind.Recursive = true;
        return kind;
    }

    public static Option<string> Identity() =>
        WordOption(
            "--identity",
            "Whose keys: own, made in the data folder; or rtds, those of the reference messages.",
            DataFolder.OwnIdentity,
            DataFolder.ReferenceIdentity
        );

    public static Option<string> Data() =>
        new("--data")
        {
            Description = "The data folder: identity and flash of every meter of the bench.",
            HelpName = "folder",
            DefaultValueFactory = _ => "meter-data",
        };

    public static Option<int?> Port(string name, string description, int lowest)
    {
        Option<int?> port = Number(name, description, lowest, ushort.MaxValue);
        port.DefaultValueFactory = _ => TcpPort.DefaultNumber;
        return port;
    }

    /// <summary>An option whose value is one of some words, the first by default.</summary>
    public static Option<string> WordOption(string name, string description, params string[] words)
    {
        Option<string> option = OptionalWord(name, description, words);
        option.DefaultValueFactory = _ => words[0];
        return option;
    }

    /// <summary>An option whose value is one of some words; null if it is not given.</summary>
    public static Option<string> OptionalWord(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words) };
        option.Validators.Add(result => CheckWord(result, name + " is", words));
        return option;
    }

    /// <summary>Limits an argument to some words.</summary>
    public static void LimitTo(Argument<string> argument, params string[] words)
    {
        argument.HelpName = string.Join('|', words);
        argument.Validators.Add(result => CheckWord(result, $"the {argument.Name} is", words));
    }

    /// <summary>An option whose value is a whole number; null if it is not given.</summary>
    public static Option<int?> Number(string name, string description, int lowest, int highest) =>
        new(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result => ParseNumber(result, name, lowest, highest),
        };

    /// <summary>A <see cref="MeterKind"/>.</summary>
    public static int KindOf(string word) => word == Esme ? MeterKind.Esme : MeterKind.Gsme;

    private static int? ParseNumber(ArgumentResult result, string name, int lowest, int highest)
    {
        string text = result.Tokens[0].Value;
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        if (!isNumber || value < lowest || value > highest)
        {
            result.AddError($"{name} is a whole number from {lowest} to {highest}, not '{text}'");
        }

        return value;
    }

    private static void CheckWord(SymbolResult result, string what, string[] words)
    {
        string word = result.Tokens.Select(token => token.Value).FirstOrDefault() ?? words[0];
        if (!words.Contains(word))
        {
            result.AddError($"{what} one of: {string.Join(", ", words)}; not '{word}'");
        }
    }
}
