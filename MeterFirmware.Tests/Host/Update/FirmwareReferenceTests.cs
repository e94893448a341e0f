using System;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Host.Reference;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// CS06, ECS52, GCS38 and the receipt alerts of the reference set. The hash in CS06 is an invented value that no image has,
/// so the fixture states it as that of the held image, with the versions, the clock and the alert counter.
/// </summary>
[TestClass]
public class FirmwareReferenceTests
{
    private const int SignatureLength = 64;
    private const long NewYear2015 = 0x1C374A80;
    private const byte Old = 0xCD;

    private static readonly byte[] heldHash = Convert.FromHexString(
        "AA758690730934FF0685AA758690730934FF0685657788990011223344556677"
    );

    [TestMethod]
    public void Ecs52AndGcs38GiveTheReferenceResponses()
    {
        foreach ((int kind, string name) in new[] { (MeterKind.Esme, "ECS52_11.2"), (MeterKind.Gsme, "GCS38_11.2") })
        {
            ReferenceMeter meter = Start(kind, new MemoryRecordStore(), Running(Old, null, 0));
            AssertWhole(name + "_SUCCESS_RESPONSE", meter.Send(ReferenceMessages.Load(name + "_SUCCESS_COMMAND")));
            meter.DlmsGroups[DlmsObjects.FirmwareGroup] = new FaultyDlms();
            meter.ZclGroups[ZclObjects.FirmwareGroup] = new FaultyZcl();
            AssertWhole(name + "_ERROR_RESPONSE", meter.Send(ReferenceMessages.Load(name + "_ERROR_COMMAND")));
        }
    }

    [TestMethod]
    public void Cs06ImmediateSuccessAnswersAfterTheRestart()
    {
        var records = new MemoryRecordStore();
        ReferenceMeter meter = Start(MeterKind.Esme, records, Running(Old, null, 0));
        Hold(records, 0xCE);
        Assert.IsNull(meter.Send(ReferenceMessages.Load("CS06_11.3_IMMEDIATE_SUCCESS_COMMAND")));
        Assert.AreEqual(Refusal.None, meter.Meter.LastRefusal);
        meter.Meter.Tick(2000, true, NewYear2015);
        Assert.IsTrue(meter.Meter.IsRestartWanted);

        ReferenceMeter again = Start(MeterKind.Esme, records, Running(0xCE, heldHash, 1, true));
        Confirm(again, NewYear2015);
        AssertSigned(again, "CS06_11.3_IMMEDIATE_SUCCESS_RESPONSE", again.TakeAnswer());
        again.Meter.Tick(90_000, true, NewYear2015);
        Assert.IsNull(again.TakeAnswer(), "once");
    }

    [TestMethod]
    public void Cs06ForTheImageThatRunsAnswersAtOnce()
    {
        ReferenceMeter meter = Start(MeterKind.Esme, new MemoryRecordStore(), Running(0xCE, heldHash, 1));
        AssertSigned(
            meter,
            "CS06_11.3_IMMEDIATE_SUCCESS_RESPONSE",
            meter.Send(ReferenceMessages.Load("CS06_11.3_IMMEDIATE_SUCCESS_COMMAND"))
        );
        meter.Meter.Tick(2000, true, NewYear2015);
        Assert.IsFalse(meter.Meter.IsRestartWanted);
    }

    [TestMethod]
    public void Cs06ImmediateErrorHoldsNoImage()
    {
        ReferenceMeter meter = Start(MeterKind.Esme, new MemoryRecordStore(), Running(0xCF, null, 0));
        AssertSigned(
            meter,
            "CS06_11.3_IMMEDIATE_ERROR_RESPONSE",
            meter.Send(ReferenceMessages.Load("CS06_11.3_IMMEDIATE_ERROR_COMMAND"))
        );
    }

    [TestMethod]
    public void Cs06FutureDatedSuccessAndItsAlert()
    {
        var records = new MemoryRecordStore();
        ReferenceMeter meter = Start(MeterKind.Esme, records, Running(Old, null, 0));
        Hold(records, 0xCF);
        AssertSigned(
            meter,
            "CS06_11.3_FUTURE_DATED_SUCCESS_RESPONSE",
            meter.Send(ReferenceMessages.Load("CS06_11.3_FUTURE_DATED_SUCCESS_COMMAND"))
        );
        long time = MeterFirmware.Core.Time.UtcTime.SecondsFrom(2030, 1, 15, 9, 0, 0);
        meter.Meter.Tick(2000, true, time - 1);
        meter.Meter.Tick(3000, true, time - 1);
        Assert.IsFalse(meter.Meter.IsRestartWanted);
        meter.Meter.Tick(4000, true, time);
        meter.Meter.Tick(4001, true, time);
        Assert.IsTrue(meter.Meter.IsRestartWanted);

        ReferenceMeter again = Start(MeterKind.Esme, records, Running(0xCF, heldHash, 1, true));
        again.State.Image.SetInt64(ImageLayout.AlertCounter, 0x7CF);
        Confirm(again, time);
        AssertSigned(again, "CS06_11.3_8F66_FUTURE_DATED_SUCCESS_ALERT", again.TakeAnswer());
    }

    [TestMethod]
    public void Cs06FutureDatedErrorAndItsAlert()
    {
        var records = new MemoryRecordStore();
        ReferenceMeter meter = Start(MeterKind.Esme, records, Running(0xCF, null, 0));
        AssertSigned(
            meter,
            "CS06_11.3_FUTURE_DATED_ERROR_RESPONSE",
            meter.Send(ReferenceMessages.Load("CS06_11.3_FUTURE_DATED_ERROR_COMMAND"))
        );

        // Another image than the one commanded is held when the time comes.
        Hold(records, 0xD0, new byte[32]);
        meter.State.Image.SetInt64(ImageLayout.AlertCounter, 0x7D0);
        meter.Meter.Tick(2000, true, MeterFirmware.Core.Time.UtcTime.SecondsFrom(2030, 1, 1, 0, 0, 0));
        AssertSigned(meter, "CS06_11.3_8F67_FUTURE_DATED_ERROR_ALERT", meter.TakeAnswer());
    }

    [TestMethod]
    public void Cs06Cancellation()
    {
        ReferenceMeter meter = Start(MeterKind.Esme, new MemoryRecordStore(), Running(Old, null, 0));
        Assert.IsNotNull(meter.Send(ReferenceMessages.Load("CS06_11.3_FUTURE_DATED_SUCCESS_COMMAND")));
        AssertSigned(
            meter,
            "CS06_11.3_CANCELLATION_SUCCESS_RESPONSE",
            meter.Send(ReferenceMessages.Load("CS06_11.3_CANCELLATION_SUCCESS_COMMAND"))
        );
        meter.Meter.Tick(2000, true, int.MaxValue);
        meter.Meter.Tick(3000, true, int.MaxValue);
        Assert.IsNull(meter.TakeAnswer());
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "FDRA-DLMS_NA_8F72_ALERT", 0x7D0, (byte)0x01)]
    [DataRow(MeterKind.Gsme, "FDRA-ZigBee_NA_8F72_ALERT", 0xBB8, (byte)0xA1)]
    public void ReceiptAlertHasTheReferenceForm(int kind, string name, int counter, byte octet)
    {
        ReferenceMeter meter = Start(kind, new MemoryRecordStore(), Running(Old, null, 0));
        StateImage image = meter.State.Image;
        image.SetInt64(ImageLayout.AlertCounter, counter - 1);
        image.Raw.AsSpan(UpdateLayout.ReceiveDigest, 32).Fill(octet);
        image.SetUInt16(UpdateLayout.ReceiptCode, 0x8F72);
        image.SetByte(UpdateLayout.Due, UpdateDue.Receipt);
        meter.Meter.Tick(2000, true, NewYear2015);
        AssertSigned(meter, name, meter.TakeAnswer());
    }

    /// <summary>The other alerts of the update have the forms of reference messages with another code.</summary>
    [TestMethod]
    [DataRow(MeterKind.Esme, "FDRA-DLMS_NA_8F72_ALERT", 0x7D0, (byte)0x01, 0x8F1C, UpdateDue.Receipt)]
    [DataRow(MeterKind.Gsme, "FDRA-ZigBee_NA_8F72_ALERT", 0xBB8, (byte)0xA1, 0x8F1C, UpdateDue.Receipt)]
    [DataRow(MeterKind.Esme, "GCA-DLMS_NA_8F30_ALERT", 0x7D0, (byte)0, 0x8F1B, UpdateDue.PowerOnFailure)]
    [DataRow(MeterKind.Gsme, "GCA-ZigBee_NA_8F30_ALERT", 0xBB8, (byte)0, 0x8F1B, UpdateDue.PowerOnFailure)]
    public void FailuresHaveTheFormsOfTheReference(int kind, string name, int counter, byte octet, int code, int due)
    {
        ReferenceMeter meter = Start(kind, new MemoryRecordStore(), Running(Old, null, 0));
        StateImage image = meter.State.Image;
        image.SetInt64(ImageLayout.AlertCounter, counter - 1);
        image.Raw.AsSpan(UpdateLayout.ReceiveDigest, 32).Fill(octet);
        image.SetUInt16(UpdateLayout.ReceiptCode, code);
        image.SetByte(UpdateLayout.Due, due);
        meter.Meter.Tick(2000, true, NewYear2015);
        string reference = Convert.ToHexString(ReferenceMessages.Load(name)[..^SignatureLength]);
        string wanted = reference.Replace(name.Split('_')[2], code.ToString("X4"));
        Assert.AreNotEqual(reference, wanted);
        byte[] alert = meter.TakeAnswer();
        Assert.AreEqual(wanted, Convert.ToHexString(alert[..^SignatureLength]));
        Assert.IsTrue(meter.IsSignedByDevice(alert));
    }

    [TestMethod]
    public void Ecs80TellsOfTheOutageThatHasEnded()
    {
        var records = new MemoryRecordStore();
        ReferenceMeter meter = Start(MeterKind.Esme, records, Running(Old, null, 0));
        meter.Meter.Tick(2000, true, NewYear2015 - 10 * 60);
        meter.Meter.PrepareRestart();

        // The supply is back a minute before the new year, and the time is known after another.
        ReferenceMeter again = Start(MeterKind.Esme, records, Running(Old, null, 0), false);
        again.State.Image.SetInt64(ImageLayout.AlertCounter, 0x7D2);
        again.Meter.Tick(61_000, true, NewYear2015);
        AssertSigned(again, "ECS80_NA_8F36_ALERT", again.TakeAnswer());
        again.Meter.Tick(62_000, true, NewYear2015);
        Assert.IsNull(again.TakeAnswer(), "once");
    }

    private static ReferenceMeter Start(int kind, IRecordStore records, RunningFirmware running, bool isUtcKnown = true)
    {
        var meter = new ReferenceMeter(kind, records);
        var boot = new BootRecord(records);
        var activation = new Activation(meter.State, running, boot, new SlotStore(records, 8));
        meter.Meter.Server.Common = new ActivateFirmware(meter.State, activation);
        meter.Meter.UseUpdate(activation, null);
        activation.Start();
        meter.Meter.Tick(1000, isUtcKnown, NewYear2015);
        return meter;
    }

    private static RunningFirmware Running(byte version, byte[] digest, int slot, bool isTrial = false) =>
        new([0x01, 0x23, 0xAB, version], digest, slot, isTrial);

    private static void Hold(IRecordStore records, byte version, byte[] hash = null)
    {
        byte[] mark = new byte[SlotStore.MarkLength];
        new byte[] { 0x01, 0x23, 0xAB, version }.CopyTo(mark, SlotStore.VersionAt);
        (hash ?? heldHash).CopyTo(mark, SlotStore.DigestAt);
        Assert.IsTrue(new SlotStore(records, 8).WriteMark(1, mark, 1000));
    }

    private static void Confirm(ReferenceMeter meter, long utc)
    {
        for (int i = 0; i <= Activation.TrialTurns && meter.Meter.Activation.IsOnTrial; i++)
        {
            Assert.IsNull(meter.TakeAnswer(), "nothing is said before the self-test");
            meter.Meter.Tick(2000 + i * 200, true, utc);
        }

        Assert.IsFalse(meter.Meter.Activation.IsOnTrial);
    }

    private static void AssertWhole(string name, byte[] answer) =>
        Assert.AreEqual(Convert.ToHexString(ReferenceMessages.Load(name)), Convert.ToHexString(answer));

    private static void AssertSigned(ReferenceMeter meter, string name, byte[] answer)
    {
        Assert.IsNotNull(answer, name + ": " + Refusal.NameOf(meter.Meter.LastRefusal));
        Assert.AreEqual(
            Convert.ToHexString(ReferenceMessages.Load(name)[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        Assert.IsTrue(meter.IsSignedByDevice(answer));
    }

    private sealed class FaultyDlms : DlmsHandler
    {
        public override int Get(int item, OctetWriter writer) => AccessResult.HardwareFault;
    }

    private sealed class FaultyZcl : ZclHandler
    {
        public override int Read(int item, OctetWriter writer) => ZclStatus.HardwareFailure;
    }
}
