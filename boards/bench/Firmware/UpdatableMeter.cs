using System;
using System.IO;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Virtual;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// An ESP32-WROVER-E of the bench whose flash is in a data folder: its firmware can be changed. The maker's key is made at
/// the first start and stays beside the flash, and the first firmware is in slot A.
/// </summary>
internal sealed class UpdatableMeter : IBenchMeter
{
    /// <summary>The version of the first firmware.</summary>
    public const int FirstVersion = 0x01000000;

    // 2000-01-01T00:00:00Z
    private const long EpochUnixSeconds = 946_684_800;

    private readonly FirmwareBench bench;
    private readonly MeterIdentity identity;
    private readonly DataFolder folder;
    private readonly FileRecordStore flash;
    private readonly P256Key makerKey;

    /// <summary>Powers it.</summary>
    /// <param name="folder">Holds its flash, and is locked.</param>
    /// <param name="identity">Who it is.</param>
    /// <param name="clock">The time of its circuit.</param>
    /// <param name="utc">What time it is; null while nobody has told it.</param>
    /// <param name="gas">What gas meter it is; null for what the board has.</param>
    /// <param name="hubClockRate">How many times faster the hub's three minutes go by.</param>
    public UpdatableMeter(
        DataFolder folder,
        MeterIdentity identity,
        VirtualClock clock,
        DateTimeOffset? utc,
        GasMeter gas = null,
        int hubClockRate = 1
    )
    {
        this.folder = folder;
        this.identity = identity;
        flash = new FileRecordStore(folder.Flash);
        makerKey = File.Exists(folder.MakerFile) ? MakerKey.Read(folder.MakerFile) : MakerKey.Make(folder.MakerFile);
        bench = new FirmwareBench(identity, makerKey, hubClockRate, store: flash, clock: clock, gas: gas)
        {
            Voltage = identity.Kind == MeterKind.Esme ? Voltage : null,
        };
        GlyphMap.Apply(bench.Board.Display);
        if (utc.HasValue)
        {
            SetClock(utc.Value);
        }
    }

    /// <inheritdoc/>
    public VirtualChip Chip => bench.Chip;

    /// <inheritdoc/>
    public VirtualBoard Board => bench.Board;

    /// <inheritdoc/>
    public VirtualVoltage Voltage { get; } = new();

    /// <inheritdoc/>
    public MeterState State => bench.State;

    /// <inheritdoc/>
    public bool KnowsTime => bench.Hal?.Clock.IsUtcKnown ?? false;

    /// <inheritdoc/>
    public long UtcSeconds => bench.Hal?.Clock.UtcSeconds ?? 0;

    /// <inheritdoc/>
    public void SetClock(DateTimeOffset utc)
    {
        Chip.SystemTime = utc.UtcDateTime;
        bench.Hal?.Clock.SetUtc(utc.ToUnixTimeSeconds() - EpochUnixSeconds);
    }

    /// <inheritdoc/>
    public void Start()
    {
        int found = new MeterState(
            new MeterConfiguration(
                identity.Kind,
                identity.Device.Id,
                VirtualMeter.DefinitionFor(identity.Kind).PulseWeight
            ),
            flash
        ).Store.Load();
        if (!StartResult.MayRun(found))
        {
            throw new BenchException($"{folder.Flash}: {StartResult.NameOf(found)}; nothing was changed");
        }

        identity.Provision(flash, folder.IsNew);
        folder.NoteProvisioned();
        if (ImageTarget.Load(flash) == null)
        {
            bench.GiveSlots(bench.Make(FirstVersion));
        }

        bench.Turn();
    }

    /// <inheritdoc/>
    public void Turn() => bench.Turn();

    public void Dispose() => bench.Dispose();
}
