using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MeterFirmware.Tests.Host.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The story that a newcomer reads first.</summary>
[TestClass]
public sealed class DemoTests
{
    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void TellsItsStoryAgainAndAgain(string kind)
    {
        using var folder = new TestFolder();
        for (int i = 0; i < 2; i++)
        {
            using BenchProcess demo = BenchProcess.Finish("demo", "--kind", kind, "--data", folder.Path);
            Assert.AreEqual(0, demo.WaitForExit(), string.Join('|', demo.Errors));
            CollectionAssert.Contains(demo.Output, "sum of all accounts: 0 millipence");
            CollectionAssert.AreEqual(
                new[] { "Time debt 1 £30.00", "Time debt 2 £15.00", "Payment debt £50.00" },
                DebtsShown(demo.Output, "1. Three debts"),
                string.Join('\n', demo.Output)
            );
            CollectionAssert.AreEqual(
                new[] { "Time debt 1 £20.00", "Time debt 2 £15.00" },
                DebtsShown(demo.Output, "3. One is reset"),
                string.Join('\n', demo.Output)
            );
            CollectionAssert.Contains(demo.Output, "UART out  (nothing)");
        }

        using BenchProcess state = BenchProcess.Finish("state", "--kind", kind, "--data", folder.Path);
        string[] expected =
        [
            "Time Debt Register [1]: 2000000 millipence",
            "Time Debt Register [2]: 1500000 millipence",
            "Payment Debt Register: 0 millipence",
        ];
        CollectionAssert.IsSubsetOf(expected, state.Output);
    }

    [TestMethod]
    [DataRow("demo")]
    [DataRow("demo", "firmware")]
    public void LeavesTheUsersOwnMeterAlone(params string[] arguments)
    {
        using var folder = new TestFolder();
        using var temporary = new TestFolder();
        string own = folder.PathOf("meter-data");
        using BenchProcess first = BenchProcess.Finish("demo", "--data", own);
        Assert.AreEqual(0, first.WaitForExit(), string.Join('|', first.Errors));
        string[] before = Contents(own);
        using BenchProcess demo = BenchProcess.FinishIn(folder.Path, ("TMPDIR", temporary.Path), arguments);
        Assert.AreEqual(0, demo.WaitForExit(), string.Join('|', demo.Errors));
        CollectionAssert.AreEqual(before, Contents(own));
        Assert.AreEqual(arguments.Length == 2, File.Exists(folder.PathOf("firmware.vcd")));
        Assert.IsEmpty(Directory.GetDirectories(temporary.Path, "meter-demo-*"));
    }

    [TestMethod]
    [DataRow("esme", "ECS52", "00CE", "hub_12V")]
    [DataRow("gsme", "GCS38", "00CF", "valve_open")]
    public void TellsOfNewFirmware(string kind, string readVersion, string receipt, string net)
    {
        using var folder = new TestFolder();
        using BenchProcess demo = BenchProcess.Finish("demo", "firmware", "--kind", kind, "--data", folder.Path);
        Assert.AreEqual(0, demo.WaitForExit(), string.Join('|', demo.Errors));
        string[] versions = [.. demo.Output.Where(line => line.StartsWith("Read Firmware Version"))];
        string[] wanted =
        [
            $"Read Firmware Version ({readVersion}): 01000000",
            $"Read Firmware Version ({readVersion}): 01000001",
            $"Read Firmware Version ({readVersion}): 01000001",
        ];
        CollectionAssert.AreEqual(wanted, versions);
        Assert.AreEqual(2, demo.Output.Count(line => line.StartsWith($"  alert {receipt}: ")), "two receipts");
        Assert.AreEqual(2, demo.Output.Count(line => line.EndsWith("octets were given, and verified")));
        CollectionAssert.Contains(demo.Output, "  1 start of the interpreter meanwhile");
        CollectionAssert.Contains(demo.Output, "  2 starts of the interpreter meanwhile");
        Assert.AreEqual(1, demo.Output.Count(line => line.StartsWith("  8F43 Change in the executing")));
        bool hasHub = kind == "esme";
        Assert.AreEqual(hasHub, demo.Output.Contains("  losses of its 12 V        0"));
        Assert.AreEqual(hasHub, demo.Output.Contains("  power outage alerts AD1   0"));

        // The summary says what the file says.
        Waveform waveform = new(File.ReadAllText(folder.PathOf(kind + "-own", "firmware.vcd")));
        Assert.Contains(net, waveform.Names);
        Assert.Contains("program_runs", waveform.Names);
        Assert.AreEqual(
            "01010101",
            waveform.LevelsOf("program_runs"),
            "a start, one for new firmware, two for a trial"
        );
        foreach (string name in waveform.Names)
        {
            string high = (waveform.HighOf(name) / 1e6).ToString("F6", CultureInfo.InvariantCulture);
            string line = $"  {name, -12} {waveform.Of(name).Count - 1, 4} edges, High for {high, 11} s";
            CollectionAssert.Contains(demo.Output, line, string.Join('\n', demo.Output));
        }
    }

    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void BenchmarkAllocatesNothingInTheSteadyState(string kind)
    {
        using BenchProcess benchmark = BenchProcess.Finish("benchmark", "--kind", kind);
        Assert.AreEqual(0, benchmark.WaitForExit(), string.Join('|', benchmark.Errors));
        foreach (string what in new[] { "idle tick: ", "screen, with its button: ", "pulse: ", "half hour" })
        {
            string line = benchmark.Output.Single(found => found.StartsWith(what));
            StringAssert.EndsWith(line, " 0 octets allocated");
        }
    }

    private static string[] Contents(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Order()
                .Select(file => $"{file}: {Convert.ToHexString(File.ReadAllBytes(file))}"),
        ];

    // The debts on the panels of one chapter, in the order of the screens.
    private static string[] DebtsShown(string[] output, string heading)
    {
        string[] chapter =
        [
            .. output
                .SkipWhile(line => !line.StartsWith("── " + heading))
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("── ")),
        ];
        return
        [
            .. chapter
                .Zip(chapter.Skip(1), (label, value) => Cells(label).Zip(Cells(value)))
                .SelectMany(screens => screens)
                .Where(screen => screen.First.Contains(" debt"))
                .Select(screen => $"{screen.First} {screen.Second}"),
        ];
    }

    private static string[] Cells(string line) =>
        [.. Regex.Matches(line, "│(.{18})│").Select(match => match.Groups[1].Value.Trim())];
}
