using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// The readings of history in the reference set. What the reference device held is decoded from its answer, entry by entry,
/// and put into the meter through its registers and its clock; then the answers are the same to the last octet.
/// </summary>
[TestClass]
public class HistoryReferenceTests
{
    private const int HalfHour = 1800;

    [TestMethod]
    public void Ecs22cReadsTheHalfHoursOfReactiveImport()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        object[] entries = Entries(meter, "ECS22c_4.8.2_SUCCESS", 0);
        meter.Tell(Number(entries[0], 0) - HalfHour);
        foreach (object entry in entries)
        {
            meter.State.Metering.TakeOthers(0, 0, Number(entry, 1));
            meter.Tell(Number(entry, 0));
        }
        AssertAnswer(meter, "ECS22c_4.8.2_SUCCESS");
        AssertFault("ECS22c_4.8.2", DlmsObjects.HistoryGroup, LogBuffers.ReactiveImport);
    }

    [TestMethod]
    public void Ecs23ReadsTheVoltageLogAndItsCounters()
    {
        ReferenceMeter meter = MeterWithVoltages();
        AssertAnswer(meter, "ECS23_4.10_SUCCESS");
        meter = MeterWithVoltages();
        Break(meter, DlmsObjects.HistoryGroup, LogBuffers.Voltage);
        AssertAnswer(meter, "ECS23_4.10_ERROR");
    }

    [TestMethod]
    public void Ecs20aReadsTheNewestPaymentsOfDebt()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        object[] entries = Entries(meter, "ECS20a_4.4.4_SUCCESS", 0);
        Assert.AreEqual(10, entries.Length);
        Prepay(meter);
        meter.State.Debts.Adjust(Debt.Payment, 1000000);
        meter.State.Debts.SetRecoveryPerPayment(10000);
        foreach (object entry in entries)
        {
            meter.Tell(Number(entry, 0));
            Assert.AreEqual(CreditResult.Accepted, meter.State.Payment.AddCredit(Number(entry, 1)));
        }
        AssertAnswer(meter, "ECS20a_4.4.4_SUCCESS");
        AssertFault("ECS20a_4.4.4", DlmsObjects.HistoryGroup, LogBuffers.DebtPayments);
    }

    [TestMethod]
    [DataRow("ECS20a_4.4.4_SUCCESS")]
    [DataRow("ECS20d_4.4.5_SUCCESS")]
    public void WhatWasPaidAtAnUnknownTimeIsToldWithNone(string name)
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        object[] entries = [.. Entries(meter, name, 0).Take(2)];
        Prepay(meter);
        meter.State.Debts.Adjust(Debt.Payment, 1_000_000);
        meter.State.Debts.SetRecoveryPerPayment(10_000);
        meter.Tell(Number(entries[0], 0));
        Assert.AreEqual(CreditResult.Accepted, meter.State.Payment.AddCredit(Number(entries[0], 1)));
        meter.Meter.Tick(meter.State.Clock.MonotonicMilliseconds + 1, false, 0);
        Assert.AreEqual(CreditResult.Accepted, meter.State.Payment.AddCredit(3456));
        // The time becomes known within the interval of the question.
        meter.Tell(Number(entries[0], 0) + 1);
        meter.Tell(Number(entries[1], 0));
        Assert.AreEqual(CreditResult.Accepted, meter.State.Payment.AddCredit(Number(entries[1], 1)));
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        object[] told = (object[])PlainAnswer.Dlms(answer, meter.Identity)[0].Value;
        Assert.AreEqual(2, told.Length);
        for (int i = 0; i < told.Length; i++)
        {
            Assert.AreEqual(Number(entries[i], 0), Number(told[i], 0));
            Assert.AreEqual(Number(entries[i], 1), Number(told[i], 1));
        }
    }

    [TestMethod]
    public void Ecs20dReadsTheNewestCredits()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        object[] entries = Entries(meter, "ECS20d_4.4.5_SUCCESS", 0);
        Assert.AreEqual(5, entries.Length);
        Prepay(meter);
        foreach (object entry in entries)
        {
            meter.Tell(Number(entry, 0));
            Assert.AreEqual(CreditResult.Accepted, meter.State.Payment.AddCredit(Number(entry, 1)));
        }
        AssertAnswer(meter, "ECS20d_4.4.5_SUCCESS");
        AssertFault("ECS20d_4.4.5", DlmsObjects.HistoryGroup, LogBuffers.Credits);
    }

    [TestMethod]
    [DataRow("SINGLE", false)]
    [DataRow("TWIN", true)]
    public void Ecs21aReadsTheDailyReads(string variant, bool isTwin)
    {
        string name = $"ECS21a_4.6.1_{variant}_SUCCESS";
        var meter = new ReferenceMeter(MeterKind.Esme, null, isTwin);
        object[] entries = Entries(meter, name, 0);
        Assert.AreEqual(3, entries.Length);
        meter.Tell(Number(entries[0], 0));
        foreach (object[] entry in entries)
        {
            SetEsmeRegisters(meter.State.Image, entry, isTwin);
            meter.State.Metering.DailyReads.Add((int)Number(entry, 0), SnapshotLog.Midnight);
        }
        AssertAnswer(meter, name);
        AssertFault("ECS21a_4.6.1", DlmsObjects.ProtectedGroup, ProtectedObjects.DailyReads);
    }

    [TestMethod]
    public void Gcs16aReadsTheDailyReads()
    {
        ReferenceMeter meter = MeterWithDailyReads("GCS16a_4.6.1_SUCCESS");
        AssertAnswer(meter, "GCS16a_4.6.1_SUCCESS");
        meter = MeterWithDailyReads("GCS16a_4.6.1_ERROR");
        Break(meter, 30);
        AssertAnswer(meter, "GCS16a_4.6.1_ERROR");
    }

    [TestMethod]
    public void Gcs16bReadsTheDailyBalances()
    {
        ReferenceMeter meter = MeterWithDailyReads("GCS16b_4.14_KRP_SUCCESS");
        AssertAnswer(meter, "GCS16b_4.14_KRP_SUCCESS");
        meter = MeterWithDailyReads("GCS16b_4.14_KRP_SUCCESS");
        Break(meter, 2);
        AssertAnswer(meter, "GCS16b_4.14_KRP_ERROR");
    }

    [TestMethod]
    public void Gcs15cReadsTheBillingData()
    {
        ReferenceMeter meter = MeterWithBills("GCS15c_4.4.3_SUCCESS", "GCS15c_4.4.3_SUCCESS");
        AssertAnswer(meter, "GCS15c_4.4.3_SUCCESS");

        // The answer of the meter that fails at the second balances does not have them: they are those of the first.
        meter = MeterWithBills("GCS15c_4.4.3_ERROR", "GCS15c_4.4.3_SUCCESS");
        Break(meter, 14);
        AssertAnswer(meter, "GCS15c_4.4.3_ERROR");
    }

    [TestMethod]
    public void Gcs18ReadsTheNetworkData()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        byte[] fields = Fields(meter, "GCS18_4.10_SUCCESS", 0);
        int start = (int)Little(fields, 2, 4);
        int count = (int)Little(fields, 9, 2);
        Assert.AreEqual(NetworkDataLog.MaximumSamples, count);
        meter.Tell(start - NetworkDataLog.IntervalSeconds);
        AssertAnswer(meter, "GCS18_4.10_NOT_FOUND");
        Assert.IsTrue(meter.State.Metering.RecordNetworkData(count));
        for (int i = 0; i < count; i++)
        {
            meter.State.Metering.Take(Little(fields, 11 + 3 * i, 3));
            meter.Tell(start + i * NetworkDataLog.IntervalSeconds);
        }
        AssertAnswer(meter, "GCS18_4.10_SUCCESS");
        Break(meter, 1);
        AssertAnswer(meter, "GCS18_4.10_ERROR");
    }

    /// <summary>
    /// The reference device tells half hours of millions of litres, which no meter of 6 m3 an hour measures: this one keeps
    /// 16 bits of each. So its answer is compared with the reference whose samples are reduced to these.
    /// </summary>
    [TestMethod]
    public void Gcs17ReadsTheHalfHours()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        byte[] fields = Fields(meter, "GCS17_4.8.1_SUCCESS", 0);
        long start = Little(fields, 2, 4);
        int count = (int)Little(fields, 9, 2);
        Assert.AreEqual(97, count);
        meter.Tell(start - HalfHour);
        for (int i = 0; i < count; i++)
        {
            fields[11 + 3 * i + 1] &= 0x7F;
            fields[11 + 3 * i + 2] = 0;
            meter.State.Metering.Take(Little(fields, 11 + 3 * i, 3));
            meter.Tell(start + i * HalfHour);
        }
        byte[] answer = meter.Send(ReferenceMessages.Load("GCS17_4.8.1_SUCCESS_COMMAND"));
        byte[] reference = ReferenceMessages.Load("GCS17_4.8.1_SUCCESS_RESPONSE");
        Assert.AreEqual(reference.Length, answer.Length);
        var frame = PlainAnswer.Gbz(answer, meter.Identity).Single();
        var expected = PlainAnswer.Gbz(reference, meter.Identity).Single();
        Assert.AreEqual(expected with { Fields = null }, frame with { Fields = null });
        CollectionAssert.AreEqual(fields, frame.Fields);

        // All before the samples is the same octets, encrypted: the key and the nonce are.
        int samplesAt = reference.Length - 12 - 1 - 12 - 3 * count;
        CollectionAssert.AreEqual(reference[..samplesAt], answer[..samplesAt]);
        AssertAnswer(meter, "GCS17_4.8.1_NOT_FOUND");
        Break(meter, 1);
        AssertAnswer(meter, "GCS17_4.8.1_ERROR");
    }

    /// <summary>IRP571, and IRP586: alike on both meters.</summary>
    [TestMethod]
    [DataRow("ECS20a_4.4.4_SUCCESS", "DA200003EA0000 0100 01 01FA")]
    [DataRow("ECS20d_4.4.5_SUCCESS", "DA200003EA0000 0100 01 01FA")]
    [DataRow("ECS21a_4.6.1_SINGLE_SUCCESS", "DA200003EB0000 0100 01 03FA")]
    [DataRow("ECS22c_4.8.2_SUCCESS", "DA200003EA0000 0100 01 01FA")]
    [DataRow(
        "ECS23_4.10_SUCCESS",
        "DA200003EA0000 06 0600000000 02020F0016FF 0600000000 02020F0016FF 0000 06 0100010001000100 01FA01FA"
    )]
    [DataRow("ECS35a_6.13_SUCCESS", "DA200003E80000 0100 01 01FA")]
    [DataRow("ECS35e_6.13_SUCCESS", "DA200003E80000 0100 01 01FA")]
    [DataRow("GCS17_4.8.1_SUCCESS", "0109 01 01 0702 0005 08000B0801")]
    [DataRow("GCS18_4.10_SUCCESS", "0109 01 01 0702 0005 08000B0801")]
    [DataRow("CS10a_6.13_SUCCESS", "0109 01 01 0709 0005 08000B0001")]
    [DataRow("CS10b_6.13_SUCCESS", "0109 01 01 0709 0005 08000B0001")]
    [DataRow("GCS15c_4.4.3_SUCCESS", "0109 18 00 0702 0005 08000B0601 00 0702 0005 08010BFF01 00 0702 0005 08020BFF01")]
    [DataRow("GCS16a_4.6.1_SUCCESS", "0109 1F 00 0702 0005 08000B0601 00 0702 0005 08010BFF01 00 0702 0005 08020BFF01")]
    [DataRow("GCS16b_4.14_KRP_SUCCESS", "0109 1F 00 0705 0005 08000B0701 00 0705 0005 08010BFF01 00 0705 0005 08020B")]
    public void EachIsRefusedWhileTheTimeIsUnknown(string name, string expected)
    {
        expected = expected.Replace(" ", "");
        byte[] command = ReferenceMessages.Load(name + "_COMMAND");
        var meter = new ReferenceMeter(name[0] == 'E' ? MeterKind.Esme : MeterKind.Gsme);
        Assert.AreEqual(expected, Beginning(meter, command, expected.Length), "never known");

        // Known for a day and lost again: what was logged stays, and nothing is added.
        for (int halfHour = 0; halfHour <= 48; halfHour++)
        {
            meter.Meter.CountPulses(3);
            meter.Tell(ReferenceMeter.NewYear2015 + halfHour * HalfHour);
        }
        Metering metering = meter.State.Metering;
        int[] Logged() => [metering.DailyReads.Total, metering.BillingData.Total, metering.HalfHours.End];
        int[] logged = Logged();
        long lost = (365L + 1) * 86400 * 1000 + 1000;
        meter.Meter.Tick(lost, false, 0);
        meter.Meter.CountPulses(1000);
        meter.Meter.Tick(lost + 30000, false, 0);
        Assert.AreEqual(expected, Beginning(meter, command, expected.Length), "lost");
        CollectionAssert.AreEqual(logged, Logged());
        meter.Tell(ReferenceMeter.NewYear2015 + 86400 + 60);
        Assert.AreNotEqual(expected, Beginning(meter, command, expected.Length), "known again");
    }

    private static string Beginning(ReferenceMeter meter, byte[] command, int digits)
    {
        string payload = Convert.ToHexString(PlainAnswer.PayloadOf(meter.Send(command), meter.Identity));
        return payload[..Math.Min(digits, payload.Length)];
    }

    [TestMethod]
    public void Ecs35eReadsThePowerEvents()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        foreach (object entry in Entries(meter, "ECS35e_6.13_SUCCESS", 0))
        {
            int code = (int)Number(entry, 1);
            Assert.IsTrue(meter.State.PowerEvents.AddAt((int)Number(entry, 0), code, (int)Number(entry, 2)));
        }
        AssertAnswer(meter, "ECS35e_6.13_SUCCESS");
        AssertFault("ECS35e_6.13", DlmsObjects.HistoryGroup, LogBuffers.PowerEvents);
    }

    /// <summary>
    /// The reference device keeps with some events up to eight octets of other information, which this meter does not keep: so
    /// its answer is compared with the reference without these.
    /// </summary>
    [TestMethod]
    public void Ecs35aReadsTheEvents()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        object[] entries = Entries(meter, "ECS35a_6.13_SUCCESS", 0);
        var expected = new List<byte>();
        foreach (object entry in entries)
        {
            meter.Tell(Number(entry, 0));
            meter.State.EventLog.Add((int)Number(entry, 1), 0);
            byte[] octets = new byte[7];
            Octets.SetInt32(octets, 0, (int)Number(entry, 0));
            Octets.SetUInt16(octets, 4, (int)Number(entry, 1));
            expected.AddRange(octets);
        }
        meter.Tell(ReferenceMeter.NewYear2015);
        byte[] answer = meter.Send(ReferenceMessages.Load("ECS35a_6.13_SUCCESS_COMMAND"));
        byte[] reference = ReferenceMessages.Load("ECS35a_6.13_SUCCESS_RESPONSE");
        byte[] head = PlainAnswer.PayloadOf(reference, meter.Identity)[..14];
        byte[] wanted = [.. head, 0x81, (byte)expected.Count, .. expected, 1, 1, 0];
        string payload = Convert.ToHexString(PlainAnswer.PayloadOf(answer, meter.Identity));
        Assert.AreEqual(Convert.ToHexString(wanted), payload);
        AssertFault("ECS35a_6.13", DlmsObjects.HistoryGroup, LogBuffers.Events);
    }

    /// <summary>Answers are written where they are sent from. What the primitives of the PC allocate is theirs.</summary>
    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS21a_4.6.1_SINGLE_SUCCESS")]
    [DataRow(MeterKind.Esme, "ECS22c_4.8.2_SUCCESS")]
    [DataRow(MeterKind.Gsme, "GCS17_4.8.1_SUCCESS")]
    [DataRow(MeterKind.Gsme, "GCS16a_4.6.1_SUCCESS")]
    public void AReadingAllocatesNothing(int kind, string name)
    {
        var first = new ReferenceMeter(kind);
        for (int halfHour = 0; halfHour < 500; halfHour++)
        {
            first.Tell(ReferenceMeter.NewYear2015 - 86400 + halfHour * HalfHour);
        }
        var primitives = new MeasuredCryptography(first.Identity.CreateCryptography());
        PayloadHandler payloads =
            kind == MeterKind.Esme
                ? new EsmePayload(EsmePayload.CreateGroups(first.State))
                : new GsmePayload(GsmePayload.CreateGroups(first.State));
        var meter = new Meter(first.State, first.Records, primitives, payloads);
        meter.Start();
        byte[] command = ReferenceMessages.Load(name + "_COMMAND");
        byte[] buffer = new byte[MessageLimits.MaxOctets];
        long allocated = 0;
        for (int time = 0; time < 5; time++)
        {
            command.CopyTo(buffer, 0);
            long before = GC.GetAllocatedBytesForCurrentThread() - primitives.AllocatedOctets;
            Assert.AreEqual(Refusal.None, meter.Server.Serve(buffer, command.Length));
            allocated = GC.GetAllocatedBytesForCurrentThread() - primitives.AllocatedOctets - before;
            meter.Server.Outgoing.Clear();
        }
        Assert.AreEqual(0, allocated);
    }

    private static void Prepay(ReferenceMeter meter)
    {
        int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
        Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.Mode, mode));
    }

    private static ReferenceMeter MeterWithVoltages()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        byte[] settings = new byte[DistributorSettings.Length];
        List<(int Result, object Value)> reference = Reference(meter, "ECS23_4.10_SUCCESS");
        int period = (int)(long)reference[5].Value;
        Octets.SetInt32(settings, 4 * DistributorSettings.AveragePeriod, period);
        Metering metering = meter.State.Metering;
        Assert.AreEqual(TableResult.Ok, metering.GiveTable(TariffTable.Distributor, settings, 0, settings.Length, 0));
        object[] entries = (object[])reference[4].Value;
        meter.Tell(ReferenceMeter.NewYear2015);
        foreach (object entry in entries)
        {
            meter.State.Voltage.Log.Add((int)(Number(entry, 0) / period) - 1, (int)Number(entry, 1));
        }
        meter.State.Image.SetInt32(RegisterLayout.UnderVoltageCounter, (int)(long)reference[0].Value);
        meter.State.Image.SetInt32(RegisterLayout.OverVoltageCounter, (int)(long)reference[2].Value);
        return meter;
    }

    // Daily reads older than the interval of the question fill the log: the answers tell of 31 in all.
    private static ReferenceMeter MeterWithDailyReads(string name)
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        meter.Tell(ReferenceMeter.NewYear2015);
        SnapshotLog log = meter.State.Metering.DailyReads;
        byte[][] found = Found(meter, name);
        int first = (int)Little(found[0], 4, 4);
        for (int i = found.Length; i < 31; i++)
        {
            log.Add(first - (32 - i) * 86400, SnapshotLog.Midnight);
        }
        foreach (byte[] fields in found)
        {
            SetGsme(meter, fields);
            log.Add((int)Little(fields, 4, 4), SnapshotLog.Midnight);
        }
        return meter;
    }

    private static ReferenceMeter MeterWithBills(string name, string balances)
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        meter.Tell(ReferenceMeter.NewYear2015);
        byte[][] registers = [.. Found(meter, name).Where(IsRegisters)];
        byte[][] money = [.. Found(meter, balances).Where(fields => !IsRegisters(fields))];
        Assert.AreEqual(2, registers.Length);
        for (int i = 0; i < registers.Length; i++)
        {
            SetGsme(meter, registers[i]);
            SetGsme(meter, money[i]);
            meter.State.Metering.BillingData.Add((int)Little(registers[i], 4, 4), SnapshotLog.BillingDate);
        }
        return meter;
    }

    private static bool IsRegisters(byte[] fields) => fields[15] == 6;

    private static byte[][] Found(ReferenceMeter meter, string name) =>
        [
            .. PlainAnswer
                .Gbz(ReferenceMessages.Load(name + "_RESPONSE"), meter.Identity)
                .Where(frame => frame.WasEncrypted)
                .Select(frame => frame.Fields),
        ];

    // What a snapshot has behind its 16 octets of head: registers of six octets, or balances of four.
    private static void SetGsme(ReferenceMeter meter, byte[] fields)
    {
        StateImage image = meter.State.Image;
        if (IsRegisters(fields))
        {
            image.SetInt64(ImageLayout.Consumption, Little(fields, 16, 6));
            for (int i = 0; i < 4; i++)
            {
                image.SetInt64(RegisterLayout.Tou + 8 * i, Little(fields, 23 + 6 * i, 6));
                image.SetInt64(RegisterLayout.BlockCounters + 8 * i, Little(fields, 48 + 6 * i, 6));
            }
            return;
        }
        int[] accounts =
        [
            Account.AccumulatedDebt,
            Account.TimeDebt1,
            Account.TimeDebt2,
            Account.PaymentDebt,
            Account.EmergencyCredit,
            Account.MeterBalance,
        ];
        for (int i = 0; i < accounts.Length; i++)
        {
            int value = (int)Little(fields, 16 + 4 * i, 4);
            ReadingReferenceTests.SetBalance(meter.State.Accounts, accounts[i], i < 4 ? -value : value);
        }
    }

    private static void SetEsmeRegisters(StateImage image, object[] entry, bool isTwin)
    {
        int next = 1;
        image.SetInt64(ImageLayout.Consumption, Number(entry, next++));
        if (isTwin)
        {
            image.SetInt64(RegisterLayout.SecondaryImport, Number(entry, next++));
        }
        SetAll(image, RegisterLayout.Tou, entry[next++]);
        if (isTwin)
        {
            SetAll(image, RegisterLayout.SecondaryTou, entry[next++]);
        }
        for (int block = 0; block < 4; block++)
        {
            SetAll(image, RegisterLayout.BlockRegisters + 4 * 8 * block, entry[next++]);
        }
    }

    private static void SetAll(StateImage image, int at, object values)
    {
        foreach (object value in (object[])values)
        {
            image.SetInt32(at, (int)(long)value);
            at += 4;
        }
    }

    private static long Number(object entry, int index) => (long)((object[])entry)[index];

    private static long Little(byte[] octets, int at, int count)
    {
        long value = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            value = (value << 8) | octets[at + i];
        }
        return value;
    }

    private static List<(int Result, object Value)> Reference(ReferenceMeter meter, string name) =>
        PlainAnswer.Dlms(ReferenceMessages.Load(name + "_RESPONSE"), meter.Identity);

    // The entries of a log: of what is read encrypted, those of the one attribute.
    private static object[] Entries(ReferenceMeter meter, string name, int instruction)
    {
        object[] value = (object[])Reference(meter, name)[instruction].Value;
        return value.Length == 1 ? (object[])value[0] : value;
    }

    private static byte[] Fields(ReferenceMeter meter, string name, int frame) =>
        PlainAnswer.Gbz(ReferenceMessages.Load(name + "_RESPONSE"), meter.Identity)[frame].Fields;

    private static void AssertFault(string name, int group, int item)
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        Break(meter, group, item);
        AssertAnswer(meter, name + "_ERROR");
    }

    private static void Break(ReferenceMeter meter, int group, int item) =>
        meter.DlmsGroups[group] = new FaultyDlms(meter.DlmsGroups[group], item);

    private static void Break(ReferenceMeter meter, int call) =>
        meter.ZclGroups[ZclObjects.HistoryGroup] = new FaultyZcl(meter.ZclGroups[ZclObjects.HistoryGroup], call);

    internal static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, $"{name}: {Refusal.NameOf(meter.Meter.LastRefusal)}");
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        Assert.AreEqual(Convert.ToHexString(reference), Convert.ToHexString(answer), name);
    }

    internal sealed class FaultyDlms(DlmsHandler inner, int faultyItem) : DlmsHandler
    {
        public override int Get(int item, OctetWriter writer) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Get(item, writer);

        public override int GetSelected(int item, AxdrReader selection, OctetWriter writer) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.GetSelected(item, selection, writer);

        public override int Call(int item, AxdrReader reader, OctetWriter writer) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Call(item, reader, writer);
    }

    private sealed class FaultyZcl(ZclHandler inner, int faultyCall) : ZclHandler
    {
        private int calls;

        public override int AnswerControl(int item, int messageCode) => inner.AnswerControl(item, messageCode);

        public override int Answer(int item, int messageCode, ZclReader reader, OctetWriter reply, int room) =>
            ++calls == faultyCall ? ZclStatus.HardwareFailure : inner.Answer(item, messageCode, reader, reply, room);
    }
}
