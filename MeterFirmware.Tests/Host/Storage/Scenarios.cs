using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// Everything that makes this meter write: a line for each command, each kind of tick and each step of an update. Whoever
/// adds a write adds a line; a test compares the list with the use cases of the meter.
/// </summary>
internal static class Scenarios
{
    /// <summary>The counter of the commands that are swept; those of the preparation are lower.</summary>
    public const int Counter = 1000;

    private const int AdjustMethod = 4;
    private const int ResetMethod = 5;
    private const int Increment = 1;
    private const int Esme = MeterKind.Esme;
    private const int Gsme = MeterKind.Gsme;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ecs07-adjust", Esme, 1, Step.Command(EsmeDebts(0x001E, AdjustMethod, 777, Debt.Time1)))
        {
            CommitsBefore = [1, 4, 5],
        },
        new(
            "ecs07-three",
            Esme,
            1,
            Step.Command(EsmeDebts(0x001E, AdjustMethod, -50, Debt.Time1, Debt.Time2, Debt.Payment))
        ),
        new("ecs07-fails", Esme, 1, Step.Command(EsmeDebts(0x001E, AdjustMethod, int.MaxValue, Debt.Time1))),
        new(
            "ecs82-read",
            Esme,
            0,
            new Step(meter => meter.Send(EsmeCommand(0x0069, Payloads.ReadMeterBalance(), false)))
        ),
        new("gcs04-adjust", Gsme, 1, Step.Command(GsmeDebts(0x006E, 99, 2 * Debt.Time1 + Increment))),
        new("gcs04-three", Gsme, 1, Step.Command(GsmeDebts(0x006E, -7, 1, 3, 5))),
        new("gcs60-read", Gsme, 0, new Step(meter => meter.Send(Command(Gsme, 0x008D, GsmeRead, false)))),
        new("reset-esme-time1", Esme, 1, Step.Command(EsmeDebts(0x7F02, ResetMethod, 0, Debt.Time1))),
        new("reset-esme-time2", Esme, 1, Step.Command(EsmeDebts(0x7F02, ResetMethod, 0, Debt.Time2))),
        new("reset-esme-payment", Esme, 1, Step.Command(EsmeDebts(0x7F02, ResetMethod, 0, Debt.Payment))),
        new("reset-gsme-time1", Gsme, 1, Step.Command(GsmeDebts(0x7F03, 0, 2 * Debt.Time1))),
        new("reset-gsme-payment", Gsme, 1, Step.Command(GsmeDebts(0x7F03, 0, 2 * Debt.Payment))),
        new("ecs04a-balance", Esme, 1, Step.Command(EsmeInvoke(0x001C, [Credit(0, 1)], Int32(123)))),
        new(
            "ecs04b-reset",
            Esme,
            1,
            Step.Command(EsmeInvoke(0x00B3, [Credit(0, 2), Credit(1, 2), Credit(2, 2)], Int32(0), Int32(0), Int32(0)))
        ),
        new("ecs09-emergency", Esme, 1, Step.Command(EsmeInvoke(0x0020, [Credit(1, 3)], [0x0F, 0])))
        {
            Prepare = WithEmergencyCredit,
        },
        new("ecs42-enable", Esme, 1, Step.Command(EsmeInvoke(0x004F, [SupplyScript], [0x12, 0, 51]))),
        new("ecs43-disable", Esme, 1, Step.Command(EsmeInvoke(0x0050, [SupplyScript], [0x12, 0, 52]))),
        new("ecs44-arm", Esme, 1, Step.Command(EsmeInvoke(0x0051, [SupplyScript], [0x12, 0, 54]))),
        new("gcs40a-balance", Gsme, 1, Step.Command(GsmeCredit(0x0086, 0, 123))),
        new("gcs40b-reset", Gsme, 1, Step.Command(GsmeCredit(0x00B4, 1, 0))),
        new("gcs40c-bill", Gsme, 1, Step.Command(GsmeCredit(0x00C0, 3, 123))),
        new("gcs40d-reset-bill", Gsme, 1, Step.Command(GsmeCredit(0x00C2, 2, 0))),
        new("half-hour", Esme, 1, new Step(Scenario.HalfHour)),
        new("power-failing", Esme, 1, new Step(PowerFails)),
        new("security-log-and-alert", Esme, 2, new Step(Forge), new Step(meter => meter.Tick(62))),
        new("first-start", Gsme, 2, new Step(meter => meter.Tick(1))) { CommitsBefore = [0] },
        new("older-copy", Esme, 1, new Step(meter => meter.Tick(1))) { Prepare = DamageNewest, CommitsBefore = [4, 5] },
        new("refused-command", Esme, 2, new Step(meter => meter.Send(Adjust)), new Step(meter => meter.Tick(61)))
        {
            RefusedWrite = 1,
        },
        new("command-after-half-hour", Esme, 2, new Step(Scenario.HalfHour), Step.Command(Adjust)),
        // What the record adds to a commit is the same on either copy of the image: one of them each will do.
        new("ecs10-message", Esme, 2, Repeatable(EsmeText(0x0021, "Please call us.", SupplierMessage))),
        new("ecs14-pin", Esme, 4, new Step(SetPin), Step.Command(EsmeText(0x0023, "", PrivacyPin)))
        {
            CommitsBefore = [5],
        },
        new("ecs16-contact", Esme, 3, Repeatable(EsmeText(0x0025, "0333 202 4650", Telephone, Name)))
        {
            CommitsBefore = [4],
        },
        new("ecs39a-mpan", Esme, 2, Step.Command(EsmeText(0x004C, "1312345678111", Mpan))) { CommitsBefore = [5] },
        new("ecs39b-export", Esme, 2, Step.Command(Broker(Esme, 0x004D, EsmeSet("1312345678333", ExportMpan))))
        {
            CommitsBefore = [4],
        },
        new("ecs50-cin", Esme, 2, Step.Command(Broker(Esme, 0x0058, EsmeSet("0042", CustomerNumber))))
        {
            CommitsBefore = [5],
        },
        new("gcs07-message", Gsme, 2, Repeatable(Command(Gsme, 0x0071, GsmeMessage, false))) { CommitsBefore = [4] },
        new("gcs11-pin", Gsme, 4, new Step(SetPin), Step.Command(Command(Gsme, 0x0073, GsmePin, false)))
        {
            CommitsBefore = [5],
        },
        new("gcs36-cin", Gsme, 2, Step.Command(Broker(Gsme, 0x0083, GsmeText(6, "0042")))) { CommitsBefore = [4] },
        new("gcs41-mprn", Gsme, 2, Step.Command(Command(Gsme, 0x0087, GsmeText(3, "1234567890"), false)))
        {
            CommitsBefore = [5],
        },
        new("gcs44-contact", Gsme, 2, Repeatable(Command(Gsme, 0x0088, GsmeContact, false))) { CommitsBefore = [4] },
        new("wrong-pin", Esme, 3, new Step(SetPin), new Step(TryWrongPin)) { CommitsBefore = [5] },
        new(
            "message-acknowledged",
            Esme,
            3,
            new Step(meter => meter.Send(EsmeText(0x0021, "Please call us.", SupplierMessage))),
            new Step(meter => new MeterDisplaySource(meter.State).AcknowledgeMessage())
        )
        {
            CommitsBefore = [5],
        },
        // Which of the two copies is newest changes from line to line: both are swept above with the same commit.
        .. Configurations.Select((scenario, i) => scenario with { CommitsBefore = [4 + (i & 1)] }),
        FirmwareSteps.Command("cs06-esme-none-held-fails", Esme, FirmwareSteps.Immediate(Esme)),
        FirmwareSteps.Command("cs06-gsme-none-held-fails", Gsme, FirmwareSteps.Immediate(Gsme)),
        FirmwareSteps.Command("cs06-esme-future-dated", Esme, FirmwareSteps.FutureDated(Esme)),
        FirmwareSteps.Command("cs06-esme-cancelled", Esme, FirmwareSteps.Cancelled(Esme)),
        FirmwareSteps.Activation("cs06-esme-deferred", Esme),
        FirmwareSteps.Reception("reception", Esme),
        FirmwareSteps.Outage("outage-and-end", Esme, 4, 100, false),
        new("ecs70-clock", Esme, 1, Step.Command(EsmeCommand(0x0062, Payloads.SetClock(600, 1200), true))),
        FirmwareSteps.Outage("long-outage-is-told", Esme, 6, 400, true),
        FirmwareSteps.Outage("outage-gsme", Gsme, 4, 100, true),
        FirmwareSteps.Moment("cs06-esme-moment-fails", Esme),
        FirmwareSteps.Moment("cs06-gsme-moment-fails", Gsme),
        FirmwareSteps.Launch("cs06-esme-launch", Esme),
        FirmwareSteps.Trial("trial-esme", Esme),
        FirmwareSteps.Damaged("reception-damaged", Esme),
        new("replayed", Esme, 1, new Step(meter => Refuse(meter, Debts(Esme, 1)))) { CommitsBefore = [5] },
        new("not-conforming", Esme, 1, new Step(meter => Refuse(meter, EsmeCommand(0x001E, [0xD9, 1], true))))
        {
            CommitsBefore = [5],
        },
        new("unknown-party", Esme, 2, new Step(ForgeParty), new Step(meter => meter.Tick(62))) { CommitsBefore = [5] },
        new(
            "ecs70-doubt-and-set",
            Esme,
            2,
            Step.Command(EsmeCommand(0x0062, Payloads.SetClock(600, 1200), true)),
            Step.Command(SetClock(Counter + 1))
        )
        {
            CommitsBefore = [5],
        },
        new("gcs28-clock", Gsme, 1, Step.Command(Command(Gsme, 0x007F, Payloads.SetGasClock(600, 1200), true))),
        .. Tariffs
            .Concat(Moments.All)
            .Concat(VoltageMoments.All)
            .Concat(PaymentMoments.All)
            .Select(scenario => scenario with { CommitsBefore = [4 + (scenario.Name.Length & 1)] }),
    ];

    /// <summary>A command that makes each debt something, for the flash that a scenario begins with.</summary>
    public static byte[] Debts(int kind, int counter) =>
        kind == Esme
            ? Command(kind, 0x001E, Payloads.InvokeDebts([0, 1, 2], AdjustMethod, 1234 + counter), true, counter)
            : Command(kind, 0x006E, Payloads.ChangeDebt([1, 3, 5], 1234 + counter, 0xFF, 0, 0), true, counter);

    private static byte[] Adjust => EsmeDebts(0x001E, AdjustMethod, 1, Debt.Time2);

    // The payment commands that set what is in force, at once or later, those of the supply, and top ups. Some write a calendar
    // beside the image: after a cut the two belong together.
    private static IReadOnlyList<Scenario> Configurations =>
        [
            new("ecs02-now", Esme, 2, Step.Command(EsmeCommand(0x001A, PaymentPayloads.EsmeMode(false, false), true)))
            {
                Prepare = InPrepayment,
            },
            new("ecs02-later", Esme, 1, Step.Command(EsmeCommand(0x001A, PaymentPayloads.EsmeMode(false, true), true))),
            new("ecs03-now", Esme, 2, Step.Command(EsmeCommand(0x001B, PaymentPayloads.EsmeMode(true, false), true))),
            new(
                "ecs03-later",
                Esme,
                5,
                Step.Command(EsmeCommand(0x001B, PaymentPayloads.EsmeMode(true, true), true)),
                Moment
            ),
            new(
                "ecs08-now",
                Esme,
                2,
                Step.Command(EsmeCommand(0x001F, PaymentPayloads.EsmeConfiguration(false), true))
            ),
            new(
                "ecs08-later",
                Esme,
                2,
                Step.Command(EsmeCommand(0x001F, PaymentPayloads.EsmeConfiguration(true), true))
            ),
            new(
                "ecs08a-now",
                Esme,
                2,
                Step.Command(EsmeCommand(0x00DE, PaymentPayloads.EsmeConfiguration(false), true))
            ),
            new(
                "ecs08a-later",
                Esme,
                2,
                Step.Command(EsmeCommand(0x00DE, PaymentPayloads.EsmeConfiguration(true), true))
            ),
            new("ecs81-tamper", Esme, 1, Step.Command(EsmeCommand(0x0068, PaymentPayloads.TamperState(), true))),
            new("cover-removed", Esme, 3, new Step(RemoveCover) { IsChain = true }),
            new("ecs28b-reset", Esme, 1, Step.Command(EsmeCommand(0x0044, PaymentPayloads.LoadLimitReset(), false))),
            new("cs01a-top-up", Esme, 1, TopUp(Esme, 0x0007, PaymentPayloads.EsmeTopUp())) { Prepare = InPrepayment },
            new(
                "gcs02-now",
                Gsme,
                1,
                Step.Command(Command(Gsme, 0x006C, PaymentPayloads.GsmeMode(false, false), true))
            ),
            new(
                "gcs02-later",
                Gsme,
                1,
                Step.Command(Command(Gsme, 0x006C, PaymentPayloads.GsmeMode(false, true), true))
            ),
            new("gcs03-now", Gsme, 2, Step.Command(Command(Gsme, 0x006D, PaymentPayloads.GsmeMode(true, false), true))),
            new(
                "gcs03-later",
                Gsme,
                1,
                Step.Command(Command(Gsme, 0x006D, PaymentPayloads.GsmeMode(true, true), true))
            ),
            new(
                "gcs05-now",
                Gsme,
                2,
                Step.Command(Command(Gsme, 0x006F, PaymentPayloads.GsmeConfiguration(false), true))
            ),
            new(
                "gcs05-later",
                Gsme,
                9,
                Step.Command(Command(Gsme, 0x006F, PaymentPayloads.GsmeConfiguration(true), true)),
                Moment
            ),
            new(
                "gcs06-emergency",
                Gsme,
                1,
                Step.Command(Command(Gsme, 0x0070, PaymentPayloads.GsmeEmergencyCredit(), true))
            )
            {
                Prepare = WithEmergencyCredit,
            },
            new("gcs32-close", Gsme, 1, Step.Command(Command(Gsme, 0x0081, PaymentPayloads.GsmeSupply(false), true))),
            new("gcs39-arm", Gsme, 1, Step.Command(Command(Gsme, 0x0085, PaymentPayloads.GsmeSupply(true), true))),
            new("cs01b-top-up", Gsme, 1, TopUp(Gsme, 0x0097, PaymentPayloads.GsmeTopUp())) { Prepare = InPrepayment },
        ];

    // Of a tariff each table is a record; those of a secondary element are the same again, which this meter does not have.
    private static IReadOnlyList<Scenario> Tariffs =>
        [
            new("ecs01a-now", Esme, 8, Step.Command(EsmeCommand(0x0019, new EsmeTariff().Whole(), true))),
            new("ecs01a-later", Esme, 16, Step.Command(EsmeCommand(0x0019, Later.Whole(), true)), Moment),
            new("ecs01a-cancelled", Esme, 1, Step.Command(EsmeCommand(0x0019, Never.Whole(), true)))
            {
                Before = meter => meter.Send(Command(Esme, 0x0019, Later.Whole(), true, Counter - 1)),
            },
            new("ecs01b-now", Esme, 4, Step.Command(EsmeCommand(0x00A2, new EsmeTariff().Prices(), true))),
            new("ecs01b-later", Esme, 7, Step.Command(EsmeCommand(0x00A2, Later.Prices(), true)), Moment),
            new("ecs01c-fails", Esme, 1, Step.Command(EsmeCommand(0x00B7, new EsmeTariff().Secondary(), true))),
            new("ecs01d-fails", Esme, 1, Step.Command(EsmeCommand(0x00C7, new EsmeTariff().SecondaryPrices(), true))),
            new("ecs05-reset", Esme, 1, Step.Command(EsmeCommand(0x001D, EsmeTariff.Script(99), true))),
            new("ecs30-billing", Esme, 2, Step.Command(EsmeCommand(0x0046, EsmeBilling, true))),
            new("ecs30a-billing", Esme, 2, Step.Command(EsmeCommand(0x00D7, EsmeBilling, true))),
            new("ecs29e-voltage-counters", Esme, 1, Step.Command(VoltageCounterReset)),
            new("ecs46a-description", Esme, 2, Repeatable(EsmeCommand(0x0053, SwitchDescription, true))),
            new("ecs47-reset", Esme, 2, Step.Command(EsmeInvoke(0x0055, [SwitchScript], [0x12, 1, 0x20]))),
            new("gcs23-factors", Gsme, 3, Step.Command(Command(Gsme, 0x007C, Payloads.GasFactors(102000, 391), true))),
            new("gcs24-flow", Gsme, 2, Step.Command(Command(Gsme, 0x007D, GsmeFlow(1), true))),
            new("gcs24a-flow", Gsme, 2, Step.Command(Command(Gsme, 0x00FC, GsmeFlow(10_000), true))),
            new("gcs25-billing", Gsme, 2, Step.Command(Command(Gsme, 0x007E, GsmeBilling, true))),
            new("gcs25a-billing", Gsme, 2, Step.Command(Command(Gsme, 0x00D8, GsmeBilling, true))),
            new("gcs01a-now", Gsme, 8, Step.Command(Command(Gsme, 0x006B, new GsmeTariff().Whole(), true))),
            new("gcs01a-later", Gsme, 15, Step.Command(Command(Gsme, 0x006B, GasLater.Whole(), true)), Moment),
            new("gcs01a-cancelled", Gsme, 1, Step.Command(Command(Gsme, 0x006B, GasNever.Whole(), true)))
            {
                Before = meter => meter.Send(Command(Gsme, 0x006B, GasLater.Whole(), true, Counter - 1)),
            },
            new("gcs01b-now", Gsme, 5, Step.Command(Command(Gsme, 0x00A3, new GsmeTariff().Prices(), true))),
            new("gcs01b-later", Gsme, 8, Step.Command(Command(Gsme, 0x00A3, GasLater.Prices(), true)), Moment),
        ];

    private static EsmeTariff Later => new() { Moment = MeterRig.Noon2030 + PaymentPayloads.LaterSeconds };

    // Every month on the first at 6:00.
    private static byte[] EsmeBilling =>
        [
            .. (byte[])[0xD9, 0x20, 0, 0, 1, 0, 1, 2, 0, 22, 0, 0, 15, 0, 0, 255, 4, 1],
            .. (byte[])[1, 1, 2, 2, 9, 4, 6, 0, 0, 0, 9, 5, 255, 255, 255, 1, 255],
        ];

    private static byte[] GsmeBilling => GsmeFrame(0x0700, 9, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0x23, 0]);

    private static byte[] GsmeFlow(int divisor) =>
        GsmeFrame(
            0x0702,
            0x0E,
            [0, 0, 0, 0, 1, 0, 0, 0, 5, 0, 1, 1, 0, (byte)divisor, (byte)(divisor >> 8), 60, 44, 1]
        );

    private static GsmeTariff GasLater =>
        new() { IsByBlocks = true, Moment = (int)MeterRig.Noon2030 + PaymentPayloads.LaterSeconds };

    private static GsmeTariff GasNever => new() { IsByBlocks = true, Moment = -1 };

    private static EsmeTariff Never => new() { Moment = PaymentEngine.Never };

    // The moment of what is future-dated: it becomes active, and then each outcome is told, one commit after the other.
    private static Step Moment => new(PassMoment) { IsChain = true };

    private static byte[] GsmeRead => [1, 9, 1, 1, 7, 5, 0, 5, 0, 0, 0, 1, 0];

    private static byte[] EsmeDebts(int code, int method, int amount, params int[] debts) =>
        EsmeCommand(code, Payloads.InvokeDebts(debts, method, amount), true);

    private static byte[] GsmeDebts(int code, int amount, params int[] types) =>
        Command(Gsme, code, Payloads.ChangeDebt(types, amount, 0xFF, 0, 0), true);

    private static byte[] EsmeCommand(int code, byte[] payload, bool signed) => Command(Esme, code, payload, signed);

    // One Credit object's method: class 112, 0-0:19.10.n.255.
    private static byte[] Credit(byte which, byte method) => [3, 0, 112, 0, 0, 19, 10, which, 255, method];

    private static byte[] SupplyScript => [3, 0, 9, 0, 0, 10, 0, 106, 255, 1];

    private static byte[] SwitchScript => [3, 0, 9, 0, 0, 10, 0, 103, 255, 1];

    private static byte[] SwitchDescription =>
        [0xD9, 0x20, 0, 0, 1, 0, 1, 2, 0, 1, 0, 0, 94, 44, 0, 13, 2, 1, 10, 6, .. "Boiler"u8];

    // From the network operator.
    private static byte[] VoltageCounterReset =>
        new Rig(Esme).Command(
            Rig.OperatorId,
            0x00D3,
            Counter,
            [0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 3, 1, 0, 32, 36, 0, 4, 1, 1, 0x0F, 0],
            false
        );

    private static byte[] Int32(int value) => [5, .. BigEndian(value)];

    private static byte[] BigEndian(int value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] EsmeInvoke(int code, byte[][] methods, params byte[][] values) =>
        EsmeCommand(
            code,
            [
                .. (byte[])[0xD9, 0x20, 0, 0, 1, 0, (byte)methods.Length],
                .. methods.SelectMany(method => method),
                (byte)values.Length,
                .. values.SelectMany(value => value),
            ],
            true
        );

    // Set of attribute 2.
    private static byte[] SupplierMessage => [2, 0, 1, 0, 2, 96, 13, 1, 255, 2];

    private static byte[] PrivacyPin => [2, 0, 1, 0, 0, 94, 44, 3, 1, 2];

    private static byte[] Telephone => [2, 0x23, 0x28, 0, 0, 96, 13, 0, 255, 2];

    private static byte[] Name => [2, 0x23, 0x28, 0, 0, 96, 13, 1, 255, 2];

    private static byte[] Mpan => [2, 0, 1, 0, 0, 94, 44, 34, 11, 2];

    private static byte[] ExportMpan => [2, 0, 1, 1, 0, 0, 0, 2, 255, 2];

    private static byte[] CustomerNumber => [2, 0, 1, 0, 3, 96, 13, 1, 255, 2];

    private static byte[] GsmeMessage => GsmeFrame(0x0703, 0, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0xFF, 0xFF, 5, .. "Hello"u8]);

    private static byte[] GsmePin => GsmeFrame(0x0708, 2, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0]);

    private static byte[] GsmeContact =>
        GsmeFrame(
            0x0708,
            1,
            [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x18, 0, 0, 4, .. "E.ON"u8, 4, .. "0333"u8]
        );

    private static byte[] EsmeText(int code, string text, params byte[][] attributes) =>
        EsmeCommand(code, EsmeSet(text, attributes), false);

    private static byte[] EsmeSet(string text, params byte[][] attributes) =>
        [
            .. (byte[])[0xD9, 0x20, 0, 0, 1, 0, (byte)attributes.Length],
            .. attributes.SelectMany(attribute => attribute),
            (byte)attributes.Length,
            .. attributes.SelectMany(_ => (byte[])[9, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)]),
        ];

    // Update Site ID and Update CIN: event id, now, whose, the text.
    private static byte[] GsmeText(byte command, string text) =>
        GsmeFrame(
            0x0708,
            command,
            [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)]
        );

    private static byte[] GsmeFrame(int cluster, byte command, byte[] fields) =>
        [1, 9, 1, 1, (byte)(cluster >> 8), (byte)cluster, 0, (byte)(3 + fields.Length), 9, 0, command, .. fields];

    // The access control broker sends for a party that the meter does not know.
    private static byte[] Broker(int kind, int code, byte[] payload) =>
        new Rig(kind).Command(Rig.BrokerId, code, Counter, payload, false);

    private static Step Repeatable(byte[] message) => Step.Command(message) with { MayRepeat = true };

    private static void SetPin(MeterRig meter) =>
        Require(new MeterDisplaySource(meter.State).SetPrivacyPin([1, 2, 3, 4]));

    private static void TryWrongPin(MeterRig meter) =>
        Require(!new MeterDisplaySource(meter.State).TryPrivacyPin([0, 0, 0, 0]));

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new System.InvalidOperationException("the step did not do what it stands for");
        }
    }

    // Credit Adjustment: event id, start now, type, value.
    private static byte[] GsmeCredit(int code, byte type, byte value) =>
        Command(Gsme, code, [1, 9, 1, 1, 7, 5, 0, 16, 1, 0, 5, 9, 0, 0, 0, 0, 0, 0, 0, type, value, 0, 0, 0], true);

    private static byte[] Command(int kind, int code, byte[] payload, bool signed, int counter = Counter) =>
        new Rig(kind).Command(code, counter, payload, signed);

    private static Step TopUp(int kind, int code, byte[] payload) =>
        Step.Command(Command(kind, code, payload, false)) with
        {
            IsTopUp = true,
        };

    // Two alerts come of it: that of the cover, and that of the lock.
    private static void RemoveCover(MeterRig meter)
    {
        meter.State.Payment.Supply.LocksOnTamper = true;
        meter.State.Payment.Supply.TellCover(true);
        Moments.TickAndSend(meter, 2);
    }

    private static void PassMoment(MeterRig meter) => Moments.TickAndSend(meter, PaymentPayloads.LaterSeconds + 1);

    private static void InPrepayment(IRecordStore records) =>
        Settle(
            records,
            payment =>
                payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false))
        );

    private static void WithEmergencyCredit(IRecordStore records) =>
        Settle(
            records,
            payment =>
            {
                payment.Apply(PaymentSetting.EmergencyCreditLimit, 500_000);
                payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100_000);
                payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false));
            }
        );

    // Makes settings, and drops the alerts that they bring: what is swept is what comes next.
    private static void Settle(IRecordStore records, Action<PaymentEngine> act)
    {
        int kind = KindOf(records);
        MeterState state = Make.State(kind, records);
        state.Store.Load();
        act(state.Payment);
        while (state.Payment.Alerts.Count > 0)
        {
            state.Payment.Alerts.RemoveFirst();
        }

        state.Image.Mark();
        state.Store.Commit();
    }

    private static int KindOf(IRecordStore records)
    {
        byte[] image = new byte[ImageLayout.Length];
        records.Read("image-a", image, 0, image.Length);
        return image[ImageLayout.Kind];
    }

    private static void PowerFails(MeterRig meter)
    {
        meter.Tick(1);
        meter.Meter.CountPulses(55);
        meter.Meter.OnPowerFailing();
    }

    private static void Forge(MeterRig meter)
    {
        byte[] forged = Adjust;
        forged[^1] ^= 1;
        meter.Tick(1);
        meter.Send(forged);
    }

    private static void ForgeParty(MeterRig meter)
    {
        byte[] forged = Adjust;
        var envelope = new Envelope();
        envelope.Parse(forged, forged.Length);
        forged[envelope.OriginatorOffset] ^= 1;
        Refuse(meter, forged);
    }

    private static void Refuse(MeterRig meter, byte[] message)
    {
        meter.Tick(1);
        Require(meter.Send(message) != Refusal.None);
    }

    private static byte[] SetClock(int counter) =>
        Command(Esme, 0x0062, Payloads.SetClock(MeterRig.Noon2030 + 100, MeterRig.Noon2030 + 200), true, counter);

    private static void DamageNewest(IRecordStore records)
    {
        byte[][] copies = [new byte[ImageLayout.Length], new byte[ImageLayout.Length]];
        records.Read("image-a", copies[0], 0, ImageLayout.Length);
        records.Read("image-b", copies[1], 0, ImageLayout.Length);
        int newest =
            Octets.GetInt32(copies[0], ImageLayout.Sequence) > Octets.GetInt32(copies[1], ImageLayout.Sequence) ? 0 : 1;
        copies[newest][1234] ^= 1;
        records.Write(newest == 0 ? "image-a" : "image-b", copies[newest], 0, ImageLayout.Length);
    }
}
