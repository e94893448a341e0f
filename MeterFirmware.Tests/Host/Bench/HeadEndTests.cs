using System;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Tests.Host.Reference;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The bench's head end against the reference messages, without a meter.</summary>
[TestClass]
public sealed class HeadEndTests
{
    private const int SignatureAndMac = 64 + 12;

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS82_4.18_SUCCESS")]
    [DataRow(MeterKind.Gsme, "GCS60_4.18_SUCCESS")]
    public void BuildsTheReferenceReadToTheLastOctet(int kind, string name)
    {
        byte[] expected = ReferenceMessages.Load(name + "_COMMAND");
        var headEnd = new HeadEndSystem(ReferenceIdentity(kind));
        AssertSame(expected, headEnd.Build(MeterCommands.ReadBalance(kind), 1000));
    }

    [TestMethod]
    public void BuildsTheReferenceManageDebtUpToItsSignature()
    {
        byte[] expected = ReferenceMessages.Load("ECS07_2.3_SUCCESS_COMMAND");
        var change = new DebtAdjustment
        {
            Time1Millipence = 30_000,
            Time2Millipence = 15_000,
            PaymentMillipence = 50_000,
            Rate1Millipence = 30_000,
            Rate2Millipence = 150_000,
        };
        CommandPlan plan = MeterCommands.ManageDebt(MeterKind.Esme, change);
        byte[] built = new HeadEndSystem(ReferenceIdentity(MeterKind.Esme)).Build(plan, 1001);
        AssertSame(expected[..^SignatureAndMac], built[..^SignatureAndMac]);
    }

    [TestMethod]
    public void BuildsTheReferenceChangeDebtsButForTheirTime()
    {
        var reference = new MeterMessage(ReferenceMessages.Load("GCS04_2.3_SUCCESS_COMMAND"));
        var change = new DebtAdjustment
        {
            Time1Millipence = 1_000_000,
            Time2Millipence = 500_000,
            PaymentMillipence = 1_000_000,
            Rate1Millipence = 50_000,
            Rate2Millipence = 50_000,
            Period2Seconds = DebtAdjustment.HourSeconds,
            PaymentShare = 100,
        };
        byte[] built = MeterCommands.ManageDebt(MeterKind.Gsme, change).CreatePayload(1000);
        AssertSame(WithoutEventIds(reference.Payload), WithoutEventIds(built));
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS82_4.18_SUCCESS", "250000")]
    [DataRow(MeterKind.Gsme, "GCS60_4.18_SUCCESS", "3500000")]
    public void ChecksAndReadsTheReferenceAnswer(int kind, string name, string firstValue)
    {
        byte[] octets = ReferenceMessages.Load(name + "_RESPONSE");
        var headEnd = new HeadEndSystem(ReferenceIdentity(kind));
        Assert.IsTrue(headEnd.IsAuthentic(new MeterMessage(octets)));
        var text = new ResponseText(new MeterMessage(octets), ["balance"]);
        Assert.AreEqual("balance: " + firstValue, text.Lines.First());
        octets[^20] ^= 1;
        Assert.IsFalse(headEnd.IsAuthentic(new MeterMessage(octets)), "a changed message");
    }

    [TestMethod]
    [DataRow("ECS07_2.3_ERROR", "success", "hardware-fault", "other-reason")]
    [DataRow("GCS04_2.3_ERROR", "SUCCESS", "HARDWARE_FAILURE", "FAILURE")]
    public void TellsWhereAMeterStopped(string name, params string[] last)
    {
        var text = new ResponseText(new MeterMessage(ReferenceMessages.Load(name + "_RESPONSE")), []);
        Assert.IsFalse(text.Succeeded);
        string[] results = [.. text.Lines.Select(line => line.Split(": ")[1])];
        CollectionAssert.AreEqual(last, results[^last.Length..]);
    }

    private static MeterIdentity ReferenceIdentity(int kind)
    {
        _ = SharedData.Rtds;
        var keys = ReferenceKeys.Load();
        var device = new DeviceKeys(ReferenceKeys.DeviceId(kind), P256Key.Generate(), keys.DeviceAgreementKey(kind));
        return new MeterIdentity(kind, device, null, keys.Parties);
    }

    // The Issuer Event IDs are the time at which each was made.
    private static byte[] WithoutEventIds(byte[] payload)
    {
        byte[] copy = [.. payload];
        for (int component = 3; component < copy.Length; component += 32)
        {
            copy.AsSpan(component + 8, 4).Clear();
        }

        return copy;
    }

    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(actual));
}
