using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>The tariff commands of the reference set: the same answer octet for octet, the effect, and the alerts.</summary>
[TestClass]
public class TariffReferenceTests
{
    private const int SignatureLength = 64;

    // 2015-01-01T00:00:00Z, the set's time, and its future date, 2030-01-15T09:00:00Z.
    private const long SetTime = 0x1C374A80;
    private const int FutureTime = 0x38818890;
    private const int Hour = 3600;

    private const string EsmeTariff =
        "SWITCHING_TABLE SPECIAL_DAYS CURRENCY_UNIT STANDING_CHARGE PRICE_MATRIX THRESHOLD_MATRIX";

    private const string GsmeTariff =
        "PUBLISH_CALENDAR PUBLISH_SPECIAL_DAYS PUBLISH_TARIFF_INFORMATION PUBLISH_BLOCK_THRESHOLDS PUBLISH_PRICE_MATRIX";

    [TestMethod]
    public void AnEsmeTariffByTimeOfUseIsInForceAtOnce()
    {
        ReferenceMeter meter = MeterFor("ECS01a");
        AssertAnswer(meter, "ECS01a_1.1.1_IMMEDIATE_TOU_SUCCESS");
        // Thursday, 1 January 2015: the winter's day 1, rate 2 until 7:00 and rate 3 after it.
        AssertRate(meter, SetTime + 60, 2, 3127);
        AssertRate(meter, SetTime + 7 * Hour, 3, 4744);
        // Saturday: day 3. In the summer's day 2 the night before goes on until 6:00.
        AssertRate(meter, SetTime + 2 * 24 * Hour, 1, 2121);
        long summer = SetTime + (31 + 28 + 31 + 1) * 24L * Hour;
        AssertRate(meter, summer + Hour, 2, 3127);
        AssertRate(meter, summer + 6 * Hour, 3, 4744);
        AssertRate(meter, summer + 23 * Hour, 2, 3127);
        Assert.AreEqual(20_000, meter.State.Metering.StandingChargeMillipenceADay);
        Assert.IsTrue(meter.State.Metering.IsPounds);
        Assert.AreEqual(1, CountOf(meter, SnapshotLog.TariffChange), "one change of tariff, one bill");
    }

    [TestMethod]
    public void AnEsmeTariffByBlocksIsInForceAtOnce()
    {
        ReferenceMeter meter = MeterFor("ECS01a");
        AssertAnswer(meter, "ECS01a_1.1.1_IMMEDIATE_BLOCK_SUCCESS");
        AssertRate(meter, SetTime + 60, 49, 1361);
        meter.State.Metering.Take(10_000);
        Assert.AreEqual(2, meter.State.Metering.Tariff.Block);
        Assert.AreEqual(2289, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        meter.State.Metering.Take(10_001);
        Assert.AreEqual(3, meter.State.Metering.Tariff.Block);
        Assert.AreEqual(5566, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        Assert.AreEqual(10_000, meter.State.Metering.Tariff.GetBlockCounter(1, 0));
    }

    [TestMethod]
    [DataRow("ECS01b_1.2.1_IMMEDIATE_TOU_SUCCESS", 3221)]
    [DataRow("ECS01b_1.2.1_IMMEDIATE_BLOCK_SUCCESS", 0)]
    public void AnEsmesPricesAreInForceAtOnce(string name, int price)
    {
        ReferenceMeter meter = MeterFor(name);
        AssertAnswer(meter, name);
        AssertRate(meter, SetTime + 60, 1, price);
        Assert.AreEqual(20_000, meter.State.Metering.StandingChargeMillipenceADay);
    }

    [TestMethod]
    public void TheTariffOfASecondaryElementIsInForceAtOnce()
    {
        ReferenceMeter meter = MeterFor("ECS01c");
        AssertAnswer(meter, "ECS01c_1.1.2_IMMEDIATE_SUCCESS");
        meter.Meter.Tick(15000, true, SetTime + 8 * Hour);
        Assert.AreEqual(4, meter.State.Metering.Secondary.Rate);
        Assert.AreEqual(13_400, meter.State.Metering.Secondary.ActivePriceMillipencePerKwh);
        meter.Meter.Tick(20000, true, SetTime + 20 * Hour);
        Assert.AreEqual(12_300, meter.State.Metering.Secondary.ActivePriceMillipencePerKwh);
        meter.State.Metering.TakeSecondary(2000);
        Assert.AreEqual(2000, meter.State.Metering.Secondary.GetTou(meter.State.Metering.Secondary.Rate - 1));
        Assert.AreEqual(24_600, meter.State.Metering.TakeCostMillipence());
        AssertRate(meter, SetTime + 20 * Hour, 1, 0);
    }

    [TestMethod]
    [DataRow("ECS01a_1.1.1", "FUTURE_DATED_TOU_BLOCK", "CANCELLATION_TOU_BLOCK")]
    [DataRow("ECS01b_1.2.1", "FUTURE_DATED_TOU_BLOCK", "CANCELLATION_TOU_BLOCK")]
    [DataRow("ECS01c_1.1.2", "FUTURE_DATED", "CANCELLATION")]
    [DataRow("GCS01a_1.1.1", "FUTURE_DATED_BLOCK", "CANCELLATION_BLOCK")]
    [DataRow("GCS01b_1.2.1", "FUTURE_DATED_BLOCK", "CANCELLATION_BLOCK")]
    public void ATariffForLaterIsCancelled(string useCase, string later, string cancelled)
    {
        ReferenceMeter meter = MeterFor(useCase);
        AssertAnswer(meter, $"{useCase}_{later}_SUCCESS");
        byte[] waiting = [.. WaitingTables(meter)];
        Assert.IsNotEmpty(waiting);
        Assert.IsTrue(
            waiting.All(table => meter.State.Metering.Tables.Get(table).ActivationSeconds == FutureTime),
            "all of them wait for the same moment"
        );
        Assert.AreEqual(0, meter.State.Metering.StandingChargeMillipenceADay);
        // The counters repeat: the cancellation comes before or after the future date.
        meter.State.Image.SetInt64(ImageLayout.ReplayCounters, 0);
        AssertAnswer(meter, $"{useCase}_{cancelled}_SUCCESS");
        Assert.IsEmpty(WaitingTables(meter));
        Assert.IsEmpty(OutcomesAt(meter, FutureTime));
        Assert.AreEqual(0, meter.State.Metering.BillingData.Total);
    }

    // The alerts are the set's own, one counter after the other; each is signed by the device.
    [TestMethod]
    [DataRow("ECS01a_1.1.1", "FUTURE_DATED_TOU_BLOCK_SUCCESS", EsmeTariff)]
    [DataRow("ECS01b_1.2.1", "FUTURE_DATED_TOU_BLOCK_SUCCESS", "STANDING_CHARGE PRICE_MATRIX")]
    [DataRow("ECS01c_1.1.2", "FUTURE_DATED_SUCCESS", "SWITCHING_TABLE PRICE_MATRIX SPECIAL_DAYS")]
    [DataRow("GCS01a_1.1.1", "FUTURE_DATED_BLOCK_SUCCESS", GsmeTariff)]
    [DataRow("GCS01b_1.2.1", "FUTURE_DATED_BLOCK_SUCCESS", "PUBLISH_TARIFF_INFORMATION PUBLISH_PRICE_MATRIX")]
    public void WhenItsMomentComesTheSenderIsToldTheOutcomeOfEachTable(string useCase, string kind, string parts)
    {
        ReferenceMeter meter = MeterFor(useCase);
        AssertAnswer(meter, $"{useCase}_{kind}");
        List<byte[]> references =
        [
            .. parts.Split(' ').Select(part => ReferenceMessages.Load($"{useCase}_8F66_{kind}_ALERT_{part}")),
        ];
        meter.State.Image.SetInt64(ImageLayout.AlertCounter, references[0][10] + 256 * references[0][9] - 1);
        Assert.IsEmpty(OutcomesAt(meter, FutureTime - 1));
        // A restart between changes nothing: who is to be told stands with the tables.
        meter = new ReferenceMeter(meter.State.Configuration.Kind, meter.Records, useCase.StartsWith("ECS01c"));
        List<byte[]> alerts = OutcomesAt(meter, FutureTime);
        Assert.HasCount(references.Count, alerts);
        for (int i = 0; i < alerts.Count; i++)
        {
            Assert.AreEqual(
                Convert.ToHexString(references[i][..^SignatureLength]),
                Convert.ToHexString(alerts[i][..^SignatureLength])
            );
            Assert.IsTrue(meter.IsSignedByDevice(alerts[i]));
        }

        // Told once: neither later nor after a restart.
        Assert.IsEmpty(OutcomesAt(meter, FutureTime + 60));
        var again = new ReferenceMeter(meter.State.Configuration.Kind, meter.Records);
        Assert.IsEmpty(OutcomesAt(again, FutureTime + 120));
    }

    [TestMethod]
    public void ATableThatIsDamagedWhenItsMomentComesIsToldAsNotActionedAndTheOneBeforeStays()
    {
        ReferenceMeter meter = MeterFor("ECS01b");
        AssertAnswer(meter, "ECS01b_1.2.1_IMMEDIATE_TOU_SUCCESS");
        AssertAnswer(meter, "ECS01b_1.2.1_FUTURE_DATED_TOU_BLOCK_SUCCESS");
        byte[] record = new byte[4096];
        int length = meter.Records.Read("tpr-b", record, 0, record.Length);
        record[length - 30] ^= 1;
        meter.Records.Write("tpr-b", record, 0, length);
        List<byte[]> alerts = OutcomesAt(meter, FutureTime);
        Assert.HasCount(2, alerts);
        string[] told = [.. alerts.Select(alert => Convert.ToHexString(alert[..^SignatureLength]))];
        Assert.Contains("8F66", told[0]);
        Assert.Contains("8F67", told[1]);
        Assert.Contains("00A200000000000003ED00710000131400FF07", told[1]);
        Assert.AreEqual(3221, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
        Assert.Contains(0x8F67, Enumerable.Range(0, 4).Select(meter.State.EventLog.GetCode));
    }

    [TestMethod]
    [DataRow("ECS01a_1.1.1_IMMEDIATE_ERROR", TariffTable.Prices)]
    [DataRow("ECS01b_1.2.1_IMMEDIATE_ERROR", TariffTable.StandingCharge)]
    [DataRow("ECS01c_1.1.2_IMMEDIATE_ERROR", TariffTable.SecondaryPrices)]
    public void AFaultInTheMidstOfAnEsmesTariffStopsItThere(string name, int failing)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.DlmsGroups[DlmsObjects.TariffGroup] = new Faulty(
            meter.DlmsGroups[DlmsObjects.TariffGroup],
            TariffObjects.Activation + failing
        );
        AssertAnswer(meter, name);
        Assert.IsFalse(meter.State.Metering.Tables.Get(failing).HasActive);
        // What came before the fault stays, what comes after it does not run.
        bool isFirst = name.StartsWith("ECS01a", StringComparison.Ordinal);
        Assert.AreEqual(isFirst ? 20_000 : 0, meter.State.Metering.StandingChargeMillipenceADay);
        Assert.IsFalse(meter.State.Metering.Tables.Get(TariffTable.Thresholds).HasActive);
    }

    [TestMethod]
    public void AGsmeTariffByTimeOfUseIsInForceAtOnce()
    {
        ReferenceMeter meter = MeterFor("GCS01a");
        AssertAnswer(meter, "GCS01a_1.1.1_IMMEDIATE_TOU_SUCCESS");
        // Thursday, 1 January 2015, is a special day of profile 2; Friday is of the winter's week 2: profile 3, Saturday 4.
        AssertRate(meter, SetTime + 60, 2, 10_200);
        AssertRate(meter, SetTime + 24 * Hour, 2, 10_200);
        AssertRate(meter, SetTime + 2 * 24 * Hour, 4, 11_000);
        AssertRate(meter, SetTime + 4 * 24 * Hour, 3, 10_750);
        Assert.AreEqual(22_465, meter.State.Metering.StandingChargeMillipenceADay);
        Assert.IsTrue(meter.State.Metering.IsPounds);
        Assert.AreEqual(1, CountOf(meter, SnapshotLog.TariffChange), "one change of tariff, one bill");
    }

    [TestMethod]
    public void AGsmesPricesAreInForceAtOnce()
    {
        ReferenceMeter meter = MeterFor("GCS01b");
        AssertAnswer(meter, "GCS01b_1.2.1_IMMEDIATE_TOU_SUCCESS");
        AssertRate(meter, SetTime + 60, 1, 9600);
        Assert.AreEqual(22_465, meter.State.Metering.StandingChargeMillipenceADay);
    }

    [TestMethod]
    [DataRow("GCS01a_1.1.1_FUTURE_DATED_BLOCK_ERROR", ZclTariff.PublishBlockThresholds)]
    [DataRow("GCS01b_1.2.1_FUTURE_DATED_BLOCK_ERROR", ZclTariff.PublishTariffInformation)]
    public void AFaultInTheMidstOfAGsmesTariffStopsItThere(string name, int failing)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.ZclGroups[ZclObjects.TariffGroup] = new FaultyZcl(meter.ZclGroups[ZclObjects.TariffGroup], failing);
        AssertAnswer(meter, name);
        // What came before the fault waits, what comes after it does not run.
        bool isFirst = name.StartsWith("GCS01a", StringComparison.Ordinal);
        byte[] before =
        [
            TariffTable.Switching,
            TariffTable.SpecialDays,
            TariffTable.StandingCharge,
            TariffTable.Currency,
        ];
        CollectionAssert.AreEquivalent(isFirst ? before : [], WaitingTables(meter));
    }

    [TestMethod]
    public void TheBlockCountersAreResetByCommand()
    {
        ReferenceMeter meter = MeterFor("ECS05");
        AssertAnswer(meter, "ECS01a_1.1.1_IMMEDIATE_BLOCK_SUCCESS");
        meter.State.Metering.Take(12_345);
        Assert.AreEqual(10_000, meter.State.Metering.Tariff.GetBlockCounter(0, 0));
        meter.State.Image.SetInt64(ImageLayout.ReplayCounters, 0);
        AssertAnswer(meter, "ECS05_1.7_SUCCESS");
        Assert.AreEqual(0, meter.State.Metering.Tariff.GetBlockCounter(0, 0));
        Assert.AreEqual(10_000, meter.State.Metering.Tariff.GetBlockRegister(0, 0));
        meter = MeterFor("ECS05");
        meter.DlmsGroups[DlmsObjects.TariffGroup] = new Faulty(
            meter.DlmsGroups[DlmsObjects.TariffGroup],
            TariffObjects.Script
        );
        AssertAnswer(meter, "ECS05_1.7_ERROR");
    }

    private static ReferenceMeter MeterFor(string name)
    {
        bool gas = name.StartsWith("GCS", StringComparison.Ordinal);
        bool isSecond = name.StartsWith("ECS01c", StringComparison.Ordinal);
        var meter = new ReferenceMeter(gas ? MeterKind.Gsme : MeterKind.Esme, null, isSecond);
        meter.Meter.Tick(10000, true, SetTime);
        return meter;
    }

    private static void AssertRate(ReferenceMeter meter, long utcSeconds, int rate, int millipencePerKwh)
    {
        meter.Meter.Tick(20000, true, utcSeconds);
        Assert.AreEqual(rate, meter.State.Metering.Tariff.Rate);
        Assert.AreEqual(millipencePerKwh, meter.State.Metering.Tariff.ActivePriceMillipencePerKwh);
    }

    private static List<byte> WaitingTables(ReferenceMeter meter) =>
        [
            .. Enumerable
                .Range(0, TariffTable.Count)
                .Where(table => meter.State.Metering.Tables.Get(table).HasPassive)
                .Select(table => (byte)table),
        ];

    private static int CountOf(ReferenceMeter meter, int cause)
    {
        int found = 0;
        SnapshotLog log = meter.State.Metering.BillingData;
        byte[] snapshot = new byte[1024];
        for (int age = 0; age < log.Count; age++)
        {
            found += log.Read(age, snapshot, 0) && snapshot[SnapshotLog.CauseAt] == cause ? 1 : 0;
        }

        return found;
    }

    // The alerts with outcomes that the meter sends once it is so late.
    private static List<byte[]> OutcomesAt(ReferenceMeter meter, long utcSeconds)
    {
        List<byte[]> outcomes = [];
        long counter = meter.State.Image.GetInt64(ImageLayout.AlertCounter);
        for (int turn = 0; turn < 40; turn++)
        {
            meter.Meter.Tick(30000, true, utcSeconds);
            byte[] sent = meter.TakeAnswer();
            int kind = sent == null ? 0 : (sent[31] << 8) | sent[32];
            if (kind is EsmePayload.OutcomeAlertCode or GsmePayload.OutcomeAlertCode)
            {
                outcomes.Add(sent);
            }
            else
            {
                // Of what else is told at that moment, such as credit that is wanted, the set says nothing.
                meter.State.Image.SetInt64(ImageLayout.AlertCounter, counter + outcomes.Count);
            }
        }

        return outcomes;
    }

    // A signed answer is the reference's up to the signature, which is this meter's own; one with a MAC to the end.
    private static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        bool signed = reference[0] == Envelope.GeneralSigning;
        int same = signed ? reference.Length - SignatureLength : reference.Length;
        Assert.AreEqual(
            Convert.ToHexString(reference.AsSpan(0, same)),
            Convert.ToHexString(answer.AsSpan(0, Math.Min(same, answer.Length)))
        );
        Assert.AreEqual(reference.Length, answer.Length);
        Assert.IsTrue(!signed || meter.IsSignedByDevice(answer));
    }

    /// <summary>A group whose hardware fails at one item.</summary>
    private sealed class Faulty(DlmsHandler inner, int item) : DlmsHandler
    {
        public override void Begin() => inner.Begin();

        public override int Invoke(int at, AxdrReader reader) =>
            at == item ? AccessResult.HardwareFault : inner.Invoke(at, reader);

        public override int Set(int at, AxdrReader reader) =>
            at == item ? AccessResult.HardwareFault : inner.Set(at, reader);
    }

    /// <summary>A group of the GSME, likewise.</summary>
    private sealed class FaultyZcl(ZclHandler inner, int item) : ZclHandler
    {
        public override void Begin() => inner.Begin();

        public override int Run(int at, int messageCode, ZclReader reader) =>
            at == item ? ZclStatus.HardwareFailure : inner.Run(at, messageCode, reader);
    }
}
