using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Gbz;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>GBZ payloads that are nearly right: the commands of a use case, with fields of and beside their lengths.</summary>
internal static class GsmeGrammar
{
    private static readonly (int Cluster, int Kind, int Number)[] all = [.. FindAll()];

    private static readonly int[] modes = [0x0C94, 0x0497, 0x0097, 0x0C97, 0x0897, 0x0000, 0xFFFF];

    /// <summary>A payload for a use case of the GSME.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="useCases">The meter's use cases.</param>
    /// <param name="useCase">One of their rows.</param>
    /// <param name="utrn">The digits of a UTRN, where one is wanted.</param>
    public static byte[] Payload(Random random, UseCaseTable useCases, int useCase, string utrn)
    {
        (int Cluster, int Kind, int Number)[] objects = Objects(useCases, useCase, random.Next(12) == 0);
        int[] counts = [0, 2, 3, 9, 63, 64, 65, 255];
        int count = random.Next(3) > 0 ? 1 : counts[random.Next(counts.Length)];
        var chosen = Enumerable.Range(0, count).Select(_ => objects[random.Next(objects.Length)]).ToArray();
        if (random.Next(4) == 0)
        {
            chosen = objects;
        }
        int code = useCases.GetMessageCode(useCase);
        ILookup<(int Cluster, int Command), byte[]> tariff = TariffGrammar.GasFields(random);
        int odd = random.Next(20) == 0 ? random.Next(-1, 2) : 0;
        return
        [
            0x01,
            0x09,
            (byte)(chosen.Length + odd),
            .. chosen.SelectMany((one, i) => Component(random, code, one, i == chosen.Length - 1, utrn, tariff)),
        ];
    }

    private static (int Cluster, int Kind, int Number)[] Objects(UseCaseTable useCases, int useCase, bool any) =>
        [
            .. all.Where(one =>
                any || useCases.Covers(useCase, ZclObjects.GetId(ZclObjects.Find(one.Cluster, one.Kind, one.Number)))
            ),
        ];

    private static IEnumerable<(int Cluster, int Kind, int Number)> FindAll() =>
        from cluster in new[] { 0x0700, 0x0702, 0x0703, 0x0705, 0x0707, 0x0708, 0x0709 }
        from kind in new[] { ZclObjects.Attribute, ZclObjects.Command }
        from number in Enumerable.Range(0, 0x0A01)
        where ZclObjects.Find(cluster, kind, number) >= 0
        select (cluster, kind, number);

    private static byte[] Component(
        Random random,
        int code,
        (int Cluster, int Kind, int Number) one,
        bool isLast,
        string utrn,
        ILookup<(int Cluster, int Command), byte[]> tariff
    )
    {
        bool isCommand = one.Kind == ZclObjects.Command;
        byte[][] ofTariff = code is 0x006B or 0x00A3 && isCommand ? [.. tariff[(one.Cluster, one.Number)]] : [];
        byte[] fields = isCommand
            ? ofTariff.Length > 0
                ? ofTariff[random.Next(ofTariff.Length)]
                : Fields(random, code, one.Cluster, one.Number, utrn)
            :
            [
                .. Enumerable
                    .Range(0, random.Next(8) == 0 ? random.Next(300) : 1)
                    .SelectMany(_ => Little(one.Number, 2)),
            ];
        fields = random.Next(12) == 0 && fields.Length > 0 ? Mutation.Of(random, fields) : fields;
        bool isDated = random.Next(one is (0x0705, ZclObjects.Command, 0x09) ? 2 : 20) == 0;
        byte control = (byte)((isLast ? 1 : 0) | (isDated ? 0x10 : 0));
        control = random.Next(40) == 0 ? (byte)random.Next(256) : control;
        byte frameControl = (byte)(
            random.Next(20) == 0 ? random.Next(256)
            : isCommand ? 1
            : 0
        );
        int length = 3 + fields.Length + (isDated ? 4 : 0);
        length += random.Next(40) == 0 ? random.Next(-8, 9) : 0;
        byte[] dated = isDated ? [.. Little(Time(random), 4).Reverse()] : [];
        return
        [
            control,
            (byte)(one.Cluster >> 8),
            (byte)one.Cluster,
            (byte)(length >> 8),
            (byte)length,
            .. dated,
            frameControl,
            (byte)random.Next(256),
            (byte)(isCommand ? one.Number : 0),
            .. fields,
        ];
    }

    private static byte[] Fields(Random random, int code, int cluster, int command, string utrn)
    {
        int Any() => Mutation.Number(random);
        int Event() => random.Next(4) == 0 ? Any() : random.Next(1000);
        byte[] Head() => [.. Little(0, 4), .. Little(Event(), 4)];
        switch (cluster, command)
        {
            case (0x0705, 0x02):
                int type = random.Next(8) == 0 ? random.Next(256) : random.Next(3) * 2 + (code == 0x006E ? 1 : 0);
                int amount = code == 0x006E || random.Next(4) == 0 ? Any() : 0;
                byte[] label = new byte[random.Next(6) == 0 ? random.Next(256) : 0];
                byte[] frequencies = [0, 1, 0xFF, 2];
                return
                [
                    .. Little(Event(), 4),
                    (byte)label.Length,
                    .. label,
                    .. Little(amount, 4),
                    (byte)(type / 2 == 2 ? 1 : 0),
                    (byte)type,
                    .. Little(0, 4),
                    .. Little(0, 2),
                    frequencies[random.Next(4)],
                    .. Little(Any(), 4),
                    .. Little(random.Next(2) == 0 ? Any() : 5000, 2),
                ];
            case (0x0702, 0x0B):
                byte wanted = (byte)(
                    code == 0x0085 ? 1
                    : random.Next(6) == 0 ? random.Next(256)
                    : 0
                );
                return [.. Head(), .. Little(0, 4), .. Little(random.Next(8) == 0 ? Any() : 0, 4), wanted, 1];
            case (0x0702, 0x06):
            case (0x0705, 0x07):
                int causes = random.Next(3) == 0 ? Any() : random.Next(4);
                byte offset = (byte)(random.Next(4) == 0 ? random.Next(256) : random.Next(3));
                return [.. Little(Time(random), 4), .. Little(Time(random), 4), offset, .. Little(causes, 4)];
            case (0x0702, 0x08):
                int sample = random.Next(6) == 0 ? Any() : 2 * random.Next(2);
                int many = random.Next(2) == 0 ? Any() : random.Next(100);
                byte sampled = (byte)(random.Next(10) == 0 ? random.Next(256) : 0);
                return [.. Little(sample, 2), .. Little(Time(random), 4), sampled, .. Little(many, 2)];
            case (0x0705, 0x00):
                return [.. Little(Any(), 4), (byte)random.Next(256)];
            case (0x0705, 0x03):
                return [.. Little(Event(), 4), .. Little(Time(random), 4), .. Little(Any(), 4), .. Little(Any(), 4)];
            case (0x0705, 0x04):
                return [0, (byte)utrn.Length, .. Encoding.ASCII.GetBytes(utrn)];
            case (0x0705, 0x05):
                bool isReset = code is 0x00B4 or 0x00C2;
                byte adjustment = (byte)(
                    code switch
                    {
                        0x0086 => 0,
                        0x00B4 => 1,
                        0x00C2 => 2,
                        _ => 3,
                    }
                );
                int value = isReset && random.Next(4) > 0 ? 0 : Any();
                adjustment = random.Next(8) == 0 ? (byte)random.Next(256) : adjustment;
                return [.. Little(Event(), 4), .. Little(0, 4), adjustment, .. Little(value, 4)];
            case (0x0705, 0x06):
                int mode = modes[code == 0x006C ? 0 : random.Next(modes.Length)];
                return [.. Head(), .. Little(Time(random), 4), .. Little(mode, 2), .. Little(Any(), 4)];
            case (0x0705, 0x09):
                return Little(Any(), 4);
            case (0x0705, 0x0B):
                return [.. Head(), .. Little(Time(random), 4), .. Little(Any(), 4), .. Little(Any(), 4)];
            case (0x0705, 0x0C):
                return [.. Head(), .. Little(Time(random), 4), .. Little(Any(), 4)];
            case (0x0700, 0x01):
            case (0x0700, 0x09):
                byte[] durations = [1, 1, 3, 6, 7, 12];
                byte[] lasts = [durations[random.Next(6)], 0, 0];
                byte[] types = [0x21, 0x22, 0x23, 0x23];
                byte[] endOf = command == 0x09 ? [types[random.Next(4)], 0] : [2, types[random.Next(4)], 0, 1];
                return [.. Head(), .. Little(Time(random), 4), .. lasts, .. endOf];
            case (0x0700, 0x02):
            case (0x0700, 0x03):
                byte[] unit = command == 0x02 ? [0x50] : [1, 0x10];
                int factor = random.Next(4) == 0 ? Any() : random.Next(command == 0x02 ? 200_002 : 1_002);
                return [.. Little(Event(), 4), .. Little(Time(random), 4), .. Little(factor, 4), .. unit];
            case (0x0702, 0x0D):
                return [.. Little(Event(), 4), (byte)(3 * random.Next(2)), 3, 0, (byte)(random.Next(8) == 0 ? 1 : 3)];
            case (0x0702, 0x0E):
                int divisor = random.Next(2) == 0 ? 1 : 10_000;
                byte[] flow = [.. Little(Any(), 2), 1, .. Little(random.Next(3), 2), .. Little(divisor, 2)];
                return [.. Head(), .. flow, (byte)random.Next(256), .. Little(Any(), 2)];
            case (0x0703, 0x00):
                byte[] extended = new byte[random.Next(8) == 0 ? random.Next(3) : 0];
                byte[] message = [0, .. Little(Time(random), 4), .. Little(Any(), 2), .. Text(random), .. extended];
                return [.. Little(Event(), 4), .. message];
            case (0x0708, 0x01):
                byte[] supplier = [0, .. Little(Any(), 4), .. Little(Time(random), 4), 0, 0x18, 0, 0];
                return [.. Head(), .. supplier, .. Text(random), .. Text(random)];
            case (0x0708, 0x02):
                byte[] password = random.Next(4) == 0 ? Text(random) : [0];
                byte menu = (byte)(random.Next(4) == 0 ? random.Next(256) : 2);
                return [.. Little(Event(), 4), .. Little(Time(random), 4), 0, 0, menu, .. password];
            case (0x0709, 0x00):
                byte log = (byte)(
                    random.Next(6) == 0 ? random.Next(256) : 16 * random.Next(2) + (code == 0x00A1 ? 4 : 3)
                );
                byte[] interval = [.. Little(Time(random), 4), .. Little(Time(random), 4)];
                int named = random.Next(3) == 0 ? Any() : 0;
                byte[] range = [(byte)random.Next(256), .. Little(random.Next(3) == 0 ? Any() : random.Next(4), 2)];
                return [log, .. Little(named, 2), .. interval, .. range];
            case (0x0708, _):
                return [.. Little(Event(), 4), .. Little(Time(random), 4), .. Little(Any(), 4), .. Text(random)];
            default:
                return [.. Head(), .. Little(0, 4), .. Calendar(random, command)];
        }
    }

    private static byte[] Calendar(Random random, int command)
    {
        byte type = (byte)(random.Next(10) == 0 ? random.Next(256) : 3);
        int start = random.Next(3) == 0 ? Time(random) : 0;
        int many = random.Next(8) == 0 ? random.Next(60) : random.Next(3);
        byte[] dates = new byte[5 * many];
        random.NextBytes(dates);
        switch (command)
        {
            case 0:
                byte[] name = new byte[random.Next(8) == 0 ? random.Next(256) : 0];
                byte[] sizes = [(byte)random.Next(5), (byte)random.Next(4), (byte)random.Next(7)];
                return [.. Little(start, 4), type, 0, (byte)name.Length, .. name, .. sizes];
            case 1:
                byte entries = (byte)random.Next(5);
                return
                [
                    (byte)random.Next(6),
                    entries,
                    0,
                    1,
                    type,
                    .. Enumerable
                        .Range(0, entries)
                        .SelectMany(i => (byte[])[.. Little(i * random.Next(600), 2), (byte)(i % 2)]),
                ];
            case 2:
                return [(byte)random.Next(4), 1, 2, 3, 4, 5, 1, 2];
            case 3:
                return [0, 1, .. dates];
            default:
                return [.. Little(start, 4), type, (byte)many, 0, 1, .. dates];
        }
    }

    // Of the lengths that texts and numbers of the customer have, and one more.
    private static byte[] Text(Random random)
    {
        int[] lengths = [0, 1, 4, 5, 10, 15, 16, 18, 19, 32, 33, 116, 117];
        byte[] text = new byte[lengths[random.Next(lengths.Length)]];
        random.NextBytes(text);
        return [(byte)text.Length, .. text];
    }

    // Now, cancelled, and moments about the tests' clock.
    private static int Time(Random random) =>
        random.Next(5) switch
        {
            0 => -1,
            1 => -2,
            2 => 946728000 + random.Next(-10000, 10000),
            3 => Mutation.Number(random),
            _ => 0,
        };

    private static byte[] Little(int value, int octets) =>
        [.. Enumerable.Range(0, octets).Select(i => (byte)(value >> (8 * i)))];
}
