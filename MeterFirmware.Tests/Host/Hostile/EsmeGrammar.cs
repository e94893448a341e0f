using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>Access-requests that are nearly right: the objects of a use case, with values of and beside their types.</summary>
internal static class EsmeGrammar
{
    /// <summary>A payload for a use case of the ESME.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="useCases">The meter's use cases.</param>
    /// <param name="useCase">One of their rows.</param>
    /// <param name="utrn">The digits of a UTRN, where one is wanted.</param>
    /// <param name="counter">The command's originator counter.</param>
    public static byte[] Payload(Random random, UseCaseTable useCases, int useCase, string utrn, int counter)
    {
        byte[][] objects = Objects(useCases, useCase, random.Next(12) == 0);
        int[] counts = [0, 2, 3, 5, 19, 127, 128, 129, 255];
        int count = random.Next(3) > 0 ? 1 : counts[random.Next(counts.Length)];
        byte[][] chosen = [.. Enumerable.Range(0, count).Select(_ => objects[random.Next(objects.Length)])];
        if (random.Next(4) == 0)
        {
            // Each once, in the order of the table.
            chosen = objects;
        }
        IEnumerable<byte> specifications = chosen.SelectMany(row =>
            (byte[])[row[8], .. row[..8], row[9], .. Selection(random, row[8])]
        );
        Dictionary<string, byte[]> tariff = TariffGrammar.Values(random);
        IEnumerable<byte> values = chosen.SelectMany(row => Value(random, row, utrn, counter, tariff));
        int odd = random.Next(20) == 0 ? random.Next(-1, 2) : 0;
        return
        [
            .. (byte[])[0xD9, 0x20, 0, 0, 1],
            .. DateTime(random),
            .. Length(random, chosen.Length),
            .. specifications,
            .. Length(random, Math.Max(0, chosen.Length + odd)),
            .. values,
        ];
    }

    private static byte[] DateTime(Random random) => random.Next(12) == 0 ? [12, .. new byte[12]] : [0];

    private static byte[][] Objects(UseCaseTable useCases, int useCase, bool any)
    {
        byte[] table = DlmsObjects.Table;
        var rows = new List<byte[]>();
        for (int at = 0; at < table.Length; at += DlmsObjects.RowLength)
        {
            byte[] row = table[at..(at + DlmsObjects.RowLength)];
            int id = (row[DlmsObjects.KeyLength] << 8) | row[DlmsObjects.KeyLength + 1];
            if (any || useCases.Covers(useCase, id))
            {
                rows.Add(row);
            }
        }
        return [.. rows];
    }

    private static byte[] Value(Random random, byte[] row, string utrn, int counter, Dictionary<string, byte[]> tariff)
    {
        if (random.Next(12) == 0)
        {
            return Any(random, random.Next(12));
        }
        if (!tariff.TryGetValue(TariffGrammar.KeyOf(row), out byte[] right))
        {
            right =
                row[1] == 30
                    ? Protected(random, row[6], counter)
                    : Right(random, (row[0] << 8) | row[1], row[8], row[9], utrn);
        }

        return random.Next(10) == 0 ? Mutation.Of(random, right) : right;
    }

    // By class, kind of access and number, as in the object model.
    private static byte[] Right(Random random, int cosemClass, int kind, int number, string utrn)
    {
        switch (cosemClass, kind, number)
        {
            case (_, AccessKind.Get, _):
            case (_, AccessKind.GetSelected, _):
                return [AxdrTag.Null];
            case (113, AccessKind.Set, 6):
                return UnitCharge(random);
            case (113, AccessKind.Set, 8):
                return [AxdrTag.UInt32, .. Big(random.Next(4) == 0 ? Mutation.Number(random) : 3600, 4)];
            case (113, AccessKind.Set, 13):
                return [AxdrTag.UInt16, .. Big(random.Next(2) == 0 ? Mutation.Number(random) : 5000, 2)];
            case (113, AccessKind.Action, 5):
            case (112, AccessKind.Action, 2):
                return [AxdrTag.Int32, .. Big(random.Next(4) == 0 ? Mutation.Number(random) : 0, 4)];
            case (113, AccessKind.Action, 4):
            case (112, AccessKind.Action, 1):
                return [AxdrTag.Int32, .. Big(Mutation.Number(random), 4)];
            case (113, AccessKind.Action, _):
            case (112, AccessKind.Action, _):
            case (3, _, _):
                return [AxdrTag.Int8, (byte)random.Next(256)];
            case (111, AccessKind.Set, 2):
                return [AxdrTag.Structure, 2, AxdrTag.Enum, (byte)random.Next(1, 3), AxdrTag.Enum, 1];
            case (111, AccessKind.Set, 11):
                return Configuration(random);
            case (1, AccessKind.Set, 2):
                byte[] text = TextOf(random);
                text[0] = random.Next(4) == 0 ? (byte)AxdrTag.VisibleString : text[0];
                return text;
            case (8, AccessKind.Set, _):
                return [AxdrTag.Enum, (byte)(random.Next(4) == 0 ? random.Next(256) : 5)];
            case (8, AccessKind.Action, 4):
                return [AxdrTag.Int8, (byte)random.Next(256)];
            case (8, AccessKind.Action, 5):
                return [AxdrTag.Structure, 3, .. Preset(random), .. Moment(random), .. Moment(random)];
            case (9000, AccessKind.Set, 2) when random.Next(2) == 0:
                return TextOf(random);
            case (9, _, _):
                byte[] script = [(byte)(random.Next(2) * random.Next(8)), (byte)random.Next(50, 56)];
                return [AxdrTag.UInt16, .. random.Next(3) == 0 ? [(byte)random.Next(8), 0x20] : script];
            case (10, _, _):
                return Table(random, 22, () => Entry(random));
            case (11, _, _):
                return Table(random, 20, () => SpecialDay(random));
            case (22, _, _):
                byte[] months = [255, 255, (byte)random.Next(1, 13)];
                return Table(random, 4, () => BillingDate(random, months[random.Next(3)]));
            case (115, _, _):
                return [AxdrTag.OctetString, (byte)utrn.Length, .. Encoding.ASCII.GetBytes(utrn)];
            case (111, AccessKind.Set, 13):
            case (9000, AccessKind.Set, 6):
                return Moment(random);
            default:
                return random.Next(8) == 0
                    ? [AxdrTag.UInt16, .. Big(Mutation.Number(random), 2)]
                    : [AxdrTag.Int32, .. Big(Mutation.Number(random), 4)];
        }
    }

    // csharpier-ignore
    private static byte[] UnitCharge(Random random)
    {
        sbyte[] scales = [-5, 0, 4, -128, 127];
        int charge = random.Next(3) == 0 ? Mutation.Number(random) : random.Next(32768);
        byte commodityScale = (byte)(random.Next(8) == 0 ? 1 : 0);
        byte priceScale = (byte)scales[random.Next(scales.Length)];
        return
        [
            AxdrTag.Structure, 3,
            AxdrTag.Structure, 2, AxdrTag.Int8, commodityScale, AxdrTag.Int8, priceScale,
            AxdrTag.Structure, 3, AxdrTag.UInt16, 0, 0, AxdrTag.OctetString, 6, 0, 0, 0, 0, 0, 0, AxdrTag.Int8, 0,
            AxdrTag.Array, 1, AxdrTag.Structure, 2, AxdrTag.OctetString, 0, AxdrTag.Int16, .. Big(charge, 2),
        ];
    }

    // Selective access by a range of time, about what the meter knows and beside it.
    // csharpier-ignore
    private static byte[] Selection(Random random, byte kind)
    {
        if (kind != AccessKind.GetSelected)
        {
            return [];
        }
        byte[] range =
        [
            AxdrTag.Structure, 4, AxdrTag.Structure, 4, AxdrTag.UInt16, 0, 1,
            AxdrTag.OctetString, 6, 0, 0, 94, 44, 100, 255, AxdrTag.Int8, 2, AxdrTag.UInt16, 0, 0,
            AxdrTag.UInt32, .. Big(End(random), 4), AxdrTag.UInt32, .. Big(End(random), 4), AxdrTag.Array, 0,
        ];
        range = random.Next(10) == 0 ? Mutation.Of(random, range) : range;
        return [(byte)(random.Next(20) == 0 ? random.Next(256) : 1), .. range];
    }

    private static int End(Random random) =>
        random.Next(3) == 0 ? Mutation.Number(random) : 946728000 + random.Next(-100000, 1000000);

    // get_protected_attributes of the objects that the meter has, with parameters that say again what the message says.
    // csharpier-ignore
    private static byte[] Protected(Random random, byte number, int counter)
    {
        byte[] name = number switch
        {
            1 => [0, 1, 0, 0, 94, 44, 34, 30],
            2 => [0, 7, 0, 0, 98, 1, (byte)random.Next(2), 255],
            5 => [0, 7, 0, 0, 98, 1, 9, 255],
            6 => [0, 7, 0, 0, 98, 1, 8, 255],
            7 => [0, 7, 0, 0, 99, 1, 0, 255],
            8 => [0, 1, 0, 0, 94, 44, 34, 10],
            9 => [0, 1, 0, 0, 94, 44, 34, 1],
            _ => [0, 1, 0, 0, 94, 44, 34, 2],
        };
        byte[] restriction =
            name[1] == 7
                ? [AxdrTag.Enum, 1, AxdrTag.Structure, 2, .. Moment(random), .. Moment(random)]
                : [AxdrTag.Enum, 0, AxdrTag.Null];
        byte[] one =
        [
            AxdrTag.Structure, 5, AxdrTag.UInt16, .. name[..2], AxdrTag.OctetString, 6, .. name[2..],
            AxdrTag.Int8, 2, AxdrTag.UInt16, 0, 0, AxdrTag.Structure, 2, .. restriction,
        ];
        int count = random.Next(12) == 0 ? random.Next(4) : 1;
        int said = random.Next(10) == 0 ? Mutation.Number(random) : counter;
        byte[] device = random.Next(10) == 0 ? Rig.SupplierId : Make.DeviceId();
        return
        [
            AxdrTag.Structure, 2, AxdrTag.Array, (byte)count, .. Enumerable.Repeat(one, count).SelectMany(each => each),
            AxdrTag.Array, 1, AxdrTag.Structure, 2, AxdrTag.Enum, 2, AxdrTag.Structure, 5,
            AxdrTag.OctetString, 9, 4, 0, 0, 0, 0, .. Big(said, 4),
            AxdrTag.OctetString, 8, .. Rig.SupplierId, AxdrTag.OctetString, 8, .. device, AxdrTag.OctetString, 0,
            AxdrTag.Structure, 2, AxdrTag.Enum, 2, AxdrTag.Structure, 2, AxdrTag.OctetString, 1, 2, AxdrTag.OctetString, 0,
        ];
    }

    private static byte[] Moment(Random random)
    {
        byte fill = (byte)(random.Next(2) * 255);
        byte[] at = random.Next(3) switch
        {
            0 => [fill, fill, fill, fill, fill, fill, fill, fill, fill, fill, fill, fill],
            1 => [.. Big(2030, 2), 1, (byte)random.Next(1, 33), 255, (byte)random.Next(26), 30, 0, 0, 0x80, 0, 0],
            _ => [.. Big(random.Next(1990, 2080), 2), (byte)random.Next(14), 2, 255, 9, 0, 0, 0, 0x80, 0, 0],
        };
        return [AxdrTag.OctetString, 12, .. at];
    }

    // The time that is not stated, or one.
    private static byte[] Preset(Random random)
    {
        byte[] none = [AxdrTag.OctetString, 12, .. Enumerable.Repeat((byte)255, 9), 0x80, 0, 255];
        return random.Next(8) == 0 ? Moment(random) : none;
    }

    // Of the lengths that texts and numbers of the customer have, and one more.
    private static byte[] TextOf(Random random)
    {
        int[] lengths = [0, 4, 5, 13, 15, 16, 18, 19, 26, 116, 117];
        byte[] text = new byte[lengths[random.Next(lengths.Length)]];
        random.NextBytes(text);
        return [AxdrTag.OctetString, (byte)text.Length, .. text];
    }

    private static byte[] Configuration(Random random)
    {
        byte[] credit = [0, 0, 0, 4];
        byte[] prepayment = [0, 0, 0, 4, 0, 1, 0, 2, 0, 3, 1, 3, 1, 0, 1, 4, 1, 1, 1, 2];
        byte[] accumulated = [2, 4, 2, 1, 2, 2];
        byte[] rows = random.Next(4) switch
        {
            0 => credit,
            1 => prepayment,
            2 => [.. prepayment, .. accumulated],
            _ => [.. prepayment[..(2 * random.Next(10))], .. accumulated],
        };
        byte timeDebtStates = (byte)(random.Next(2) == 0 ? 0xC0 : 0xE0);
        int count = rows.Length / 2;
        IEnumerable<byte> content = Enumerable
            .Range(0, count)
            .SelectMany(i => ConfigurationRow(rows[2 * i], rows[2 * i + 1], i < 10 ? timeDebtStates : (byte)0xE0));
        return [AxdrTag.Array, (byte)count, .. content];
    }

    // csharpier-ignore
    private static byte[] ConfigurationRow(byte credit, byte charge, byte timeDebtStates) =>
    [
        AxdrTag.Structure, 3,
        AxdrTag.OctetString, 6, 0, 0, 19, 10, credit, 255,
        AxdrTag.OctetString, 6, 0, 0, 19, 20, charge, 255,
        AxdrTag.BitString, 3, charge is 1 or 2 ? timeDebtStates : (byte)0xE0,
    ];

    private static byte[] BillingDate(Random random, byte month) =>
        [
            .. (byte[])[AxdrTag.Structure, 2, AxdrTag.OctetString, 4, (byte)random.Next(25), 0, 0, 0],
            .. (byte[])[AxdrTag.OctetString, 5, 255, 255, month, (byte)random.Next(31), 255],
        ];

    // csharpier-ignore
    private static byte[] Entry(Random random)
    {
        int bits = random.Next(6) == 0 ? random.Next(200) : 24;
        byte[] days = new byte[(bits + 7) / 8];
        random.NextBytes(days);
        return
        [
            AxdrTag.Structure, 10, AxdrTag.UInt16, 0, 1, AxdrTag.Boolean, (byte)random.Next(3),
            AxdrTag.OctetString, 6, 0, 0, 10, 0, 109, 255, AxdrTag.UInt16, 0, (byte)random.Next(0x20, 0x22),
            AxdrTag.OctetString, 4, (byte)random.Next(24), (byte)random.Next(60), 0, 0,
            AxdrTag.UInt16, 255, 255, AxdrTag.BitString, 7, (byte)random.Next(256),
            AxdrTag.BitString, .. Length(random, bits), .. days, .. Date(random), .. Date(random),
        ];
    }

    private static byte[] SpecialDay(Random random) =>
        [AxdrTag.Structure, 3, AxdrTag.UInt16, 0, 1, .. Date(random), AxdrTag.UInt8, (byte)random.Next(1, 25)];

    private static byte[] Date(Random random)
    {
        int year = random.Next(2) == 0 ? 0xFFFF : Mutation.Number(random);
        byte month = (byte)(random.Next(4) == 0 ? random.Next(256) : random.Next(1, 13));
        return [AxdrTag.OctetString, 5, .. Big(year, 2), month, (byte)random.Next(1, 32), 255];
    }

    private static byte[] Table(Random random, int most, Func<byte[]> row)
    {
        int count = random.Next(4) == 0 ? most + random.Next(2) : random.Next(4);
        return [AxdrTag.Array, (byte)count, .. Enumerable.Range(0, count).SelectMany(_ => row())];
    }

    // Any tree of data, most of it well formed.
    private static byte[] Any(Random random, int depth)
    {
        byte tag = (byte)(depth > 0 && random.Next(4) > 0 ? random.Next(1, 3) : random.Next(30));
        if (tag is AxdrTag.Array or AxdrTag.Structure)
        {
            int count = random.Next(4) == 0 ? random.Next(4) : 1;
            return [tag, (byte)count, .. Enumerable.Range(0, count).SelectMany(_ => Any(random, depth - 1))];
        }
        byte[] content = new byte[random.Next(20)];
        random.NextBytes(content);
        return random.Next(2) == 0 ? [tag, (byte)content.Length, .. content] : [tag, .. content];
    }

    private static byte[] Length(Random random, int length)
    {
        bool longer = random.Next(15) == 0;
        return length > 255 || (longer && random.Next(2) == 0) ? [0x82, .. Big(length, 2)]
            : length > 127 || longer ? [0x81, (byte)length]
            : [(byte)length];
    }

    private static byte[] Big(int value, int octets) =>
        [.. Enumerable.Range(0, octets).Select(i => (byte)(value >> (8 * (octets - 1 - i))))];
}
