using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>The supplier's side of UTRNs (GBCS 14): makes real ones, spoilt ones, and knows what each is worth.</summary>
internal sealed class TopUps
{
    public const byte PrepaymentKey = 4;

    private const byte DeviceKey = 3;
    private static readonly BigInteger offset = BigInteger.Parse("7394156990786306048");

    private readonly Dictionary<string, long> worth = [];
    private long counter;

    /// <summary>What a UTRN is worth that was issued and not yet taken, millipence; -1 for any other.</summary>
    public long WorthOf(string utrn) => worth.TryGetValue(utrn, out long millipence) ? millipence : -1;

    /// <summary>The UTRN has been taken: it is worth nothing any more.</summary>
    public void Take(string utrn) => worth[utrn] = -1;

    /// <summary>A UTRN: a new one, an old one, or one with a changed digit or another length.</summary>
    public string Next(Random random)
    {
        string fresh = Issue(random);
        switch (random.Next(8))
        {
            case 0:
                return worth.Keys.ElementAt(random.Next(worth.Count));
            case 1:
                int at = random.Next(fresh.Length);
                return fresh[..at] + (char)random.Next('0', '9' + 2) + fresh[(at + 1)..];
            case 2:
                return fresh[..random.Next(fresh.Length)];
            case 3:
                return WithCheckDigit(string.Concat(Enumerable.Range(0, 19).Select(_ => random.Next(10))));
            default:
                return fresh;
        }
    }

    private string Issue(Random random)
    {
        counter += random.Next(1, 30);
        int valueClass = random.Next(10) == 0 ? 1 : 0;
        long value = random.Next(8192);
        long high = ((counter % UtrnCounters.Carried) << 15) | ((long)valueClass << 13) | value;
        BigInteger ptut = ((BigInteger)high << 32) | (uint)MacOf((int)high);
        string utrn = WithCheckDigit((offset + ptut).ToString());
        worth.TryAdd(utrn, value * (valueClass == 0 ? 1000 : 100000));
        return utrn;
    }

    private static string WithCheckDigit(string nineteen)
    {
        byte[] digits = Encoding.ASCII.GetBytes(nineteen + "0");
        return nineteen + Utrn.ComputeCheckDigit(digits, 0);
    }

    private int MacOf(int ptutHigh)
    {
        FakeCryptography supplier = new(PrepaymentKey);
        byte[] secret = new byte[KeyDerivation.SecretLength];
        supplier.Agree(FakeCryptography.KeyOf(DeviceKey), secret);
        byte[] covered = [0x11, 0, 0, 0, 0, 0, .. Rig.SupplierId, .. Make.DeviceId(), 1, .. new byte[12]];
        Octets.SetInt32(covered, 23, (int)counter);
        Octets.SetInt32(covered, 31, ptutHigh);
        byte[] key = new byte[KeyDerivation.KeyLength];
        new KeyDerivation(supplier).Derive(secret, KeyMode.Command, covered, 6, covered, 23, covered, 14, key);
        byte[] tag = new byte[16];
        supplier.Gmac(key, [.. Rig.SupplierId, 0, 0, 0, 0], covered, 0, covered.Length, tag);
        return Octets.GetInt32(tag, 12);
    }
}
