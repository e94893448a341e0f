using System;
using System.IO;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The whole board with its files: mains that goes, and a file system that formats itself.</summary>
[TestClass]
public class BenchStorageTests
{
    private static readonly DateTimeOffset noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void MainsThatGoesCommitsWhatWasCounted()
    {
        DataFolder folder = NewFolder();
        using (VirtualMeter meter = Power(folder))
        {
            meter.Start();
            meter.Board.Pulses.Emit(3, 30, 100);
            Turn(meter, 200);
            Assert.AreEqual(0, Stored(folder).Consumption.Value, "no half hour has gone by");
            Assert.AreEqual(3, meter.State.Consumption.Value);

            // The last pulse is in the chip's counter, which is not read on every turn.
            meter.Board.Pulses.Emit(1, 10, 100);
            Turn(meter, 2);
            Assert.AreEqual(3, meter.State.Consumption.Value);
            meter.Board.Mains.Set(false);
            Turn(meter, 20);
            Assert.AreEqual(4, Stored(folder).Consumption.Value);
        }
    }

    [TestMethod]
    public void FlashThatFormatsItselfIsNoNewMeter()
    {
        DataFolder folder = NewFolder();
        using (VirtualMeter meter = Power(folder))
        {
            meter.Start();
            Assert.IsTrue(meter.Meter.HasParties);
            Assert.IsFalse(meter.State.Store.IsStateLost);
        }

        Directory.Delete(folder.Flash, true);
        for (int start = 0; start < 2; start++)
        {
            using VirtualMeter meter = Power(folder);
            meter.Start();
            Turn(meter, 1);
            Assert.IsTrue(meter.State.Store.IsStateLost);
            Assert.IsFalse(meter.Meter.HasParties);
            Assert.AreEqual(1, meter.State.EventLog.Total);
            Assert.AreEqual(EventCode.NonVolatileMemoryError, meter.State.EventLog.GetCode(0));
            Assert.AreEqual(-StartResult.StorageLost, meter.State.EventLog.GetDetail(0));
        }
    }

    [TestMethod]
    public void BoardWithoutItsDeviceIdDoesNotRun()
    {
        string root = Path.Combine(Directory.CreateTempSubdirectory("meter-").FullName, "records");
        var clock = new FixedClock();
        Assert.IsNull(MeterProgram.ReadDeviceId(new FileRecordStore(root), clock));
        var records = new FileRecordStore(root);
        byte[] deviceId = [0, 0xDB, 0, 0, 0, 0, 0, 1];
        records.Write(MeterProgram.DeviceIdRecord, [.. deviceId, 9], 0, 9);
        Assert.IsNull(MeterProgram.ReadDeviceId(records, clock), "nine octets");
        records.Write(MeterProgram.DeviceIdRecord, deviceId, 0, 8);
        CollectionAssert.AreEqual(deviceId, MeterProgram.ReadDeviceId(records, clock));
    }

    private static DataFolder NewFolder() =>
        new(Directory.CreateTempSubdirectory("meter-").FullName, MeterKind.Esme, DataFolder.OwnIdentity);

    private static VirtualMeter Power(DataFolder folder)
    {
        folder.Lock().Dispose();
        return new VirtualMeter(folder, Identities.OpenOrMake(folder), VirtualClock.Stepped(), noon);
    }

    private static void Turn(VirtualMeter meter, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            meter.Turn();
        }
    }

    private static MeterState Stored(DataFolder folder)
    {
        byte[] deviceId = Identities.Open(folder).Device.Id;
        var state = new MeterState(new MeterConfiguration(folder.Kind, deviceId, 1), new FileRecordStore(folder.Flash));
        state.Store.Load();
        return state;
    }

    private sealed class FixedClock : IClock
    {
        public long MonotonicMilliseconds => 0;

        public bool IsUtcKnown => true;

        public long UtcSeconds => 0;

        public void SetUtc(long utcSeconds) { }
    }
}
