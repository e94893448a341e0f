using System;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Tests.Update;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>An outage is in the Power Event Log once, whenever the power goes while it is told.</summary>
[TestClass]
public class OutageCutTests
{
    [TestMethod]
    public void OutageIsLoggedOnceWhateverIsCut()
    {
        int writes = Tell(new FaultyRecordStore(new MemoryRecordStore(), 1), 0, 0);
        Assert.IsGreaterThan(3, writes, "two commits, two entries");
        int runs = 0;
        for (int write = 1; write <= writes; write++)
        {
            foreach (int octets in new[] { 0, 1, 5, 11, 100_000 })
            {
                Tell(new FaultyRecordStore(new MemoryRecordStore(), write), write, octets);
                runs++;
            }
        }

        Console.WriteLine($"{runs} cuts at {writes} writes");
    }

    [TestMethod]
    public void GsmeTellsOfItsLossOnceWhateverIsCut()
    {
        foreach (int octets in new[] { 0, 1, 2_000, 100_000 })
        {
            var store = new FaultyRecordStore(new MemoryRecordStore(), 1);
            var rig = new SupplyRig(MeterKind.Gsme, store);
            store.Restart();
            store.CutPower(1, octets, TornTail.Old);
            Assert.ThrowsExactly<PowerCutException>(() => rig.Lose(1_000));
            store.Restart();
            rig.Start(false);
            int told = 0;
            for (int age = 0; age < rig.State.EventLog.Count; age++)
            {
                // A torn copy is told too.
                told += rig.State.EventLog.GetCode(age) == EventCode.GsmePowerSupplyLoss ? 1 : 0;
            }

            Assert.AreEqual(1, told, $"{octets} octets");
            Assert.AreEqual(1, rig.State.Payment.Alerts.Count);
        }
    }

    // Tells an outage with a cut at a write (0 for none), starts again without the time, and looks at what is told.
    private static int Tell(FaultyRecordStore store, int write, int octets)
    {
        var rig = new SupplyRig(MeterKind.Esme, store);
        store.Restart();
        if (write > 0)
        {
            store.CutPower(write, octets, TornTail.Old);
        }

        bool isCut = false;
        try
        {
            rig.Lose(1_000);
            rig.Tick(100, true);
            rig.Commit();
        }
        catch (PowerCutException)
        {
            isCut = true;
        }

        int writes = store.Writes;
        Assert.AreEqual(write > 0, isCut);
        if (isCut)
        {
            store.Restart();
            rig.Start(false);
            rig.Tick(100, true);
        }

        string what = $"write {write}, {octets} octets";
        int restored = 0;
        int interrupted = 0;
        for (int age = 0; age < rig.State.PowerEvents.Count; age++)
        {
            restored +=
                rig.Entry(age, 0) == EventCode.SupplyRestoredAfterLongOutage && rig.Entry(age, 8) == SupplyRig.Begin
                    ? 1
                    : 0;
            interrupted +=
                rig.Entry(age, 0) == EventCode.SupplyInterrupted && rig.Entry(age, 4) == SupplyRig.Begin ? 1 : 0;
        }

        Assert.AreEqual(1, interrupted, what);
        Assert.AreEqual(1, restored, what);
        Assert.AreEqual(UpdateDue.SupplyRestored, rig.Due, what);
        return writes;
    }
}
