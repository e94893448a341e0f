using System;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.Waveforms;
using MeterFirmware.Boot;
using MeterFirmware.Core.Events;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// The reason why this project exists: whatever happens to an activation, the hub keeps its 12 V at every instant and hears
/// of no outage; and the same bench would notice if it did not.
/// </summary>
[TestClass]
public class SupplyThroughActivationTests
{
    [TestMethod]
    public void Immediate()
    {
        using BenchRun run = new BenchRun().Send().Activate();
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        run.AssertUndisturbed();
        Assert.AreEqual(2, run.Bench.Starts, "one restart");
        Assert.AreEqual(RequestResult.Answered, run.Bench.Activate(run.Package), "the same again");
        run.Bench.Run(BenchRun.Settling);
        Assert.AreEqual(2, run.Bench.Starts);
    }

    [TestMethod]
    public void FutureDatedAndCancelled()
    {
        using var run = new BenchRun();
        run.Send();
        int at = (int)run.Bench.UtcSeconds + 100;
        run.Activate(at);
        Assert.AreEqual(RequestResult.Accepted, run.Bench.Activate(run.Package, ActivationTime.Cancel));
        run.Bench.Run(100_000);
        Assert.AreEqual(BenchRun.Old, run.Bench.RunningVersion);
        run.Activate((int)run.Bench.UtcSeconds + 10);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        run.AssertUndisturbed();
    }

    [TestMethod]
    public void NothingHeld()
    {
        using BenchRun run = new BenchRun().Activate();
        run.AssertRuns(BenchRun.Old, ActivationOutcome.NoImageHeld);
        run.AssertUndisturbed();
    }

    [TestMethod]
    [DataRow((int)FirmwareFault.DoesNotLoad)]
    [DataRow((int)FirmwareFault.CrashesAtStart)]
    [DataRow((int)FirmwareFault.CrashesOnTrial)]
    [DataRow((int)FirmwareFault.Hangs)]
    [DataRow((int)FirmwareFault.CannotStore)]
    public void FirmwareThatIsNoGoodIsRolledBack(int fault)
    {
        using var run = new BenchRun();
        run.Bench.SetFault(BenchRun.New, (FirmwareFault)fault);
        run.Send().Activate();
        run.Bench.Run(60_000);
        run.AssertRuns(BenchRun.Old, ActivationOutcome.ActivationFailure);
        run.AssertUndisturbed();
    }

    [TestMethod]
    public void ImageThatGoesBadBetweenReceptionAndStartIsRolledBack()
    {
        using var run = new BenchRun();
        run.Send();
        byte[] segment = new byte[SlotStore.SegmentOctets];
        int count = run.Bench.Store.Read("slot-b-000", segment, 0, segment.Length);
        segment[1000] ^= 1;
        run.Bench.Store.Write("slot-b-000", segment, 0, count);
        run.Activate();
        run.AssertRuns(BenchRun.Old, ActivationOutcome.ActivationFailure);
        Assert.AreEqual(EventCode.FirmwareFailedAtPowerOn, run.Bench.State.SecurityLog.GetCode(0));
        run.AssertUndisturbed();
    }

    /// <summary>
    /// A reset or a loss of the processor's supply at every write of reception, activation and trial, with the write
    /// dropped, torn or done; and for each a second one at every write of the recovery.
    /// </summary>
    [TestMethod]
    public void CutAtEveryWriteAndASecondOneDuringRecovery()
    {
        int writes = CountWrites();
        int runs = 0;
        for (int write = 1; write <= writes; write++)
        {
            foreach (bool losesSupply in new[] { false, true })
            {
                foreach (int octets in new[] { 0, 9, 100_000 })
                {
                    // The recovery has few writes; beyond them the second cut does not happen.
                    for (int second = 0; second <= 6; second++)
                    {
                        CutTwice(write, losesSupply, octets, second);
                        runs++;
                    }
                }
            }
        }

        Console.WriteLine($"{runs} runs over {writes} writes");
        Assert.IsGreaterThan(300, runs);
    }

    [TestMethod]
    [DataRow(179, 0)]
    [DataRow(180, 0)]
    [DataRow(181, 1)]
    public void GenuineOutageAlsoInTheMiddleOfAnActivation(int seconds, int alerts)
    {
        foreach (bool inActivation in new[] { false, true })
        {
            using var run = new BenchRun();
            run.Send();
            if (inActivation)
            {
                run.Bench.Activate(run.Package);
                run.Bench.Run(1_000);
                Assert.IsTrue(run.Bench.Meter.Activation.IsOnTrial);
            }

            int logged = run.Bench.State.EventLog.Total;
            run.Bench.LoseMains(seconds);
            run.Bench.Run(2_000);
            Assert.AreEqual(StartCause.Outage, run.Bench.Meter.Supply.Cause);
            Assert.AreEqual(EventCode.SupplyInterrupted, run.Bench.State.EventLog.GetCode(0));
            run.Bench.Run(BenchRun.Settling);
            Assert.AreEqual(alerts, run.Bench.Board.Hub.PowerOutageAlerts);
            Assert.AreEqual(1, run.Bench.Board.Hub.SupplyDips, "the outage itself");
            Assert.IsGreaterThan(logged, run.Bench.State.EventLog.Total);
        }
    }

    [TestMethod]
    public void PlannedRestartLogsNoOutage()
    {
        using var run = new BenchRun();
        int logged = run.Bench.State.EventLog.Total;
        run.Send().Activate();
        Assert.AreEqual(StartCause.Planned, run.Bench.Meter.Supply.Cause);
        Assert.AreEqual(logged, run.Bench.State.EventLog.Total);
    }

    /// <summary>The model proves itself: an enable line without a pull, and the same run cuts the hub off.</summary>
    [TestMethod]
    public void NaiveWiringShowsTheDipAndTheAlertThatTheBoardsDoNot()
    {
        // Half a second of reset is longer than the hub's patience at this rate.
        const int Fast = 1_000;
        foreach (bool isNaive in new[] { false, true })
        {
            using var run = new BenchRun(Fast, isNaive);
            int before = run.Bench.Board.Hub.SupplyDips;
            int alertsBefore = run.Bench.Board.Hub.PowerOutageAlerts;
            run.Send();
            run.Bench.Activate(run.Package);
            run.Bench.Run(2_000);
            run.Bench.Cut(false);
            run.Bench.Run(BenchRun.Settling);
            int dips = run.Bench.Board.Hub.SupplyDips - before;
            int alerts = run.Bench.Board.Hub.PowerOutageAlerts - alertsBefore;
            Assert.AreEqual(isNaive, dips > 0, $"{dips} dips");
            Assert.AreEqual(isNaive, alerts > 0, $"{alerts} alerts");
        }
    }

    /// <summary>What an activation costs in energy: the pulses while the interpreter restarts, and no others.</summary>
    [TestMethod]
    public void PulsesAreCountedThroughAnActivationButForTheRestart()
    {
        const int Rate = 20;
        using var run = new BenchRun();
        run.Send();
        run.Bench.Activate(run.Package);
        long before = run.Bench.State.Consumption.Value;
        int pulses = 30 * Rate;
        run.Bench.Board.Pulses.Emit(pulses, 10, 1_000 / Rate);
        run.Bench.Run(31_000);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        long lost = pulses - (run.Bench.State.Consumption.Value - before);
        Console.WriteLine($"{lost} of {pulses} pulses at {Rate} a second were lost");
        Assert.IsGreaterThanOrEqualTo(0L, lost);
        Assert.IsLessThanOrEqualTo(FirmwareBench.ClrStartMilliseconds * Rate / 1_000 + 1L, lost);
    }

    [TestMethod]
    public void WaveformTellsTheSame()
    {
        var text = new StringWriter();
        using var run = new BenchRun();
        long begun = run.Bench.Chip.Clock.NowMicroseconds;
        using var writer = new VcdWriter(text, begun, run.Bench.HubNets);
        run.Bench.Chip.AddListener(writer);
        run.Send().Activate();
        run.Bench.Cut(true);
        run.Bench.Run(2_000);
        string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string rail = lines.Single(line => line.Contains("hub_12V")).Split(' ')[3];
        string[] changes = [.. lines.Where(line => line.Length == 2 && line[1..] == rail)];
        CollectionAssert.AreEqual(new[] { "1" + rail }, changes, "powered from the first line to the last");
        long[] times = [.. lines.Where(line => line[0] == '#').Select(line => long.Parse(line[1..]))];
        CollectionAssert.AreEqual(times.Order().Distinct().ToArray(), times);
        string cut = lines.Single(line => line.Contains("hub_cut")).Split(' ')[3];
        Assert.IsFalse(lines.Contains("1" + cut) || lines.Contains("x" + cut));
    }

    private static int CountWrites()
    {
        using var run = new BenchRun();
        run.Bench.Store.Restart();
        run.Send().Activate();
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        return run.Bench.Store.Writes;
    }

    private static void CutTwice(int write, bool losesSupply, int octets, int second)
    {
        string what = $"write {write}, {octets} octets, supply {losesSupply}, second {second}";
        using var run = new BenchRun();
        run.Bench.CutsSupply = losesSupply;
        run.Bench.Store.Restart();
        run.Bench.Store.CutPower(write, octets, octets == 9 ? TornTail.Garbage : TornTail.Old);
        bool commanded = run.Bench.Guard(() => run.Bench.Receive(run.Package)) && Command(run);
        int starts = run.Bench.Starts;
        for (int i = 0; i < BenchRun.Settling / 250 && run.Bench.Starts == starts; i++)
        {
            run.Bench.Run(250);
        }

        if (second > 0)
        {
            run.Bench.Store.CutPower(run.Bench.Store.Writes + second, octets, TornTail.Garbage);
        }

        run.Bench.Run(2 * BenchRun.Settling);
        Assert.IsTrue(run.Bench.IsMeterUp, what);
        Assert.IsFalse(run.Bench.Meter.Activation.IsOnTrial, what);
        if (commanded)
        {
            bool isNew = run.Bench.RunningVersion == BenchRun.New;
            Assert.AreEqual(isNew, run.Bench.Meter.Activation.Outcome == ActivationOutcome.Success, what);
        }

        // The head end tries again, and this time nobody pulls the plug.
        run.Bench.Store.Restart();
        if (run.Bench.RunningVersion != BenchRun.New)
        {
            run.Send();
        }

        run.Bench.Activate(run.Package, ActivationTime.Now, 2);
        run.Bench.Run(BenchRun.Settling);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success, what);
        run.AssertUndisturbed(what);
    }

    private static bool Command(BenchRun run)
    {
        int result = -1;
        bool done = run.Bench.Guard(() => result = run.Bench.Activate(run.Package));
        return done && result >= 0;
    }
}
