using System.Linq;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The held contactor and the latching switch.</summary>
[TestClass]
public class SupplySwitchTests
{
    private const int OnPin = 18;
    private const int OffPin = 19;
    private const int DriveMilliseconds = 100;

    [TestMethod]
    public void ContactorFollowsAndMovesOnlyWhenAskedForAChange()
    {
        var rig = new Rig();
        rig.Chip.Net(OnPin).AddResistor(4_700, 0);
        var part = new Contactor(rig.Chip.Net(OnPin), true);
        var contactor = new GpioContactor(new OutputLine(rig.Controller, OnPin, ActiveLevel.High, false));
        contactor.SetSupplyOn(true);
        contactor.SetSupplyOn(true);
        contactor.Poll();
        Assert.IsTrue(part.IsClosed);
        contactor.SetSupplyOn(false);
        Assert.IsFalse(part.IsClosed);
        Assert.AreEqual(2, part.Operations);
    }

    [TestMethod]
    public void OpeningPinsMovesNothing()
    {
        var rig = new Rig();
        (LatchingSwitch part, _) = Latching(rig);
        rig.Chip.HardReset();
        rig.Pass(1_000);
        Assert.AreEqual(0, part.Drives);
    }

    [TestMethod]
    public void DriveLastsAsLongAsStatedAndEndsByPolling()
    {
        var rig = new Rig();
        (LatchingSwitch part, GpioLatchingSwitch valve) = Latching(rig);
        valve.SetSupplyOn(true);
        Assert.IsTrue(part.IsDriven);
        rig.Pass(DriveMilliseconds - 1);
        valve.Poll();
        Assert.IsTrue(part.IsDriven);
        rig.Pass(1);
        valve.Poll();
        Assert.IsFalse(part.IsDriven);
        Assert.IsTrue(part.IsOn);
    }

    [TestMethod]
    public void FirstRequestAlwaysDrivesAndTheSameAgainNever()
    {
        var rig = new Rig();
        (LatchingSwitch part, GpioLatchingSwitch valve) = Latching(rig);
        valve.SetSupplyOn(false);
        Turn(rig, valve, 1_000);
        valve.SetSupplyOn(false);
        Turn(rig, valve, 1_000);
        Assert.AreEqual(1, part.Drives);
        Assert.AreEqual(0, part.Operations);
    }

    [TestMethod]
    public void ChangeOfMindFinishesTheDriveRestsAndReverses()
    {
        var rig = new Rig();
        (LatchingSwitch part, GpioLatchingSwitch valve) = Latching(rig);
        valve.SetSupplyOn(true);
        Turn(rig, valve, 10);
        valve.SetSupplyOn(false);
        Turn(rig, valve, 1_000);
        Assert.IsFalse(part.IsOn);
        Assert.AreEqual(2, part.Operations);
        Assert.AreEqual(0, part.Conflicts);
        long restMicroseconds = ChangeOf(rig, OffPin, true) - ChangeOf(rig, OnPin, false);
        Assert.IsGreaterThanOrEqualTo(GpioLatchingSwitch.RestMilliseconds * 1_000L, restMicroseconds);
    }

    [TestMethod]
    public void ChangeOfMindTwiceMovesOnce()
    {
        var rig = new Rig();
        (LatchingSwitch part, GpioLatchingSwitch valve) = Latching(rig);
        valve.SetSupplyOn(true);
        valve.SetSupplyOn(false);
        valve.SetSupplyOn(true);
        Turn(rig, valve, 1_000);
        Assert.IsTrue(part.IsOn);
        Assert.AreEqual(1, part.Drives);
    }

    [TestMethod]
    public void RestartDuringADriveEndsItWhenThePinsAreOpened()
    {
        var rig = new Rig();
        (LatchingSwitch part, GpioLatchingSwitch valve) = Latching(rig);
        valve.SetSupplyOn(true);
        rig.Chip.RestartClr();
        Assert.IsTrue(part.IsDriven);
        _ = Driver(rig);
        Assert.IsFalse(part.IsDriven);
    }

    private static (LatchingSwitch Part, GpioLatchingSwitch Driver) Latching(Rig rig)
    {
        rig.Chip.Net(OnPin).AddResistor(4_700, 0);
        rig.Chip.Net(OffPin).AddResistor(4_700, 0);
        var part = new LatchingSwitch(rig.Chip, rig.Chip.Net(OnPin), rig.Chip.Net(OffPin), DriveMilliseconds / 2);
        return (part, Driver(rig));
    }

    private static GpioLatchingSwitch Driver(Rig rig) =>
        new(
            new OutputLine(rig.Controller, OnPin, ActiveLevel.High, false),
            new OutputLine(rig.Controller, OffPin, ActiveLevel.High, false),
            rig.Time,
            DriveMilliseconds
        );

    private static void Turn(Rig rig, GpioLatchingSwitch valve, int milliseconds)
    {
        for (int i = 0; i < milliseconds; i += 5)
        {
            rig.Pass(5);
            valve.Poll();
        }
    }

    private static long ChangeOf(Rig rig, int pin, bool high) =>
        rig
            .Changes.Last(change =>
                change.Net == rig.Chip.Net(pin) && change.Level == (high ? LogicLevel.High : LogicLevel.Low)
            )
            .AtMicroseconds;
}
