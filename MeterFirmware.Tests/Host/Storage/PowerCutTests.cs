using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Gbcs;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The power may go at any write. METER_CUT, which a failure prints, tries one cut alone.</summary>
[TestClass]
public class PowerCutTests
{
    private const int LeastCuts = 100_000;

    public TestContext TestContext { get; set; }

    // Two and a half minutes of a processor: half of it on two quiet cores, many times that on busy ones. Only a sweep that
    // hangs takes longer than this; the figure is printed, and .ci/run demands the hundred thousand within three minutes.
    [TestMethod]
    [Timeout(600_000)]
    public void EveryCutLeavesTheOldStateOrTheNewOne()
    {
        string only = Environment.GetEnvironmentVariable("METER_CUT");
        if (!string.IsNullOrEmpty(only))
        {
            Replay(only, new Wiring());
            return;
        }

        int cuts = 0;
        var clock = Stopwatch.StartNew();
        // Those with the most octets first, one at a time, so that no core waits for another at the end.
        PowerCutSweep[] sweeps =
        [
            .. Scenarios
                .All.SelectMany(each => each.CommitsBefore, (scenario, commits) => new PowerCutSweep(scenario, commits))
                .OrderByDescending(sweep => sweep.OctetsWritten),
        ];
        Parallel.ForEach(
            Partitioner.Create(sweeps, EnumerablePartitionerOptions.NoBuffering),
            sweep =>
            {
                sweep.Run();
                Interlocked.Add(ref cuts, sweep.Cuts);
            }
        );
        // .ci/run prints this line, and fails where it is missing or tells of fewer cuts or of slower ones.
        TestContext.WriteLine(
            FormattableString.Invariant(
                $"{cuts} power cuts in {clock.Elapsed.TotalSeconds:F1} s, none losing or mixing anything"
            )
        );
        Assert.IsTrue(cuts >= LeastCuts, $"{cuts} cuts");
    }

    [TestMethod]
    public void EveryScenarioWritesAsOftenAsItSays()
    {
        string wrong = string.Join(
            ", ",
            from scenario in Scenarios.All
            let writes = new PowerCutSweep(scenario, scenario.CommitsBefore[0]).Writes
            where writes != scenario.Writes
            select $"{scenario.Name} {writes} instead of {scenario.Writes}"
        );
        Assert.AreEqual("", wrong);
    }

    // What is refused would leave little to sweep.
    [TestMethod]
    public void EveryCommandThatIsSweptSucceedsUnlessItsNameSaysSo()
    {
        List<string> wrong = [];
        foreach (Scenario scenario in Scenarios.All.Where(each => each.Steps[0].Message != null))
        {
            var records = new MemoryRecordStore();
            MeterRig.Provision(new Rig(scenario.Kind), records);
            new MeterRig(scenario.Kind, records).Send(Scenarios.Debts(scenario.Kind, 1));
            scenario.Prepare(records);
            var meter = new MeterRig(scenario.Kind, records);
            scenario.Steps[0].Act(meter);
            bool fails = scenario.Name.EndsWith("-fails", StringComparison.Ordinal);
            int wanted = fails ? EventCode.CommandNotActioned : EventCode.CommandActioned;
            if (meter.State.EventLog.GetCode(0) != wanted)
            {
                wrong.Add(scenario.Name);
            }
        }

        Assert.IsEmpty(wrong, string.Join(' ', wrong));
    }

    [TestMethod]
    public void EveryCommandOfTheMeterIsSwept()
    {
        AssertSwept(MeterKind.Esme, EsmeUseCases.CreateTable());
        AssertSwept(MeterKind.Gsme, GsmeUseCases.CreateTable());
    }

    /// <summary>Tries the cut of an id alone.</summary>
    internal static void Replay(string id, Wiring wiring)
    {
        string[] parts = id.Split('/');
        Scenario scenario = Scenarios.All.Single(each => each.Name == parts[0]);
        var sweep = new PowerCutSweep(scenario, int.Parse(parts[1]), wiring);
        sweep.Try(Cut.Parse(parts[2]), Cut.Parse(parts[3]));
    }

    private static void AssertSwept(int kind, UseCaseTable useCases)
    {
        HashSet<int> swept = [.. Scenarios.All.Where(each => each.Kind == kind).SelectMany(each => each.Codes)];
        for (int row = 0; row < useCases.Count; row++)
        {
            int code = useCases.GetMessageCode(row);
            bool writes =
                useCases.Has(row, UseCaseFlags.ReplayProtected)
                || useCases.Has(row, UseCaseFlags.Stores)
                || useCases.Has(row, UseCaseFlags.TopUp);
            Assert.IsTrue(!writes || swept.Contains(code), $"message code {code:X4} has no line in Scenarios");
        }
    }
}
