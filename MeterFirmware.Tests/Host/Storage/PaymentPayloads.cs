using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Crypto;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The payloads of the payment commands, at once or for a moment a minute after a meter's start.</summary>
internal static class PaymentPayloads
{
    /// <summary>When what is future-dated becomes active, seconds since the start.</summary>
    public const int LaterSeconds = 60;

    private const int TopUpCounter = 7;
    private const int TopUpPounds = 10;
    private const byte DeviceKey = 3;

    /// <summary>ECS02 and ECS03: the passive Account, for prepayment with the Disablement Threshold.</summary>
    public static byte[] EsmeMode(bool prepayment, bool later)
    {
        byte[] account = [0, 111, 0, 1, 19, 0, 0, 255];
        byte[] threshold = [35, 40, 0, 0, 94, 44, 128, 22];
        (int Credit, int Charge)[] rows = prepayment
            ? [(0, 0), (0, 4), (0, 1), (0, 2), (0, 3), (1, 3), (1, 0), (1, 4), (1, 1), (1, 2)]
            : [(0, 0), (0, 4)];
        byte[] configuration = [1, (byte)rows.Length, .. rows.SelectMany(row => Charge(row.Credit, row.Charge))];
        List<(byte[] Object, byte Attribute, byte[] Value)> sets =
        [
            (account, 2, [2, 2, 0x16, (byte)(prepayment ? 2 : 1), 0x16, 1]),
            (account, 11, configuration),
            (account, 13, Moment(later)),
        ];
        if (prepayment)
        {
            sets.InsertRange(1, [(threshold, 4, Int32(-5000)), (threshold, 6, Moment(later))]);
        }
        return Set(sets);
    }

    /// <summary>ECS08 and ECS08a: a few of the settings, and a calendar with one entry and one special day.</summary>
    public static byte[] EsmeConfiguration(bool later)
    {
        byte[] maximumCredit = [35, 40, 0, 0, 94, 44, 2, 10];
        byte[] cap = [35, 40, 0, 0, 94, 44, 128, 12];
        byte[] capPeriod = [35, 40, 0, 0, 94, 44, 128, 13];
        byte[] anyDay = [9, 5, 0xFF, 0xFF, 1, 1, 0xFF];
        byte[] entry =
        [
            .. (byte[])[2, 10, 0x12, 0, 1, 3, 0xFF, 9, 6, 0, 0, 10, 0, 106, 255, 0x12, 0, 0x20, 9, 4, 8, 0, 0, 0],
            .. (byte[])[0x12, 0xFF, 0xFF, 4, 7, 0xFE, 4, 5, 0, .. anyDay, .. anyDay],
        ];
        return Set([
            ([0, 11, 0, 1, 11, 0, 2, 255], 2, [1, 1, 2, 3, 0x12, 0, 1, .. anyDay, 0x11, 1]),
            ([0, 10, 0, 1, 12, 0, 1, 255], 2, [1, 1, .. entry]),
            (maximumCredit, 4, Int32(700_000)),
            (cap, 4, [0x12, 0, 9]),
            (capPeriod, 4, Int32(604_800)),
            ([35, 40, 0, 0, 94, 44, 128, 31], 6, Moment(later)),
            (maximumCredit, 6, Moment(later)),
            (cap, 6, Moment(later)),
            (capPeriod, 6, Moment(later)),
            ([35, 40, 0, 0, 94, 44, 128, 28], 6, Moment(later)),
        ]);
    }

    /// <summary>GCS02 and GCS03: Change Payment Mode.</summary>
    public static byte[] GsmeMode(bool prepayment, bool later) =>
        Components(
            (
                5,
                6,
                [
                    .. Zeros(4),
                    .. Event,
                    .. Time(later),
                    .. (byte[])(prepayment ? [0x97, 0x08] : [0x94, 0x0C]),
                    0,
                    0,
                    0,
                    0,
                ]
            )
        );

    /// <summary>GCS05: emergency credit, maximum credit, debt cap and a calendar.</summary>
    public static byte[] GsmeConfiguration(bool later)
    {
        byte[] header = [.. Zeros(4), .. Event, .. Zeros(4)];
        byte[] always = [0, 0, 0, 0];
        return Components(
            (5, 0x03, [.. Event, .. Time(later), .. Little(500_000), .. Little(100_000)]),
            (5, 0x0B, [.. Zeros(4), .. Event, .. Time(later), .. Little(900_000), .. Little(700_000)]),
            (5, 0x0C, [.. Zeros(4), .. Event, .. Time(later), .. Little(300_000)]),
            (7, 0x00, [.. header, .. Time(later), 3, 0, 0, 1, 1, 1]),
            (7, 0x01, [.. header, 1, 1, 0, 1, 3, 0, 0, 1]),
            (7, 0x02, [.. header, 1, 1, 1, 1, 1, 1, 1, 1]),
            (7, 0x03, [.. header, 0, 1, 0xFF, 1, 1, 0xFF, 1]),
            (7, 0x04, [.. header, .. Time(later), 3, 1, 0, 1, 0xFF, 12, 25, 0xFF, 1])
        );
    }

    /// <summary>GCS06: Select Available Emergency Credit.</summary>
    public static byte[] GsmeEmergencyCredit() => Components((5, 0, [.. Zeros(4), 0]));

    /// <summary>GCS32 and GCS39: Change Supply.</summary>
    public static byte[] GsmeSupply(bool arm) =>
        Components((2, 0x0B, [.. Zeros(4), .. Event, .. Zeros(4), .. Zeros(4), (byte)(arm ? 1 : 0), 1]));

    /// <summary>CS01a: enter of the token gateway.</summary>
    public static byte[] EsmeTopUp() =>
        [0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 115, 0, 0, 19, 40, 0, 255, 1, 1, 9, Utrn.Digits, .. Digits()];

    /// <summary>CS01b: Consumer Top Up.</summary>
    public static byte[] GsmeTopUp() => Components((5, 4, [1, Utrn.Digits, .. Digits()]));

    /// <summary>ECS28b: reset of the Load Limit Counter.</summary>
    public static byte[] LoadLimitReset() => [0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 3, 0, 0, 94, 44, 42, 255, 1, 1, 0x0F, 0];

    /// <summary>ECS81: Supply Tamper State Locked.</summary>
    public static byte[] TamperState() => Set([([0, 1, 0, 0, 94, 44, 0, 4], 2, [3, 0xFF])]);

    /// <summary>A UTRN of ten pounds by the rig's supplier for its meter.</summary>
    public static byte[] Digits() => WithCheck(Number());

    /// <summary>The same with another MAC.</summary>
    public static byte[] NotAuthentic() => WithCheck(Number() ^ 1);

    /// <summary>Digits that are right and yet no top up.</summary>
    public static byte[] OtherDevice() => WithCheck(0);

    private static byte[] Event => Little(3);

    private static ulong Number()
    {
        int high = (TopUpCounter << 15) | (1 << 13) | TopUpPounds;
        return 0x669D529B714A0000UL + ((ulong)high << 32) + MacOf(high);
    }

    private static byte[] WithCheck(ulong number)
    {
        string nineteen = number.ToString(CultureInfo.InvariantCulture).PadLeft(Utrn.Digits - 1, '0');
        byte[] digits = Encoding.ASCII.GetBytes(nineteen + "0");
        digits[^1] += (byte)Utrn.ComputeCheckDigit(digits, 0);
        return digits;
    }

    // GBCS 14: over the security control, both parties, the kind of message, the counter and the upper half of the PTUT.
    private static uint MacOf(int ptutHigh)
    {
        var device = new FakeCryptography(DeviceKey);
        byte[] secret = new byte[KeyDerivation.SecretLength];
        byte[] key = new byte[KeyDerivation.KeyLength];
        byte[] tag = new byte[16];
        byte[] counter = [.. Big(TopUpCounter), .. Zeros(4)];
        device.Agree(FakeCryptography.KeyOf(Rig.PrepaymentKey), secret);
        new KeyDerivation(device).Derive(
            secret,
            KeyMode.Command,
            Rig.SupplierId,
            0,
            counter,
            0,
            Make.DeviceId(),
            0,
            key
        );
        byte[] covered = [0x11, .. Zeros(5), .. Rig.SupplierId, .. Make.DeviceId(), 1, .. counter, .. Big(ptutHigh)];
        device.Gmac(key, [.. Rig.SupplierId, .. Zeros(4)], covered, 0, covered.Length, tag);
        return (uint)Octets.GetInt32(tag, 12);
    }

    private static byte[] Charge(int credit, int charge) =>
        [.. (byte[])[2, 3, 9, 6, 0, 0, 19, 10, (byte)credit, 255, 9, 6, 0, 0, 19, 20, (byte)charge, 255, 4, 3], 0xE0];

    private static byte[] Set(IReadOnlyList<(byte[] Object, byte Attribute, byte[] Value)> sets) =>
        [
            .. (byte[])[0xD9, 0x20, 0, 0, 1, 0, (byte)sets.Count],
            .. sets.SelectMany(set => (byte[])[2, .. set.Object, set.Attribute]),
            (byte)sets.Count,
            .. sets.SelectMany(set => set.Value),
        ];

    private static byte[] Components(params (byte Cluster, byte Command, byte[] Fields)[] components) =>
        [
            .. (byte[])[1, 9, (byte)components.Length],
            .. components.SelectMany(
                (each, i) =>
                    (byte[])
                        [
                            (byte)(i == components.Length - 1 ? 1 : 0),
                            .. (byte[])[7, each.Cluster, 0, (byte)(each.Fields.Length + 3), 1, (byte)i, each.Command],
                            .. each.Fields,
                        ]
            ),
        ];

    private static byte[] Moment(bool later)
    {
        byte[] moment = [.. Zeros(9), 0x80, 0, 0xFF];
        if (later)
        {
            UtcTime.WriteCosem(MeterRig.Noon2030 + LaterSeconds, moment, 0);
        }

        return [9, 12, .. moment];
    }

    private static byte[] Time(bool later) => Little(later ? (int)(MeterRig.Noon2030 + LaterSeconds) : 0);

    private static byte[] Int32(int value) => [5, .. Big(value)];

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Little(int value) => [.. Big(value).Reverse()];

    private static byte[] Zeros(int count) => new byte[count];
}
