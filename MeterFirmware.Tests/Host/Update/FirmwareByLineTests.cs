using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using MeterFirmware.Bench;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Tests.Host.Bench;
using MeterFirmware.Update;
using MeterFirmware.VirtualEsp32;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>Firmware that comes over a board's UART, in lines that carry the OTA Upgrade cluster.</summary>
[TestClass]
public sealed class FirmwareByLineTests
{
    private const int Silence = 20_000;

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void PulledLineGoesOnWhereItStopped(int kind)
    {
        using var run = new BenchRun(kind);
        byte[] file = run.Package.File;
        run.Link.Offer(file);
        RunUntil(run, 2_000);
        run.Link.Unplug();
        run.Link.Run(Silence);
        Assert.IsFalse(run.Bench.Meter.Ota.IsAsking, "the meter is silent");
        int missing = run.Bench.Meter.Receiver.NextOffset;
        Assert.IsGreaterThan(1_000, missing);
        OtaServer hub = run.Link.Deliver(file);
        Assert.AreEqual(OtaStatus.Success, hub.Status);
        Assert.AreEqual(file.Length - missing, hub.Given, "not an octet twice");
        run.Activate();
        run.AssertRuns(BenchRun.New, ActivationOutcome.Success);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void RestartedMeterAsksForTheRestByItself(bool losesSupply)
    {
        using var run = new BenchRun();
        byte[] file = run.Package.File;
        run.Link.Offer(file);
        RunUntil(run, SlotStore.SegmentOctets + 500);
        int given = run.Link.Hub.Given;
        run.Bench.Cut(losesSupply);
        run.Link.Run(10_000);
        Assert.AreEqual(OtaStatus.Success, run.Link.Hub.Status);
        int rest = file.Length - SlotStore.SegmentOctets;
        Assert.IsInRange(
            rest,
            rest + OtaClient.BlockOctets,
            run.Link.Hub.Given - given,
            "the head, and the last segment"
        );
    }

    [TestMethod]
    public void LinesOfTheHubAndOfTheHeadEndMayMix()
    {
        using var run = new BenchRun();
        run.Link.Offer(run.Package.File);
        for (int i = 0; i < 20; i++)
        {
            RunUntil(run, Math.Min(250 * i, run.Package.File.Length));
            Assert.AreEqual(BenchRun.Old, run.ReadVersion());
        }

        run.Link.Run(Silence);
        Assert.AreEqual(OtaStatus.Success, run.Link.Hub.Status);
        Assert.AreEqual(0, run.Link.Torn);
        Assert.AreEqual(0, run.Bench.Meter.Ota.Refused);
        Assert.AreEqual(0, run.Bench.Meter.MalformedLines);
    }

    /// <summary>A board without slots says so, once for each offer.</summary>
    [TestMethod]
    public void BoardWithoutSlotsRefusesTheOffer()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path, MeterKind.Esme, DataFolder.OwnIdentity);
        using IDisposable held = data.Lock();
        using var meter = new VirtualMeter(data, Identities.OpenOrMake(data), VirtualClock.Stepped(), null);
        meter.Start();
        Assert.AreEqual("OTA:DATA#7:5:10050B0081\r\n", Tell(meter.Meter, "OTA:DATA#7:5:0905000064\r\n"));
    }

    /// <summary>
    /// Noise, frames whose fields are wrong and lines that are torn, in the middle of a reception: nothing is written,
    /// nothing of the image changes, and what is asked for again arrives.
    /// </summary>
    [TestMethod]
    public void NoiseAndWrongFieldsNeverChangeState()
    {
        const int Frames = 40_000;
        var random = new Random(25);
        using var run = new BenchRun();
        byte[] file = run.Package.File;
        run.Link.Offer(file);
        RunUntil(run, SlotStore.SegmentOctets + 500);
        run.Link.Unplug();
        run.Link.Run(50);
        Meter meter = run.Bench.Meter;
        int missing = meter.Receiver.NextOffset;
        int refused = meter.Ota.Refused;
        int writes = run.Bench.Store.Writes;
        byte[] before = SHA256.HashData(run.Bench.State.Image.Raw);
        byte[] answer = NextAnswer(file, missing);
        answer[1] = meter.Ota.Frame[1];
        for (int i = 0; i < Frames; i++)
        {
            string line = MessageLine.WriteOta(random.Next(256), Wrong(random, answer));
            if (i % 5 == 0)
            {
                line = Torn(random, line);
            }

            string said = Tell(meter, line + "\r\n");
            int answers = said.Split("OTA:DATA#").Length - 1;
            Assert.IsLessThanOrEqualTo(1, answers, $"frame {i}: {line} -> {said}");
        }

        Assert.IsGreaterThan(Frames / 4, meter.Ota.Refused - refused);
        Assert.AreEqual(missing, meter.Receiver.NextOffset);
        Assert.AreEqual(writes, run.Bench.Store.Writes);
        CollectionAssert.AreEqual(before, SHA256.HashData(run.Bench.State.Image.Raw));
        Assert.AreEqual(OtaStatus.Success, run.Link.Deliver(file).Status);
    }

    /// <summary>The canary of the test above: a frame with nothing wrong is taken.</summary>
    [TestMethod]
    public void FrameWithNothingWrongIsTaken()
    {
        using var run = new BenchRun();
        run.Link.Offer(run.Package.File);
        RunUntil(run, 500);
        run.Link.Unplug();
        run.Link.Run(50);
        Meter meter = run.Bench.Meter;
        int missing = meter.Receiver.NextOffset;
        Assert.IsTrue(meter.Ota.IsAsking);
        byte[] answer = NextAnswer(run.Package.File, missing);
        answer[1] = meter.Ota.Frame[1];
        Tell(meter, MessageLine.WriteOta(0, answer) + "\r\n");
        Assert.AreEqual(missing + OtaClient.BlockOctets, meter.Receiver.NextOffset);
    }

    private static void RunUntil(BenchRun run, int given)
    {
        while (run.Link.Hub.Given < given)
        {
            run.Link.Run(50);
        }
    }

    // The block that the meter asks for, but for the sequence number.
    private static byte[] NextAnswer(byte[] file, int offset)
    {
        int count = Math.Min(
            Math.Min(OtaClient.BlockOctets, file.Length - offset),
            SlotStore.SegmentOctets - offset % SlotStore.SegmentOctets
        );
        return
        [
            .. (byte[])[0x09, 0, 0x05, 0],
            .. file[10..18],
            .. BitConverter.GetBytes(offset),
            (byte)count,
            .. file[offset..(offset + count)],
        ];
    }

    // Noise, or an answer of which one field is wrong. Offers that are right but for a field are among them; none is right.
    private static byte[] Wrong(Random random, byte[] answer)
    {
        const int Fields = 17;
        byte[] frame;
        switch (random.Next(4))
        {
            case 0:
                frame = new byte[random.Next(1, 64)];
                random.NextBytes(frame);
                frame[0] = (byte)(random.Next(2) == 0 ? 0x09 : frame[0]);
                return IsHarmless(frame) ? frame : [0x09];
            case 1:
                frame = [.. answer];
                int at = random.Next(4, Fields);
                frame[random.Next(8) == 0 ? 2 : at] ^= (byte)(1 << random.Next(8));
                return frame;
            case 2:
                frame = answer[..random.Next(1, answer.Length)];
                return IsHarmless(frame) ? frame : [0x09];
            default:
                // A notice for somebody else.
                return [0x09, (byte)random.Next(256), 0x00, 1, 100, (byte)random.Next(256), 0x77];
        }
    }

    // A notice without a code makes the meter ask, and a status other than success makes it ask no more: both are right.
    private static bool IsHarmless(byte[] frame) => frame.Length < 4 || frame[2] is not (0x00 or 0x02 or 0x05 or 0x0B);

    private static string Torn(Random random, string line)
    {
        char[] letters = line.ToCharArray();
        int at = random.Next(letters.Length);
        letters[at] = (char)random.Next(0x21, 0x7F);
        string torn = new(letters);
        return random.Next(2) == 0 ? torn[..at] : torn[..at] + "x" + torn[at..];
    }

    private static string Tell(Meter meter, string line)
    {
        byte[] octets = Encoding.ASCII.GetBytes(line);
        var said = new StringBuilder();
        byte[] piece = new byte[64];
        for (int taken = 0; taken < octets.Length; )
        {
            taken += meter.Receive(octets, taken, octets.Length - taken);
            for (int count = meter.Send(piece); count > 0; count = meter.Send(piece))
            {
                said.Append(Encoding.ASCII.GetString(piece, 0, count));
            }
        }

        return said.ToString();
    }
}
