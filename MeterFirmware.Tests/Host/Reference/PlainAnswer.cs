using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using MeterFirmware.Bench.Identity;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// Reads an answer as whoever asked would: parts that are encrypted are decrypted with the secret of the asking party. It
/// shares no code with the firmware, nor with the head end of the bench.
/// </summary>
internal sealed class PlainAnswer
{
    private readonly byte[] octets;
    private readonly byte[] device;
    private readonly byte[] counter;
    private readonly byte[] party;
    private readonly byte[] secret;
    private int at;

    private PlainAnswer(byte[] message, MeterIdentity identity)
    {
        octets = message;
        if (octets[0] == 0xDD)
        {
            at = 7;
            _ = Length();
            at += 5;
        }
        at++;
        counter = Counted()[1..];
        device = Counted();
        party = Counted();
        _ = Counted(); // date-time
        _ = Counted(); // message code
        Payload = Counted();
        byte[] key = identity.Parties.Single(one => one.Id.SequenceEqual(party)).AgreementKey.Public;
        secret = new byte[32];
        using var cryptography = identity.CreateCryptography();
        if (!cryptography.Agree(key, secret))
        {
            throw new InvalidOperationException("no secret with who asked");
        }
    }

    /// <summary>The payload, as it is.</summary>
    public byte[] Payload { get; }

    /// <summary>
    /// Of an ESME: the result of each instruction and what it gave, as numbers, texts (octets) and arrays. Of what is read
    /// encrypted it gives the structure that was encrypted.
    /// </summary>
    public static List<(int Result, object Value)> Dlms(byte[] message, MeterIdentity identity)
    {
        var answer = new PlainAnswer(message, identity);
        var reader = new PlainAnswer(answer.Payload, 7, answer);
        object[] values = [.. Enumerable.Range(0, reader.Length()).Select(_ => reader.Data())];
        int results = reader.Length();
        if (results != values.Length)
        {
            throw new FormatException("as many results as data");
        }
        var found = new List<(int, object)>();
        for (int i = 0; i < results; i++)
        {
            reader.at++;
            int result = reader.octets[reader.at++];
            found.Add((result, answer.Open(values[i])));
        }
        return reader.at == reader.octets.Length ? found : throw new FormatException("octets after the results");
    }

    /// <summary>Of a GSME: each frame with its cluster, its frame control, its command and its fields, decrypted.</summary>
    public static List<(int Cluster, int Control, int Command, byte[] Fields, bool WasEncrypted)> Gbz(
        byte[] message,
        MeterIdentity identity
    )
    {
        var answer = new PlainAnswer(message, identity);
        byte[] payload = answer.Payload;
        var found = new List<(int, int, int, byte[], bool)>();
        int at = 3;
        for (int i = 0; i < payload[2]; i++)
        {
            bool isEncrypted = (payload[at] & 2) != 0;
            int cluster = BinaryPrimitives.ReadUInt16BigEndian(payload.AsSpan(at + 1));
            int length = BinaryPrimitives.ReadUInt16BigEndian(payload.AsSpan(at + 3));
            byte[] frame = payload[(at + 5)..(at + 5 + length)];
            byte[] head = isEncrypted ? frame[2..5] : frame[..3];
            byte[] fields = isEncrypted ? answer.Decrypt(frame[7..]) : frame[3..];
            found.Add((cluster, head[0], head[2], fields, isEncrypted));
            at += 5 + length;
        }
        return at == payload.Length ? found : throw new FormatException("octets after the components");
    }

    /// <summary>The payload, as it is.</summary>
    public static byte[] PayloadOf(byte[] message, MeterIdentity identity) =>
        new PlainAnswer(message, identity).Payload;

    private PlainAnswer(byte[] octets, int at, PlainAnswer outer)
    {
        this.octets = octets;
        this.at = at;
        secret = outer.secret;
        device = outer.device;
        party = outer.party;
        counter = outer.counter;
    }

    private byte[] Decrypt(byte[] sealedOctets)
    {
        byte[] algorithm = [0x60, 0x85, 0x74, 0x06, 0x08, 0x03, 0x00];
        byte[] input = [0, 0, 0, 1, .. secret, .. algorithm, .. device, 9, 4, .. counter, .. party];
        using var cipher = new AesGcm(SHA256.HashData(input)[..16], 12);
        byte[] plain = new byte[sealedOctets.Length - 5 - 12];
        cipher.Decrypt(
            [.. device, .. sealedOctets[1..5]],
            sealedOctets.AsSpan(5, plain.Length),
            sealedOctets.AsSpan(5 + plain.Length),
            plain,
            sealedOctets.AsSpan(0, 1)
        );
        return plain;
    }

    // protection_parameters and protected_attributes; anything else is as it is.
    private object Open(object value)
    {
        bool isProtected = value is object[] { Length: 2 } pair && pair[1] is byte[] { Length: > 17 };
        return isProtected ? new PlainAnswer(Decrypt((byte[])((object[])value)[1]), 0, this).Data() : value;
    }

    private int Length()
    {
        int first = octets[at++];
        int count = first < 0x80 ? 0 : first & 0x7F;
        int length = count == 0 ? first : 0;
        for (int i = 0; i < count; i++)
        {
            length = (length << 8) | octets[at++];
        }
        return length;
    }

    private byte[] Counted()
    {
        int length = Length();
        at += length;
        return octets[(at - length)..at];
    }

    private object Data()
    {
        int tag = octets[at++];
        switch (tag)
        {
            case 1:
            case 2:
                int elements = Length();
                return Enumerable.Range(0, elements).Select(_ => Data()).ToArray();
            case 9:
            case 10:
                return Counted();
            case 0x13:
                int typeAt = at;
                SkipType();
                int after = at;
                byte[] content = Counted();
                int end = at;
                var entries = new List<object>();
                var inner = new PlainAnswer([.. octets[typeAt..after], .. content], after - typeAt, this);
                while (inner.at < inner.octets.Length)
                {
                    int type = 0;
                    entries.Add(inner.Typed(ref type));
                }
                at = end;
                return entries.ToArray();
            default:
                return Number(tag);
        }
    }

    private void SkipType()
    {
        int tag = octets[at++];
        if (tag == 2)
        {
            int elements = octets[at++];
            for (int i = 0; i < elements; i++)
            {
                SkipType();
            }
        }
        else if (tag == 1)
        {
            at += 2;
            SkipType();
        }
    }

    // The type is read where it lies, the content where the reader is.
    private object Typed(ref int type)
    {
        int tag = octets[type++];
        if (tag == 2)
        {
            int elements = octets[type++];
            object[] values = new object[elements];
            for (int i = 0; i < elements; i++)
            {
                values[i] = Typed(ref type);
            }
            return values;
        }
        if (tag == 1)
        {
            int elements = BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(type));
            type += 2;
            int of = type;
            object[] values = new object[elements];
            for (int i = 0; i < elements; i++)
            {
                type = of;
                values[i] = Typed(ref type);
            }
            return values;
        }
        return tag == 9 ? Counted() : Number(tag);
    }

    private object Number(int tag)
    {
        int width = tag switch
        {
            0 => 0,
            3 or 0x0F or 0x11 or 0x16 => 1,
            0x10 or 0x12 => 2,
            5 or 6 => 4,
            _ => throw new FormatException($"a type {tag:X2}"),
        };
        ReadOnlySpan<byte> value = octets.AsSpan(at, width);
        at += width;
        return tag switch
        {
            0 => null,
            5 => (long)BinaryPrimitives.ReadInt32BigEndian(value),
            6 => (long)BinaryPrimitives.ReadUInt32BigEndian(value),
            0x0F => (long)(sbyte)value[0],
            0x10 => (long)BinaryPrimitives.ReadInt16BigEndian(value),
            0x12 => (long)BinaryPrimitives.ReadUInt16BigEndian(value),
            _ => (long)value[0],
        };
    }
}
