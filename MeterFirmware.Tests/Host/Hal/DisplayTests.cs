using System;
using System.Device.Gpio;
using System.Text;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The display driver against a display that reads its pins.</summary>
[TestClass]
public class DisplayTests
{
    private const int PulsesPerOctet = 2;
    private const string Blank = "                ";
    private static readonly int[] Pins = [21, 22, 23, 13, 14, 4];

    [TestMethod]
    public void ShowsText()
    {
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        Hd44780Display display = Driver(rig);
        Assert.AreEqual($"{Blank}\n{Blank}", lcd.Text);
        Assert.IsTrue(lcd.IsOn);
        display.Show(Cells("Meter Balance    "[..16] + "         \u005C12.34"));
        Assert.AreEqual("Meter Balance   \n         \u00A512.34 ", lcd.Text, "0x5C is the yen sign in ROM A00");
        Assert.AreEqual(0, lcd.TimingViolations);
    }

    [TestMethod]
    public void OnlyChangedCellsAreSent()
    {
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        Hd44780Display display = Driver(rig);
        var random = new Random(1);
        byte[] cells = Cells("");
        int address = -1;
        for (int round = 0; round < 200; round++)
        {
            byte[] before = (byte[])cells.Clone();
            for (int i = random.Next(6); i > 0; i--)
            {
                cells[random.Next(cells.Length)] = (byte)random.Next('0', 'z');
            }

            int expected = Octets(before, cells, ref address);
            int pulses = lcd.EnablePulses;
            display.Show(cells);
            Assert.AreEqual(expected * PulsesPerOctet, lcd.EnablePulses - pulses);
            Assert.AreEqual(Encoding.ASCII.GetString(cells, 0, 16).Replace('\\', '\u00A5'), lcd.Row(0));
        }

        Assert.AreEqual(0, lcd.TimingViolations);
    }

    [TestMethod]
    public void UnchangedScreenSendsAndAllocatesNothing()
    {
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        Hd44780Display display = Driver(rig);
        byte[] cells = Cells("00123.456 kWh");
        display.Show(cells);
        int pulses = lcd.EnablePulses;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        display.Show(cells);
        Assert.AreEqual(allocated, GC.GetAllocatedBytesForCurrentThread());
        Assert.AreEqual(pulses, lcd.EnablePulses);
    }

    [TestMethod]
    public void ComesUpFromEveryStateADriverMayHaveLeft()
    {
        for (int nibble = 0; nibble < 16; nibble++)
        {
            var rig = new Rig();
            Hd44780Lcd lcd = Lcd(rig);
            lcd.LeaveHalfway(nibble);
            Driver(rig).Show(Cells("ok"));
            Assert.StartsWith("ok", lcd.Text, $"half an octet, {nibble}");
        }
    }

    [TestMethod]
    public void ComesUpThoughOpeningThePinsMadeATransferOfNobodys()
    {
        var rig = new Rig();
        var lcd = new Hd44780Lcd(rig.Chip, Array.ConvertAll(Pins, rig.Chip.Net));
        Driver(rig).Show(Cells("no pull-down on E"));
        Assert.StartsWith("no pull-down on ", lcd.Text);
        Assert.AreEqual(1, lcd.TimingViolations);
    }

    [TestMethod]
    public void ComesUpAgainAfterARestart()
    {
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        Driver(rig).Show(Cells("before"));
        rig.Chip.RestartClr();
        Driver(rig).Show(Cells("after"));
        Assert.AreEqual($"after           \n{Blank}", lcd.Text);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(8)]
    [DataRow(60)]
    public void KeepsTheControllersTimesOnFastAndSlowProcessors(int callMicroseconds)
    {
        var rig = new Rig();
        rig.Chip.CallMicroseconds = callMicroseconds;
        Hd44780Lcd lcd = Lcd(rig);
        Hd44780Display display = Driver(rig);
        display.Show(Cells("0123456789ABCDEF0123456789abcdef"));
        Assert.AreEqual("0123456789ABCDEF\n0123456789abcdef", lcd.Text);
        Assert.AreEqual(0, lcd.TimingViolations);
    }

    [TestMethod]
    public void KeepsTheControllersTimesInRealTime()
    {
        var chip = new VirtualChip(VirtualClock.RealTime());
        VirtualChip.Current = chip;
        chip.Net(Pins[1]).AddResistor(4_700, 0);
        var lcd = new Hd44780Lcd(chip, Array.ConvertAll(Pins, chip.Net));
        var display = new Hd44780Display(new GpioController(), new VirtualTime(chip), Pins, 16, 2);
        display.Show(Cells("real time"));
        Assert.StartsWith("real time", lcd.Text);
        Assert.AreEqual(0, lcd.TimingViolations);
    }

    [TestMethod]
    public void DriverThatDoesNotWaitIsFoundOut()
    {
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        GpioPin enable = rig.Controller.OpenPin(Pins[1], PinMode.Output);
        rig.Pass(100);
        for (int i = 0; i < 4; i++)
        {
            enable.Toggle();
        }

        Assert.AreEqual(1, lcd.TimingViolations);
    }

    [TestMethod]
    public void CustomCharacterIsShownAsWhatItStandsFor()
    {
        byte[] pound = [0b00110, 0b01001, 0b01000, 0b11100, 0b01000, 0b01000, 0b11111, 0];
        var rig = new Rig();
        Hd44780Lcd lcd = Lcd(rig);
        lcd.MapCustom(pound, '\u00A3');
        Hd44780Display display = Driver(rig);
        display.DefineCharacter(3, pound);
        display.Show(Cells("\u00035.00"));
        Assert.StartsWith("\u00A35.00", lcd.Text);
        display.DefineCharacter(3, new byte[8]);
        Assert.StartsWith("\u24635.00", lcd.Text, "one that stands for nothing shows its code");
        display.Show(Cells("\u00035.01"));
        Assert.StartsWith("\u24635.01", lcd.Text);
    }

    [TestMethod]
    [DataRow(20, 4)]
    [DataRow(16, 4)]
    [DataRow(8, 1)]
    [DataRow(40, 2)]
    public void OtherSizes(int columns, int rows)
    {
        var rig = new Rig();
        var lcd = new Hd44780Lcd(rig.Chip, Array.ConvertAll(Pins, rig.Chip.Net), columns, rows);
        var display = new Hd44780Display(rig.Controller, rig.Time, Pins, columns, rows);
        byte[] cells = new byte[columns * rows];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (byte)('0' + (i % 75 < 44 ? i % 75 : i % 44));
        }

        display.Show(cells);
        for (int row = 0; row < rows; row++)
        {
            Assert.AreEqual(Encoding.ASCII.GetString(cells, row * columns, columns), lcd.Row(row));
        }
    }

    [TestMethod]
    public void DisplayWhosePinIsTakenFailsAloneAndQuietly()
    {
        var rig = new Rig();
        rig.Controller.OpenPin(Pins[4], PinMode.Input);
        Hd44780Display display = Driver(rig);
        display.Show(Cells("nobody sees this"));
        display.DefineCharacter(0, new byte[8]);
        Assert.IsTrue(display.HasFailed);
    }

    [TestMethod]
    public void DisplayWhosePinFailsLaterFailsAloneAndQuietly()
    {
        var rig = new Rig();
        Hd44780Display display = Driver(rig);
        rig.Controller.ClosePin(Pins[2]);
        display.Show(Cells("nobody sees this"));
        Assert.IsTrue(display.HasFailed);
    }

    [TestMethod]
    public void MissingDisplayGoesUnnoticed()
    {
        var rig = new Rig();
        Hd44780Display display = Driver(rig);
        display.Show(Cells("nobody sees this"));
        Assert.IsFalse(display.HasFailed);
    }

    [TestMethod]
    public void WrongNumberOfCellsIsRefused()
    {
        var rig = new Rig();
        Hd44780Display display = Driver(rig);
        Assert.ThrowsExactly<ArgumentException>(() => display.Show(new byte[31]));
        Assert.ThrowsExactly<ArgumentException>(() => display.DefineCharacter(8, new byte[8]));
        Assert.ThrowsExactly<ArgumentException>(() => display.DefineCharacter(0, new byte[7]));
    }

    private static Hd44780Lcd Lcd(Rig rig)
    {
        rig.Chip.Net(Pins[1]).AddResistor(4_700, 0);
        return new Hd44780Lcd(rig.Chip, Array.ConvertAll(Pins, rig.Chip.Net));
    }

    private static Hd44780Display Driver(Rig rig) => new(rig.Controller, rig.Time, Pins, 16, 2);

    private static byte[] Cells(string text) => Encoding.Latin1.GetBytes(text.PadRight(32));

    // One octet a changed cell, and one to go there unless the cursor is there already.
    private static int Octets(byte[] before, byte[] after, ref int address)
    {
        int octets = 0;
        for (int i = 0; i < after.Length; i++)
        {
            if (before[i] != after[i])
            {
                int cell = (i / 16 * 0x40) + (i % 16);
                octets += cell == address ? 1 : 2;
                address = cell + 1;
            }
        }

        return octets;
    }
}
