using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The keys that the bench makes and keeps.</summary>
[TestClass]
public sealed class IdentityTests
{
    [TestMethod]
    public void OwnIdentityIsMadeOnceAndForItsOwnerAlone()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path, MeterKind.Gsme, DataFolder.OwnIdentity);
        using IDisposable held = data.Lock();
        MeterIdentity made = Identities.OpenOrMake(data);
        MeterIdentity read = Identities.OpenOrMake(data);
        CollectionAssert.AreEqual(made.Device.Id, read.Device.Id);
        CollectionAssert.AreEqual(made.Device.SigningKey.Private, read.Device.SigningKey.Private);
        CollectionAssert.AreEqual(made.Parties[0].PrepaymentKey.Public, read.Parties[0].PrepaymentKey.Public);
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.IdentityFile));
        }
    }

    [TestMethod]
    public void CounterGrowsAlsoWhenTheFileIsAheadOfTheClock()
    {
        using var folder = new TestFolder();
        string path = folder.PathOf("counter");
        using var counter = OriginatorCounter.Open(path);
        long first = counter.Next();
        Assert.IsGreaterThan(first, counter.Next());
        File.WriteAllText(path, (long.MaxValue - 10).ToString());
        Assert.AreEqual(long.MaxValue - 9, counter.Next());
        File.WriteAllText(path, "not a number");
        Assert.ThrowsExactly<BenchException>(() => counter.Next());
        Assert.AreEqual("not a number", File.ReadAllText(path));
    }

    [TestMethod]
    public void CounterIsOnesAloneUntilItIsGivenBack()
    {
        using var folder = new TestFolder();
        string path = folder.PathOf("counter");
        using (OriginatorCounter.Open(path))
        {
            BenchException busy = Assert.ThrowsExactly<BenchException>(() => OriginatorCounter.Open(path, 100));
            StringAssert.Contains(busy.Message, "another command to this meter has not ended within 100 ms");
        }

        OriginatorCounter.Open(path, 0).Dispose();
    }

    [TestMethod]
    public void CountersOfManyAtOnceAreAllDifferentAndInTheirOrder()
    {
        using var folder = new TestFolder();
        string path = folder.PathOf("counter");
        var taken = new List<long>();
        Parallel.For(
            0,
            8 * 20,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            _ =>
            {
                using OriginatorCounter counter = OriginatorCounter.Open(path);
                taken.Add(counter.Next());
            }
        );
        Assert.HasCount(8 * 20, taken);
        CollectionAssert.AreEqual(taken.Distinct().Order().ToArray(), taken);
    }

    [TestMethod]
    public void BothSidesAgreeOnOneSecret()
    {
        var device = P256Key.Generate();
        var remote = P256Key.Generate();
        byte[] own = new byte[32];
        byte[] published = new byte[32];
        Assert.IsTrue(new DeviceKeyAgreement(device).Agree(remote.Public, own));
        Assert.IsTrue(new PublishedKeyAgreement(device.Public, [remote]).Agree(remote.Public, published));
        CollectionAssert.AreEqual(own, published);
        Assert.IsFalse(new PublishedKeyAgreement(device.Public, []).Agree(remote.Public, published));
    }

    [TestMethod]
    public void WhatIsNoPointIsRefusedAndThrowsNothing()
    {
        byte[] noPoint = new byte[P256Key.PublicLength];
        noPoint[0] = 1;
        var agreement = new DeviceKeyAgreement(P256Key.Generate());
        Assert.IsFalse(agreement.Agree(noPoint, new byte[32]));
        using var cryptography = new DotNetCryptography(P256Key.Generate(), agreement);
        byte[] signature = new byte[64];
        Assert.IsTrue(cryptography.Sign(noPoint, 0, 10, signature, 0));
        Assert.IsFalse(cryptography.Verify(noPoint, noPoint, 0, 10, signature, 0));
        Assert.ThrowsExactly<ArgumentException>(() => new P256Key(noPoint, P256Key.Generate().Private));
    }

    [TestMethod]
    public void TimeMayBeUnknown() => Assert.IsNull(UtcArgument.Parse("unknown"));

    [TestMethod]
    [DataRow("2026-01-31T12:00:00Z", 12)]
    [DataRow("2026-01-31T12:00", 12)]
    [DataRow("2026-01-31", 0)]
    public void TimesAreUtc(string text, int hour) =>
        Assert.AreEqual(new DateTimeOffset(2026, 1, 31, hour, 0, 0, TimeSpan.Zero), UtcArgument.Parse(text));
}
