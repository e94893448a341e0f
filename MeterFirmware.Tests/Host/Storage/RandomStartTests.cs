using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Gbcs;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>Whatever the files hold, a meter starts without an exception, says what it found, and goes on or stands still.</summary>
[TestClass]
public class RandomStartTests
{
    private const int Starts = 3_000;

    private readonly Random random = new(20260101);
    private readonly Dictionary<string, byte[]>[] flashes = [Ran(MeterKind.Esme), Ran(MeterKind.Gsme)];

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void EveryStartHasAResult()
    {
        var results = new SortedDictionary<int, int>();
        for (int i = 0; i < Starts; i++)
        {
            var store = new SnapshotStore();
            int kind = random.Next(4) == 0 ? MeterKind.Gsme : MeterKind.Esme;
            Dictionary<string, byte[]> flash = Content(flashes[kind - 1]);
            store.Restore(flash);
            int result = Run(kind, store, flash, i);
            results[result] = results.GetValueOrDefault(result) + 1;
        }

        foreach ((int result, int count) in results)
        {
            TestContext.WriteLine($"{count, 6} x {StartResult.NameOf(result)}");
        }

        // Whatever a start can find was found.
        CollectionAssert.AreEqual(Enumerable.Range(0, StartResult.StorageLost + 1).ToArray(), results.Keys.ToArray());
    }

    private static int Run(int kind, SnapshotStore store, Dictionary<string, byte[]> flash, int number)
    {
        // The bootstrap comes before the meter: it takes a record or says that there is none.
        var boot = new BootRecord(store);
        Assert.IsTrue(boot.Load() || boot.State == BootState.None, $"start {number}");
        var meter = new MeterRig(kind, store);
        Assert.IsTrue(meter.Result is >= StartResult.Loaded and <= StartResult.StorageLost, $"start {number}");
        if (!StartResult.MayRun(meter.Result))
        {
            CollectionAssert.AreEquivalent(flash.ToArray(), store.Capture().ToArray(), $"start {number} wrote");
            return meter.Result;
        }

        byte[] piece = new byte[512];
        for (int half = 0; half < 3; half++)
        {
            meter.Tick(1 + 1800 * half);
            meter.TakeAnswer(piece);
            meter.Meter.CountPulses(half);
            meter.Meter.Display.SetButtonA((half & 1) == 0);
            int refusal = meter.Send(Scenarios.Debts(kind, 7 + half));
            Assert.IsTrue(meter.Meter.HasParties || refusal == Refusal.UnknownOriginator, $"start {number}");
            meter.TakeAnswer(piece);
            Readable.LogsAndTables(meter.State);
            Readable.Events(meter.State);
        }

        Assert.AreEqual(0, meter.State.Accounts.Sum(), $"start {number}");
        int again = new MeterRig(kind, store).Result;
        Assert.AreEqual(StartResult.Loaded, again, $"start {number} left what the next one cannot load");
        return meter.Result;
    }

    private static Dictionary<string, byte[]> Ran(int kind)
    {
        var store = new SnapshotStore();
        MeterRig.Provision(new Rig(kind), store);
        var meter = new MeterRig(kind, store);
        byte[] piece = new byte[512];
        for (int counter = 1; counter <= 6; counter++)
        {
            meter.Tick(counter);
            meter.Meter.CountPulses(3);
            meter.Send(Scenarios.Debts(kind, counter));
            meter.TakeAnswer(piece);
        }

        Configure(meter.State);
        for (int halfHour = 1; halfHour <= 30; halfHour++)
        {
            meter.Meter.CountPulses(halfHour);
            meter.State.PowerEvents?.Add(0x8F35, halfHour);
            meter.Tick(1800 * halfHour);
            meter.TakeAnswer(piece);
        }

        var boot = new BootRecord(store);
        boot.Save(BootState.None, 0, 1, 0, 1);
        boot.Save(BootState.None, 0, 1, 0, 2);
        NewMeter.Declare(store);
        return new Dictionary<string, byte[]>(store.Capture());
    }

    // Every table in force and once more for later, and a calendar.
    private static void Configure(MeterState state)
    {
        foreach (int from in new[] { 0, 2_000_000_000 })
        {
            state.Image.Mark();
            for (int table = 0; table < TariffTable.Count; table++)
            {
                byte[] octets = FullTables.Of(table, state.Metering);
                if (octets != null)
                {
                    state.Metering.GiveTable(table, octets, 0, octets.Length, from);
                }
            }

            int generation = state.NonDisablement.Save();
            state.Image.SetInt32(PaymentLayout.Settings + 4 * PaymentSetting.Calendar, generation);
            state.Store.Commit();
        }
    }

    private Dictionary<string, byte[]> Content(Dictionary<string, byte[]> good)
    {
        var content = new Dictionary<string, byte[]>();
        string[] names = [.. good.Keys.Order(StringComparer.Ordinal)];
        foreach (string name in names)
        {
            // Half of what is put together wrongly is of two images.
            string[] others = random.Next(2) == 0 ? ["image-a", "image-b"] : names;
            byte[] record = Record(good[name], good[others[random.Next(others.Length)]]);
            if (record != null && (name != "new-meter" || random.Next(3) == 0))
            {
                content[name] = record;
            }
        }

        return content;
    }

    private byte[] Record(byte[] good, byte[] other)
    {
        switch (random.Next(12))
        {
            case 0:
                return null;
            case 1:
                return Noise(random.Next(6000));
            case 2:
                return good[..random.Next(good.Length + 1)];
            case 3:
                return [.. good, .. Noise(random.Next(3000))];
            case 4:
                return Flipped(good);
            case 5:
                return WithCheck(Noise(4 + random.Next(5000)));
            case 6:
                return WithCheck(Headed(good, Noise(good.Length)));
            case 7:
                return Halves(good, other);
            case 8:
                return WithCheck(Halves(good, other));
            case 9:
                return OtherVersion(good);
            case 10:
                return new byte[random.Next(2) == 0 ? good.Length : 0];
            default:
                return good;
        }
    }

    private byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private byte[] Flipped(byte[] good)
    {
        byte[] flipped = [.. good];
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private byte[] Halves(byte[] good, byte[] other)
    {
        int cut = random.Next(good.Length);
        return [.. good[..cut], .. other[Math.Min(cut, other.Length)..]];
    }

    private byte[] OtherVersion(byte[] good)
    {
        byte[] record = Headed(good, [.. good, .. new byte[random.Next(1000)]]);
        record[2] = (byte)random.Next(256);
        return WithCheck(record);
    }

    private static byte[] Headed(byte[] good, byte[] body)
    {
        good.AsSpan(0, Math.Min(16, Math.Min(good.Length, body.Length))).CopyTo(body);
        return body;
    }

    private static byte[] WithCheck(byte[] record)
    {
        if (record.Length >= 4)
        {
            Octets.SetInt32(record, record.Length - 4, Crc32.Compute(record, 0, record.Length - 4));
        }

        return record;
    }
}
