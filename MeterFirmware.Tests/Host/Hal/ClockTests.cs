using System;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The clock, and the processor's time below it.</summary>
[TestClass]
public class ClockTests
{
    private const long Now = 820_540_800;

    [TestMethod]
    public void ClockIsUnknownAfterALossOfSupply()
    {
        var rig = new Rig();
        IClock clock = new SystemClock(rig.Time);
        Assert.IsFalse(clock.IsUtcKnown);
        clock.SetUtc(Now);
        rig.Chip.LoseSupply();
        Assert.IsFalse(new SystemClock(rig.Time).IsUtcKnown);
    }

    [TestMethod]
    public void ClockRunsFromWhereItWasSet()
    {
        var rig = new Rig();
        IClock clock = new SystemClock(rig.Time);
        clock.SetUtc(Now);
        Assert.IsTrue(clock.IsUtcKnown);
        Assert.AreEqual(Now, clock.UtcSeconds);
        rig.Pass(86_400_000);
        Assert.AreEqual(Now + 86_400, clock.UtcSeconds);
        Assert.IsGreaterThanOrEqualTo(86_400_000L, clock.MonotonicMilliseconds);
    }

    [TestMethod]
    public void ClockIsKnownAfterARestart()
    {
        var rig = new Rig();
        new SystemClock(rig.Time).SetUtc(Now);
        rig.Pass(2_500);
        rig.Chip.RestartClr();
        IClock restarted = new SystemClock(rig.Time);
        Assert.IsTrue(restarted.IsUtcKnown);
        Assert.AreEqual(Now + 2, restarted.UtcSeconds);
    }

    [TestMethod]
    [DataRow(-1, false)]
    [DataRow(0, true)]
    public void CalendarIsPlausibleFrom2020On(int secondsFrom2020, bool isKnown)
    {
        var rig = new Rig();
        rig.Chip.SystemTime = new DateTime(2020, 1, 1).AddSeconds(secondsFrom2020);
        Assert.AreEqual(isKnown, new SystemClock(rig.Time).IsUtcKnown);
    }

    [TestMethod]
    public void SettingBackDoesNotTouchTheMonotonicTime()
    {
        var rig = new Rig();
        IClock clock = new SystemClock(rig.Time);
        clock.SetUtc(Now);
        long before = clock.MonotonicMilliseconds;
        clock.SetUtc(0);
        Assert.IsGreaterThanOrEqualTo(before, clock.MonotonicMilliseconds);
        Assert.AreEqual(0, clock.UtcSeconds);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => clock.SetUtc(-1));
    }

    [TestMethod]
    public void ProcessorTimeIsThePlatforms()
    {
        VirtualChip.Current = new VirtualChip(VirtualClock.Stepped());
        var time = new ProcessorTime();
        long tick = time.TickMilliseconds;
        time.Wait(20);
        Assert.IsGreaterThanOrEqualTo(tick + 15, time.TickMilliseconds);
        double expected = (DateTime.UtcNow - new DateTime(2000, 1, 1)).TotalMilliseconds;
        Assert.AreEqual(expected, time.SystemMilliseconds, 1_000);
        time.SetSystemSeconds(Now);
        Assert.AreEqual(new DateTime(2026, 1, 1), VirtualChip.Current.SystemTime);
    }
}
