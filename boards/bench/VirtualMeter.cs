using System;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.DevKitC;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Update;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench;

/// <summary>
/// An ESP32-DevKitC that has just got its power, with everything around it: the definition, the drivers and the loop are
/// those of the real board. Only the cryptography and what time comes from are the PC's.
/// </summary>
internal sealed class VirtualMeter : IBenchMeter
{
    // 2000-01-01T00:00:00Z
    private const long EpochUnixSeconds = 946_684_800;

    private const int EsmeCoverPin = 17;

    private readonly VirtualTime time;
    private readonly BoardHal hal;
    private readonly MeterLoop loop;
    private readonly DotNetCryptography cryptography;
    private readonly MeterIdentity identity;
    private readonly DataFolder folder;

    /// <summary>Powers it.</summary>
    /// <param name="folder">Holds its flash, and is locked.</param>
    /// <param name="identity">Who it is.</param>
    /// <param name="clock">The time of its circuit.</param>
    /// <param name="utc">What time it is; null while nobody has told it.</param>
    /// <param name="gas">What gas meter it is; null for what the board has.</param>
    /// <param name="hubClockRate">How many times faster the hub's three minutes go by.</param>
    /// <exception cref="BenchException">The gas meter may not have the display that it would have.</exception>
    public VirtualMeter(
        DataFolder folder,
        MeterIdentity identity,
        VirtualClock clock,
        DateTimeOffset? utc,
        GasMeter gas = null,
        int hubClockRate = 1
    )
    {
        Chip = new VirtualChip(clock);
        VirtualChip.Current = Chip;
        time = new VirtualTime(Chip);
        BoardDefinition definition = DefinitionFor(identity.Kind);
        definition.StorageRoot = folder.Flash;
        gas?.Describe(definition);
        Board = new VirtualBoard(Chip, definition, hubClockRate);
        GlyphMap.Apply(Board.Display);
        hal = new BoardHal(definition, time);
        if (identity.Kind == MeterKind.Esme)
        {
            hal.Voltage = Voltage;
        }

        if (utc.HasValue)
        {
            SetClock(utc.Value);
        }

        this.identity = identity;
        this.folder = folder;
        cryptography = identity.CreateCryptography();
        State = new MeterState(MeterProgram.Configure(identity.Kind, identity.Device.Id, definition), hal.Store);
        Meter = Assemble();
        Meter.UseUpdate(new Activation(State, MeterProgram.DeployedFirmware(), null, null), null);
        Meter.Server.Common = new ActivateFirmware(State, Meter.Activation);
        loop = new MeterLoop(Meter, hal);
    }

    /// <summary>The chip.</summary>
    public VirtualChip Chip { get; }

    /// <summary>The parts around the chip.</summary>
    public VirtualBoard Board { get; }

    /// <summary>The voltage that an electricity meter's metrology measures.</summary>
    public VirtualVoltage Voltage { get; } = new();

    /// <summary>True if the board knows what time it is.</summary>
    public bool KnowsTime => hal.Clock.IsUtcKnown;

    /// <summary>Seconds since 2000-01-01T00:00:00Z; meaningless unless <see cref="KnowsTime"/>.</summary>
    public long UtcSeconds => hal.Clock.UtcSeconds;

    public MeterState State { get; }

    public Meter Meter { get; }

    /// <summary>What the meter makes of payloads.</summary>
    public static PayloadHandler CreatePayload(MeterState state) =>
        state.Configuration.Kind == MeterKind.Esme
            ? new EsmePayload(EsmePayload.CreateGroups(state))
            : new GsmePayload(GsmePayload.CreateGroups(state));

    /// <summary>
    /// What the meter of a kind is wired to: the DevKitC, and on the two pins that its wiring leaves to a PSRAM, which this
    /// module lacks, auxiliary switch 1 and a contact at the cover of an electricity meter.
    /// </summary>
    public static BoardDefinition DefinitionFor(int kind)
    {
        if (kind != MeterKind.Esme)
        {
            return DevKitCBoard.Gsme();
        }

        BoardDefinition board = DevKitCBoard.Esme();
        board.AuxiliarySwitches =
        [
            new LineDefinition("auxiliary 1", 16, ActiveLevel.High, [new Pull(4_700, 0, false)]),
        ];
        board.Cover = new LineDefinition(
            "cover",
            EsmeCoverPin,
            ActiveLevel.High,
            [new Pull(10_000, Esp32Pins.SupplyMillivolts, false)]
        );
        return board;
    }

    /// <summary>Starts the program of the board.</summary>
    /// <exception cref="BenchException">The storage holds another meter's state.</exception>
    public void Start()
    {
        // Before anything is written, even the remote parties.
        int found = State.Store.Load();
        if (!StartResult.MayRun(found))
        {
            throw new BenchException($"{folder.Flash}: {StartResult.NameOf(found)}; nothing was changed");
        }

        identity.Provision(hal.Store, folder.IsNew);
        folder.NoteProvisioned();
        loop.Start();
    }

    /// <summary>Tells the board what time it is.</summary>
    public void SetClock(DateTimeOffset utc) => hal.Clock.SetUtc(utc.ToUnixTimeSeconds() - EpochUnixSeconds);

    /// <summary>One turn of the board's loop with the rest after it.</summary>
    public void Turn()
    {
        // A turn with octets is followed by the next at once, but its circuit has to keep up with the time.
        if (loop.Turn())
        {
            Chip.Clock.Pass(0);
        }
        else
        {
            time.Wait(MeterLoop.RestMilliseconds);
        }
    }

    public void Dispose() => cryptography.Dispose();

    private Meter Assemble()
    {
        try
        {
            return new Meter(State, hal.Store, cryptography, CreatePayload(State));
        }
        catch (ArgumentException e)
        {
            throw new BenchException(e.Message);
        }
    }
}
