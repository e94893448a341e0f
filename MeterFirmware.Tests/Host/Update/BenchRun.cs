using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Hal;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// A board with old firmware that runs, new firmware to send it, and the head end that commands it by real messages over
/// its data lines and knows nothing but what comes back there.
/// </summary>
internal sealed class BenchRun : IDisposable
{
    public const int Old = 0x0123ABCD;
    public const int New = 0x0123ABCE;

    /// <summary>Longer than a trial with its restart, and than the watchdog.</summary>
    public const int Settling = 45_000;

    /// <summary>Longer than any answer takes that waits for no restart.</summary>
    public const int Answering = 500;

    private static readonly P256Key makerKey = P256Key.Generate();
    private static readonly MeterIdentity esme = Identities.MakeOwn(MeterKind.Esme);
    private static readonly MeterIdentity gsme = Identities.MakeOwn(MeterKind.Gsme);
    private long counter;

    public BenchRun(
        int kind = MeterKind.Esme,
        int hubClockRate = 1,
        bool isNaive = false,
        IRecordStore store = null,
        FirmwareFault fault = FirmwareFault.None
    )
    {
        MeterIdentity identity = kind == MeterKind.Esme ? esme : gsme;
        Bench = new FirmwareBench(identity, makerKey, hubClockRate, isNaive, store);
        Bench.SetFault(New, fault);
        Link = new FirmwareLink(Bench, new HeadEndSystem(identity), () => ++counter);
        Package = Bench.Make(New);
        Bench.Install(Bench.Make(Old));
        Bench.SetClock();
        Link.Run(1_000);
        Assert.AreEqual(Old, Bench.RunningVersion);
    }

    public FirmwareBench Bench { get; }

    public FirmwareLink Link { get; }

    public FirmwarePackage Package { get; }

    /// <summary>Sends the new firmware as a hub does.</summary>
    public BenchRun Send()
    {
        Assert.AreEqual(OtaStatus.Success, Link.Deliver(Package.File).Status);
        return this;
    }

    /// <summary>Sends a command, and waits until all is over.</summary>
    /// <returns>What came back.</returns>
    public IReadOnlyList<MeterMessage> Command(CommandPlan plan, int milliseconds = Settling)
    {
        Link.Send(plan);
        return Link.Run(milliseconds);
    }

    /// <summary>Commands the new firmware at once, and waits until all is over.</summary>
    public BenchRun Activate()
    {
        Command(FirmwareCommands.Activate(Package.Digest));
        return this;
    }

    /// <summary>The hub has had its supply at every instant, and heard of no outage. A gas meter has no hub to disturb.</summary>
    public void AssertUndisturbed(string what = "")
    {
        var hub = Bench.Board.Hub;
        if (hub == null)
        {
            Assert.AreEqual(MeterKind.Gsme, Bench.Kind);
            return;
        }

        Assert.IsTrue(hub.IsPowered, what);
        Assert.AreEqual(0, hub.SupplyDips, what);
        Assert.AreEqual(0, hub.MainsLossSignals, what);
        Assert.AreEqual(0, hub.MeterAbsentSignals, what);
        Assert.AreEqual(0, hub.PowerOutageAlerts, what);
    }

    /// <summary>A version runs for good, and the last outcome that the head end was told is this, with that version.</summary>
    public void AssertRuns(int version, int outcome, string what = "")
    {
        Assert.IsTrue(Bench.IsMeterUp, what);
        Assert.IsFalse(Bench.Meter.Activation.IsOnTrial, what);
        MeterMessage told = Link.Received.LastOrDefault(IsOutcome);
        Assert.IsNotNull(told, what + ": nothing was told");
        Assert.AreEqual(outcome, FirmwareCommands.OutcomeOf(told), what);
        Assert.AreEqual(version, FirmwareCommands.VersionIn(told), what);
        Assert.AreEqual(version, ReadVersion(), what);
    }

    /// <summary>What the meter itself says runs: ECS52 or GCS38.</summary>
    public int ReadVersion()
    {
        MeterMessage answer = Link.Ask(FirmwareCommands.ReadVersion(Bench.Kind), Answering);
        Assert.IsNotNull(answer, "the version can be read");
        return FirmwareCommands.VersionOf(Bench.Kind, answer);
    }

    public static bool IsOutcome(MeterMessage message) =>
        (message.MessageCode == FirmwareCommands.ActivateCode && FirmwareCommands.OutcomeOf(message) >= 0)
        || message.MessageCode == FirmwareCommands.OutcomeAlertCode;

    public void Dispose() => Bench.Dispose();
}
