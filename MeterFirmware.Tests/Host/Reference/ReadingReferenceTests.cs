using System;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// The instantaneous readings of the reference set. The registers are those that the reference answers tell, decoded; then
/// the answers are the same to the last octet.
/// </summary>
[TestClass]
public class ReadingReferenceTests
{
    [TestMethod]
    public void Ecs17bReadsTheImportRegisters()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        meter.State.Metering.Take(10);
        meter.State.Metering.TakeOthers(0, 0, 10);
        HistoryReferenceTests.AssertAnswer(meter, "ECS17b_4.1.1_SINGLE_SUCCESS");
        AssertFault("ECS17b_4.1.1", ProtectedObjects.Import);

        // A network operator asks, with another key.
        meter = new ReferenceMeter(MeterKind.Esme, null, true);
        meter.Tell(ReferenceMeter.NewYear2015);
        meter.State.Metering.Take(10);
        meter.State.Metering.TakeSecondary(10);
        meter.State.Metering.TakeOthers(0, 0, 10);
        HistoryReferenceTests.AssertAnswer(meter, "ECS17b_4.1.1_TWIN_SUCCESS");
    }

    [TestMethod]
    [DataRow("SINGLE", false)]
    [DataRow("TWIN", true)]
    public void Ecs17dReadsTheTimeOfUseRegisters(string variant, bool isTwin)
    {
        var meter = new ReferenceMeter(MeterKind.Esme, null, isTwin);
        meter.Tell(ReferenceMeter.NewYear2015);
        string name = $"ECS17d_4.1.2_{variant}_SUCCESS";
        object[] collection = Registers(meter, name);
        TakeAtEachRate(meter.State.Metering.Tariff, (object[])collection[0]);
        if (isTwin)
        {
            TakeAtEachRate(meter.State.Metering.Secondary, (object[])collection[1]);
        }
        HistoryReferenceTests.AssertAnswer(meter, name);
        AssertFault("ECS17d_4.1.2", ProtectedObjects.Tou);
    }

    [TestMethod]
    public void Ecs17eReadsTheBlockRegistersAndCounters()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        object[] values = (object[])Registers(meter, "ECS17e_4.1.3_SUCCESS")[0];
        for (int i = 0; i < values.Length; i++)
        {
            // Of each block eight registers, then eight counters.
            int first = i % 16 < 8 ? RegisterLayout.BlockRegisters : RegisterLayout.BlockCounters;
            meter.State.Image.SetInt32(first + 4 * (8 * (i / 16) + i % 8), (int)(long)values[i]);
        }
        HistoryReferenceTests.AssertAnswer(meter, "ECS17e_4.1.3_SUCCESS");
        AssertFault("ECS17e_4.1.3", ProtectedObjects.Blocks);
    }

    [TestMethod]
    public void Ecs19ReadsTheSixBalances()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        SetBalance(meter.State.Accounts, Account.MeterBalance, 250000);
        SetBalance(meter.State.Accounts, Account.EmergencyCredit, 95000);
        SetBalance(meter.State.Accounts, Account.AccumulatedDebt, -187000);
        SetBalance(meter.State.Accounts, Account.TimeDebt1, -203000);
        SetBalance(meter.State.Accounts, Account.TimeDebt2, -243000);
        SetBalance(meter.State.Accounts, Account.PaymentDebt, -46000);
        HistoryReferenceTests.AssertAnswer(meter, "ECS19_4.3_SUCCESS");
        AssertFault("ECS19_4.3", ProtectedObjects.Balances);
    }

    [TestMethod]
    public void Ecs27ReadsTheLoadLimit()
    {
        foreach (string name in new[] { "SUCCESS", "ERROR" })
        {
            var meter = new ReferenceMeter(MeterKind.Esme);
            byte[] limits = new byte[LoadLimiter.Length];
            Octets.SetInt32(limits, 0, 6900);
            Octets.SetInt32(limits, 4, 300);
            Octets.SetInt32(limits, 8, 30);
            Metering metering = meter.State.Metering;
            Assert.AreEqual(TableResult.Ok, metering.GiveTable(TariffTable.Limits, limits, 0, limits.Length, 0));
            meter.State.Image.SetInt32(PaymentLayout.LoadLimitCounter, 30);
            if (name == "ERROR")
            {
                Break(meter, DlmsObjects.SupplyGroup, SupplyObjects.LoadLimitPeriod);
            }
            HistoryReferenceTests.AssertAnswer(meter, "ECS27_4.15_" + name);
        }
    }

    [TestMethod]
    public void Ecs26jReadsThePaymentMode()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
        Assert.IsTrue(meter.State.Payment.Apply(PaymentSetting.Mode, mode));
        HistoryReferenceTests.AssertAnswer(meter, "ECS26j_6.2.9_SUCCESS");
        Break(meter, DlmsObjects.PaymentGroup, PaymentObjects.ActiveMode);
        HistoryReferenceTests.AssertAnswer(meter, "ECS26j_6.2.9_ERROR");
    }

    [TestMethod]
    public void Gcs13aReadsTheConsumptionRegister()
    {
        ReferenceMeter meter = Gsme(9);
        meter.State.Metering.Take(12345);
        HistoryReferenceTests.AssertAnswer(meter, "GCS13a_4.1.1_SUCCESS_UNRELIABLE");
        meter = Gsme(0);
        meter.State.Metering.Take(12345);
        Break(meter, ZclReadings.Divisor);
        HistoryReferenceTests.AssertAnswer(meter, "GCS13a_4.1.1_ERROR");
    }

    [TestMethod]
    public void Gcs13bReadsTheBlockCounters()
    {
        foreach (string name in new[] { "SUCCESS_UNRELIABLE", "ERROR" })
        {
            ReferenceMeter meter = Gsme(name == "ERROR" ? 0 : 9);
            byte[] fields = PlainAnswer
                .Gbz(ReferenceMessages.Load($"GCS13b_4.1.4_{name}_RESPONSE"), meter.Identity)[0]
                .Fields;
            for (int block = 0; block < 4; block++)
            {
                // Attribute, status, type, and six octets of which the first is enough here.
                meter.State.Image.SetInt64(RegisterLayout.BlockCounters + 8 * block, fields[10 * block + 4]);
            }
            if (name == "ERROR")
            {
                Break(meter, ZclReadings.Multiplier);
            }
            HistoryReferenceTests.AssertAnswer(meter, "GCS13b_4.1.4_" + name);
        }
    }

    [TestMethod]
    public void Gcs14ReadsTheBalances()
    {
        ReferenceMeter meter = Gsme(9);
        SetBalance(meter.State.Accounts, Account.AccumulatedDebt, -2500000);
        SetBalance(meter.State.Accounts, Account.EmergencyCredit, 500000);
        SetBalance(meter.State.Accounts, Account.MeterBalance, 2500000);
        SetBalance(meter.State.Accounts, Account.TimeDebt1, -5000);
        SetBalance(meter.State.Accounts, Account.TimeDebt2, -5000);
        SetBalance(meter.State.Accounts, Account.PaymentDebt, -5000);
        HistoryReferenceTests.AssertAnswer(meter, "GCS14_4.3_SUCCESS_UNRELIABLE");
        meter = Gsme(0);
        Break(meter, ZclReadings.PriceTrailingDigit);
        HistoryReferenceTests.AssertAnswer(meter, "GCS14_4.3_ERROR");
    }

    /// <summary>Moves a balance to a value, against the account of adjustments.</summary>
    internal static void SetBalance(Accounts accounts, int account, int value)
    {
        long change = value - accounts.GetBalance(account);
        if (change > 0)
        {
            accounts.Transfer(Account.Adjustments, account, change);
        }
        else
        {
            accounts.Transfer(account, Account.Adjustments, -change);
        }
    }

    // At an hour of the first day of 2015; later than midnight a Set Clock has made the clock doubtful.
    private static ReferenceMeter Gsme(int hour)
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        meter.Tell(ReferenceMeter.NewYear2015 + hour * 3600);
        if (hour > 0)
        {
            meter.State.ClockControl.BeginCommand();
            Assert.IsTrue(meter.State.ClockControl.Preset(0, 1));
            Assert.IsTrue(meter.State.ClockControl.Adjust());
        }
        return meter;
    }

    private static object[] Registers(ReferenceMeter meter, string name)
    {
        object value = PlainAnswer.Dlms(ReferenceMessages.Load(name + "_RESPONSE"), meter.Identity).Single().Value;
        return (object[])((object[])value)[0];
    }

    private static void TakeAtEachRate(TariffEngine tariff, object[] registers)
    {
        for (int i = 0; i < registers.Length; i++)
        {
            tariff.SetRate(i + 1);
            tariff.Take((long)registers[i]);
        }
    }

    private static void Break(ReferenceMeter meter, int group, int item) =>
        meter.DlmsGroups[group] = new HistoryReferenceTests.FaultyDlms(meter.DlmsGroups[group], item);

    private static void AssertFault(string name, int item)
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        Break(meter, DlmsObjects.ProtectedGroup, item);
        HistoryReferenceTests.AssertAnswer(meter, name + "_ERROR");
    }

    private static void Break(ReferenceMeter meter, int item) =>
        meter.ZclGroups[ZclObjects.ReadingGroup] = new FaultyZcl(meter.ZclGroups[ZclObjects.ReadingGroup], item);

    private sealed class FaultyZcl(ZclHandler inner, int faultyItem) : ZclHandler
    {
        public override bool IsPrivate(int item) => inner.IsPrivate(item);

        public override int Read(int item, OctetWriter writer) =>
            item == faultyItem ? ZclStatus.HardwareFailure : inner.Read(item, writer);
    }
}
