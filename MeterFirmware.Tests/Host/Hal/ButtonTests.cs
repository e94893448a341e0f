using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>A push button, and the input line below it.</summary>
[TestClass]
public class ButtonTests
{
    private const int Pin = 36;

    [TestMethod]
    public void HeldButtonIsPressedUntilItIsReleased()
    {
        var rig = new Rig();
        Contact contact = Contact(rig);
        contact.SetBounce(4, 1_000);
        GpioButton button = Button(rig);
        Assert.IsFalse(button.IsPressed);
        contact.Set(true);
        rig.Pass(100);
        Assert.IsTrue(button.IsPressed);
        Assert.IsTrue(button.IsPressed);
        contact.Set(false);
        rig.Pass(100);
        Assert.IsFalse(button.IsPressed);
    }

    [TestMethod]
    public void PressThatIsOverBeforeAnybodyAsksIsSeenOnce()
    {
        var rig = new Rig();
        Contact contact = Contact(rig);
        GpioButton button = Button(rig);
        contact.Set(true);
        rig.Pass(100);
        contact.Set(false);
        rig.Pass(100);
        Assert.IsTrue(button.IsPressed);
        Assert.IsFalse(button.IsPressed);
    }

    [TestMethod]
    public void ButtonHeldAtTheStartIsPressed()
    {
        var rig = new Rig();
        Contact(rig).Set(true);
        Assert.IsTrue(Button(rig).IsPressed);
    }

    [TestMethod]
    public void ChangeThatWasNeverToldOfIsPutRight()
    {
        var rig = new Rig();
        Contact contact = Contact(rig);
        var line = new InputLine(rig.Controller, rig.Time, Pin, ActiveLevel.Low, 0);

        // 128 changes of another pin push this one's out of the platform's queue.
        var other = new InputLine(rig.Controller, rig.Time, 39, ActiveLevel.Low, 0);
        var noise = rig.Chip.Net(39).AddSource();
        contact.Set(true);
        for (int i = 0; i < 100; i++)
        {
            noise.Drive(true);
            noise.Drive(false);
        }

        rig.Pass(1_000);
        Assert.IsFalse(line.IsActive);
        rig.Pass(InputLine.RereadMilliseconds);
        Assert.IsTrue(line.IsActive);
        Assert.IsTrue(other.IsActive);
    }

    private static Contact Contact(Rig rig)
    {
        rig.Chip.Net(Pin).AddResistor(10_000, 3_300);
        return new Contact(rig.Chip, rig.Chip.Net(Pin));
    }

    private static GpioButton Button(Rig rig) => new(new InputLine(rig.Controller, rig.Time, Pin, ActiveLevel.Low, 20));
}
