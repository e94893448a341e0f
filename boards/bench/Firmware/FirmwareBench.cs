using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.IO;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Update;
using MeterFirmware.VirtualEsp32;
using MeterFirmware.Wrover;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// An ESP32-WROVER-E that starts as the real one does: reset, bootstrap, the firmware of the slot that it chose, and
/// again after every restart, cut and crash. Pins, drivers, bootstrap and meter are those that ship. What is simulated is
/// the loading: .NET cannot run a .pe, so the "firmware" of a version is this same meter, with the fault that the version
/// was given.
/// </summary>
internal sealed class FirmwareBench : IDisposable
{
    /// <summary>How long after a reset of the chip the program begins: boot loader and interpreter.</summary>
    public const int ChipStartMilliseconds = 500;

    /// <summary>How long after a restart of the interpreter.</summary>
    public const int ClrStartMilliseconds = 200;

    /// <summary>What the bootstrap takes for each octet that it verifies: SHA-256 at 28 ms a KB (PERFORMANCE.md).</summary>
    public const int VerifyMicrosecondsAnOctet = 27;

    private const int TurnMilliseconds = 50;
    private const int HangMilliseconds = SoftwareWatchdog.LimitMilliseconds;

    // What the naive wiring gives the drivers for a cut line that it does not have.
    private const int UnusedPin = 16;

    private readonly VirtualTime time;
    private readonly BoardDefinition definition;
    private readonly bool isNaive;
    private readonly DotNetCryptography cryptography;
    private readonly P256Key makerKey;
    private readonly byte[] deviceId;
    private readonly Dictionary<int, FirmwareFault> faults = [];
    private MeterLoop loop;
    private OutputLine naiveCut;
    private bool isUp;
    private int turns;

    /// <summary>Powers a board that its maker has not yet given any firmware.</summary>
    /// <param name="deviceId">The meter's EUI-64.</param>
    /// <param name="cryptography">The device's.</param>
    /// <param name="makerKey">The manufacturer's.</param>
    /// <param name="hubClockRate">How many times faster the hub's three minutes go by.</param>
    /// <param name="isNaive">Wires the hub's supply to an enable line without a pull, as the project's boards must not.</param>
    /// <param name="store">The flash; null for one in memory.</param>
    public FirmwareBench(
        byte[] deviceId,
        DotNetCryptography cryptography,
        P256Key makerKey,
        int hubClockRate = 1,
        bool isNaive = false,
        IRecordStore store = null
    )
    {
        this.deviceId = deviceId;
        this.cryptography = cryptography;
        this.makerKey = makerKey;
        this.isNaive = isNaive;
        Chip = new VirtualChip(VirtualClock.Stepped());
        VirtualChip.Current = Chip;
        time = new VirtualTime(Chip);
        definition = WroverBoard.Esme();
        definition.StorageRoot = Path.Combine(Path.GetTempPath(), "meter-firmware-" + Guid.NewGuid().ToString("N"));
        if (isNaive)
        {
            definition.SupplyCut = new LineDefinition("hub enable", WroverBoard.SupplyCutPin, ActiveLevel.Low, []);
        }

        Board = new VirtualBoard(Chip, definition, hubClockRate);
        Store = new FaultyRecordStore(store ?? new MemoryRecordStore(), 1);
    }

    public VirtualChip Chip { get; }

    public VirtualBoard Board { get; }

    /// <summary>The flash.</summary>
    public FaultyRecordStore Store { get; }

    public Meter Meter { get; private set; }

    public MeterState State { get; private set; }

    /// <summary>How often the program was started.</summary>
    public int Starts { get; private set; }

    /// <summary>What a cut does to the processor: true for a loss of its supply, false for a reset.</summary>
    public bool CutsSupply { get; set; } = true;

    /// <summary>The time that goes on outside, seconds since 2000, which a head end sets the clock to.</summary>
    public long UtcSeconds => 820_000_000 + Chip.Clock.NowMicroseconds / 1_000_000;

    /// <summary>The nets that a waveform of the hub's view shows.</summary>
    public IReadOnlyList<(string Name, Net Net)> HubNets =>
        [
            ("hub_12V", Board.Rail),
            ("hub_cut", Chip.Net(definition.SupplyCut.Pin)),
            ("MT_PR", Chip.Net(definition.MeterPresent.Pin)),
            ("CH_PR", Chip.Net(definition.HubPresent.Pin)),
            ("AC_LO", Chip.Net(definition.MainsLost.Pin)),
            ("S0", Chip.Net(definition.Pulse.Pin)),
            ("UART_TX", Chip.Net(definition.TransmitPin)),
        ];

    /// <summary>Gives the firmware of a version a fault.</summary>
    public void SetFault(int version, FirmwareFault fault) => faults[version] = fault;

    /// <summary>The manufacturer's file of a version.</summary>
    public FirmwarePackage Make(int version)
    {
        byte[] body = new byte[6000];
        new Random(version).NextBytes(body);
        return new FirmwarePackage(version, FirmwarePackage.Bundle("Meter!Program", body), makerKey);
    }

    /// <summary>The maker puts firmware into the first slot.</summary>
    public void Install(FirmwarePackage package)
    {
        if (!NewMeter.Declare(Store))
        {
            throw new BenchException("the meter's storage refused to be declared new");
        }

        SlotStore slots = new(Store, definition.SlotSegments);
        byte[] mark = new byte[SlotStore.MarkLength];
        new byte[] { package.File[17], package.File[16], package.File[15], package.File[14] }.CopyTo(
            mark,
            SlotStore.VersionAt
        );
        package.Digest.CopyTo(mark, SlotStore.DigestAt);
        for (int at = 0; at < package.File.Length; at += SlotStore.SegmentOctets)
        {
            byte[] segment = package.File[at..Math.Min(at + SlotStore.SegmentOctets, package.File.Length)];
            slots.Write(0, at / SlotStore.SegmentOctets, segment, segment.Length);
        }

        slots.WriteMark(0, mark, package.File.Length);
    }

    /// <summary>Receives a file block by block, as over the air.</summary>
    /// <returns>An <see cref="ImageResult"/>.</returns>
    public int Receive(FirmwarePackage package)
    {
        int begun = Meter.Receiver.Begin(package.File, package.File.Length);
        while (begun == ImageResult.Good && Meter.Receiver.IsReceiving)
        {
            int at = Meter.Receiver.NextOffset;
            Meter.Receiver.Put(at, package.File, at, Math.Min(ImageReceiver.Granule, package.File.Length - at));
            begun = Meter.Receiver.IsReceiving ? begun : Meter.Receiver.LastImageResult;
        }

        return begun;
    }

    /// <summary>Commands the activation of an image as CS06 does: the request and its commit.</summary>
    /// <returns>A <see cref="RequestResult"/>.</returns>
    public int Activate(FirmwarePackage package, int at = ActivationTime.Now, byte counter = 1)
    {
        byte[] octets = [.. package.Digest, 0, 0, 0, 0, 0, 0, 0, counter];
        State.Image.Mark();
        int result = Meter.Activation.Request(octets, 0, 32, 0, at);
        return State.Store.Commit() ? result : -1;
    }

    /// <summary>The version that runs.</summary>
    public int RunningVersion => State.Image.GetInt32(UpdateLayout.RunningVersion);

    /// <summary>True while a meter runs, be it on trial.</summary>
    public bool IsMeterUp => isUp;

    /// <summary>Lets time pass; the program starts and restarts as it must.</summary>
    public void Run(int milliseconds)
    {
        long end = Chip.Clock.NowMicroseconds + milliseconds * 1000L;
        while (Chip.Clock.NowMicroseconds < end)
        {
            Guard(Step);
        }
    }

    /// <summary>Does something while the meter runs; a cut or a restart in it is what it would be on the board.</summary>
    /// <returns>False if the power was cut or the program restarted.</returns>
    public bool Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (RebootException reboot)
        {
            Stop(
                reboot.Option == nanoFramework.Runtime.Native.RebootOption.ClrOnly
                    ? ClrStartMilliseconds
                    : ChipStartMilliseconds
            );
        }
        catch (PowerCutException)
        {
            Cut(CutsSupply);
        }

        return false;
    }

    /// <summary>The processor loses its supply, or is reset; the mains is there.</summary>
    public void Cut(bool losesSupply)
    {
        if (losesSupply)
        {
            Chip.LoseSupply();
        }
        else
        {
            Chip.HardReset();
        }

        Store.Restart();
        Stop(ChipStartMilliseconds);
    }

    /// <summary>The mains goes away and comes back, and the processor with it.</summary>
    public void LoseMains(int seconds)
    {
        Board.Mains.Set(false);
        Chip.LoseSupply();
        Store.Restart();
        time.Wait(seconds * 1000);
        Board.Mains.Set(true);
        Stop(ChipStartMilliseconds);
    }

    /// <summary>The head end tells the meter the time.</summary>
    public void SetClock() => Chip.SystemTime = new DateTime(2000, 1, 1).AddSeconds(UtcSeconds);

    public void Dispose()
    {
        if (Directory.Exists(definition.StorageRoot))
        {
            Directory.Delete(definition.StorageRoot, true);
        }
    }

    private void Stop(int startMilliseconds)
    {
        isUp = false;
        loop = null;
        time.Wait(startMilliseconds);
    }

    private void Step()
    {
        if (loop == null)
        {
            Start();
        }

        turns++;
        FirmwareFault fault = faults.GetValueOrDefault(RunningVersion);
        if (fault == FirmwareFault.CrashesOnTrial && turns == 40)
        {
            ClrOnly();
        }

        if (fault == FirmwareFault.Hangs && turns == 40)
        {
            time.Wait(HangMilliseconds);
            ClrOnly();
        }

        if (fault == FirmwareFault.CannotStore && Meter.Activation.IsOnTrial)
        {
            Store.Refuse(Store.Writes + 1);
        }

        loop.Turn();
        time.Wait(TurnMilliseconds);
    }

    private static void ClrOnly() => new ClrRestart().Restart();

    // What the bootstrap's Main does, then what the firmware's Start does.
    private void Start()
    {
        Starts++;
        turns = 0;
        HubOutputs hub = OpenHub();
        IPulseInput pulses = new CountedPulseInput(time, definition.Pulse.Pin, definition.Pulse.ActiveLevel);
        SlotStore slots = new(Store, definition.SlotSegments);
        ImageTarget target = new(
            FirmwarePackage.ManufacturerCode,
            FirmwarePackage.ImageType,
            FirmwarePackage.HardwareVersion,
            deviceId,
            makerKey.Public
        );
        SlotImage image = new(slots, cryptography, target);
        BootRecord record = new(Store);
        Bootstrap bootstrap = new(record, image);
        int slot = bootstrap.Choose();
        if (slot == Bootstrap.NoSlot)
        {
            time.Wait(1_000);
            ClrOnly();
        }

        Chip.Clock.Pass((long)image.Header.FileLength * VerifyMicrosecondsAnOctet);
        Load(new BootHandover(hub, pulses, bootstrap, slot, record, slots, image));
    }

    private HubOutputs OpenHub()
    {
        GpioController controller = new();
        if (!isNaive)
        {
            return new HubOutputs(controller, definition.SupplyCut.Pin, definition.MeterPresent.Pin);
        }

        naiveCut = new OutputLine(controller, definition.SupplyCut.Pin, ActiveLevel.Low, false);
        naiveCut.Set(false);
        return new HubOutputs(controller, UnusedPin, definition.MeterPresent.Pin);
    }

    private void Load(BootHandover boot)
    {
        int version = Octets.GetInt32(boot.Version, 0);
        FirmwareFault fault = faults.GetValueOrDefault(version);
        if (fault is FirmwareFault.DoesNotLoad or FirmwareFault.CrashesAtStart)
        {
            time.Wait(fault == FirmwareFault.DoesNotLoad ? 10 : 300);
            ClrOnly();
        }

        BoardDefinition board = WroverBoard.Esme();
        board.StorageRoot = definition.StorageRoot;
        BoardHal hal = new(board, time, boot.Hub, boot.Pulses);
        State = new MeterState(new MeterConfiguration(MeterKind.Esme, deviceId, board.PulseWeight), Store);
        Meter = new Meter(State, Store, cryptography, new EsmePayload(EsmePayload.CreateGroups(State)));
        RunningFirmware running = new(boot.Version, boot.Digest, boot.Slot, boot.IsTrial);
        Meter.UseUpdate(
            new Activation(State, running, boot.Record, boot.Slots),
            new ImageReceiver(State, running, boot.Slots, boot.Image)
        );
        Meter.Server.Common = new ActivateFirmware(State, Meter.Activation);
        MeterLoop made = new(Meter, hal);
        if (!made.Start())
        {
            throw new BenchException("the flash holds another meter's state");
        }

        loop = made;
        isUp = true;
    }
}
