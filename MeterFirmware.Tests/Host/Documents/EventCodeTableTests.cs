using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using MeterFirmware.Core.Events;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Documents;

/// <summary>
/// The numbers of <see cref="EventCode"/> are those of the code table of GBCS section 16, and of all rows of it a number's own
/// is the one that says what the constant's summary says.
/// </summary>
[TestClass]
public partial class EventCodeTableTests
{
    [TestMethod]
    public void EveryCodeIsInTheTableWithItsMeaning()
    {
        Dictionary<int, HashSet<string>> table = Table();
        List<(string Name, int Code, string Summary)> codes = Codes();
        int constants = typeof(EventCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Count(field => field.IsLiteral);
        Assert.HasCount(constants, codes, "each constant has a summary and a number");
        Assert.HasCount(constants, codes.Select(each => each.Code).Distinct(), "no number twice");
        foreach ((string name, int code, string summary) in codes)
        {
            Assert.AreEqual("", Fault(table, code, summary), $"{name} 0x{code:X4}");
        }
    }

    [TestMethod]
    [DataRow(0x8F47, "UTRN exceeds Maximum Credit Threshold.")]
    [DataRow(0x81C5, "UTRN Manual Entry Suspended.")]
    [DataRow(0x8002, "Average RMS Voltage below Average RMS Over Voltage Threshold again.")]
    [DataRow(0x8F00, "Supply Armed.")]
    public void AWrongNumberIsFound(int code, string summary)
    {
        Assert.AreNotEqual("", Fault(Table(), code, summary));
    }

    private static string Fault(Dictionary<int, HashSet<string>> table, int code, string summary)
    {
        if (!table.TryGetValue(code, out HashSet<string> own))
        {
            return "is not in the table";
        }

        HashSet<string> words = Words(summary);
        double likeness = Likeness(words, own);
        int[] nearer = [.. table.Where(row => Likeness(words, row.Value) > likeness).Select(row => row.Key)];
        return string.Join(", ", nearer.Select(other => $"means 0x{other:X4}"));
    }

    private static Dictionary<int, HashSet<string>> Table() =>
        File.ReadLines(Path.Combine(SharedData.Tables, "alert_codes.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(cells => Number(cells[0]), cells => Words(cells[1]));

    private static List<(string Name, int Code, string Summary)> Codes()
    {
        string source = File.ReadAllText(
            Path.Combine(Repository.Root, "MeterFirmware", "Core", "Events", "EventCode.cs")
        );
        return
        [
            .. Constant()
                .Matches(source.Replace("///", ""))
                .Select(match => (match.Groups[2].Value, Number(match.Groups[3].Value), match.Groups[1].Value)),
        ];
    }

    private static int Number(string hexadecimal) =>
        int.Parse(hexadecimal.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The words, and each with the next one: some rows have the same words in another order.
    private static HashSet<string> Words(string text)
    {
        string[] words = [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];
        return [.. words, .. words.Zip(words.Skip(1), (first, second) => $"{first} {second}")];
    }

    private static double Likeness(HashSet<string> one, HashSet<string> other) =>
        (double)one.Intersect(other).Count() / one.Union(other).Count();

    [GeneratedRegex(
        @"<summary>((?:(?!</summary>).)*)</summary>\s*public const int (\w+) = (0x\w+);",
        RegexOptions.Singleline
    )]
    private static partial Regex Constant();

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
