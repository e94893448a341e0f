using MeterFirmware.Bench;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Tests.Host.Hal;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>What the programs of all boards do besides turning the loop.</summary>
[TestClass]
public sealed class MeterProgramTests
{
    private static readonly byte[] deviceId = [1, 2, 3, 4, 5, 6, 7, 8];

    [TestMethod]
    public void DeviceIdIsTheRecordOfEightOctets()
    {
        var records = new MemoryRecordStore();
        Assert.IsNull(MeterProgram.ReadDeviceId(records, new SystemClock(new ProcessorTime())));
        records.Write(MeterProgram.DeviceIdRecord, deviceId, 0, 8);
        CollectionAssert.AreEqual(deviceId, MeterProgram.ReadDeviceId(records, new SystemClock(new ProcessorTime())));
        records.Write(MeterProgram.DeviceIdRecord, deviceId, 0, 7);
        Assert.IsNull(MeterProgram.ReadDeviceId(records, new SystemClock(new ProcessorTime())), "too short");
        records.Write(MeterProgram.DeviceIdRecord, [.. deviceId, 9], 0, 9);
        Assert.IsNull(MeterProgram.ReadDeviceId(records, new SystemClock(new ProcessorTime())), "too long");
    }

    [TestMethod]
    public void WhatMustNotHappenRestartsTheInterpreterAndLeavesTheHubAlone()
    {
        var rig = new Rig();
        BoardDefinition definition = Rig.Esme();
        definition.DisplayColumns = 20;
        var board = new VirtualBoard(rig.Chip, definition);
        var hal = new BoardHal(definition, rig.Time);
        var state = new MeterState(new MeterConfiguration(MeterKind.Esme, deviceId, 1), hal.Store);
        var meter = new Meter(state, hal.Store, new NoCryptography(), VirtualMeter.CreatePayload(state));
        Assert.ThrowsExactly<RebootException>(() => MeterProgram.Run(meter, hal, new VirtualWatchdog(rig.Chip.Clock)));
        Assert.IsTrue(board.Hub.IsPowered);
        Assert.AreEqual(0, board.Hub.SupplyDips);
        Assert.AreEqual(0, board.Hub.MeterAbsentSignals);
    }

    [TestMethod]
    [DataRow(12_499, false, true)]
    [DataRow(12_500, false, false)]
    [DataRow(12_500, true, true)]
    public void GasMeterIsRefusedWhereItsDisplayWouldReturnTooSoon(int flow, bool isLarge, bool isLawful)
    {
        BoardDefinition definition = Rig.Gsme();
        definition.MaximumFlowLitresPerHour = flow;
        definition.LargeGasMeterAtDomesticPremises = isLarge;
        MeterConfiguration configuration = MeterProgram.Configure(MeterKind.Gsme, deviceId, definition);
        var records = new MemoryRecordStore();
        var state = new MeterState(configuration, records);
        Meter meter = MeterProgram.Assemble(state, records, new NoCryptography(), VirtualMeter.CreatePayload(state));
        Assert.AreEqual(isLawful, meter != null);
        Assert.AreEqual(isLarge, state.Payment.Supply.IsExempt, "the same flag exempts the supply");
    }
}
