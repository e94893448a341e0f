using System;
using System.Text;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// What the customer sees, set and read by the reference messages: the answers carry only a MAC and are the reference's to
/// the last octet. The set has no ECS10, GCS07, ECS39a and ECS50.
/// </summary>
[TestClass]
public class CustomerReferenceTests
{
    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS16_3.4_SUCCESS", CustomerField.SupplierName, "E-ON")]
    [DataRow(MeterKind.Esme, "ECS16_3.4_SUCCESS", CustomerField.SupplierTelephone, "0333 202 4650")]
    [DataRow(MeterKind.Gsme, "GCS44_3.4_SUCCESS", CustomerField.SupplierName, "E-ON")]
    [DataRow(MeterKind.Gsme, "GCS44_3.4_SUCCESS", CustomerField.SupplierTelephone, "0333 202 4650")]
    [DataRow(MeterKind.Gsme, "GCS41_6.20.1_SUCCESS", CustomerField.MeterPoint, "1234567890")]
    [DataRow(MeterKind.Esme, "ECS39b_6.20.2_SUCCESS", CustomerField.ExportMeterPoint, "1312345678333")]
    [DataRow(MeterKind.Gsme, "GCS36_9.1_SUCCESS", CustomerField.CustomerNumber, "1234")]
    public void CommandIsAnsweredStoredAndThereAfterARestart(int kind, string name, int field, string text)
    {
        var meter = new ReferenceMeter(kind);
        Assert.AreEqual("", TextOf(meter, field));
        AssertAnswer(meter, name);
        Assert.AreEqual(text, TextOf(meter, field));
        Assert.AreEqual(text, TextOf(new ReferenceMeter(kind, meter.Records), field));
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS14_3.5_SUCCESS")]
    [DataRow(MeterKind.Gsme, "GCS11_3.5_SUCCESS")]
    public void SupplierTakesThePrivacyPinAway(int kind, string name)
    {
        var meter = new ReferenceMeter(kind);
        Assert.IsTrue(meter.State.PrivacyPin.Set([1, 2, 3, 4]));
        Assert.IsTrue(new ReferenceMeter(kind, meter.Records).State.PrivacyPin.IsEnabled);
        AssertAnswer(meter, name);
        MeterState again = new ReferenceMeter(kind, meter.Records).State;
        Assert.IsFalse(again.PrivacyPin.IsEnabled);
        Assert.AreEqual(0, again.Customer.GetLength(CustomerField.PrivacyPin));
    }

    [TestMethod]
    [DataRow("ECS40_6.2.7_SINGLE_SUCCESS", "1312345678111", false)]
    [DataRow("ECS40_6.2.7_TWIN_SUCCESS", "13123456781111312345678222", true)]
    public void Ecs40ReadsTheMpans(string name, string mpans, bool isTwin)
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.State.Configuration.HasSecondaryElement = isTwin;
        Write(meter, CustomerObjects.MeterPoint, mpans);
        Write(meter, CustomerObjects.ExportMeterPoint, "1312345678333");
        AssertAnswer(meter, name);
    }

    [TestMethod]
    public void Gcs46ReadsTheMprn()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        byte[] mprn = Encoding.ASCII.GetBytes("1000999888");
        meter.State.Customer.Set(CustomerField.MeterPoint, mprn, 0, mprn.Length);
        Assert.IsTrue(meter.State.Customer.Save());
        AssertAnswer(meter, "GCS46_6.2.7_SUCCESS");
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS14_3.5_ERROR")]
    [DataRow(MeterKind.Esme, "ECS16_3.4_ERROR")]
    [DataRow(MeterKind.Esme, "ECS39b_6.20.2_ERROR")]
    [DataRow(MeterKind.Gsme, "GCS11_3.5_ERROR")]
    [DataRow(MeterKind.Gsme, "GCS36_9.1_ERROR")]
    [DataRow(MeterKind.Gsme, "GCS41_6.20.1_ERROR")]
    [DataRow(MeterKind.Gsme, "GCS44_3.4_ERROR")]
    public void StorageThatRefusesIsAHardwareFault(int kind, string name)
    {
        var flash = new MemoryRecordStore();
        var meter = new ReferenceMeter(kind, new FaultyRecordStore(flash, 1));
        Assert.IsTrue(meter.State.PrivacyPin.Set([1, 2, 3, 4]));
        var refusing = (FaultyRecordStore)meter.Records;
        refusing.Restart();
        refusing.Refuse(1);
        AssertAnswer(meter, name);
        MeterState again = new ReferenceMeter(kind, flash).State;
        Assert.IsTrue(again.PrivacyPin.IsEnabled, "nothing was changed");
        Assert.AreEqual(0, again.Customer.GetLength(CustomerField.MeterPoint));
        Assert.AreEqual(0, again.Customer.GetLength(CustomerField.SupplierName));
    }

    [TestMethod]
    public void Ecs40ErrorIsAFaultAtTheFirstInstruction()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.DlmsGroups[DlmsObjects.CustomerGroup] = new FaultyDlms();
        AssertAnswer(meter, "ECS40_6.2.7_SINGLE_ERROR");
    }

    [TestMethod]
    public void Gcs46ErrorIsAFaultOfTheAttribute()
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        meter.ZclGroups[ZclObjects.CustomerGroup] = new FaultyZcl();
        AssertAnswer(meter, "GCS46_6.2.7_ERROR");
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS16_3.4_SUCCESS")]
    [DataRow(MeterKind.Gsme, "GCS44_3.4_SUCCESS")]
    public void WhatIsNotProtectedAgainstReplayIsAnsweredAgainAndWritesNothing(int kind, string name)
    {
        var flash = new MemoryRecordStore();
        var store = new FaultyRecordStore(flash, 1);
        var meter = new ReferenceMeter(kind, store);
        AssertAnswer(meter, name);
        store.Restart();
        for (int i = 0; i < 10; i++)
        {
            AssertAnswer(meter, name);
        }

        Assert.AreEqual(0, store.Writes);
    }

    [TestMethod]
    public void CommandsOfTheBrokerAreNotTheSuppliers()
    {
        UseCaseTable esme = EsmeUseCases.CreateTable();
        UseCaseTable gsme = GsmeUseCases.CreateTable();
        foreach ((UseCaseTable table, int code) in new[] { (esme, 0x004D), (esme, 0x0058), (gsme, 0x0083) })
        {
            int row = table.Find(code);
            Assert.IsTrue(table.IsAllowed(row, RemoteRole.AccessControlBroker));
            Assert.IsFalse(table.IsAllowed(row, RemoteRole.Supplier));
        }
    }

    private static void Write(ReferenceMeter meter, int item, string text)
    {
        byte[] data = [AxdrTag.OctetString, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
        var reader = new AxdrReader();
        reader.Open(data, 0, data.Length);
        Assert.AreEqual(AccessResult.Success, meter.DlmsGroups[DlmsObjects.CustomerGroup].Set(item, reader));
    }

    private static string TextOf(ReferenceMeter meter, int field)
    {
        byte[] text = new byte[116];
        return Encoding.ASCII.GetString(text, 0, meter.State.Customer.Copy(field, text, 0));
    }

    private static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        Assert.AreEqual(Convert.ToHexString(ReferenceMessages.Load(name + "_RESPONSE")), Convert.ToHexString(answer));
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
