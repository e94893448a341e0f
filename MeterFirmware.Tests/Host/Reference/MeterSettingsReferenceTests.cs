using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>Billing calendars, uncontrolled gas flow and Supply Tamper State of the reference set: the answers, and the effect.</summary>
[TestClass]
public class MeterSettingsReferenceTests
{
    private const int SignatureLength = 64;

    // 2015-01-01T00:00:00Z, the set's time.
    private const long SetTime = 0x1C374A80;

    [TestMethod]
    [DataRow("ECS30_6.8_SUCCESS", BillingCalendar.Monthly, "2015-01-01T12:00:00Z 2015-02-01T12:00:00Z")]
    [DataRow("ECS30a_6.8_SUCCESS", BillingCalendar.Quarterly, "2015-04-01T00:00:00Z 2015-07-01T00:00:00Z")]
    [DataRow("GCS25a_6.8_SUCCESS", BillingCalendar.SixMonthly, "2015-07-01T00:00:00Z 2016-01-01T00:00:00Z")]
    public void TheBillingCalendarIsInForceAtOnce(string name, int periodicity, string dates)
    {
        ReferenceMeter meter = MeterFor(name);
        AssertAnswer(meter, name);
        byte[] table = new byte[BillingCalendar.Length];
        Assert.IsTrue(meter.State.Metering.Tables.Get(TariffTable.Billing).ReadActive(table, 0, table.Length));
        Assert.AreEqual(periodicity, table[BillingCalendar.PeriodicityAt]);
        int before = meter.State.Metering.BillingData.Total;
        foreach (string date in dates.Split(' '))
        {
            long due = (long)
                (DateTimeOffset.Parse(date) - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
            meter.Meter.Tick(20000, true, due - 1);
            Assert.AreEqual(before, meter.State.Metering.BillingData.Total);
            meter.Meter.Tick(20000, true, due);
            before++;
            Assert.AreEqual(before, meter.State.Metering.BillingData.Total);
        }
    }

    [TestMethod]
    [DataRow("GCS24_6.7_SUCCESS", UncontrolledGasFlow.CoarseDivisor)]
    [DataRow("GCS24a_6.7_SUCCESS", UncontrolledGasFlow.FineDivisor)]
    public void UncontrolledGasFlowIsInForceAtOnce(string name, int divisor)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.State.Payment.Supply.LocksOnTamper = true;
        AssertAnswer(meter, name);
        byte[] limits = meter.State.Metering.Limits;
        Assert.AreEqual(0xF0F0 * 1000L / divisor, UncontrolledGasFlow.LitresAnHour(limits, 0));
        Assert.AreEqual(300, UncontrolledGasFlow.MeasurementSeconds(limits, 0));
        Assert.AreEqual(60, UncontrolledGasFlow.StabilisationTenths(limits, 0));
        Assert.IsFalse(meter.State.Payment.Supply.LocksOnTamper, "a tampering leaves the supply unchanged");
    }

    [TestMethod]
    [DataRow("ECS30_6.8_ERROR")]
    [DataRow("ECS30a_6.8_ERROR")]
    public void AFaultIsTheReferenceAnswerOfAnEsme(string name)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.DlmsGroups[DlmsObjects.TariffGroup] = new Faulty();
        AssertAnswer(meter, name);
        Assert.IsFalse(meter.State.Metering.Tables.Get(TariffTable.Billing).HasActive);
    }

    [TestMethod]
    [DataRow("GCS25a_6.8_ERROR", ZclMeterSettings.PublishBlockPeriod)]
    [DataRow("GCS24_6.7_ERROR", ZclMeterSettings.SetSupplyStatus)]
    [DataRow("GCS24a_6.7_ERROR", ZclMeterSettings.SetSupplyStatus)]
    public void AFaultIsTheReferenceAnswerOfAGsme(string name, int item)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.ZclGroups[ZclObjects.SettingsGroup] = new FaultyZcl(meter.ZclGroups[ZclObjects.SettingsGroup], item);
        AssertAnswer(meter, name);
        // What came before the fault stays.
        int table = name.StartsWith("GCS25", StringComparison.Ordinal) ? TariffTable.Billing : TariffTable.Limits;
        Assert.IsTrue(meter.State.Metering.Tables.Get(table).HasActive);
    }

    private static ReferenceMeter MeterFor(string name)
    {
        bool gas = name.StartsWith("GCS", StringComparison.Ordinal);
        var meter = new ReferenceMeter(gas ? MeterKind.Gsme : MeterKind.Esme);
        meter.Meter.Tick(10000, true, SetTime);
        return meter;
    }

    // A signed answer is the reference's up to the signature, which is this meter's own.
    private static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        Assert.AreEqual(
            Convert.ToHexString(reference[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        Assert.IsTrue(meter.IsSignedByDevice(answer));
    }

    /// <summary>A group whose hardware fails.</summary>
    private sealed class Faulty : DlmsHandler
    {
        public override int Set(int item, AxdrReader reader) => AccessResult.HardwareFault;
    }

    /// <summary>A group of the GSME whose hardware fails at one item.</summary>
    private sealed class FaultyZcl(ZclHandler inner, int item) : ZclHandler
    {
        public override void Begin() => inner.Begin();

        public override int Run(int at, int messageCode, ZclReader reader) =>
            at == item ? ZclStatus.HardwareFailure : inner.Run(at, messageCode, reader);
    }
}
