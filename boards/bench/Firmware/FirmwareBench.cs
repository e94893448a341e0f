using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.IO;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs.Asn1;
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
internal sealed class FirmwareBench : IFirmwareLoader, IFactoryFirmware, IDisposable
{
    /// <summary>How long after a reset of the chip the program begins: boot loader and interpreter.</summary>
    public const int ChipStartMilliseconds = 500;

    /// <summary>How long after a restart of the interpreter.</summary>
    public const int ClrStartMilliseconds = 200;

    /// <summary>What stands for a version where the factory firmware was loaded.</summary>
    public const int FactoryVersion = 1;

    /// <summary>What the bootstrap takes for each octet that it verifies: SHA-256 at 28 ms a KB (PERFORMANCE.md).</summary>
    public const int VerifyMicrosecondsAnOctet = 27;

    // Two segments.
    private const int BodyOctets = 5_200;
    private const int TurnMilliseconds = 50;
    private const int HoldUpMilliseconds = 200;
    private const int HangTurnMilliseconds = 500;
    private const int BootRetryMilliseconds = 5_000;

    // What the naive wiring gives the drivers for a cut line that it does not have.
    private const int UnusedPin = 16;

    private readonly VirtualTime time;
    private readonly Net program;
    private readonly NetSource programRuns;
    private readonly BoardDefinition definition;
    private readonly bool isNaive;
    private readonly GasMeter gas;
    private readonly MeterIdentity identity;
    private readonly DotNetCryptography cryptography;
    private readonly P256Key makerKey;
    private readonly Dictionary<int, FirmwareFault> faults = [];
    private VirtualWatchdog watchdog;
    private BoardHal hal;
    private MeterLoop loop;
    private OutputLine naiveCut;
    private bool isUp;
    private int turns;

    /// <summary>Powers a board that its maker has not yet given any firmware.</summary>
    /// <param name="identity">Who the meter is.</param>
    /// <param name="makerKey">The manufacturer's.</param>
    /// <param name="hubClockRate">How many times faster the hub's three minutes go by.</param>
    /// <param name="isNaive">Wires the hub's supply to an enable line without a pull, as the project's boards must not.</param>
    /// <param name="store">The flash; null for one in memory.</param>
    /// <param name="clock">The time of its circuit; null for one that is stepped.</param>
    /// <param name="gas">What gas meter it is; null for what the board has.</param>
    public FirmwareBench(
        MeterIdentity identity,
        P256Key makerKey,
        int hubClockRate = 1,
        bool isNaive = false,
        IRecordStore store = null,
        VirtualClock clock = null,
        GasMeter gas = null
    )
    {
        this.gas = gas;
        this.identity = identity;
        this.makerKey = makerKey;
        this.isNaive = isNaive;
        cryptography = identity.CreateCryptography();
        Chip = new VirtualChip(clock ?? VirtualClock.Stepped());
        VirtualChip.Current = Chip;
        time = new VirtualTime(Chip);
        program = Chip.AddNet("program runs", VirtualChip.SupplyMillivolts);
        programRuns = program.AddSource();
        programRuns.Drive(false);
        definition = Define();
        definition.StorageRoot = Path.Combine(Path.GetTempPath(), "meter-firmware-" + Guid.NewGuid().ToString("N"));
        if (isNaive)
        {
            definition.SupplyCut = new LineDefinition("hub enable", definition.SupplyCut.Pin, ActiveLevel.Low, []);
        }

        Board = new VirtualBoard(Chip, definition, hubClockRate);
        Store = new FaultyRecordStore(store ?? new MemoryRecordStore(), 1);
    }

    /// <summary>A <see cref="MeterKind"/>.</summary>
    public int Kind => identity.Kind;

    public VirtualChip Chip { get; }

    public VirtualBoard Board { get; }

    /// <summary>The flash.</summary>
    public FaultyRecordStore Store { get; }

    public Meter Meter { get; private set; }

    public MeterState State { get; private set; }

    /// <summary>What the program tells the time and the pins by; null while none runs.</summary>
    public BoardHal Hal => isUp ? hal : null;

    /// <summary>The metrology's voltage; null where it measures none.</summary>
    public VirtualVoltage Voltage { get; init; }

    /// <summary>How often the program was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often the processor was reset or lost its supply.</summary>
    public int Cuts { get; private set; }

    /// <summary>
    /// The version whose firmware was loaded last, whatever the meter says of itself; <see cref="FactoryVersion"/> for the
    /// factory's.
    /// </summary>
    public int LoadedVersion { get; private set; }

    /// <summary>What a cut does to the processor: true for a loss of its supply, false for a reset.</summary>
    public bool CutsSupply { get; set; } = true;

    /// <summary>The time that goes on outside, seconds since 2000, which a head end sets the clock to.</summary>
    public long UtcSeconds => 820_000_000 + Chip.Clock.NowMicroseconds / 1_000_000;

    /// <summary>
    /// The nets of a waveform: the hub's view of an ESME, the valve of a GSME, and what both have. The UART's lines show
    /// their idle level, not the octets, which travel beside the nets. program_runs is no wire: High from the program's
    /// first step to a reset, a restart or a loss of the supply.
    /// </summary>
    public IReadOnlyList<(string Name, Net Net)> Nets =>
        [
            .. definition.HasHub ? HubNets : ValveNets,
            ("S0", Chip.Net(definition.Pulse.Pin)),
            ("UART_TX", Chip.Net(definition.TransmitPin)),
            ("UART_RX", Chip.Net(definition.ReceivePin)),
            ("program_runs", program),
        ];

    private IEnumerable<(string Name, Net Net)> HubNets =>
        [
            ("hub_12V", Board.Rail),
            ("hub_cut", Chip.Net(definition.SupplyCut.Pin)),
            ("MT_PR", Chip.Net(definition.MeterPresent.Pin)),
            ("CH_PR", Chip.Net(definition.HubPresent.Pin)),
            ("AC_LO", Chip.Net(definition.MainsLost.Pin)),
        ];

    private IEnumerable<(string Name, Net Net)> ValveNets =>
        [("valve_open", Chip.Net(definition.SupplyOn.Pin)), ("valve_close", Chip.Net(definition.SupplyOff.Pin))];

    /// <summary>Gives the firmware of a version a fault.</summary>
    public void SetFault(int version, FirmwareFault fault) => faults[version] = fault;

    /// <summary>The manufacturer's file of a version.</summary>
    public FirmwarePackage Make(int version) => Make(Kind, version, makerKey, FirmwareFault.None);

    /// <summary>
    /// A file that this bench can start: it holds no program, only what is to be wrong with it, as the type of its entry.
    /// </summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="version">The file version.</param>
    /// <param name="key">The manufacturer's.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static FirmwarePackage Make(int kind, int version, P256Key key, FirmwareFault fault)
    {
        byte[] body = new byte[BodyOctets];
        new Random(version).NextBytes(body);
        return new FirmwarePackage(
            new FirmwareTarget(FirmwareTarget.BenchManufacturer, ImageTypeOf(kind), FirmwareTarget.BenchHardware),
            version,
            FirmwarePackage.Bundle("Meter!" + (fault == FirmwareFault.None ? "Program" : fault.ToString()), body),
            key
        );
    }

    /// <summary>The maker declares the meter new and puts firmware into the first slot.</summary>
    public void Install(FirmwarePackage package)
    {
        if (!NewMeter.Declare(Store))
        {
            throw new BenchException("the meter's storage refused to be declared new");
        }

        identity.Provision(Store);
        GiveSlots(package);
    }

    /// <summary>The maker gives a board its first firmware in a slot, and what it is to take.</summary>
    public void GiveSlots(FirmwarePackage package)
    {
        Write(MeterProgram.DeviceIdRecord, identity.Device.Id);
        FirmwareTarget target = new(FirmwareTarget.BenchManufacturer, ImageType, FirmwareTarget.BenchHardware);
        Write(ImageTarget.Record, target.MakerRecord(makerKey.Public));
        package.WriteSlot(new SlotStore(Store, definition.SlotSegments), 0);
    }

    /// <summary>The version that runs.</summary>
    public int RunningVersion => State.Image.GetInt32(UpdateLayout.RunningVersion);

    /// <summary>True while a meter runs, be it on trial.</summary>
    public bool IsMeterUp => isUp;

    /// <summary>One turn of the loop with the rest after it, or what there is instead of it.</summary>
    public void Turn() => Guard(Step);

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

    /// <summary>The program ends as after a crash; the interpreter starts it again.</summary>
    public void Crash() => Guard(ClrOnly);

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

        Cuts++;
        Store.Restart();
        Stop(ChipStartMilliseconds);
    }

    /// <summary>
    /// The mains goes away and comes back. The processor goes with it a little later, when the board's capacitors are empty.
    /// </summary>
    /// <param name="seconds">How long the mains is away, 1 or more.</param>
    /// <param name="holdUpMilliseconds">How long the capacitors last; 0 if the processor goes with the mains.</param>
    public void LoseMains(int seconds, int holdUpMilliseconds = HoldUpMilliseconds)
    {
        long back = Chip.Clock.NowMicroseconds + seconds * 1_000_000L;
        Board.Mains.Set(false);
        Run(holdUpMilliseconds);
        Chip.LoseSupply();
        programRuns.Drive(false);
        Store.Restart();
        Chip.Clock.Pass(back - Chip.Clock.NowMicroseconds);
        Board.Mains.Set(true);
        Stop(ChipStartMilliseconds);
    }

    /// <summary>The meter gets to know the time: as it runs, or at its next start.</summary>
    public void SetClock()
    {
        Chip.SystemTime = new DateTime(2000, 1, 1).AddSeconds(UtcSeconds);
        if (isUp)
        {
            hal.Clock.SetUtc(UtcSeconds);
        }
    }

    public void Dispose()
    {
        cryptography.Dispose();
        if (Directory.Exists(definition.StorageRoot))
        {
            Directory.Delete(definition.StorageRoot, true);
        }
    }

    private void Stop(int startMilliseconds)
    {
        isUp = false;
        loop = null;
        programRuns.Drive(false);
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
            Hang();
        }

        Store.RefusesAll = fault == FirmwareFault.CannotStore && Meter.Activation.IsOnTrial;
        watchdog.Kick();
        bool isBusy = loop.Turn();
        time.Wait(Chip.Clock.IsRealTime ? (isBusy ? 0 : MeterLoop.RestMilliseconds) : TurnMilliseconds);
        watchdog.Check();
    }

    private int ImageType => ImageTypeOf(Kind);

    private static int ImageTypeOf(int kind) =>
        kind == MeterKind.Esme ? FirmwareTarget.BenchEsme : FirmwareTarget.BenchGsme;

    private BoardDefinition Define()
    {
        BoardDefinition board = Kind == MeterKind.Esme ? WroverBoard.Esme() : WroverBoard.Gsme();
        gas?.Describe(board);
        return board;
    }

    private void Write(string name, byte[] octets)
    {
        if (Store.Write(name, octets, 0, octets.Length) != StoreResult.Ok)
        {
            throw new BenchException($"the meter's storage refused {name}");
        }
    }

    private static void ClrOnly() => new ClrRestart().Restart();

    // Nothing but the watchdog ends it.
    private void Hang()
    {
        while (true)
        {
            time.Wait(HangTurnMilliseconds);
            watchdog.Check();
        }
    }

    // What the bootstrap's Main does.
    private void Start()
    {
        Starts++;
        Store.RefusesAll = false;
        programRuns.Drive(true);
        turns = 0;
        watchdog = new VirtualWatchdog(Chip.Clock);
        HubOutputs hub = null;
        IPulseInput pulses = null;
        if (definition.HasHub)
        {
            hub = OpenHub();
            pulses = new CountedPulseInput(time, definition.Pulse.Pin, definition.Pulse.ActiveLevel);
        }

        var program = new BootProgram(Store, definition.SlotSegments, cryptography, this, this);
        try
        {
            program.Run(hub, pulses, watchdog);
        }
        catch (InvalidOperationException)
        {
            // The loader says so of a bundle that is none; the bootstrap prints it.
        }

        if (loop == null)
        {
            time.Wait(BootRetryMilliseconds);
            ClrOnly();
        }
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

    // What the loader does on the device, but for what only the interpreter can: make a program of the files.
    void IFirmwareLoader.Run(BundleReader bundle, BootHandover boot)
    {
        Chip.Clock.Pass((long)boot.Image.Header.FileLength * VerifyMicrosecondsAnOctet);
        if (!bundle.Open())
        {
            throw new InvalidOperationException("no bundle");
        }

        while (bundle.Next() != null) { }
        int version = Octets.GetInt32(boot.Version, 0);
        LoadedVersion = version;
        if (!faults.TryGetValue(version, out FirmwareFault fault) && Enum.TryParse(bundle.EntryType, out fault))
        {
            faults[version] = fault;
        }

        if (!bundle.IsAtEnd || fault == FirmwareFault.DoesNotLoad)
        {
            throw new InvalidOperationException("no entry point");
        }

        if (fault == FirmwareFault.HangsAtOnce)
        {
            Hang();
        }

        Wire(boot.Hub, boot.Pulses);
        MeterProgram.UseUpdate(Meter, boot);
        if (fault == FirmwareFault.CrashesAtStart)
        {
            time.Wait(300);
            ClrOnly();
        }

        Launch(fault);
    }

    void IFactoryFirmware.Start(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
    {
        LoadedVersion = FactoryVersion;
        Wire(hub, pulses);
        MeterProgram.UseUpdate(Meter, null);
        Launch(FirmwareFault.None);
    }

    private void Wire(HubOutputs hub, IPulseInput pulses)
    {
        BoardDefinition board = Define();
        board.StorageRoot = definition.StorageRoot;
        hal = new BoardHal(board, time, hub, pulses) { Voltage = Voltage };
        State = new MeterState(new MeterConfiguration(Kind, identity.Device.Id, board.PulseWeight), Store);
        Meter = new Meter(State, Store, cryptography, VirtualMeter.CreatePayload(State));
    }

    private void Launch(FirmwareFault fault)
    {
        Meter.Server.Common = new ActivateFirmware(State, Meter.Activation);
        MeterLoop made = new(Meter, hal);
        if (!made.Start())
        {
            throw new BenchException("the flash holds another meter's state");
        }

        if (fault == FirmwareFault.HangsAtStart)
        {
            Hang();
        }

        loop = made;
        isUp = true;
    }
}
