using System;
using System.IO;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>From the contact at the cover, over the board's pin and loop, to the log and the supply switch.</summary>
[TestClass]
public class CoverTests
{
    private static readonly DateTimeOffset noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void ACoverThatIsTakenOffIsInTheSecurityLogAndTakesTheSupply(int kind)
    {
        string root = Directory.CreateTempSubdirectory("meter-").FullName;
        var folder = new DataFolder(root, kind, DataFolder.OwnIdentity);
        folder.Lock().Dispose();
        using var meter = new VirtualMeter(folder, Identities.OpenOrMake(folder), VirtualClock.Stepped(), noon);
        meter.Start();
        meter.State.Payment.Supply.LocksOnTamper = true;
        Turn(meter, 1000);
        Assert.AreEqual(0, meter.State.SecurityLog.Total, "the cover is on");
        Assert.IsTrue(meter.Board.LatchingSwitch.IsOn);

        meter.Board.Cover.Set(false);
        Turn(meter, 1000);
        Assert.AreEqual(EventCode.MeterCoverRemoved, meter.State.SecurityLog.GetCode(0));
        Assert.AreEqual(SupplyState.Locked, meter.State.Payment.Supply.State);
        Assert.IsFalse(meter.Board.LatchingSwitch.IsOn);

        meter.Board.Cover.Set(true);
        Turn(meter, 1000);
        Assert.AreEqual(EventCode.MeterCoverClosed, meter.State.SecurityLog.GetCode(0));
        Assert.AreEqual(2, meter.State.SecurityLog.Total);
    }

    private static void Turn(VirtualMeter meter, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            meter.Turn();
        }
    }
}
