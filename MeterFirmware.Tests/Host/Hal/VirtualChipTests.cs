using System;
using System.Device.Gpio;
using System.Diagnostics;
using System.Linq;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.Runtime.Native;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The chip's model against what PLATFORM.md says of the chip.</summary>
[TestClass]
public class VirtualChipTests
{
    [TestMethod]
    public void PinFloatsAfterResetAndTakesTheExternalPull()
    {
        var rig = new Rig();
        rig.Chip.Net(25).AddResistor(10_000, 3_300);
        rig.Controller.OpenPin(25, PinMode.Output);
        Assert.AreEqual(LogicLevel.Low, rig.Chip.Net(25).Level);
        rig.Chip.HardReset();
        Assert.AreEqual(LogicLevel.High, rig.Chip.Net(25).Level);
        Assert.AreEqual(Net.Floating, rig.Chip.Net(26).Millivolts);
    }

    [TestMethod]
    public void OpeningAnOutputPullsItUpAndThenDrivesItLow()
    {
        var rig = new Rig();
        rig.Chip.Net(25).AddResistor(45_000, 0);
        rig.Controller.OpenPin(25, PinMode.Output);
        int[] voltages = rig.Changes.Select(change => change.Millivolts).ToArray();
        CollectionAssert.AreEqual(new[] { 0, 1_650, 0 }, voltages);
        Assert.AreNotEqual(rig.Changes[1].AtMicroseconds, rig.Changes[2].AtMicroseconds);
    }

    [TestMethod]
    public void PullUpAgainstAnExternalPullDownIsADivider()
    {
        var rig = new Rig();
        rig.Chip.Net(25).AddResistor(4_700, 0);
        rig.Controller.OpenPin(25, PinMode.InputPullUp);
        Assert.AreEqual(312, rig.Chip.Net(25).Millivolts);
        Assert.AreEqual(LogicLevel.Low, rig.Chip.Net(25).Level);
    }

    [TestMethod]
    public void ResistorsInParallelAddUp()
    {
        var rig = new Rig();
        rig.Chip.Net(25).AddResistor(10_000, 0).AddResistor(10_000, 0).AddResistor(5_000, 3_300);
        Assert.AreEqual(1_650, rig.Chip.Net(25).Millivolts);
    }

    [TestMethod]
    public void UndefinedLevelReadsAsTheLastOne()
    {
        var rig = new Rig();
        Net net = rig.Chip.Net(27);
        GpioPin pin = rig.Controller.OpenPin(27, PinMode.Input);
        NetSource source = net.AddSource();
        net.AddResistor(10_000, 0).AddResistor(10_000, 3_300);
        source.Drive(true);
        source.Release();
        Assert.AreEqual(LogicLevel.Undefined, net.Level);
        Assert.IsTrue(pin.Read() == PinValue.High);
        source.Drive(false);
        source.Release();
        Assert.IsTrue(pin.Read() == PinValue.Low);
    }

    [TestMethod]
    public void DisposingMakesThePinAnInputAndGivesItFree()
    {
        var rig = new Rig();
        GpioPin pin = rig.Controller.OpenPin(25, PinMode.Output);
        pin.Write(PinValue.High);
        pin.Dispose();
        Assert.AreEqual(Net.Floating, rig.Chip.Net(25).Millivolts);
        Assert.IsFalse(rig.Controller.IsPinOpen(25));
        Assert.ThrowsExactly<ObjectDisposedException>(() => pin.Write(PinValue.High));
    }

    [TestMethod]
    public void AnyControllerClosesAllPins()
    {
        var rig = new Rig();
        rig.Controller.OpenPin(25, PinMode.Output);
        new GpioController().Dispose();
        Assert.IsFalse(rig.Controller.IsPinOpen(25));
    }

    [TestMethod]
    public void RestartOfTheInterpreterKeepsLevelsUntilThePinIsOpened()
    {
        var rig = new Rig();
        GpioPin pin = rig.Controller.OpenPin(25, PinMode.Output);
        pin.Write(PinValue.High);
        RebootException restart = Assert.ThrowsExactly<RebootException>(() => Power.RebootDevice(RebootOption.ClrOnly));
        Assert.AreEqual(RebootOption.ClrOnly, restart.Option);
        Assert.AreEqual(3_300, rig.Chip.Net(25).Millivolts);
        rig.Controller.OpenPin(25, PinMode.Output);
        Assert.AreEqual(0, rig.Chip.Net(25).Millivolts);
        Assert.ThrowsExactly<ObjectDisposedException>(() => pin.Write(PinValue.High));
    }

    [TestMethod]
    public void RestartOfTheChipLetsPinsFloat()
    {
        var rig = new Rig();
        rig.Controller.OpenPin(25, PinMode.Output);
        Assert.ThrowsExactly<RebootException>(() => Power.RebootDevice());
        Assert.AreEqual(Net.Floating, rig.Chip.Net(25).Millivolts);
    }

    [TestMethod]
    [DataRow(6)]
    [DataRow(11)]
    [DataRow(24)]
    [DataRow(40)]
    [DataRow(-1)]
    public void PinsOfTheFlashAndMissingOnesCannotBeOpened(int pin)
    {
        var rig = new Rig();
        Assert.ThrowsExactly<InvalidOperationException>(() => rig.Controller.OpenPin(pin, PinMode.Input));
    }

    [TestMethod]
    public void PinIsOpenedOnce()
    {
        var rig = new Rig();
        rig.Controller.OpenPin(25, PinMode.Input);
        Assert.ThrowsExactly<InvalidOperationException>(() => rig.Controller.OpenPin(25, PinMode.Input));
        Assert.ThrowsExactly<InvalidOperationException>(() => new GpioPulseCounter(25, -1));
    }

    [TestMethod]
    public void InputOnlyPinHasNoOutputAndNoPull()
    {
        var rig = new Rig();
        Assert.ThrowsExactly<ArgumentException>(() => rig.Controller.OpenPin(34, PinMode.Output));
        rig.Controller.OpenPin(35, PinMode.InputPullUp);
        Assert.AreEqual(Net.Floating, rig.Chip.Net(35).Millivolts);
    }

    [TestMethod]
    public void TwoSourcesAgainstEachOtherAreCounted()
    {
        var rig = new Rig();
        rig.Chip.Net(25).AddSource().Drive(true);
        Assert.AreEqual(0, rig.Chip.Net(25).Contentions);
        rig.Controller.OpenPin(25, PinMode.Output);
        Assert.AreEqual(1, rig.Chip.Net(25).Contentions);
    }

    [TestMethod]
    public void ChangesArriveLateInABatchAndNeverInsideACall()
    {
        var rig = new Rig();
        GpioPin pin = rig.Controller.OpenPin(27, PinMode.Input);
        int changes = 0;
        pin.ValueChanged += (_, _) => changes++;
        NetSource source = rig.Chip.Net(27).AddSource();
        source.Drive(true);
        source.Drive(false);
        pin.Read();
        Assert.AreEqual(0, changes);
        rig.Pass(1);
        Assert.AreEqual(2, changes);
    }

    [TestMethod]
    public void ChangesAreLostWhenTheProgramHearsNoneForTooLong()
    {
        var rig = new Rig();
        GpioPin pin = rig.Controller.OpenPin(27, PinMode.Input);
        int changes = 0;
        pin.ValueChanged += (_, _) => changes++;
        NetSource source = rig.Chip.Net(27).AddSource();
        for (int i = 0; i < 100; i++)
        {
            source.Drive(true);
            source.Drive(false);
        }

        rig.Pass(1);
        Assert.AreEqual(VirtualChip.EventLimit, changes);
        Assert.AreEqual(200 - VirtualChip.EventLimit, rig.Chip.LostEvents);
    }

    [TestMethod]
    public void EachFlowOfExecutionHasItsOwnChip()
    {
        var rig = new Rig();
        VirtualChip other = null;
        var thread = new System.Threading.Thread(() =>
        {
            VirtualChip.Current = new VirtualChip(VirtualClock.Stepped());
            other = VirtualChip.Current;
        });
        thread.Start();
        thread.Join();
        Assert.AreSame(rig.Chip, VirtualChip.Current);
        Assert.AreNotSame(rig.Chip, other);
    }

    [TestMethod]
    public void RealTimeRunsByItself()
    {
        var chip = new VirtualChip(VirtualClock.RealTime());
        bool happened = false;
        chip.Clock.Schedule(5_000, () => happened = true);
        chip.Clock.Pass(20_000);
        Assert.IsTrue(happened);
        Assert.IsGreaterThanOrEqualTo(20_000L, chip.Clock.NowMicroseconds);
    }

    [TestMethod]
    public void CallsThatRanAheadOfRealTimeNeitherCutAWaitShortNorAddUp()
    {
        var chip = new VirtualChip(VirtualClock.RealTime()) { CallMicroseconds = 50_000 };
        long realStart = Stopwatch.GetTimestamp();
        chip.SpendCall();
        long start = chip.Clock.NowMicroseconds;
        chip.Clock.Pass(2_000);
        Assert.IsGreaterThanOrEqualTo(2_000L, chip.Clock.NowMicroseconds - start);
        Assert.IsGreaterThanOrEqualTo(50.0, Stopwatch.GetElapsedTime(realStart).TotalMilliseconds);
    }
}
