using System;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>ECS07 and GCS04 of the reference set: the same answer octet for octet, and the same effect.</summary>
[TestClass]
public class ManageDebtReferenceTests
{
    private const int SignatureLength = 64;

    [TestMethod]
    public void Ecs07SuccessGivesTheReferenceResponse()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        AssertAnswer(meter, "ECS07_2.3_SUCCESS");
        AssertDebts(meter, 30000, 15000, 50000);
        DebtRegisters debts = meter.State.Debts;
        Assert.AreEqual(30000, debts.GetRateMillipence(Debt.Time1));
        Assert.AreEqual(150000, debts.GetRateMillipence(Debt.Time2));
        Assert.AreEqual(86400, debts.GetPeriodSeconds(Debt.Time1));
        Assert.AreEqual(86400, debts.GetPeriodSeconds(Debt.Time2));
        Assert.AreEqual(1000, debts.RecoveryPerPayment);
    }

    [TestMethod]
    public void Gcs04SuccessGivesTheReferenceResponse()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        AssertAnswer(meter, "GCS04_2.3_SUCCESS");
        AssertDebts(meter, 1000000, 500000, 1000000);
        DebtRegisters debts = meter.State.Debts;
        Assert.AreEqual(50000, debts.GetRateMillipence(Debt.Time1));
        Assert.AreEqual(50000, debts.GetRateMillipence(Debt.Time2));
        Assert.AreEqual(86400, debts.GetPeriodSeconds(Debt.Time1));
        Assert.AreEqual(3600, debts.GetPeriodSeconds(Debt.Time2));
        Assert.AreEqual(100, debts.RecoveryPerPayment);
    }

    [TestMethod]
    public void Ecs07ErrorIsAFaultAtTheNinthInstruction()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        DlmsHandler debts = meter.DlmsGroups[DlmsObjects.DebtGroup];
        meter.DlmsGroups[DlmsObjects.DebtGroup] = new FaultyDlms(debts, DebtObjects.Adjust + Debt.Time1);
        AssertAnswer(meter, "ECS07_2.3_ERROR");
        AssertDebts(meter, 0, 0, 50000);
        Assert.AreEqual(30000, meter.State.Debts.GetRateMillipence(Debt.Time1));
        Assert.AreEqual(1000, meter.State.Debts.RecoveryPerPayment);
    }

    [TestMethod]
    public void Gcs04ErrorIsAFaultAtTheSecondComponent()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        meter.ZclGroups[ZclObjects.DebtGroup] = new FaultyZcl(meter.ZclGroups[ZclObjects.DebtGroup], 2);
        AssertAnswer(meter, "GCS04_2.3_ERROR");
        AssertDebts(meter, 1000000, 0, 0);
        Assert.AreEqual(0, meter.State.Debts.RecoveryPerPayment);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS07_2.3_SUCCESS_COMMAND")]
    [DataRow(MeterKind.Gsme, "GCS04_2.3_SUCCESS_COMMAND")]
    public void SameCommandAgainChangesNothingAndGetsNoAnswer(int kind, string name)
    {
        byte[] command = ReferenceMessages.Load(name);
        var meter = new ReferenceMeter(kind);
        Assert.IsNotNull(meter.Send(command), Refusal.NameOf(meter.Meter.LastRefusal));
        int[] debts = DebtsOf(meter);
        Assert.IsNull(meter.Send(command));
        Assert.AreEqual(Refusal.Replay, meter.Meter.LastRefusal);
        CollectionAssert.AreEqual(debts, DebtsOf(meter));

        // Started again on the same storage.
        var again = new ReferenceMeter(kind, meter.Records);
        CollectionAssert.AreEqual(debts, DebtsOf(again));
        Assert.IsNull(again.Send(command));
        CollectionAssert.AreEqual(debts, DebtsOf(again));
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS07_2.3_SUCCESS_COMMAND")]
    [DataRow(MeterKind.Gsme, "GCS04_2.3_SUCCESS_COMMAND")]
    public void NoSingleBitMayBeFlipped(int kind, string name)
    {
        byte[] command = ReferenceMessages.Load(name);
        var meter = new ReferenceMeter(kind);
        for (int bit = 0; bit < 8 * command.Length; bit++)
        {
            byte[] flipped = [.. command];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsNull(meter.Send(flipped), $"bit {bit} of {name}");
        }

        CollectionAssert.AreEqual(new int[3], DebtsOf(meter));

        // The same meter still takes the message as it was: it was the bits that were refused.
        Assert.IsNotNull(meter.Send(command), Refusal.NameOf(meter.Meter.LastRefusal));
    }

    [TestMethod]
    public void MessagesForOtherDevicesOfTheHomeAreIgnored()
    {
        string folder = System.IO.Path.Combine(SharedData.Rtds, "messages");
        int others = 0;
        foreach (
            string file in System.IO.Directory.GetFiles(
                folder,
                "*_COMMAND_GBCS.HEX",
                System.IO.SearchOption.AllDirectories
            )
        )
        {
            byte[] command = Convert.FromHexString(System.IO.File.ReadAllText(file).Trim());
            if (!RecipientIs(command, 0xA3) && !RecipientIs(command, 0xA6))
            {
                continue;
            }

            others++;
            foreach (int kind in new[] { MeterKind.Esme, MeterKind.Gsme })
            {
                var meter = new ReferenceMeter(kind);
                Assert.IsNull(meter.Send(command), file);
                Assert.AreEqual(Refusal.OtherRecipient, meter.Meter.LastRefusal, file);
            }
        }

        Assert.IsTrue(others > 0, "the set has such messages");
    }

    private static bool RecipientIs(byte[] command, byte lastOctet)
    {
        var envelope = new Envelope();
        return envelope.Parse(command, command.Length) && command[envelope.RecipientOffset + 7] == lastOctet;
    }

    private static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        Assert.AreEqual(
            Convert.ToHexString(reference[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        Assert.IsTrue(meter.IsSignedByDevice(answer));
        answer[^1] ^= 1;
        Assert.IsFalse(meter.IsSignedByDevice(answer), "the check of the signature checks something");
    }

    private static void AssertDebts(ReferenceMeter meter, int time1, int time2, int payment) =>
        CollectionAssert.AreEqual(new[] { time1, time2, payment }, DebtsOf(meter));

    private static int[] DebtsOf(ReferenceMeter meter) =>
        [.. Enumerable.Range(0, Debt.Count).Select(meter.State.Debts.GetMillipence)];

    private sealed class FaultyDlms(DlmsHandler inner, int faultyItem) : DlmsHandler
    {
        public override int Set(int item, AxdrReader reader) => inner.Set(item, reader);

        public override int Invoke(int item, AxdrReader reader) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Invoke(item, reader);
    }

    private sealed class FaultyZcl(ZclHandler inner, int faultyCall) : ZclHandler
    {
        private int calls;

        public override int Run(int item, int messageCode, ZclReader reader) =>
            ++calls == faultyCall ? ZclStatus.HardwareFailure : inner.Run(item, messageCode, reader);
    }
}
