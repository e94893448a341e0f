using System;
using System.Linq;
using System.Threading;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>A bench that knows the time from its start, and one that nobody has told it, as a board after an outage.</summary>
[TestClass]
public sealed class TimeTests
{
    private const int MostScreens = 40;

    // A button that the bench presses is down for 200 ms.
    private const int PressMilliseconds = 400;

    private static readonly DateTimeOffset noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("esme")]
    [DataRow("gsme")]
    public void UnknownTimeIsShownUntilItIsTold(string kind)
    {
        using var folder = new TestFolder();
        using BenchProcess bench = BenchProcess.Run(folder, kind, "own", "--time", "unknown");
        CollectionAssert.Contains(bench.Output, "clock: not known");
        StepTo(bench, "LCD |Date and time   |         unknown|");
        bench.Type("clock soon");
        bench.WaitFor(line => line == "not understood: clock soon");
        bench.Type("clock 2026-01-31T12:00:00Z");
        bench.WaitFor(line => line == "clock: 2026-01-31 12:00:00Z");
        bench.WaitFor(line => line.StartsWith("LCD |31 Jan 2026 "));
    }

    [TestMethod]
    [DataRow(false, 2, DisplayName = "unknown: an outage, with its beginning and its end")]
    [DataRow(true, 0, DisplayName = "known: a restart, as of a board whose clock went on")]
    public void KillIsWhatTheClockSaysAfterwards(bool isKnown, int entries)
    {
        using var folder = new TestFolder();
        using (VirtualMeter killed = Power(folder, noon))
        {
            Run(killed, 1);
            Assert.IsTrue(killed.State.Store.Commit());
        }

        using VirtualMeter meter = Power(folder, isKnown ? noon.AddMinutes(10) : null);
        Run(meter, 1);
        Assert.AreEqual(isKnown, meter.KnowsTime);
        if (!isKnown)
        {
            meter.SetClock(noon.AddMinutes(10));
        }

        Run(meter, MeterParameters.SupplySettleSeconds + 1);
        Assert.AreEqual(entries, meter.State.PowerEvents.Count);
    }

    private static VirtualMeter Power(TestFolder folder, DateTimeOffset? utc)
    {
        var data = new DataFolder(folder.Path, MeterKind.Esme, DataFolder.OwnIdentity);
        data.Lock().Dispose();
        var meter = new VirtualMeter(data, Identities.OpenOrMake(data), VirtualClock.Stepped(), utc);
        meter.Start();
        return meter;
    }

    private static void Run(VirtualMeter meter, int seconds)
    {
        long end = meter.Chip.Clock.NowMicroseconds + (seconds * 1_000_000L);
        while (meter.Chip.Clock.NowMicroseconds < end)
        {
            meter.Turn();
        }
    }

    private static void StepTo(BenchProcess bench, string screen)
    {
        bench.WaitFor(line => line.StartsWith("LCD |"));
        for (int i = 0; i < MostScreens && !bench.Output.Contains(screen); i++)
        {
            bench.Type("press a");
            Thread.Sleep(PressMilliseconds);
        }

        CollectionAssert.Contains(bench.Output, screen);
    }
}
