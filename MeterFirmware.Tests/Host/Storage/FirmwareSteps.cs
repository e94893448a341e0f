using System;
using System.Linq;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Gbcs;
using MeterFirmware.Tests.Update;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// The steps of the firmware update and of the watch over the supply: a meter on a board with slots, whose firmware is in the
/// first. A step puts the update's parts together if the meter does not have them, so that it stands for itself after a cut.
/// </summary>
internal static class FirmwareSteps
{
    private const byte Old = 0xCD;
    private const byte New = 0xCE;
    private const int Segments = 4;
    private const int ImageLength = 6000;

    private static readonly byte[] file = OtaFile.Create(New, ImageLength);
    private static readonly byte[] damaged = [.. file[..^100], (byte)(file[^100] ^ 1), .. file[^99..]];

    /// <summary>CS06 for the file's image, at once.</summary>
    public static byte[] Immediate(int kind) => Cs06(kind, null);

    /// <summary>CS06 for it, at a time.</summary>
    public static byte[] FutureDated(int kind) => Cs06(kind, "20310101000000Z");

    /// <summary>CS06 that takes it back.</summary>
    public static byte[] Cancelled(int kind) => Cs06(kind, "99991231235959Z");

    /// <summary>A CS06 that is answered at once: it writes with the start of the update's parts, and for itself.</summary>
    public static Scenario Command(string name, int kind, byte[] message) =>
        new(name, kind, 2, new Step(meter => Send(meter, message), message))
        {
            Prepare = Settle(kind),
            CommitsBefore = [5],
        };

    /// <summary>A CS06 for the image that is held: its answer comes after the restart.</summary>
    public static Scenario Activation(string name, int kind) =>
        new(name, kind, 2, new Step(meter => Send(meter, Immediate(kind))))
        {
            Prepare = Receive(kind),
            CommitsBefore = [5],
        };

    /// <summary>The moment of a CS06 comes when nothing is held: its outcome is stored, and told in an alert.</summary>
    public static Scenario Moment(string name, int kind) =>
        new(
            name,
            kind,
            4,
            new Step(meter => Send(meter, Cs06(kind, "20291231120100Z"))),
            new Step(meter => AttachAndSend(meter, 61)) { IsChain = true }
        )
        {
            Prepare = Settle(kind),
            CommitsBefore = [5],
        };

    /// <summary>The image that is held is started: the bootstrap's record says so, and a restart is wanted.</summary>
    public static Scenario Launch(string name, int kind) =>
        new(name, kind, 4, new Step(meter => AttachAndSend(meter, 3)) { IsChain = true })
        {
            Prepare = Receive(kind) + Command(kind),
            CommitsBefore = [5],
        };

    /// <summary>It runs on trial, and confirms itself.</summary>
    public static Scenario Trial(string name, int kind) =>
        new(name, kind, 4, new Step(TryOut) { IsChain = true })
        {
            Prepare = Receive(kind) + Command(kind) + (records => AttachAndSend(new MeterRig(kind, records), 3)),
            CommitsBefore = [5],
        };

    /// <summary>A file whose image is not that of its signature.</summary>
    public static Scenario Damaged(string name, int kind) =>
        new(name, kind, 3, new Step(meter => Put(meter, 1, damaged)))
        {
            Prepare = Settle(kind) + (records => Put(new MeterRig(kind, records), 0, damaged)),
            CommitsBefore = [5],
        };

    /// <summary>A file of two segments: its header, the segment that closes first, and the one that ends it.</summary>
    public static Scenario Reception(string name, int kind) =>
        new(name, kind, 8, new Step(Begin), new Step(meter => Put(meter, 0)), new Step(meter => Put(meter, 1)))
        {
            Prepare = Settle(kind),
            CommitsBefore = [5],
        };

    /// <summary>An outage that a start finds, and its end. Its alert leaves where the update's parts are there to send it.</summary>
    public static Scenario Outage(string name, int kind, int writes, int seconds, bool isTold) =>
        new(
            name,
            kind,
            writes,
            new Step(meter => FindOutage(meter, isTold)) { IsChain = true },
            new Step(meter => EndOutage(meter, seconds, isTold)) { IsChain = true }
        )
        {
            Prepare = KnowTime(kind),
            KnowsTime = false,
            IsClockSet = true,
            CommitsBefore = [5],
        };

    private static void FindOutage(MeterRig meter, bool isTold)
    {
        if (isTold)
        {
            Attach(meter);
        }

        meter.Meter.Tick(1_000, false, 0);
    }

    // The supply has stayed, and the time is known.
    private static void EndOutage(MeterRig meter, int seconds, bool isTold)
    {
        FindOutage(meter, isTold);
        meter.Meter.Tick(62_000, true, MeterRig.Noon2030 + seconds);
        if (isTold)
        {
            Moments.TickAndSend(meter, seconds, 62_000);
        }
    }

    // What the first start with this firmware writes about itself.
    private static Action<IRecordStore> Settle(int kind) => records => Attach(new MeterRig(kind, records));

    private static Action<IRecordStore> KnowTime(int kind) =>
        records =>
        {
            var meter = new MeterRig(kind, records);
            meter.Tick(1);
            meter.Meter.PrepareRestart();
        };

    private static Action<IRecordStore> Command(int kind) =>
        records => Send(new MeterRig(kind, records), Immediate(kind));

    private static Action<IRecordStore> Receive(int kind) =>
        records =>
        {
            var meter = new MeterRig(kind, records);
            Begin(meter);
            Put(meter, 0);
            Put(meter, 1);
        };

    private static void Send(MeterRig meter, byte[] message)
    {
        Attach(meter);
        meter.Send(message);
    }

    private static void Begin(MeterRig meter)
    {
        Attach(meter);
        if (!meter.Meter.Receiver.IsReceiving)
        {
            meter.Meter.Receiver.Begin(file, OtaHeader.ParseLength);
        }
    }

    private static void Put(MeterRig meter, int segment) => Put(meter, segment, file);

    private static void Put(MeterRig meter, int segment, byte[] octets)
    {
        Begin(meter);
        int at = segment * SlotStore.SegmentOctets;
        meter.Meter.Receiver.Put(at, octets, at, Math.Min(SlotStore.SegmentOctets, octets.Length - at));
    }

    private static void AttachAndSend(MeterRig meter, int second)
    {
        Attach(meter);
        Moments.TickAndSend(meter, second);
    }

    // The bootstrap has started what is on trial until its record says that it was confirmed.
    private static void TryOut(MeterRig meter)
    {
        var boot = new BootRecord(meter.Records);
        bool isTrial = boot.Load() && boot.State != BootState.Confirmed;
        Attach(meter, new RunningFirmware(OtaFile.Version(New), OtaFile.Digest(file, ImageLength), 1, isTrial));
        for (int turn = 0; turn <= MeterFirmware.Update.Activation.TrialTurns; turn++)
        {
            meter.Meter.Tick(2_000 + turn * 200, true, MeterRig.Noon2030 + 2 + turn / 5);
        }

        Moments.TickAndSend(meter, 14);
    }

    private static void Attach(MeterRig meter) =>
        Attach(meter, new RunningFirmware(OtaFile.Version(Old), new byte[32], 0, false));

    private static void Attach(MeterRig meter, RunningFirmware running)
    {
        if (meter.Meter.Receiver != null)
        {
            return;
        }

        var slots = new SlotStore(meter.Records, Segments);
        var image = new SlotImage(slots, new FakeCryptography(3), OtaFile.Target());
        var activation = new Activation(meter.State, running, new BootRecord(meter.Records), slots);
        var receiver = new ImageReceiver(meter.State, running, slots, image);
        meter.Meter.UseUpdate(activation, receiver);
        meter.Meter.Server.Common = new ActivateFirmware(meter.State, activation);
        activation.Start();
        receiver.Start();
    }

    private static byte[] Cs06(int kind, string time)
    {
        byte[] hash = OtaFile.Digest(file, ImageLength);
        byte[] counter = [Scenarios.Counter >> 8, Scenarios.Counter & 0xFF];
        byte[] when = time == null ? [] : [0x18, (byte)time.Length, .. time.Select(letter => (byte)letter)];
        byte[] content = [0x04, 32, .. hash, 0x02, 2, .. counter, .. when];
        return new Rig(kind).Command(
            ActivateFirmware.MessageCode,
            Scenarios.Counter,
            [0x30, (byte)content.Length, .. content],
            true
        );
    }
}
