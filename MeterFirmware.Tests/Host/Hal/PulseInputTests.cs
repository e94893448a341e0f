using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>Both pulse inputs, against contacts that bounce and programs that are busy.</summary>
[TestClass]
public class PulseInputTests
{
    private const int Pin = 27;
    private const int DebounceMilliseconds = 30;

    [TestMethod]
    public void BouncingContactCountsOncePerPulse()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        source.Contact.SetBounce(5, 900);
        IPulseInput input = Debounced(rig);
        source.Emit(20, 200, 500);
        rig.Pass(10_000);
        Assert.AreEqual(20, input.TakePulses());
        Assert.AreEqual(0, input.TakePulses(), "each pulse once");
    }

    [TestMethod]
    public void BounceWithoutDebounceCountsWrong()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        source.Contact.SetBounce(5, 900);
        IPulseInput input = new DebouncedPulseInput(new InputLine(rig.Controller, rig.Time, Pin, ActiveLevel.Low, 0));
        source.Emit(1, 200, 500);
        rig.Pass(1_000);
        Assert.AreEqual(11, input.TakePulses());
    }

    /// <summary>A restart or a loss of power must not cost what was counted since the last read.</summary>
    [TestMethod]
    public void LastPulsesDoNotWaitForTheNextRead()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        IPulseInput input = new CountedPulseInput(rig.Time, Pin, ActiveLevel.Low);
        source.Emit(7, 20, 50);
        rig.Pass(400);
        Assert.AreEqual(0, input.TakePulses(), "it is read once a second");
        Assert.AreEqual(7, input.TakeLastPulses());
        Assert.AreEqual(0, input.TakeLastPulses(), "each pulse once");
        rig.Pass(1_000);
        Assert.AreEqual(0, input.TakePulses());
    }

    [TestMethod]
    public void DisturbanceShorterThanTheDebounceTimeIsNotAPulse()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        IPulseInput input = Debounced(rig);
        source.Emit(10, DebounceMilliseconds - 5, 100);
        rig.Pass(2_000);
        Assert.AreEqual(0, input.TakePulses());
        source.Emit(10, DebounceMilliseconds + 5, 100);
        rig.Pass(2_000);
        Assert.AreEqual(10, input.TakePulses());
    }

    [TestMethod]
    public void PulsesDuringALongCalculationAreNotLost()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        IPulseInput input = Debounced(rig);
        source.Emit(10, 50, 100);

        // The program works for a second: it calls, and never lets other threads run.
        while (rig.Chip.Clock.NowMicroseconds < 1_100_000)
        {
            rig.Chip.SpendCall();
        }

        Assert.AreEqual(0, input.TakePulses());
        rig.Pass(1);
        Assert.AreEqual(10, input.TakePulses());
    }

    [TestMethod]
    public void PulseUnderWayAtTheStartIsNotCounted()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        source.Contact.Set(true);
        IPulseInput input = Debounced(rig);
        rig.Pass(1_000);
        source.Contact.Set(false);
        rig.Pass(1_000);
        Assert.AreEqual(0, input.TakePulses());
    }

    [TestMethod]
    [DataRow(ActiveLevel.Low)]
    [DataRow(ActiveLevel.High)]
    public void CounterCountsWithoutTheProgram(ActiveLevel activeLevel)
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        IPulseInput input = new CountedPulseInput(rig.Time, Pin, activeLevel);
        source.Emit(500, 30, 60);
        rig.Pass(40_000);
        Assert.AreEqual(500, input.TakePulses());
        rig.Pass(1_000);
        Assert.AreEqual(0, input.TakePulses());
    }

    [TestMethod]
    public void CounterIsReadOnceASecondAtTheMost()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        IPulseInput input = new CountedPulseInput(rig.Time, Pin, ActiveLevel.Low);
        source.Emit(1, 30, 60);
        rig.Pass(900);
        Assert.AreEqual(0, input.TakePulses());
        rig.Pass(200);
        Assert.AreEqual(1, input.TakePulses());
    }

    [TestMethod]
    public void CounterIsFreeAgainAfterARestart()
    {
        var rig = new Rig();
        PulseSource source = Source(rig);
        _ = new CountedPulseInput(rig.Time, Pin, ActiveLevel.Low);
        rig.Chip.RestartClr();
        IPulseInput input = new CountedPulseInput(rig.Time, Pin, ActiveLevel.Low);
        source.Emit(3, 30, 60);
        rig.Pass(2_000);
        Assert.AreEqual(3, input.TakePulses());
    }

    private static PulseSource Source(Rig rig)
    {
        rig.Chip.Net(Pin).AddResistor(10_000, 3_300);
        return new PulseSource(rig.Chip, rig.Chip.Net(Pin));
    }

    private static DebouncedPulseInput Debounced(Rig rig) =>
        new(new InputLine(rig.Controller, rig.Time, Pin, ActiveLevel.Low, DebounceMilliseconds));
}
