using System;
using System.Text;
using MeterFirmware.Bench;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The board's loop on the virtual board, in stepped time.</summary>
[TestClass]
public sealed class VirtualMeterTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void StartGivesTheHubItsSupplyAndPresenceAndNeverTakesThem()
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        Run(meter, 200);
        Assert.IsTrue(meter.Board.Hub.IsPowered);
        Assert.AreEqual(0, meter.Board.Hub.SupplyDips);
        Assert.AreEqual(0, meter.Board.Hub.MainsLossSignals);
        Assert.AreEqual(0, meter.Board.Hub.MeterAbsentSignals);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "Import          \n      000000 kWh", "Amount due      ")]
    [DataRow(MeterKind.Gsme, "Gas used        \n    00000.000 m³", "Amount due      ")]
    public void ButtonStepsThroughTheScreens(int kind, string first, string second)
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, kind);
        Run(meter, 2);
        Assert.AreEqual(first, meter.Board.Display.Text);
        meter.Board.ButtonA.Set(true);
        Run(meter, 40);
        StringAssert.StartsWith(meter.Board.Display.Text, second);
        Assert.AreEqual(0, meter.Board.Display.TimingViolations);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, 25)]
    [DataRow(MeterKind.Gsme, 250)]
    public void PulsesCount(int kind, int expected)
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, kind);
        meter.Board.Pulses.Emit(25, 50, 100);
        Run(meter, 1_000);
        Assert.AreEqual(expected, meter.State.Consumption.Value);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void SupplyFollowsWhatThePaymentSideSays(int kind)
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, kind);
        Run(meter, 500);
        Assert.IsTrue(meter.Board.LatchingSwitch.IsOn);
        Assert.IsTrue(meter.State.Payment.Supply.Lock());
        Run(meter, 500);
        Assert.IsFalse(meter.Board.LatchingSwitch.IsOn);
        Assert.AreEqual(0, meter.Board.LatchingSwitch.Conflicts);
    }

    [TestMethod]
    public void AuxiliarySwitchFollowsItsCommand()
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        Run(meter, 200);
        Assert.IsFalse(meter.Board.AuxiliarySwitches[0].IsClosed);
        int now = (int)meter.State.Clock.UtcSeconds;
        Assert.AreEqual(0, meter.State.Auxiliary.Command(1, AuxiliaryControllers.Closed, now, now + 2));
        Run(meter, 200);
        Assert.IsTrue(meter.Board.AuxiliarySwitches[0].IsClosed);
        Run(meter, 600);
        Assert.IsFalse(meter.Board.AuxiliarySwitches[0].IsClosed);
        Assert.AreEqual(2, meter.State.AuxiliaryEvents.Count);
    }

    [TestMethod]
    public void VoltageIsSampledOnceASecond()
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        meter.Voltage.Decivolts = 2_600;
        byte[] settings = new byte[DistributorSettings.Length];
        Octets.SetInt32(settings, 4 * DistributorSettings.AveragePeriod, 60);
        Octets.SetInt32(settings, 4 * DistributorSettings.Swell, 2_500);
        Octets.SetInt32(settings, 4 * DistributorSettings.SwellPeriod, 1);
        Octets.SetInt32(settings, 4 * DistributorSettings.ExtremeOverVoltage, 9_999);
        meter.State.Metering.GiveTable(TariffTable.Distributor, settings, 0, settings.Length, 0);
        Run(meter, 800);
        Assert.AreEqual(1, meter.State.PowerEvents.Count);
        meter.Voltage.Decivolts = -1;
        Run(meter, 800);
        Assert.AreEqual(1, meter.State.PowerEvents.Count);
    }

    [TestMethod]
    public void ClockStartsAtTheGivenTimeAndRuns()
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        Run(meter, 400);
        long seconds = (long)(start - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        Assert.IsTrue(meter.State.Clock.IsUtcKnown);
        Assert.IsTrue(meter.State.Clock.UtcSeconds - seconds is >= 1 and <= 4);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void ClockThatNobodySetIsSetByCommandBeforeTheNextTick(int kind)
    {
        using var folder = new TestFolder();
        using var meter = new VirtualMeter(
            FolderOf(folder, kind),
            IdentityOf(folder, kind),
            VirtualClock.Stepped(),
            null
        );
        meter.Start();
        Run(meter, 10);
        Assert.IsFalse(meter.State.Clock.IsUtcKnown);
        var headEnd = new HeadEndSystem(IdentityOf(folder, kind));
        byte[] command = headEnd.Build(MeterCommands.SetClock(kind, start, 60), 1);
        byte[] line = Encoding.ASCII.GetBytes(WireClient.LineOf(command) + "\r\n");
        for (int sent = 0; meter.Meter.MessagesReceived == 0; Run(meter, 1))
        {
            sent += meter.Board.Wire.Outside.Write(line, sent, line.Length - sent);
        }

        Run(meter, 1);
        long seconds = (long)(start - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        Assert.IsTrue(meter.State.Clock.IsUtcKnown);
        Assert.IsTrue(meter.State.Clock.UtcSeconds - seconds is 0 or 1);
    }

    [TestMethod]
    public void LinkThatRefusesDoesNotStopTheLoop()
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        var headEnd = new HeadEndSystem(IdentityOf(folder, MeterKind.Esme));
        byte[] command = headEnd.Build(MeterCommands.ReadBalance(MeterKind.Esme), 1);
        byte[] line = Encoding.ASCII.GetBytes(WireClient.LineOf(command) + "\r\n");
        meter.Board.Wire.IsStuck = true;
        meter.Board.Wire.Outside.Write(line, 0, line.Length);
        Run(meter, 10);
        Assert.AreEqual(0, meter.Board.Wire.Outside.Available);
        meter.Board.Wire.IsStuck = false;
        meter.Board.Wire.Outside.Write(line, 0, line.Length);
        Run(meter, 10);
        Assert.AreNotEqual(0, meter.Board.Wire.Outside.Available, "a read may be repeated");
    }

    [TestMethod]
    [DataRow(30, EventCode.SupplyRestored)]
    [DataRow(200, EventCode.SupplyRestoredAfterLongOutage)]
    public void MainsThatGoesAndComesIsAnOutageInThePowerEventLog(int seconds, int restored)
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, MeterKind.Esme);
        Pass(meter, 2);
        long began = meter.State.Clock.UtcSeconds;
        meter.Board.Mains.Set(false);
        Pass(meter, seconds);
        meter.Board.Mains.Set(true);
        Pass(meter, 50);
        Assert.AreEqual(0, meter.State.PowerEvents.Count, "it must have settled");
        Pass(meter, 15);
        Assert.AreEqual(2, meter.State.PowerEvents.Count);
        byte[] entry = new byte[FlashEventLog.EntryLength];
        Assert.IsTrue(meter.State.PowerEvents.Read(1, entry, 0));
        Assert.AreEqual(EventCode.SupplyInterrupted, Octets.GetUInt16(entry, 0));
        Assert.IsTrue(Octets.GetInt32(entry, 4) - began is 0 or 1);
        Assert.IsTrue(meter.State.PowerEvents.Read(0, entry, 0));
        Assert.AreEqual(restored, Octets.GetUInt16(entry, 0));
        Assert.IsTrue(Octets.GetInt32(entry, 4) - began - seconds is >= -1 and <= 1);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void IdleTurnsAllocateNothing(int kind)
    {
        using var folder = new TestFolder();
        using VirtualMeter meter = Power(folder, kind);
        Run(meter, 2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(meter, 1_000);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static VirtualMeter Power(TestFolder folder, int kind)
    {
        var meter = new VirtualMeter(FolderOf(folder, kind), IdentityOf(folder, kind), VirtualClock.Stepped(), start);
        meter.Start();
        return meter;
    }

    private static MeterIdentity IdentityOf(TestFolder folder, int kind)
    {
        DataFolder data = FolderOf(folder, kind);
        data.Lock().Dispose();
        return Identities.OpenOrMake(data);
    }

    private static DataFolder FolderOf(TestFolder folder, int kind) => new(folder.Path, kind, DataFolder.OwnIdentity);

    private static void Pass(VirtualMeter meter, int seconds)
    {
        for (
            long end = meter.Chip.Clock.NowMicroseconds + seconds * 1_000_000L;
            meter.Chip.Clock.NowMicroseconds < end;

        )
        {
            meter.Turn();
        }
    }

    private static void Run(VirtualMeter meter, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            meter.Turn();
        }
    }
}
