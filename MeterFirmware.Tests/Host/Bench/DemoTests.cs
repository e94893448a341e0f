using System.Linq;
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
            using BenchProcess demo = BenchProcess.Finish("demo", kind, "--data", folder.Path);
            Assert.AreEqual(0, demo.WaitForExit(), string.Join('|', demo.Errors));
            CollectionAssert.Contains(demo.Output, "sum of all accounts: 0 millipence");
            Assert.IsTrue(demo.Output.Any(line => line.Contains("£30.00")), "the display before");
            Assert.IsTrue(demo.Output.Any(line => line.Contains("£20.00")), "the display after");
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
    public void TellsOfNewFirmware()
    {
        using var folder = new TestFolder();
        using BenchProcess demo = BenchProcess.Finish("demo", "firmware", "--data", folder.Path);
        Assert.AreEqual(0, demo.WaitForExit(), string.Join('|', demo.Errors));
        CollectionAssert.Contains(demo.Output, "Read Firmware Version (ECS52): 01000001");
        CollectionAssert.Contains(demo.Output, "  losses of its 12 V        0");
        CollectionAssert.Contains(demo.Output, "  power outage alerts AD1   0");
        string waveform = System
            .IO.Directory.GetFiles(folder.Path, "firmware.vcd", System.IO.SearchOption.AllDirectories)
            .Single();
        Assert.Contains("hub_12V", System.IO.File.ReadAllText(waveform));
    }

    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void BenchmarkAllocatesNothingInTheSteadyState(string kind)
    {
        using BenchProcess benchmark = BenchProcess.Finish("benchmark", kind);
        Assert.AreEqual(0, benchmark.WaitForExit(), string.Join('|', benchmark.Errors));
        foreach (string what in new[] { "idle tick: ", "screen, with its button: ", "pulse: ", "half hour" })
        {
            string line = benchmark.Output.Single(found => found.StartsWith(what));
            StringAssert.EndsWith(line, " 0 octets allocated");
        }
    }
}
