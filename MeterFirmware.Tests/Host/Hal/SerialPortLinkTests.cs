using System;
using System.IO.Ports;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The serial link, and the wire that stands for the line.</summary>
[TestClass]
public class SerialPortLinkTests
{
    private const int Baud = 115_200;

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void OctetsGoBothWays(int comPort)
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, comPort, 33, 32, Baud);
        UartEnd outside = rig.Chip.Uart(comPort).Outside;
        outside.Write("hello"u8.ToArray(), 0, 5);
        byte[] buffer = new byte[10];
        Assert.AreEqual(5, link.Read(buffer, 2, 8));
        Assert.AreEqual("hello", Encoding.ASCII.GetString(buffer, 2, 5));
        Assert.AreEqual(0, link.Read(buffer, 0, 10), "it does not wait");
        Assert.IsTrue(link.Write(buffer, 2, 5));
        Assert.AreEqual(5, outside.Read(buffer, 0, 10));
    }

    [TestMethod]
    public void ReadTakesNoMoreThanAskedFor()
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        rig.Chip.Uart(2).Outside.Write(new byte[100], 0, 100);
        Assert.AreEqual(30, link.Read(new byte[200], 0, 30));
        Assert.AreEqual(70, link.Read(new byte[200], 0, 200));
    }

    [TestMethod]
    [DataRow(8_000)]
    [DataRow(100)]
    [DataRow(7)]
    public void WritesKeepToTheLinesSpeed(int octetsInAWrite)
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        byte[] sent = Enumerable.Range(0, 8_000).Select(i => (byte)i).ToArray();
        byte[] received = new byte[sent.Length];
        long start = rig.Chip.Clock.NowMicroseconds;
        for (int i = 0; i < sent.Length; i += octetsInAWrite)
        {
            Assert.IsTrue(link.Write(sent, i, Math.Min(octetsInAWrite, sent.Length - i)));
        }

        long lineMicroseconds = (sent.Length - 128L) * 10 * 1_000_000 / Baud;
        Assert.IsGreaterThanOrEqualTo(lineMicroseconds, rig.Chip.Clock.NowMicroseconds - start);
        Assert.AreEqual(sent.Length, rig.Chip.Uart(2).Outside.Read(received, 0, received.Length));
        CollectionAssert.AreEqual(sent, received);
    }

    [TestMethod]
    public void TransmitLineIdlesHigh()
    {
        var rig = new Rig();
        _ = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        Assert.AreEqual(LogicLevel.High, rig.Chip.Net(33).Level);
    }

    [TestMethod]
    public void StuckLineRefusesAWriteAndRecovers()
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        rig.Chip.Uart(2).IsStuck = true;
        Assert.IsFalse(link.Write(new byte[10], 0, 10));
        rig.Chip.Uart(2).IsStuck = false;
        Assert.IsTrue(link.Write(new byte[10], 0, 10));
    }

    [TestMethod]
    public void PortThatCannotBeOpenedReadsNothingAndRefusesWrites()
    {
        var rig = new Rig();
        _ = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        var second = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        var onAnInput = new SerialPortLink(rig.Time, 3, 34, 32, Baud);
        Assert.AreEqual(0, second.Read(new byte[10], 0, 10));
        Assert.IsFalse(second.Write(new byte[10], 0, 10));
        Assert.IsFalse(onAnInput.Write(new byte[10], 0, 10));
    }

    [TestMethod]
    public void PortThatFailsLaterDoesNotThrow()
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        rig.Chip.RestartClr();
        Assert.AreEqual(0, link.Read(new byte[10], 0, 10));
        Assert.IsFalse(link.Write(new byte[10], 0, 10));
    }

    [TestMethod]
    [DataRow(-1, 5)]
    [DataRow(0, 11)]
    [DataRow(8, 3)]
    [DataRow(0, -1)]
    public void RangeBeyondTheBufferIsABug(int offset, int count)
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => link.Read(new byte[10], offset, count));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => link.Write(new byte[10], offset, count));
    }

    [TestMethod]
    public void WireIsBoundedAndTellsASenderToPause()
    {
        var rig = new Rig();
        var link = new SerialPortLink(rig.Time, 2, 33, 32, Baud);
        UartWire wire = rig.Chip.Uart(2);
        byte[] octets = new byte[SerialPortLink.ReceiveBufferOctets + 100];
        Assert.AreEqual(SerialPortLink.ReceiveBufferOctets, wire.Outside.Write(octets, 0, octets.Length));
        Assert.IsFalse(wire.Outside.WaitForRoom(1));
        Assert.AreEqual(100, link.Read(octets, 0, 100));
        Assert.IsTrue(wire.Outside.WaitForRoom(0));
    }

    [TestMethod]
    public void WhatNobodyTakesFromTheWireIsLost()
    {
        var rig = new Rig();
        using var port = OpenPort(rig);
        byte[] octets = new byte[UartWire.OutsideCapacity + 7];
        port.Write(octets, 0, octets.Length);
        Assert.AreEqual(7, rig.Chip.Uart(2).Outside.LostOctets);
    }

    [TestMethod]
    public void OutsideWakesWhenOctetsCome()
    {
        var rig = new Rig();
        using var port = OpenPort(rig);
        UartEnd outside = rig.Chip.Uart(2).Outside;
        Task<bool> waiting = Task.Run(() => outside.WaitForAvailable(3, 10_000));
        port.Write([1, 2, 3], 0, 3);
        Assert.IsTrue(waiting.Result);
    }

    [TestMethod]
    public void PortWaitsForWhatWasAskedForAndTimesOut()
    {
        var rig = new Rig();
        using var port = OpenPort(rig);
        port.ReadTimeout = 1;
        rig.Chip.Uart(2).Outside.Write([1, 2], 0, 2);
        Assert.ThrowsExactly<TimeoutException>(() => port.Read(new byte[3], 0, 3));
        Assert.AreEqual(2, port.BytesToRead);
    }

    private static SerialPort OpenPort(Rig rig)
    {
        rig.Chip.Uart(2);
        nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(
            33,
            nanoFramework.Hardware.Esp32.DeviceFunction.COM2_TX
        );
        nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(
            32,
            nanoFramework.Hardware.Esp32.DeviceFunction.COM2_RX
        );
        var port = new SerialPort("COM2", Baud);
        port.Open();
        return port;
    }
}
