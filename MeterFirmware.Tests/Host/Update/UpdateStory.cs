using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// A course of an update from the first block to its end, told by a hub and a head end that do what theirs is: they send
/// again what was not taken, ask again what was not answered, and tell the time to a meter that has lost it. The power goes
/// up to twice on the way.
/// </summary>
internal sealed class UpdateStory : IDisposable
{
    private const int Step = 50;

    // Nothing is quick that nobody hears of for so long.
    private const int QuietSteps = 6;
    private const int MostSteps = 200_000 / Step;
    private const int MostAttempts = 5;
    private const int UntilDue = 3;
    private const int UntilCancelled = 20;

    private readonly MemoryRecordStore flash = new();
    private readonly UpdateCourse course;
    private readonly BenchRun run;
    private readonly FirmwarePackage package;
    private readonly PowerCut first;
    private readonly PowerCut second;
    private int cutsSeen;
    private int commands;
    private int lastOutcome = -1;

    /// <summary>Begins one.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="course">What happens.</param>
    /// <param name="first">The first cut; null for none.</param>
    /// <param name="second">The second, its write counted from the first; null for none.</param>
    /// <param name="isNaive">Wires the hub's supply as no board may.</param>
    public UpdateStory(
        int kind,
        UpdateCourse course,
        PowerCut first = null,
        PowerCut second = null,
        bool isNaive = false
    )
    {
        this.course = course;
        this.first = first;
        this.second = second;
        run = new BenchRun(kind, isNaive: isNaive, store: flash, fault: course.Fault);
        package = course.IsForged ? run.Package.Forge() : run.Package;
        Settle();
        run.Bench.Store.Restart();
        Plan(first);
    }

    /// <summary>What is cut, to find it again.</summary>
    private string What => $"{course}, kind {run.Bench.Kind}, first {first}, second {second}";

    /// <summary>The writes after the last cut, or of the whole course where none took place.</summary>
    public int Writes { get; private set; }

    /// <summary>How many of the cuts took place.</summary>
    public int Cuts => run.Bench.Cuts;

    /// <summary>Runs it, and looks at what must hold.</summary>
    public UpdateStory Tell()
    {
        Deliver();
        if (course.IsSpoilt)
        {
            Spoil();
        }

        if (course.IsCancelled)
        {
            Cancel();
        }
        else
        {
            Command();
        }

        if (course.IsSpoiltLater)
        {
            Spoil();
            run.Bench.Crash();
            Settle();
        }

        Writes = run.Bench.Store.Writes;
        Plan(new PowerCut(int.MaxValue, 0));
        AssertUndisturbed();
        AssertLogs();
        AssertOutcome();
        return this;
    }

    public void Dispose() => run.Dispose();

    // The hub goes on until the meter has judged the file; it knows from the receipt, or because the meter asks for no more.
    private void Deliver()
    {
        for (int i = 0; i < MostAttempts && !IsReceived; i++)
        {
            run.Link.Offer(package.File);
            Settle();
        }

        Assert.IsTrue(IsReceived, What);
    }

    private bool IsReceived => run.Bench.State.Image.GetByte(UpdateLayout.ReceiveState) == ReceiveState.Done;

    private void Command()
    {
        byte[] hash = course.IsOtherHash ? new byte[package.Digest.Length] : package.Digest;
        int wanted = course.Outcome;
        for (int i = 0; i < MostAttempts && lastOutcome != wanted; i++)
        {
            commands++;
            run.Link.Send(
                course.IsFutureDated
                    ? FirmwareCommands.ActivateAt(hash, run.Bench.UtcSeconds + UntilDue)
                    : FirmwareCommands.Activate(hash)
            );
            Settle();
        }

        Assert.AreEqual(wanted, lastOutcome, What);
    }

    private void Cancel()
    {
        byte[] hash = package.Digest;
        Accept(() => FirmwareCommands.ActivateAt(hash, run.Bench.UtcSeconds + UntilCancelled));
        Accept(() => FirmwareCommands.Cancel(hash));
        for (int i = 0; i < 2 * UntilCancelled * 1_000 / Step; i++)
        {
            Pass();
        }

        Settle();
    }

    private void Accept(Func<CommandPlan> plan)
    {
        for (int i = 0; i < MostAttempts; i++)
        {
            long counter = run.Link.Send(plan());
            for (int step = 0; step < QuietSteps; step++)
            {
                Pass();
            }

            Settle(true);
            MeterMessage answer = run.Link.Received.LastOrDefault(message =>
                message.Kind == MeterMessage.Response && message.Counter == counter
            );
            if (answer != null)
            {
                Assert.AreEqual(-1, FirmwareCommands.OutcomeOf(answer), What);
                return;
            }
        }

        Assert.Fail(What + ": not accepted");
    }

    private void Pass()
    {
        int received = run.Link.Received.Count;
        run.Link.Run(Step);
        Notice();
        if (run.Bench.IsMeterUp && !run.Bench.State.Clock.IsUtcKnown)
        {
            run.Bench.SetClock();
        }

        foreach (MeterMessage told in run.Link.Received.Skip(received).Where(BenchRun.IsOutcome))
        {
            lastOutcome = FirmwareCommands.OutcomeOf(told);
            bool isSuccess = lastOutcome == ActivationOutcome.Success;

            // What is told is so for good: success only by the new firmware, anything else only by the old.
            Assert.AreEqual(isSuccess ? BenchRun.New : BenchRun.Old, FirmwareCommands.VersionIn(told), What);
            Assert.AreEqual(FirmwareCommands.VersionIn(told), run.Bench.LoadedVersion, What);
        }
    }

    // Until nothing happens any more by itself.
    private void Settle(bool mayWait = false)
    {
        int quiet = 0;
        for (int step = 0; quiet < QuietSteps; step++)
        {
            Assert.IsLessThan(MostSteps, step, What + ": it does not come to an end");
            Pass();
            quiet = IsQuiet(mayWait) ? quiet + 1 : 0;
        }
    }

    private bool IsQuiet(bool mayWait)
    {
        if (!run.Bench.IsMeterUp || run.Bench.Meter.Activation.IsOnTrial || run.Bench.Meter.IsSending)
        {
            return false;
        }

        int state = run.Bench.State.Image.GetByte(UpdateLayout.State);
        bool isIdle = state == ActivationState.None || (mayWait && state == ActivationState.Waiting);
        int due = run.Bench.Meter.Activation.Due & ~UpdateDue.SupplyRestored;
        return isIdle && due == 0 && !run.Bench.Meter.Ota.IsAsking && run.Bench.State.Clock.IsUtcKnown;
    }

    private void Notice()
    {
        if (run.Bench.Cuts > cutsSeen)
        {
            cutsSeen = run.Bench.Cuts;
            Plan(cutsSeen == 1 ? second : null);
        }
    }

    private void Plan(PowerCut cut)
    {
        if (cut != null)
        {
            run.Bench.CutsSupply = cut.LosesSupply;
            run.Bench.Store.CutPower(cut.Write, cut.Octets, cut.Tail);
        }
    }

    // Beside the store whose power is cut: the flash does it by itself.
    private void Spoil()
    {
        const string Name = "slot-b-001";
        byte[] segment = new byte[SlotStore.SegmentOctets];
        int count = flash.Read(Name, segment, 0, segment.Length);
        segment[1_000] ^= 1;
        flash.Write(Name, segment, 0, count);
    }

    private void AssertUndisturbed()
    {
        run.AssertUndisturbed(What);
        bool losesSupply = (first?.LosesSupply ?? false) || (second?.LosesSupply ?? false);
        if (!losesSupply)
        {
            Assert.AreEqual(0, run.Bench.State.PowerEvents?.Count ?? 0, What + ": a reset is no outage");
            Assert.AreEqual(0, run.Bench.State.Image.GetByte(UpdateLayout.RestoreWaits), What);
        }
    }

    // What runs, what the meter says runs, and what it keeps of the outcome and tells again.
    private void AssertOutcome()
    {
        int version = course.EndsNew ? BenchRun.New : BenchRun.Old;
        Assert.AreEqual(version, run.Bench.LoadedVersion, What);
        Assert.AreEqual(version, run.ReadVersion(), What);
        Assert.AreEqual(course.IsCancelled, !run.Link.Received.Any(BenchRun.IsOutcome), What);
        if (!course.IsCancelled)
        {
            int kept = course.IsSpoiltLater ? ActivationOutcome.ActivationFailure : course.Outcome;
            Assert.AreEqual(kept, run.Bench.Meter.Activation.Outcome, What);
        }

        if (course.EndsNew)
        {
            int starts = run.Bench.Starts;
            MeterMessage again = run.Link.Ask(FirmwareCommands.Activate(package.Digest), BenchRun.Answering);
            Assert.IsNotNull(again, What);
            Assert.AreEqual(ActivationOutcome.Success, FirmwareCommands.OutcomeOf(again), What);
            Assert.AreEqual(starts, run.Bench.Starts, What);
        }
    }

    private void AssertLogs()
    {
        LogTail security = run.Bench.State.SecurityLog;
        LogTail events = run.Bench.State.EventLog;
        int verified = course.IsForged ? EventCode.FirmwareVerificationFailed : EventCode.FirmwareVerified;
        int notVerified = course.IsForged ? EventCode.FirmwareVerified : EventCode.FirmwareVerificationFailed;
        Assert.AreEqual(1, Count(security, verified), What + ": the receipt is logged once");
        Assert.AreEqual(0, Count(security, notVerified), What);
        Assert.IsTrue(run.Link.Received.Any(IsReceipt), What + ": the receipt is told");

        int changes = course.Succeeds ? (course.IsSpoiltLater ? 2 : 1) : 0;
        Assert.AreEqual(changes, Count(security, EventCode.FirmwareVersionChanged), What + ": changes of the version");

        bool isPowerOnFailure = course.IsSpoilt || course.IsSpoiltLater;
        int failures = Count(security, EventCode.FirmwareFailedAtPowerOn);
        Assert.AreEqual(isPowerOnFailure, failures > 0, What + ": the failure at power on is logged");
        Assert.IsLessThanOrEqualTo(
            1 + Cuts,
            failures,
            What + ": again only if a cut came before the boot record had it"
        );
        Assert.AreEqual(isPowerOnFailure, run.Link.Received.Any(IsPowerOnFailure), What + ": and told");

        // An outcome is logged in the commit that keeps it: once for each time that an activation came to it.
        int actioned = Count(events, EventCode.FutureDatedActioned);
        int notActioned = Count(events, EventCode.FutureDatedNotActioned);
        if (course is { IsFutureDated: true, IsCancelled: false })
        {
            Assert.IsGreaterThan(0, course.Succeeds ? actioned : notActioned, What + ": the outcome is logged");
            Assert.IsLessThanOrEqualTo(commands, actioned + notActioned, What + ": once a command");
            Assert.AreEqual(0, run.Link.Received.Count(IsLateResponse), What + ": by alert alone");
        }
        else
        {
            Assert.AreEqual(0, actioned + notActioned, What);
        }

        if (course is { IsFutureDated: false, Outcome: not ActivationOutcome.Success })
        {
            Assert.IsGreaterThan(0, Count(events, EventCode.CommandNotActioned), What + ": the failure is logged");
        }
    }

    private static int Count(LogTail log, int code)
    {
        int count = 0;
        for (int age = 0; age < log.Count; age++)
        {
            count += log.GetCode(age) == code ? 1 : 0;
        }

        return count;
    }

    private bool IsReceipt(MeterMessage message) =>
        message.MessageCode
        == (run.Bench.Kind == MeterKind.Esme ? FirmwareCommands.EsmeReceiptCode : FirmwareCommands.GsmeReceiptCode);

    private static bool IsLateResponse(MeterMessage message) =>
        message.MessageCode == FirmwareCommands.ActivateCode && FirmwareCommands.OutcomeOf(message) >= 0;

    private bool IsPowerOnFailure(MeterMessage message)
    {
        const int GenericCriticalAlert = 0x1000;
        int at = run.Bench.Kind == MeterKind.Esme ? 9 : 3;
        return message.MessageCode == GenericCriticalAlert
            && message.Payload.Length > at + 1
            && Octets.GetUInt16(message.Payload, at) == EventCode.FirmwareFailedAtPowerOn;
    }
}
