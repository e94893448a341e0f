using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Documents;

/// <summary>
/// The tables "state found at start -> action" and "what every failure ends in" of MeterFirmware/Update/DESIGN.md: the last
/// cell of each row names its tests, and these exist.
/// </summary>
[TestClass]
public partial class UpdateTableTests
{
    private static readonly string[] headings =
    [
        "### State found at start -> action (bootstrap)",
        "### State found at start -> action (firmware)",
        "### What every failure ends in",
        "## Outages",
    ];

    [TestMethod]
    public void EveryRowNamesTestsThatExist()
    {
        HashSet<string> tests = TestNames();
        foreach (string heading in headings)
        {
            string[][] rows = Rows(heading);
            Assert.IsGreaterThan(2, rows.Length, heading);
            Assert.AreEqual("test", rows[0][^1], heading);
            foreach (string[] row in rows.Skip(2))
            {
                string[] named = [.. row[^1].Split(", ").Select(name => name.Trim('`'))];
                Assert.IsTrue(named.All(tests.Contains), $"{heading}: '{row[^1]}' is not there");
            }
        }
    }

    private static string[][] Rows(string heading)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "MeterFirmware", "Update", "DESIGN.md"));
        return
        [
            .. lines
                .SkipWhile(line => line != heading)
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ', '`')).ToArray()),
        ];
    }

    private static HashSet<string> TestNames() =>
        [
            .. new[] { "Update", "Host/Update" }
                .SelectMany(folder =>
                    Directory.GetFiles(Path.Combine(Repository.Root, "MeterFirmware.Tests", folder), "*Tests.cs")
                )
                .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value),
        ];

    [GeneratedRegex("""\[TestMethod\]\s+(?:\[(?:DataRow|DynamicData)\([^\n]*\)\]\s+)*public void (\w+)\(""")]
    private static partial Regex TestMethod();
}
