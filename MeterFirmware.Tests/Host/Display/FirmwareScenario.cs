using System;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Boot;
using MeterFirmware.Tests.Host.Update;
using MeterFirmware.Update;
using MeterFirmware.VirtualEsp32.Parts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Display;

/// <summary>The LCD of the virtual WROVER, whose firmware changes.</summary>
internal sealed class FirmwareScenario : LcdRecord, IDisposable
{
    private readonly BenchRun run = new();
    private readonly FirmwarePackage package;
    private int received;

    public FirmwareScenario()
    {
        package = run.Package;
        run.Bench.Run(1_000);
    }

    public override Hd44780Lcd Lcd => run.Bench.Board.Display;

    protected override Contact ButtonA => run.Bench.Board.ButtonA;

    protected override Contact ButtonB => run.Bench.Board.ButtonB;

    public override void Wait(int milliseconds) => run.Link.Run(milliseconds);

    public void ReceiveFirstSegment()
    {
        Assert.AreEqual(ImageResult.Good, run.Bench.Meter.Receiver.Begin(package.File, package.File.Length));
        Receive(SlotStore.SegmentOctets);
    }

    public void ReceiveRest()
    {
        Receive(package.File.Length);
        Assert.IsFalse(run.Bench.Meter.Receiver.IsReceiving);
    }

    public void Activate() => run.Link.Send(FirmwareCommands.Activate(package.Digest));

    public void Dispose() => run.Dispose();

    private void Receive(int end)
    {
        while (received < end)
        {
            int count = Math.Min(ImageReceiver.Granule, end - received);
            run.Bench.Meter.Receiver.Put(received, package.File, received, count);
            received += count;
        }
    }
}
