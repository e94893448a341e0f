using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Gbcs.Gbz;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// The event logs of a gas meter in the reference set. The reference device keeps with some entries other information, which
/// this meter does not keep: its answers are compared with the reference without these.
/// </summary>
[TestClass]
public class EventLogReferenceTests
{
    // Publish Event Log: command, Total Number of Matching Events, Command Index, Total Commands, Log Payload Control.
    private const int HeadLength = 5;

    [TestMethod]
    [DataRow("CS10a_6.13", "CS10a_6.13_SUCCESS", 4)]
    [DataRow("CS10b_6.13", "CS10b_6.13_SUCCESS", 0)]
    public void AGasMeterTellsItsLog(string useCase, string name, int withInformation)
    {
        var meter = new ReferenceMeter(MeterKind.Gsme);
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        byte[] fields = PlainAnswer.Gbz(reference, meter.Identity)[0].Fields;
        LogTail log = name[4] == 'a' ? meter.State.EventLog : meter.State.SecurityLog;
        List<byte> expected = [.. fields[..HeadLength]];
        int informed = 0;
        int at = HeadLength;
        while (at < fields.Length)
        {
            meter.Tell(BinaryPrimitives.ReadInt32LittleEndian(fields.AsSpan(at + 3)));
            log.Add(BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(at + 1)), 0);
            expected.AddRange([.. fields[at..(at + 7)], 0]);
            informed += fields[at + 7] > 0 ? 1 : 0;
            at += 8 + fields[at + 7];
        }
        Assert.AreEqual(32, fields[0]);
        Assert.AreEqual(withInformation, informed);
        meter.Tell(ReferenceMeter.NewYear2015 + 86400);
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        var frame = PlainAnswer.Gbz(answer, meter.Identity)[0];
        Assert.AreEqual(Convert.ToHexString([.. expected]), Convert.ToHexString(frame.Fields));
        Assert.AreEqual(0x19, frame.Control);
        if (withInformation == 0)
        {
            Assert.AreEqual(Convert.ToHexString(reference), Convert.ToHexString(answer));
        }
        HistoryReferenceTests.AssertAnswer(meter, useCase + "_NOT_FOUND");
        meter.ZclGroups[ZclObjects.EventGroup] = new Faulty();
        HistoryReferenceTests.AssertAnswer(meter, useCase + "_ERROR");
    }

    private sealed class Faulty : ZclHandler
    {
        public override int AnswerControl(int item, int messageCode) => 1;

        public override int Answer(
            int item,
            int messageCode,
            ZclReader reader,
            MeterFirmware.Gbcs.OctetWriter reply,
            int room
        ) => ZclStatus.HardwareFailure;
    }
}
