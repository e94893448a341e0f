using System;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Update;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>Set Clock by the reference messages. The answers are signed: they are the reference's up to the signature.</summary>
[TestClass]
public class SetClockReferenceTests
{
    private const int SignatureLength = 64;
    private const int HalfHour = 1800;

    private static readonly long newYear2015 = UtcTime.SecondsFrom(2015, 1, 1, 0, 0, 0);

    [TestMethod]
    public void Ecs70ConfirmsAClockWithinItsInterval()
    {
        ReferenceMeter meter = Start(MeterKind.Esme, newYear2015);
        AssertAnswer(meter, "ECS70_6.11_SUCCESS");
        Assert.AreEqual(ClockControl.None, meter.Meter.TakeWantedUtc());
        Assert.AreEqual(EventCode.CommandActioned, meter.State.EventLog.GetCode(0));
    }

    [TestMethod]
    public void Ecs70ErrorIsAFaultOfTheClockThatIsRead()
    {
        ReferenceMeter meter = Start(MeterKind.Esme, newYear2015);
        meter.DlmsGroups[DlmsObjects.ClockGroup] = new FaultyClock(meter.DlmsGroups[DlmsObjects.ClockGroup]);
        AssertAnswer(meter, "ECS70_6.11_ERROR");
    }

    [TestMethod]
    public void Gcs28ConfirmsAClockWithinItsInterval()
    {
        ReferenceMeter meter = Start(MeterKind.Gsme, newYear2015 - HalfHour);
        AssertAnswer(meter, "GCS28_6.11_SUCCESS");
        Assert.AreEqual(ClockControl.None, meter.Meter.TakeWantedUtc());
    }

    [TestMethod]
    public void Gcs28ErrorIsAClockOutsideOfTheInterval()
    {
        ReferenceMeter meter = Start(MeterKind.Gsme, newYear2015);
        AssertAnswer(meter, "GCS28_6.11_ERROR");
        Assert.AreEqual(ClockStatus.Unreliable, meter.State.ClockControl.Status);
        Assert.AreEqual(EventCode.ClockOutsideTolerance, meter.State.EventLog.GetCode(1));
    }

    [TestMethod]
    [DataRow(MeterKind.Esme, "ECS70_6.11_SUCCESS", -20)]
    [DataRow(MeterKind.Gsme, "GCS28_6.11_SUCCESS", 0)]
    public void AMeterWithoutTheTimeTakesTheMiddleOfTheInterval(int kind, string name, int middle)
    {
        ReferenceMeter meter = Start(kind, null);
        Assert.IsNotNull(meter.Send(ReferenceMessages.Load(name + "_COMMAND")));
        Assert.AreEqual(newYear2015 + middle, meter.Meter.TakeWantedUtc());
    }

    private static ReferenceMeter Start(int kind, long? utc)
    {
        var meter = new ReferenceMeter(kind);
        var activation = new Activation(meter.State, MeterProgram.DeployedFirmware(), null, null);
        meter.Meter.Server.Common = new ActivateFirmware(meter.State, activation);
        meter.Meter.Tick(1000, utc.HasValue, utc ?? 0);
        return meter;
    }

    private static void AssertAnswer(ReferenceMeter meter, string name)
    {
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        Assert.AreEqual(
            Convert.ToHexString(ReferenceMessages.Load(name + "_RESPONSE")[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        Assert.IsTrue(meter.IsSignedByDevice(answer));
    }

    private sealed class FaultyClock(DlmsHandler clock) : DlmsHandler
    {
        public override int Get(int item, OctetWriter writer) => AccessResult.HardwareFault;

        public override int Set(int item, AxdrReader reader) => clock.Set(item, reader);

        public override int Invoke(int item, AxdrReader reader) => clock.Invoke(item, reader);
    }
}
