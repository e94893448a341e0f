using System;
using System.CommandLine;
using System.CommandLine.Parsing;
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

    /// <summary>The kind of meter as the first word.</summary>
    public static Argument<string> KindArgument()
    {
        var kind = new Argument<string>("kind")
        {
            Description = "The meter: esme (electricity) or gsme (gas).",
            DefaultValueFactory = _ => Esme,
        };
        LimitTo(kind, Esme, Gsme);
        return kind;
    }

    /// <summary>The kind of meter as an option.</summary>
    public static Option<string> KindOption() => WordOption("--kind", "The meter: esme or gsme.", Esme, Gsme);

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
            DefaultValueFactory = _ => "meter-data",
        };

    public static Option<int> Port(string name, string description, int lowest)
    {
        var port = new Option<int>(name)
        {
            Description = description,
            DefaultValueFactory = _ => TcpPort.DefaultNumber,
        };
        return InRange(port, lowest, ushort.MaxValue);
    }

    /// <summary>An option whose value is one of some words, the first by default.</summary>
    public static Option<string> WordOption(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.Validators.Add(result => CheckWord(result, words));
        return option;
    }

    /// <summary>Limits an argument to some words.</summary>
    public static void LimitTo(Argument<string> argument, params string[] words) =>
        argument.Validators.Add(result => CheckWord(result, words));

    /// <summary>Limits a number.</summary>
    public static Option<int> InRange(Option<int> option, int lowest, int highest)
    {
        option.Validators.Add(result =>
        {
            bool isNumber =
                result.Tokens.Count == 0
                || int.TryParse(result.Tokens[0].Value, out int value) && value >= lowest && value <= highest;
            if (!isNumber)
            {
                result.AddError(
                    $"{option.Name} is a whole number from {lowest} to {highest}, not '{result.Tokens[0].Value}'"
                );
            }
        });
        return option;
    }

    /// <summary>A <see cref="MeterKind"/>.</summary>
    public static int KindOf(string word) => word == Esme ? MeterKind.Esme : MeterKind.Gsme;

    private static void CheckWord(SymbolResult result, params string[] words)
    {
        string word = result.Tokens.Select(token => token.Value).FirstOrDefault() ?? words[0];
        if (word.StartsWith('-'))
        {
            result.AddError($"there is no option {word}");
        }
        else if (!words.Contains(word))
        {
            result.AddError($"'{word}' is not one of: {string.Join(", ", words)}");
        }
    }
}
