using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Host.Reference;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>The payment commands of the reference set: the same answer octet for octet, and the effect.</summary>
[TestClass]
public class PaymentReferenceTests
{
    private const int SignatureLength = 64;

    private const string EsmeConfiguration =
        "SPECIAL_DAYS MAX_METER_BALANCE MAX_CREDIT_THRESHOLD DEBT_RECOVERY_RATE_CAP_AMOUNT "
        + "DEBT_RECOVERY_RATE_CAP_PERIOD LOW_CREDIT_THRESHOLD EMERGENCY_CREDIT_LIMIT EMERGENCY_CREDIT_THRESHOLD CALENDAR";

    private const string GsmeConfiguration =
        "EMERGENCY_CREDIT_SETUP SET_OVERALL_DEBT_CAP SET_LOW_CREDIT_WARNING_LEVEL SET_MAXIMUM_CREDIT_LIMIT "
        + "PUBLISH_CALENDAR PUBLISH_SPECIAL_DAYS";

    // 2015-01-01T00:00:00Z, the set's time, and its future date, 2030-01-15T09:00:00Z.
    private const long SetTime = 0x1C374A80;
    private const int FutureTime = 0x38818890;

    [TestMethod]
    [DataRow("ECS02_1.6_IMMEDIATE_SINGLE_SUCCESS", PaymentMode.Credit, false, false)]
    [DataRow("ECS03_1.6_IMMEDIATE_SINGLE_SUCCESS", PaymentMode.Prepayment, true, true)]
    [DataRow("GCS02_1.6_IMMEDIATE_SUCCESS", PaymentMode.Credit, false, false)]
    [DataRow("GCS03_1.6_IMMEDIATE_SUCCESS", PaymentMode.Prepayment, false, false)]
    public void SetPaymentModeAtOnce(string name, int mode, bool suspendDisabled, bool suspendEmergency)
    {
        ReferenceMeter meter = WithEmergencySettings(name);
        AssertAnswer(meter, name);
        PaymentSettings settings = meter.State.Payment.Settings;
        Assert.AreEqual(mode, settings.Mode);
        Assert.AreEqual(suspendDisabled, settings.SuspendDebtDisabled);
        Assert.AreEqual(suspendEmergency, settings.SuspendDebtEmergency);
    }

    [TestMethod]
    [DataRow("ECS02_1.6", "TWIN_SUCCESS", PaymentMode.Prepayment, PaymentMode.Credit)]
    [DataRow("ECS03_1.6", "TWIN_SUCCESS", PaymentMode.Credit, PaymentMode.Prepayment)]
    [DataRow("GCS02_1.6", "SUCCESS", PaymentMode.Prepayment, PaymentMode.Credit)]
    [DataRow("GCS03_1.6", "SUCCESS", PaymentMode.Credit, PaymentMode.Prepayment)]
    public void SetPaymentModeForLaterAndCancelled(string useCase, string kind, int before, int after)
    {
        ReferenceMeter meter = WithEmergencySettings(useCase);
        meter.State.Payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(before, false, false));
        AssertAnswer(meter, $"{useCase}_FUTURE_DATED_{kind}");
        Assert.AreEqual(before, meter.State.Payment.Settings.Mode);
        int at = meter.State.Payment.GetActivation(PaymentSetting.Mode);
        Assert.IsGreaterThan((int)SetTime, at);
        meter.Meter.Tick(20000, true, at - 1);
        Assert.AreEqual(before, meter.State.Payment.Settings.Mode);
        while (meter.State.Payment.IsCatchingUp)
        {
            meter.Meter.Tick(30000, true, at - 1);
        }
        meter.Meter.Tick(30000, true, at);
        Assert.AreEqual(after, meter.State.Payment.Settings.Mode);

        ReferenceMeter other = WithEmergencySettings(useCase);
        // The counters repeat: the cancellation comes before or after the future date.
        other.State.Payment.SetPassive(PaymentSetting.Mode, PaymentSettings.PackMode(after, false, false));
        other.State.Payment.Activate(PaymentSetting.Mode, FutureTime);
        AssertAnswer(other, $"{useCase}_CANCELLATION_{kind}");
        Assert.AreEqual(0, other.State.Payment.GetActivation(PaymentSetting.Mode));
    }

    [TestMethod]
    public void AdjustMeterBalance()
    {
        ReferenceMeter esme = MeterFor("ECS04a");
        esme.State.Payment.AdjustBalance(5);
        AssertAnswer(esme, "ECS04a_1.5_SUCCESS");
        AssertBalance(esme, Account.MeterBalance, 5 + 0x00124F80);
        ReferenceMeter gsme = MeterFor("GCS40a");
        AssertAnswer(gsme, "GCS40a_1.5_SUCCESS");
        AssertBalance(gsme, Account.MeterBalance, 0x5A5A);
        ReferenceMeter credit = MeterFor("GCS40c");
        credit.State.Payment.ChargeConsumption(6_000_000);
        AssertAnswer(credit, "GCS40c_1.5_SUCCESS");
        AssertBalance(credit, Account.BillToDate, -1_000_000);
        AssertBalance(credit, Account.MeterBalance, 0);
    }

    [TestMethod]
    public void ResetMeterBalance()
    {
        foreach (string name in new[] { "ECS04b_1.5_SUCCESS", "GCS40b_1.5_SUCCESS" })
        {
            ReferenceMeter meter = WithEmergencyCreditInUse(name);
            meter.State.Debts.Adjust(Debt.Time1, 77);
            AssertAnswer(meter, name);
            AssertBalance(meter, Account.MeterBalance, 0);
            AssertBalance(meter, Account.AccumulatedDebt, 0);
            AssertBalance(meter, Account.EmergencyCredit, 500_000);
            Assert.AreEqual(77, meter.State.Debts.GetMillipence(Debt.Time1));
        }
        ReferenceMeter credit = MeterFor("GCS40d");
        credit.State.Payment.ChargeConsumption(123);
        credit.State.Payment.AdjustBalance(9);
        AssertAnswer(credit, "GCS40d_1.5_SUCCESS");
        AssertBalance(credit, Account.BillToDate, 0);
        AssertBalance(credit, Account.MeterBalance, 9);
    }

    [TestMethod]
    public void ResetMeterBalanceStopsAtAFault()
    {
        ReferenceMeter meter = WithEmergencyCreditInUse("ECS04b");
        meter.DlmsGroups[DlmsObjects.BalanceGroup] = new Faulty(
            meter.DlmsGroups[DlmsObjects.BalanceGroup],
            BalanceObjects.ResetEmergency
        );
        AssertAnswer(meter, "ECS04b_1.5_ERROR");
        AssertBalance(meter, Account.MeterBalance, 0);
        Assert.IsTrue(meter.State.Payment.Emergency.IsActive);
    }

    [TestMethod]
    [DataRow("ECS09_2.5_SUCCESS")]
    [DataRow("GCS06_2.5_SUCCESS")]
    public void ActivateEmergencyCredit(string name)
    {
        ReferenceMeter meter = Prepaid(name);
        meter.State.Payment.Apply(PaymentSetting.EmergencyCreditLimit, 500_000);
        meter.State.Payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100_000);
        AssertAnswer(meter, name);
        Assert.IsTrue(meter.State.Payment.Emergency.IsActive);
    }

    [TestMethod]
    public void AddCreditToAnEsmeByAReferenceUtrnWithItsMac()
    {
        ReferenceMeter meter = Prepaid("CS01a");
        AssertAnswer(meter, "CS01a_2.2_SUCCESS");
        AssertBalance(meter, Account.MeterBalance, 1_000_000);
        Assert.AreEqual(3L, meter.State.Payment.TopUps.Highest);
        // The message may come again, since no replay counter keeps it out; its UTRN does not count again.
        byte[] answer = meter.Send(ReferenceMessages.Load("CS01a_2.2_SUCCESS_COMMAND"));
        Assert.IsNotNull(answer);
        AssertBalance(meter, Account.MeterBalance, 1_000_000);
        Assert.AreEqual(0x8F51, meter.State.SecurityLog.GetCode(0));
        // And a command with the set's usual, much lower counter still gets through.
        Assert.IsNotNull(meter.Send(ReferenceMessages.Load("ECS04a_1.5_SUCCESS_COMMAND")));
    }

    [TestMethod]
    public void AddCreditToAGsmeByAReferenceUtrnWithItsMac()
    {
        ReferenceMeter meter = Prepaid("CS01b");
        meter.State.Payment.AdjustBalance(25_144_000 - 1_250_000);
        AssertAnswer(meter, "CS01b_2.2_SUCCESS");
        AssertBalance(meter, Account.MeterBalance, 25_144_000);
    }

    [TestMethod]
    public void WhatIsNoUtrnGetsTheReferenceRefusal()
    {
        ReferenceMeter meter = Prepaid("CS01b");
        AssertAnswer(meter, "CS01b_2.2_ERROR");
        AssertBalance(meter, Account.MeterBalance, 0);
    }

    [TestMethod]
    public void TheThirdUtrnIsEnteredByHandOnceAndBadOnesLockTheKeypad()
    {
        ReferenceMeter meter = Prepaid("CS01a");
        TopUpEntry entry = meter.Meter.Server.TopUps;
        byte[] good = System.Text.Encoding.ASCII.GetBytes("73948959061972833313");
        Assert.AreEqual(CreditResult.Accepted, entry.EnterByHand(good));
        AssertBalance(meter, Account.MeterBalance, 1_000_000);
        Assert.AreEqual(CreditResult.Duplicate, entry.EnterByHand(good));
        byte[] bad = [.. good];
        bad[^1] ^= 1;
        for (int i = 1; i < MeterParameters.BadUtrnEntries; i++)
        {
            Assert.AreEqual(CreditResult.Invalid, entry.EnterByHand(bad));
        }
        byte[] other = System.Text.Encoding.ASCII.GetBytes("73946144332040217315");
        Assert.AreEqual(CreditResult.LockedOut, entry.EnterByHand(other));
        // By message it is still taken: the lock-out is of the keypad.
        AssertAnswer(meter, "CS01a_2.2_SUCCESS");
        meter.Meter.Tick(1000 * (MeterParameters.UtrnLockOutSeconds + 20), true, SetTime);
        Assert.AreEqual(CreditResult.Duplicate, entry.EnterByHand(other));
        AssertBalance(meter, Account.MeterBalance, 2_000_000);
    }

    [TestMethod]
    public void AUtrnWhoseMacIsNotTheSuppliersIsNotAuthentic()
    {
        // The UTRN of the ESME's top up, tried at the GSME.
        ReferenceMeter meter = Prepaid("CS01b");
        byte[] digits = System.Text.Encoding.ASCII.GetBytes("73946144332040217315");
        Assert.AreEqual(CreditResult.NotAuthentic, meter.Meter.Server.TopUps.EnterByHand(digits));
        AssertBalance(meter, Account.MeterBalance, 0);
        Assert.AreEqual(0x8F63, meter.State.SecurityLog.GetCode(0));
    }

    [TestMethod]
    public void EnableAndArmSupply()
    {
        ReferenceMeter esme = MeterFor("ECS42");
        esme.State.Payment.Supply.Disable();
        AssertAnswer(esme, "ECS42_7.1_SUCCESS");
        Assert.AreEqual(SupplyState.Enabled, esme.State.Payment.Supply.State);
        ReferenceMeter armed = MeterFor("ECS44");
        armed.State.Payment.Supply.Disable();
        AssertAnswer(armed, "ECS44_7.3_SUCCESS");
        Assert.AreEqual(SupplyState.Armed, armed.State.Payment.Supply.State);
        ReferenceMeter gsme = MeterFor("GCS39");
        gsme.State.Payment.Supply.Disable();
        AssertAnswer(gsme, "GCS39_7.3_SUCCESS");
        Assert.AreEqual(SupplyState.Armed, gsme.State.Payment.Supply.State);
        ReferenceMeter valve = MeterFor("GCS32");
        AssertAnswer(valve, "GCS32_7.2_SUCCESS");
        Assert.IsFalse(valve.State.Payment.IsSupplyOn);
    }

    [TestMethod]
    public void ReadsOfBalanceAndSupply()
    {
        AssertAnswer(MeterFor("ECS45"), "ECS45_7.4_SUCCESS");
        ReferenceMeter balances = MeterFor("GCS60");
        balances.State.Payment.ChargeConsumption(3_500_000);
        balances.State.Payment.AdjustBalance(2_500_000);
        AssertAnswer(balances, "GCS60_4.18_SUCCESS");
        AssertAnswer(MeterFor("ECS28b"), "ECS28b_6.4.2_SUCCESS");
    }

    [TestMethod]
    [DataRow("ECS08_2.1_IMMEDIATE_SUCCESS")]
    [DataRow("ECS08a_2.1_IMMEDIATE_SUCCESS")]
    public void UpdatePrepaymentConfigurationOfAnEsme(string name)
    {
        ReferenceMeter meter = MeterFor(name);
        AssertAnswer(meter, name);
        PaymentSettings settings = meter.State.Payment.Settings;
        Assert.AreEqual(5_000_000L, settings.MaximumBalance);
        Assert.AreEqual(1_000_000L, settings.MaximumCredit);
        Assert.AreEqual(3_000_000L, settings.RateCapMillipence);
        Assert.AreEqual(200_000, settings.LowCreditThreshold);
        Assert.AreEqual(300_000, settings.EmergencyCreditLimit);
        Assert.AreEqual(100_000, settings.EmergencyCreditThreshold);
        NonDisablementCalendar calendar = meter.State.NonDisablement;
        Assert.IsTrue(calendar.IsSet);
        // Friday and Saturday, 2 and 3 January 2015, in the winter's entries.
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 86400 + 7 * 3600));
        Assert.IsFalse(calendar.IsActiveAt(SetTime + 86400 + 8 * 3600));
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 86400 + 20 * 3600));
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 2 * 86400 + 9 * 3600));
        Assert.IsFalse(calendar.IsActiveAt(SetTime + 2 * 86400 + 21 * 3600));
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 2 * 86400 + 22 * 3600));
        // Started again on the same storage.
        var again = new ReferenceMeter(MeterKind.Esme, meter.Records);
        Assert.IsTrue(again.State.NonDisablement.IsActiveAt(SetTime + 86400 + 7 * 3600));
    }

    [TestMethod]
    public void UpdatePrepaymentConfigurationOfAGsme()
    {
        ReferenceMeter meter = MeterFor("GCS05");
        AssertAnswer(meter, "GCS05_2.1_IMMEDIATE_SUCCESS");
        PaymentSettings settings = meter.State.Payment.Settings;
        Assert.AreEqual(25_000_000L, settings.MaximumBalance);
        Assert.AreEqual(25_000_000L, settings.MaximumCredit);
        Assert.AreEqual(100_000L, settings.RateCapMillipence);
        Assert.AreEqual(5_000_000, settings.LowCreditThreshold);
        Assert.AreEqual(10_000_000, settings.EmergencyCreditLimit);
        Assert.AreEqual(100_000, settings.EmergencyCreditThreshold);
        NonDisablementCalendar calendar = meter.State.NonDisablement;
        Assert.IsTrue(calendar.IsSet);
        // Friday 2 January 2015: day 1, until 8:00 and from 18:00.
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 86400 + 7 * 3600));
        Assert.IsFalse(calendar.IsActiveAt(SetTime + 86400 + 12 * 3600));
        Assert.IsTrue(calendar.IsActiveAt(SetTime + 86400 + 18 * 3600));
        var again = new ReferenceMeter(MeterKind.Gsme, meter.Records);
        Assert.IsTrue(again.State.NonDisablement.IsActiveAt(SetTime + 86400 + 7 * 3600));
    }

    [TestMethod]
    [DataRow("ECS08a_2.1", 1_000_000L)]
    [DataRow("GCS05_2.1", 25_000_000L)]
    public void UpdatePrepaymentConfigurationForLaterAndCancelled(string useCase, long maximumCredit)
    {
        ReferenceMeter meter = MeterFor(useCase);
        AssertAnswer(meter, useCase + "_FUTURE_DATED_SUCCESS");
        Assert.AreEqual(long.MaxValue, meter.State.Payment.Settings.MaximumCredit);
        Assert.IsFalse(meter.State.NonDisablement.IsSet);
        int at = meter.State.Payment.GetActivation(PaymentSetting.Calendar);
        Assert.IsGreaterThan((int)SetTime, at);
        do
        {
            meter.Meter.Tick(30000, true, at);
        } while (meter.State.Payment.IsCatchingUp);
        Assert.AreEqual(maximumCredit, meter.State.Payment.Settings.MaximumCredit);
        Assert.IsTrue(meter.State.NonDisablement.IsSet);

        ReferenceMeter other = MeterFor(useCase);
        other.State.Payment.Activate(PaymentSetting.MaximumCredit, FutureTime);
        other.State.Payment.Activate(PaymentSetting.Calendar, FutureTime);
        AssertAnswer(other, useCase + "_CANCELLATION_SUCCESS");
        Assert.AreEqual(0, other.State.Payment.GetActivation(PaymentSetting.MaximumCredit));
        Assert.AreEqual(0, other.State.Payment.GetActivation(PaymentSetting.Calendar));
    }

    [TestMethod]
    public void ReadValveStatusTellsBatteryAndValve()
    {
        ReferenceMeter meter = MeterFor("GCS33");
        meter.State.RemainingBatteryDays = 100;
        AssertAnswer(meter, "GCS33_7.4_SUCCESS");
        meter.ZclGroups[ZclObjects.SupplyGroup] = new FaultyZcl(
            meter.ZclGroups[ZclObjects.SupplyGroup],
            ZclSupply.Status
        );
        AssertAnswer(meter, "GCS33_7.4_ERROR");
    }

    [TestMethod]
    [DataRow("ECS02_1.6_IMMEDIATE_SINGLE_ERROR", DlmsObjects.PaymentGroup, PaymentObjects.AccountConfiguration)]
    [DataRow(
        "ECS03_1.6_IMMEDIATE_SINGLE_ERROR",
        DlmsObjects.PaymentGroup,
        PaymentObjects.Activation + PaymentSetting.DisablementThreshold
    )]
    [DataRow(
        "ECS08_2.1_IMMEDIATE_ERROR",
        DlmsObjects.PaymentGroup,
        PaymentObjects.Activation + PaymentSetting.EmergencyCreditThreshold
    )]
    [DataRow(
        "ECS08a_2.1_IMMEDIATE_ERROR",
        DlmsObjects.PaymentGroup,
        PaymentObjects.Activation + PaymentSetting.EmergencyCreditThreshold
    )]
    [DataRow("ECS45_7.4_ERROR", DlmsObjects.SupplyGroup, SupplyObjects.State)]
    [DataRow("ECS82_4.18_ERROR", DlmsObjects.BalanceGroup, BalanceObjects.MeterBalance)]
    public void AFaultInTheMidstOfAnEsmesCommandStopsItThere(string name, int group, int item)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.DlmsGroups[group] = new Faulty(meter.DlmsGroups[group], item);
        AssertAnswer(meter, name);
        PaymentSettings settings = meter.State.Payment.Settings;
        Assert.AreEqual(PaymentMode.Credit, settings.Mode, "the mode comes last");
        Assert.AreEqual(0, settings.DisablementThreshold);
        Assert.IsFalse(meter.State.NonDisablement.IsSet, "the calendar comes last");
        // What came before the fault stays.
        bool isConfiguration = name.StartsWith("ECS08", StringComparison.Ordinal);
        Assert.AreEqual(isConfiguration ? 300_000 : 0, settings.EmergencyCreditLimit);
        Assert.AreEqual(0, settings.EmergencyCreditThreshold);
    }

    [TestMethod]
    [DataRow("GCS05_2.1_FUTURE_DATED_ERROR", ZclObjects.CalendarGroup, ZclCalendar.PublishSeasons)]
    [DataRow("GCS60_4.18_ERROR", ZclObjects.BalanceGroup, ZclBalances.BillToDateDelivered)]
    public void AFaultInTheMidstOfAGsmesCommandStopsItThere(string name, int group, int item)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.ZclGroups[group] = new FaultyZcl(meter.ZclGroups[group], item);
        AssertAnswer(meter, name);
        PaymentEngine payment = meter.State.Payment;
        bool isConfiguration = name.StartsWith("GCS05", StringComparison.Ordinal);
        Assert.AreEqual(isConfiguration ? FutureTime : 0, payment.GetActivation(PaymentSetting.MaximumCredit));
        Assert.AreEqual(0, payment.GetActivation(PaymentSetting.Calendar));
    }

    [TestMethod]
    [DataRow("ECS28b_6.4.2_ERROR")]
    [DataRow("ECS04a_1.5_ERROR")]
    [DataRow("ECS09_2.5_ERROR")]
    [DataRow("ECS42_7.1_ERROR")]
    [DataRow("ECS44_7.3_ERROR")]
    [DataRow("CS01a_2.2_ERROR")]
    [DataRow("GCS02_1.6_IMMEDIATE_ERROR")]
    [DataRow("GCS03_1.6_IMMEDIATE_ERROR")]
    [DataRow("GCS06_2.5_ERROR")]
    [DataRow("GCS32_7.2_ERROR")]
    [DataRow("GCS39_7.3_ERROR")]
    [DataRow("GCS40a_1.5_ERROR")]
    [DataRow("GCS40b_1.5_ERROR")]
    [DataRow("GCS40c_1.5_ERROR")]
    [DataRow("GCS40d_1.5_ERROR")]
    public void AStorageThatRefusesIsTheReferenceHardwareFaultAndNothingChanged(string name)
    {
        bool gas = name.StartsWith("GCS", StringComparison.Ordinal);
        var records = new WalkRecords();
        var meter = new ReferenceMeter(gas ? MeterKind.Gsme : MeterKind.Esme, records);
        meter.Meter.Tick(10000, true, SetTime);
        byte[] before = [.. meter.State.Image.Raw];
        records.RefusesWrites = true;
        AssertAnswer(meter, name);
        CollectionAssert.AreEqual(before, meter.State.Image.Raw);
    }

    [TestMethod]
    [DataRow("GNCA-DLMS_NA_810E_ALERT", MeterKind.Esme, 0x7D0)]
    [DataRow("GNCA-ZigBee_NA_810E_ALERT", MeterKind.Gsme, 0xBB8)]
    public void ANonCriticalAlertIsTheReferenceToTheLastOctet(string name, int kind, int counter)
    {
        var meter = new ReferenceMeter(kind);
        meter.Meter.Tick(1000, true, SetTime);
        meter.State.Image.SetInt64(ImageLayout.AlertCounter, counter - 1);
        meter.State.Payment.ReportLocalCredit(1);
        meter.Meter.Tick(2000, true, SetTime + 5);
        Assert.AreEqual(Convert.ToHexString(ReferenceMessages.Load(name)), Convert.ToHexString(meter.TakeAnswer()));
    }

    // The alerts are the set's own, one counter after the other; each is signed by the device.
    [TestMethod]
    [DataRow("ECS02_1.6", "FUTURE_DATED_TWIN_SUCCESS", "PAYMENT_MODE")]
    [DataRow("ECS03_1.6", "FUTURE_DATED_TWIN_SUCCESS", "DISABLEMENT_THRESHOLD PAYMENT_MODE")]
    [DataRow("ECS08_2.1", "FUTURE_DATED_SUCCESS", EsmeConfiguration)]
    [DataRow("ECS08a_2.1", "FUTURE_DATED_SUCCESS", EsmeConfiguration)]
    [DataRow("GCS02_1.6", "FUTURE_DATED_SUCCESS", "CHANGE_PAYMENT_MODE")]
    [DataRow("GCS03_1.6", "FUTURE_DATED_SUCCESS", "CHANGE_PAYMENT_MODE")]
    [DataRow("GCS05_2.1", "FUTURE_DATED_SUCCESS", GsmeConfiguration)]
    public void WhenItsMomentComesTheSenderIsToldTheOutcomeOfEachPart(string useCase, string kind, string parts)
    {
        ReferenceMeter meter = WithEmergencySettings(useCase);
        AssertAnswer(meter, $"{useCase}_{kind}");
        List<byte[]> references =
        [
            .. parts.Split(' ').Select(part => ReferenceMessages.Load($"{useCase}_8F66_{kind}_ALERT_{part}")),
        ];
        meter.State.Image.SetInt64(ImageLayout.AlertCounter, references[0][10] + 256 * references[0][9] - 1);
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
    [DataRow("ECS08a_2.1", 2)]
    [DataRow("GCS05_2.1", 2)]
    public void ACalendarThatIsDamagedWhenItsMomentComesIsToldAsNotActioned(string useCase, int failed)
    {
        ReferenceMeter meter = MeterFor(useCase);
        AssertAnswer(meter, useCase + "_FUTURE_DATED_SUCCESS");
        byte[] record = new byte[4096];
        int length = meter.Records.Read("calendar-1", record, 0, record.Length);
        record[length - 10] ^= 1;
        meter.Records.Write("calendar-1", record, 0, length);
        List<byte[]> alerts = OutcomesAt(meter, FutureTime);
        // Not in the signature at the end, whose octets may be any.
        Assert.AreEqual(failed, alerts.Count(alert => Convert.ToHexString(alert[..^SignatureLength]).Contains("8F67")));
        Assert.IsFalse(meter.State.NonDisablement.IsSet);
        Assert.AreEqual(0, meter.State.Payment.Settings.Get(PaymentSetting.Calendar));
    }

    [TestMethod]
    public void AnOutcomeThatTheFlashRefusesToCountWaits()
    {
        var records = new WalkRecords();
        var meter = new ReferenceMeter(MeterKind.Esme, records);
        meter.Meter.Tick(10000, true, SetTime);
        AssertAnswer(meter, "ECS02_1.6_FUTURE_DATED_TWIN_SUCCESS");
        records.RefusesWrites = true;
        Assert.IsEmpty(OutcomesAt(meter, FutureTime));
        records.RefusesWrites = false;
        Assert.HasCount(1, OutcomesAt(meter, FutureTime + 60));
    }

    private static ReferenceMeter MeterFor(string name)
    {
        bool gas =
            name.StartsWith("GCS", StringComparison.Ordinal) || name.StartsWith("CS01b", StringComparison.Ordinal);
        var meter = new ReferenceMeter(gas ? MeterKind.Gsme : MeterKind.Esme);
        meter.Meter.Tick(10000, true, SetTime);
        return meter;
    }

    // The response of Change Payment Mode tells the emergency credit settings: 10.00 and 2.00.
    private static ReferenceMeter WithEmergencySettings(string name)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.State.Payment.Apply(PaymentSetting.EmergencyCreditLimit, 1_000_000);
        meter.State.Payment.Apply(PaymentSetting.EmergencyCreditThreshold, 200_000);
        return meter;
    }

    private static ReferenceMeter Prepaid(string name)
    {
        ReferenceMeter meter = MeterFor(name);
        meter.State.Payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, true));
        return meter;
    }

    private static ReferenceMeter WithEmergencyCreditInUse(string name)
    {
        ReferenceMeter meter = Prepaid(name);
        PaymentEngine payment = meter.State.Payment;
        payment.Apply(PaymentSetting.EmergencyCreditLimit, 500_000);
        payment.Apply(PaymentSetting.EmergencyCreditThreshold, 100_000);
        payment.AdjustBalance(-50);
        payment.ActivateEmergencyCredit();
        payment.ChargeConsumption(1000);
        payment.StandingChargeMillipencePerDay = 300;
        meter.Meter.Tick(11000, true, SetTime + 86400);
        AssertBalance(meter, Account.AccumulatedDebt, -300);
        meter.Meter.Tick(12000, true, SetTime);
        payment.StandingChargeMillipencePerDay = 0;
        while (payment.Alerts.Count > 0)
        {
            payment.Alerts.RemoveFirst();
        }
        _ = meter.TakeAnswer();
        return meter;
    }

    private static void AssertBalance(ReferenceMeter meter, int account, long millipence)
    {
        Assert.AreEqual(millipence, meter.State.Accounts.GetBalance(account), Account.NameOf(account));
        Assert.AreEqual(0L, meter.State.Accounts.Sum());
    }

    // The alerts with outcomes that the meter sends once it is so late.
    private static List<byte[]> OutcomesAt(ReferenceMeter meter, long utcSeconds)
    {
        List<byte[]> outcomes = [];
        long counter = meter.State.Image.GetInt64(ImageLayout.AlertCounter);
        for (int turn = 0; turn < 3000; turn++)
        {
            meter.Meter.Tick(30000, true, utcSeconds);
            byte[] sent = meter.TakeAnswer();
            var kind = sent == null ? 0 : (sent[31] << 8) | sent[32];
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
            Convert.ToHexString(reference),
            Convert.ToHexString(answer.AsSpan(0, same)) + Convert.ToHexString(reference.AsSpan(same))
        );
        Assert.AreEqual(reference.Length, answer.Length);
        Assert.IsTrue(!signed || meter.IsSignedByDevice(answer));
    }

    /// <summary>A group whose hardware fails at one item.</summary>
    private sealed class Faulty(DlmsHandler inner, int item) : DlmsHandler
    {
        public override int Invoke(int at, AxdrReader reader) =>
            at == item ? AccessResult.HardwareFault : Inner.Invoke(at, reader);

        public override int Set(int at, AxdrReader reader) =>
            at == item ? AccessResult.HardwareFault : Inner.Set(at, reader);

        public override int Get(int at, OctetWriter writer) =>
            at == item ? AccessResult.HardwareFault : Inner.Get(at, writer);

        // It judges by the command at hand, too.
        private DlmsHandler Inner
        {
            get
            {
                inner.MessageCode = MessageCode;
                return inner;
            }
        }
    }

    /// <summary>A group of the GSME, likewise.</summary>
    private sealed class FaultyZcl(ZclHandler inner, int item) : ZclHandler
    {
        public override bool TakesFromDateTime(int at) => inner.TakesFromDateTime(at);

        public override int WriteResponse(int at, int status, OctetWriter reply) =>
            inner.WriteResponse(at, status, reply);

        public override int Read(int at, OctetWriter writer) =>
            at == item ? ZclStatus.HardwareFailure : inner.Read(at, writer);

        public override int Run(int at, int messageCode, ZclReader reader) =>
            at == item ? ZclStatus.HardwareFailure : inner.Run(at, messageCode, reader);
    }
}
