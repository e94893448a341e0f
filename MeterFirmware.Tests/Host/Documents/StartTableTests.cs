using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Documents;

/// <summary>
/// The table "State found at start -> action" of MeterFirmware/SPEC.md: the last cell of each row names its test of
/// Core/StartTests.cs, and it exists.
/// </summary>
[TestClass]
public partial class StartTableTests
{
    // Found damaged, lost, new, loaded and not ours: nobody takes a row away unseen.
    private const int States = 9;

    [TestMethod]
    public void EveryRowNamesATestThatExists()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "MeterFirmware.Tests", "Core", "StartTests.cs"));
        string[] tests = [.. TestMethod().Matches(source).Select(match => match.Groups[1].Value)];
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "MeterFirmware", "SPEC.md"))
                .SkipWhile(line => line != "### State found at start -> action")
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim(' ')).ToArray()),
        ];
        Assert.HasCount(2 + States, rows);
        Assert.AreEqual("test", rows[0][^1]);
        foreach (string[] row in rows.Skip(2))
        {
            string[] named = [.. row[^1].Split(", ").Select(name => name.Trim('`'))];
            Assert.IsTrue(named.All(tests.Contains), $"'{row[^1]}' is not there");
        }
    }

    [GeneratedRegex("""\[TestMethod\]\s+(?:\[DataRow\([^\n]*\)\]\s+)*public void (\w+)\(""")]
    private static partial Regex TestMethod();
}
