using System;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Boot;
using MeterFirmware.Gbcs;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>A board with old firmware that runs, and new firmware to send it.</summary>
internal sealed class BenchRun : IDisposable
{
    public const int Old = 0x0123ABCD;
    public const int New = 0x0123ABCE;

    /// <summary>Longer than a trial with its restart, and than the watchdog.</summary>
    public const int Settling = 45_000;

    private static readonly P256Key deviceKey = P256Key.Generate();
    private static readonly P256Key makerKey = P256Key.Generate();
    private static readonly byte[] deviceId = [0, 0xDB, 0, 0, 0, 0, 0, 1];
    private readonly DotNetCryptography cryptography = new(deviceKey, new DeviceKeyAgreement(deviceKey));

    public BenchRun(int hubClockRate = 1, bool isNaive = false)
    {
        Bench = new FirmwareBench(deviceId, cryptography, makerKey, hubClockRate, isNaive);
        Package = Bench.Make(New);
        Bench.Install(Bench.Make(Old));
        var parties = new RemoteParties();
        parties.Add(RemoteRole.Supplier, [0x90, 0xB3, 0xD5, 1, 1, 1, 0, 0], makerKey.Public, makerKey.Public, null);
        Assert.IsTrue(parties.Save(Bench.Store));
        Bench.SetClock();
        Bench.Run(1_000);
        Assert.AreEqual(Old, Bench.RunningVersion);
    }

    public FirmwareBench Bench { get; }

    public FirmwarePackage Package { get; }

    /// <summary>Sends the new firmware.</summary>
    public BenchRun Send()
    {
        Assert.AreEqual(ImageResult.Good, Bench.Receive(Package));
        return this;
    }

    /// <summary>Commands it, and waits until all is over.</summary>
    public BenchRun Activate(int at = ActivationTime.Now)
    {
        Bench.Activate(Package, at);
        Bench.Run(Settling);
        return this;
    }

    /// <summary>The hub has had its supply at every instant, and heard of no outage.</summary>
    public void AssertUndisturbed(string what = "")
    {
        Assert.IsTrue(Bench.Board.Hub.IsPowered, what);
        Assert.AreEqual(0, Bench.Board.Hub.SupplyDips, what);
        Assert.AreEqual(0, Bench.Board.Hub.MainsLossSignals, what);
        Assert.AreEqual(0, Bench.Board.Hub.MeterAbsentSignals, what);
        Assert.AreEqual(0, Bench.Board.Hub.PowerOutageAlerts, what);
    }

    public void AssertRuns(int version, int outcome, string what = "")
    {
        Assert.IsTrue(Bench.IsMeterUp, what);
        Assert.IsFalse(Bench.Meter.Activation.IsOnTrial, what);
        Assert.AreEqual(version, Bench.RunningVersion, what);
        Assert.AreEqual(outcome, Bench.Meter.Activation.Outcome, what);
    }

    public void Dispose()
    {
        Bench.Dispose();
        cryptography.Dispose();
    }
}
