using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Waveforms;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
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
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void Immediate(int kind)
    {
        using BenchRun run = new BenchRun(kind).Send();
        MeterMessage receipt = run.Link.Run(BenchRun.Answering).Single();
        int receiptCode = kind == MeterKind.Esme ? FirmwareCommands.EsmeReceiptCode : FirmwareCommands.GsmeReceiptCode;
        Assert.AreEqual(receiptCode, receipt.MessageCode);
        CollectionAssert.AreEqual(run.Package.Digest, receipt.Payload[^32..]);
        run.Activate();
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        run.AssertUndisturbed();
        Assert.AreEqual(2, run.Bench.Starts, "one restart");
        Assert.AreEqual(1, run.Link.Received.Count(BenchRun.IsOutcome), "one answer");

        // The answer may have been lost on its way, and a suspended device is sent no reads (DP105).
        MeterMessage again = run.Command(FirmwareCommands.Activate(run.Package.Digest), BenchRun.Answering).Single();
        Assert.AreEqual(ActivationOutcome.Success, FirmwareCommands.OutcomeOf(again));
        Assert.AreEqual(BenchRun.New, FirmwareCommands.VersionIn(again));
        run.Link.Run(BenchRun.Settling);
        Assert.AreEqual(2, run.Bench.Starts);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void FutureDatedAndCancelled(int kind)
    {
        using BenchRun run = new BenchRun(kind).Send();
        run.Link.Run(BenchRun.Answering);
        byte[] hash = run.Package.Digest;
        AssertAccepted(run.Command(FirmwareCommands.ActivateAt(hash, run.Bench.UtcSeconds + 100), 50_000));
        AssertAccepted(run.Command(FirmwareCommands.Cancel(hash), 100_000));
        Assert.AreEqual(BenchRun.Old, run.ReadVersion());
        Assert.AreEqual(1, run.Bench.Starts);

        run.Link.Send(FirmwareCommands.ActivateAt(hash, run.Bench.UtcSeconds + 10));
        AssertAccepted(run.Link.Run(9_000));
        MeterMessage alert = run.Link.Run(BenchRun.Settling).Single();
        AssertAlert(alert, EventCode.FutureDatedActioned);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        run.AssertUndisturbed();
    }

    [TestMethod]
    public void FutureDatedOneThatFailsIsToldByAlert()
    {
        using BenchRun run = new BenchRun().Send();
        run.Link.Run(BenchRun.Answering);
        byte[] other = run.Bench.Make(BenchRun.New + 1).Digest;
        run.Link.Send(FirmwareCommands.ActivateAt(other, run.Bench.UtcSeconds + 10));
        AssertAccepted(run.Link.Run(9_000));
        AssertAlert(run.Link.Run(BenchRun.Settling).Single(), EventCode.FutureDatedNotActioned);
        run.AssertRuns(BenchRun.Old, ActivationOutcome.HashMismatch);
        run.AssertUndisturbed();
    }

    [TestMethod]
    public void NothingHeldAnotherHashAndAnOlderVersion()
    {
        using var run = new BenchRun();
        run.Activate().AssertRuns(BenchRun.Old, ActivationOutcome.NoImageHeld);
        run.Send().Command(FirmwareCommands.Activate(new byte[32]));
        run.AssertRuns(BenchRun.Old, ActivationOutcome.HashMismatch);
        OtaServer hub = run.Link.Deliver(run.Bench.Make(BenchRun.Old - 1).File);
        Assert.AreEqual(OtaStatus.InvalidImage, hub.Status);
        Assert.IsTrue(hub.IsRefused);
        Assert.AreEqual(0, hub.Given);
        Assert.AreEqual(1, run.Bench.Starts);
        run.AssertUndisturbed();
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void FirmwareThatIsNoGoodIsRolledBack(int kind)
    {
        foreach (FirmwareFault fault in Enum.GetValues<FirmwareFault>().Where(fault => fault != FirmwareFault.None))
        {
            using var run = new BenchRun(kind);
            run.Bench.SetFault(BenchRun.New, fault);
            run.Send().Activate();
            run.Link.Run(60_000);
            run.AssertRuns(BenchRun.Old, ActivationOutcome.ActivationFailure, fault.ToString());
            run.AssertUndisturbed(fault.ToString());
        }
    }

    /// <summary>Nothing in the slots verifies: the factory's firmware runs, says so, and the hub keeps its power.</summary>
    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void FactoryFirmwareRunsWhereNoSlotDoes(int kind)
    {
        const int Factory = 1;
        using BenchRun run = new BenchRun(kind).Send();
        long counted = run.Bench.State.Consumption.Value;
        Spoil(run, "slot-a-000");
        Spoil(run, "slot-b-000");
        run.Bench.Cut(false);
        run.Link.Run(2_000);
        Assert.AreEqual(Factory, run.ReadVersion());
        run.Activate();
        run.AssertRuns(Factory, ActivationOutcome.ActivationFailure);
        Assert.IsGreaterThanOrEqualTo(counted, run.Bench.State.Consumption.Value);
        run.AssertUndisturbed();
    }

    [TestMethod]
    public void ImageThatGoesBadBetweenReceptionAndStartIsRolledBack()
    {
        using var run = new BenchRun();
        run.Send();
        Spoil(run, "slot-b-000");
        run.Activate();
        run.AssertRuns(BenchRun.Old, ActivationOutcome.ActivationFailure);
        Assert.AreEqual(EventCode.FirmwareFailedAtPowerOn, run.Bench.State.SecurityLog.GetCode(0));
        run.AssertUndisturbed();
    }

    [TestMethod]
    [DataRow(179, 0)]
    [DataRow(180, 0)]
    [DataRow(181, 1)]
    public void GenuineOutageAtEveryStageOfAnUpdate(int seconds, int alerts)
    {
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            using BenchRun run = Lose(seconds, stage);
            Assert.AreEqual(alerts, run.Bench.Board.Hub.PowerOutageAlerts, stage.ToString());
            Assert.AreEqual(1, run.Bench.Board.Hub.SupplyDips, $"the outage itself, {stage}");
            Assert.AreEqual(2, run.Bench.State.PowerEvents.Count, stage.ToString());
            Assert.IsFalse(run.Bench.Meter.Activation.IsOnTrial, stage.ToString());
            Assert.AreEqual(stage >= Stage.RestartWanted, run.Link.Received.Any(BenchRun.IsOutcome), stage.ToString());
            AssertToldTheTruth(run, stage.ToString());
        }
    }

    /// <summary>
    /// The processor goes with the mains between the marker and the restart that it announces: the marker is on the flash,
    /// nobody saw the mains go, and the clock alone says that this was no planned restart.
    /// </summary>
    [TestMethod]
    [DataRow(170, 0, EventCode.SupplyRestored)]
    [DataRow(181, 1, EventCode.SupplyRestoredAfterLongOutage)]
    public void OutageBetweenTheMarkerAndTheRestartIsOne(int seconds, int alerts, int code)
    {
        using var run = new BenchRun();
        Reach(run, Stage.RestartWanted);
        Assert.AreEqual(1, run.Bench.State.Image.GetByte(UpdateLayout.RestartMarker));
        int starts = run.Bench.Starts;
        run.Bench.LoseMains(seconds, 0);
        Assert.AreEqual(starts, run.Bench.Starts, "it was not the restart that ended the program");
        run.Link.Run(2_000);
        Assert.AreEqual(StartCause.Outage, run.Bench.Meter.Supply.Cause);
        run.Bench.SetClock();
        run.Link.Run(2 * BenchRun.Settling);
        Assert.AreEqual(alerts, run.Bench.Board.Hub.PowerOutageAlerts);
        Assert.AreEqual(1, run.Bench.Board.Hub.SupplyDips);
        Assert.AreEqual(2, run.Bench.State.PowerEvents.Count);
        byte[] entry = new byte[FlashEventLog.EntryLength];
        Assert.IsTrue(run.Bench.State.PowerEvents.Read(1, entry, 0));
        Assert.AreEqual(EventCode.SupplyInterrupted, Octets.GetUInt16(entry, 0));
        Assert.IsTrue(run.Bench.State.PowerEvents.Read(0, entry, 0));
        Assert.AreEqual(code, Octets.GetUInt16(entry, 0));
        Assert.AreEqual(1, run.Link.Received.Count(IsRestoreAlert));
        AssertToldTheTruth(run, "in the end");
    }

    /// <summary>What the meter itself tells the network operator (ECS80); its times have whole seconds.</summary>
    [TestMethod]
    [DataRow(5, EventCode.SupplyRestored)]
    [DataRow(170, EventCode.SupplyRestored)]
    [DataRow(190, EventCode.SupplyRestoredAfterLongOutage)]
    public void GenuineOutageIsToldToTheNetworkOperator(int seconds, int code)
    {
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            using BenchRun run = Lose(seconds, stage);
            MeterMessage alert = run.Link.Received.Single(IsRestoreAlert);
            Assert.AreEqual(code, (alert.Payload[9] << 8) | alert.Payload[10]);
            long lasted =
                run.Bench.State.Image.GetInt32(UpdateLayout.OutageTo)
                - run.Bench.State.Image.GetInt32(UpdateLayout.OutageFrom);
            Assert.IsInRange(seconds - 1L, seconds + 2L, lasted);
        }
    }

    [TestMethod]
    public void PlannedRestartLogsNoOutage()
    {
        using var run = new BenchRun();
        run.Send().Activate();
        Assert.AreEqual(StartCause.Planned, run.Bench.Meter.Supply.Cause);
        run.Link.Run(100_000);
        Assert.AreEqual(0, run.Bench.State.PowerEvents.Count);
        Assert.IsFalse(run.Link.Received.Any(IsRestoreAlert));
    }

    /// <summary>The model proves itself: an enable line without a pull, and the same run cuts the hub off.</summary>
    [TestMethod]
    public void NaiveWiringShowsTheDipAndTheAlertThatTheBoardsDoNot()
    {
        // Half a second of reset is longer than the hub's patience at this rate.
        const int Fast = 1_000;
        foreach (bool isNaive in new[] { false, true })
        {
            using var run = new BenchRun(MeterKind.Esme, Fast, isNaive);
            int before = run.Bench.Board.Hub.SupplyDips;
            int alertsBefore = run.Bench.Board.Hub.PowerOutageAlerts;
            run.Send();
            run.Command(FirmwareCommands.Activate(run.Package.Digest), 2_000);
            run.Bench.Cut(false);
            run.Link.Run(BenchRun.Settling);
            int dips = run.Bench.Board.Hub.SupplyDips - before;
            int alerts = run.Bench.Board.Hub.PowerOutageAlerts - alertsBefore;
            Assert.AreEqual(isNaive, dips > 0, $"{dips} dips");
            Assert.AreEqual(isNaive, alerts > 0, $"{alerts} alerts");
        }
    }

    /// <summary>
    /// What an activation costs in energy: an ESME the pulses while the interpreter restarts, since its counter is hardware; a
    /// GSME those up to the first line of its firmware too.
    /// </summary>
    [TestMethod]
    [DataRow(MeterKind.Esme, 20, 10, 1, FirmwareBench.ClrStartMilliseconds)]
    [DataRow(MeterKind.Gsme, 4, 100, 10, 2 * FirmwareBench.ClrStartMilliseconds)]
    public void PulsesAreCountedThroughAnActivationButForTheRestart(
        int kind,
        int rate,
        int width,
        int unitsPerPulse,
        int gapMilliseconds
    )
    {
        using var run = new BenchRun(kind);
        run.Send().Link.Send(FirmwareCommands.Activate(run.Package.Digest));
        long before = run.Bench.State.Consumption.Value;
        int pulses = 30 * rate;
        run.Bench.Board.Pulses.Emit(pulses, width, 1_000 / rate);
        run.Link.Run(31_000);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        long lost = pulses - (run.Bench.State.Consumption.Value - before) / unitsPerPulse;
        Console.WriteLine($"{lost} of {pulses} pulses at {rate} a second were lost");
        Assert.IsGreaterThanOrEqualTo(0L, lost);
        Assert.IsLessThanOrEqualTo(gapMilliseconds * rate / 1_000 + 1L, lost);
    }

    [TestMethod]
    public void WaveformTellsTheSame()
    {
        const int Pulses = 3;
        const int Millisecond = 1_000;
        var text = new StringWriter();
        using var run = new BenchRun();
        long begun = run.Bench.Chip.Clock.NowMicroseconds;
        long cutAt;
        using (VcdWriter writer = new(text, run.Bench.Chip.Clock, run.Bench.Nets))
        {
            run.Bench.Chip.AddListener(writer);
            run.Bench.Board.Pulses.Emit(Pulses, 40, 80);
            run.Send().Activate();
            cutAt = run.Bench.Chip.Clock.NowMicroseconds;
            run.Bench.Cut(true);
            run.Link.Run(2_000);
        }

        Waveform waveform = new(text.ToString());
        CollectionAssert.AreEqual(waveform.Times.Order().Distinct().ToArray(), waveform.Times);
        Assert.AreEqual(begun, waveform.Times[0]);
        Assert.AreEqual(run.Bench.Chip.Clock.NowMicroseconds, waveform.Times[^1], "the last levels hold to the end");
        Assert.AreEqual("1", waveform.LevelsOf("hub_12V"), "powered from the first line to the last");
        Assert.AreEqual(waveform.Times[^1] - begun, waveform.HighOf("hub_12V"));
        Assert.DoesNotContain('1', waveform.LevelsOf("hub_cut"));
        Assert.DoesNotContain('x', waveform.LevelsOf("hub_cut"));
        Assert.HasCount(1 + 2 * Pulses, waveform.Of("S0"), "both edges of each pulse");
        Assert.AreEqual('1', waveform.Of("UART_RX")[^1].Level, "idle");
        Assert.AreEqual('1', waveform.Of("UART_TX")[^1].Level, "idle");

        // The restart that the activation needs, then the cut.
        Assert.AreEqual("10101", waveform.LevelsOf("program_runs"));
        long[] edges = [.. waveform.Of("program_runs").Select(change => change.At)];
        Assert.AreEqual(FirmwareBench.ClrStartMilliseconds * Millisecond, edges[2] - edges[1], Millisecond);
        Assert.AreEqual(cutAt, edges[3]);
        Assert.AreEqual(FirmwareBench.ChipStartMilliseconds * Millisecond, edges[4] - edges[3], Millisecond);
    }

    /// <summary>A dump that stopped after a change, or missed one, would not show every dip that the hub counts.</summary>
    [TestMethod]
    public void WaveformOfNaiveWiringShowsEveryDip()
    {
        var text = new StringWriter();
        using var run = new BenchRun(isNaive: true);
        int before = run.Bench.Board.Hub.SupplyDips;
        using (VcdWriter writer = new(text, run.Bench.Chip.Clock, run.Bench.Nets))
        {
            run.Bench.Chip.AddListener(writer);
            run.Send();
            run.Command(FirmwareCommands.Activate(run.Package.Digest), 2_000);
            run.Bench.Cut(false);
            run.Link.Run(2_000);
            run.Bench.Cut(false);
            run.Link.Run(2_000);
        }

        Waveform waveform = new(text.ToString());
        int dips = run.Bench.Board.Hub.SupplyDips - before;
        Assert.IsGreaterThanOrEqualTo(2, dips);
        Assert.AreEqual("1" + string.Concat(Enumerable.Repeat("01", dips)), waveform.LevelsOf("hub_12V"));
        long away = waveform.Times[^1] - waveform.Times[0] - waveform.HighOf("hub_12V");
        Assert.IsGreaterThanOrEqualTo(2L * FirmwareBench.ChipStartMilliseconds * 1_000, away, "both resets");
    }

    [TestMethod]
    public void WaveformShowsAnOutage()
    {
        const int Second = 1_000_000;
        var text = new StringWriter();
        using var run = new BenchRun();
        using (VcdWriter writer = new(text, run.Bench.Chip.Clock, run.Bench.Nets))
        {
            run.Bench.Chip.AddListener(writer);
            run.Bench.LoseMains(5);
            run.Link.Run(2_000);
        }

        Waveform waveform = new(text.ToString());
        Assert.AreEqual("101", waveform.LevelsOf("hub_12V"));
        Assert.AreEqual("010", waveform.LevelsOf("AC_LO"));
        Assert.AreEqual("101", waveform.LevelsOf("program_runs"));
        Assert.AreEqual(5L * Second, waveform.HighOf("AC_LO"));
        long lost = waveform.Of("hub_12V")[1].At;
        long stopped = waveform.Of("program_runs")[1].At;
        Assert.IsInRange(1L, Second, stopped - lost, "the program outlives the mains by what the capacitors hold");
        Assert.IsGreaterThan(waveform.Of("hub_12V")[2].At, waveform.Of("program_runs")[2].At);
    }

    // What was told of an activation is so for good: success only by the new firmware, failure only by the old.
    private static void AssertToldTheTruth(BenchRun run, string what)
    {
        foreach (MeterMessage told in run.Link.Received.Where(BenchRun.IsOutcome))
        {
            bool isSuccess = FirmwareCommands.OutcomeOf(told) == ActivationOutcome.Success;
            Assert.AreEqual(isSuccess ? BenchRun.New : BenchRun.Old, FirmwareCommands.VersionIn(told), what);
            Assert.AreEqual(FirmwareCommands.VersionIn(told), run.Bench.RunningVersion, what);
        }
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, 1)]
    [DataRow(MeterKind.Gsme, 10)]
    public void PulsesUpToTheRestartAreInTheRegisters(int kind, int unitsPerPulse)
    {
        const int Pulses = 20;
        const int Width = 40;
        const int Burst = Pulses * 2 * Width;
        int untilRestart;
        using (BenchRun rehearsal = new BenchRun(kind).Send())
        {
            untilRestart = RunToRestart(rehearsal);
        }

        using BenchRun run = new BenchRun(kind).Send();
        run.Bench.Board.Pulses.Emit(Pulses, Width, 2 * Width);
        run.Link.Run(Burst - untilRestart);
        RunToRestart(run);
        Assert.AreEqual(Pulses, run.Bench.Board.Pulses.Pulses);
        run.Link.Run(BenchRun.Settling);
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
        Assert.AreEqual(Pulses * unitsPerPulse, run.Bench.State.Consumption.Value);
    }

    // Gives the milliseconds that it took.
    private static int RunToRestart(BenchRun run)
    {
        const int Step = 10;
        int starts = run.Bench.Starts;
        int milliseconds = 0;
        run.Link.Send(FirmwareCommands.Activate(run.Package.Digest));
        while (run.Bench.Starts == starts)
        {
            run.Link.Run(Step);
            milliseconds += Step;
        }

        return milliseconds;
    }

    // An outage of the mains, and in the end the meter knows the time again.
    private static BenchRun Lose(int seconds, Stage stage)
    {
        var run = new BenchRun();
        Reach(run, stage);
        run.Bench.LoseMains(seconds);
        run.Link.Run(2_000);
        Assert.AreEqual(StartCause.Outage, run.Bench.Meter.Supply.Cause);
        run.Bench.SetClock();
        run.Link.Run(2 * BenchRun.Settling);
        return run;
    }

    private static void Reach(BenchRun run, Stage stage)
    {
        if (stage == Stage.Reception)
        {
            run.Link.Offer(run.Package.File);
            while (run.Link.Hub.Given < run.Package.File.Length / 2)
            {
                run.Link.Run(50);
            }

            Assert.IsTrue(run.Bench.Meter.Receiver.IsReceiving);
            return;
        }

        run.Send();
        if (stage == Stage.RestartWanted)
        {
            int starts = run.Bench.Starts;
            run.Link.Send(FirmwareCommands.Activate(run.Package.Digest));
            while (!run.Bench.Meter.IsRestartWanted)
            {
                run.Link.Run(50);
            }

            Assert.AreEqual(starts, run.Bench.Starts, "it has not happened yet");
        }
        else if (stage == Stage.Trial)
        {
            run.Command(FirmwareCommands.Activate(run.Package.Digest), 2_000);
            Assert.IsTrue(run.Bench.Meter.Activation.IsOnTrial);
        }
    }

    private static bool IsRestoreAlert(MeterMessage message) =>
        message.MessageCode == FirmwareCommands.RestoreAlertCode;

    private static void AssertAccepted(IReadOnlyList<MeterMessage> messages) =>
        Assert.AreEqual(-1, FirmwareCommands.OutcomeOf(messages.Single()), "accepted, and nothing else is said");

    // SEQUENCE { alertCode INTEGER of three octets, ... }
    private static void AssertAlert(MeterMessage alert, int code)
    {
        Assert.AreEqual(FirmwareCommands.OutcomeAlertCode, alert.MessageCode);
        int at = alert.Payload[1] < 0x80 ? 2 : 3;
        CollectionAssert.AreEqual(new byte[] { 2, 3, 0, (byte)(code >> 8), (byte)code }, alert.Payload[at..(at + 5)]);
    }

    private static void Spoil(BenchRun run, string name)
    {
        byte[] segment = new byte[SlotStore.SegmentOctets];
        int count = run.Bench.Store.Read(name, segment, 0, segment.Length);
        segment[1000] ^= 1;
        run.Bench.Store.Write(name, segment, 0, count);
    }

    // Where an outage finds the update: from RestartWanted on the head end is owed an outcome.
    private enum Stage
    {
        Reception,
        Received,
        RestartWanted,
        Trial,
    }
}
