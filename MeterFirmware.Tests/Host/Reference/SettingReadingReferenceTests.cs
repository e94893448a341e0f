using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// Settings of an ESME that the reference set reads, and the small commands that go with them: Randomised Offset, billing
/// calendar, auxiliary switches, counters of the voltage. What the reference device held is set in the meter through its object
/// model.
/// </summary>
[TestClass]
public class SettingReadingReferenceTests
{
    private const int SignatureLength = 64;

    [TestMethod]
    public void Ecs26cReadsTheRandomisedOffset()
    {
        ReferenceMeter Offset()
        {
            ReferenceMeter meter = Start();
            Assert.IsTrue(meter.State.Metering.SetRandomisedOffsetNumber(2000));
            Assert.AreEqual(TableResult.Ok, meter.State.Metering.SetRandomisedOffsetLimit(1000));
            return meter;
        }
        HistoryReferenceTests.AssertAnswer(Offset(), "ECS26c_6.2.2_SUCCESS");
        AssertFault(Offset(), "ECS26c_6.2.2", DlmsObjects.AuxiliaryGroup, AuxiliaryObjects.RandomisedOffsetNumber);
    }

    [TestMethod]
    [DataRow("ECS26d_6.2.3", BillingCalendar.Monthly)]
    [DataRow("ECS26l_6.2.3", BillingCalendar.Quarterly)]
    public void TheBillingCalendarIsRead(string name, int periodicity)
    {
        ReferenceMeter meter = Start();
        int noon = 12 * 3600;
        Assert.AreEqual(TableResult.Ok, meter.State.Metering.SetBillingCalendar(noon, periodicity));
        HistoryReferenceTests.AssertAnswer(meter, name + "_SUCCESS");
        AssertFault(Start(), name, DlmsObjects.TariffGroup, TariffObjects.Billing);
    }

    [TestMethod]
    public void Ecs29eResetsTheCountersOfTheVoltage()
    {
        ReferenceMeter meter = Counted();
        HistoryReferenceTests.AssertAnswer(meter, "ECS29e_6.27_SUCCESS");
        Assert.AreEqual(0, meter.State.Voltage.OverCounter);
        Assert.AreEqual(0, meter.State.Voltage.UnderCounter);
        meter = Counted();
        AssertFault(meter, "ECS29e_6.27", DlmsObjects.HistoryGroup, HistoryObjects.ResetUnderVoltage);
        Assert.AreEqual(7, meter.State.Voltage.OverCounter);
    }

    [TestMethod]
    [DataRow("ALL_OPTIONALS")]
    [DataRow("SOME_OPTIONALS")]
    public void Ecs46aSetsTheDescriptions(string options)
    {
        ReferenceMeter meter = Start();
        AssertSigned(meter, $"ECS46a_6.14.1_{options}_SUCCESS");
        string[] expected =
            options == "ALL_OPTIONALS"
                ?
                [
                    "ALCS_1_Description",
                    "HCALCS_2_Description",
                    "ALCS_3_Description",
                    "ALCS_4_Description",
                    "ALCS_5_Description",
                ]
                : ["", "Label2", "Label3", "Label4", ""];
        CollectionAssert.AreEqual(expected, Descriptions(meter));
        meter = Start();
        Break(meter, DlmsObjects.AuxiliaryGroup, AuxiliaryObjects.Description + 3);
        AssertSigned(meter, "ECS46a_6.14.1_ALL_OPTIONALS_ERROR");
        Assert.AreEqual("ALCS_3_Description", Descriptions(meter)[2]);
        Assert.AreEqual("", Descriptions(meter)[4]);
    }

    [TestMethod]
    public void Ecs47EndsWhatWasCommanded()
    {
        ReferenceMeter meter = Start();
        int now = (int)ReferenceMeter.NewYear2015;
        AuxiliaryControllers switches = meter.State.Auxiliary;
        Assert.AreEqual(TableResult.Ok, switches.Command(5, AuxiliaryControllers.Closed, now, now + 3600));
        Assert.AreEqual(TableResult.Ok, switches.Command(4, AuxiliaryControllers.Closed, now, now + 3600));
        meter.Tell(now + 1);
        Assert.IsTrue(switches.IsClosed(5));
        AssertSigned(meter, "ECS47Reset_7.8_SUCCESS");
        meter.Tell(now + 2);
        Assert.IsFalse(switches.IsClosed(5));
        Assert.IsTrue(switches.IsClosed(4));
        meter = Start();
        Break(meter, DlmsObjects.AuxiliaryGroup, AuxiliaryObjects.Script);
        AssertSigned(meter, "ECS47Reset_7.8_ERROR");
    }

    /// <summary>
    /// The reference device's second switch is one of another device of the home, which this meter has none of: its answer is
    /// the reference's without that identifier.
    /// </summary>
    [TestMethod]
    [DataRow("ECS61a_7.7_ALL_OPTIONALS_SUCCESS")]
    [DataRow("ECS61a_7.7_ALL_OPTIONALS_ERROR")]
    public void Ecs61aReadsTheSwitches(string name)
    {
        ReferenceMeter meter = Start();
        List<(int Result, object Value)> values = Values(meter);
        int now = (int)ReferenceMeter.NewYear2015;
        Metering metering = meter.State.Metering;
        for (int number = 1; number <= AuxiliaryControllers.Count; number++)
        {
            int at = TextLabels.ControllerAt(metering.Tariff.Shape, number - 1);
            byte[] text = (byte[])values[number - 1].Value;
            Assert.AreEqual(TableResult.Ok, metering.SetLabel(at, TextLabels.ControllerLength, text, 0, text.Length));
            Assert.AreEqual(
                TableResult.Ok,
                meter.State.Auxiliary.Command(number, AuxiliaryControllers.Closed, now, now + 3600)
            );
        }
        byte[] calendar = Calendar();
        Assert.AreEqual(
            TableResult.Ok,
            metering.GiveTable(TariffTable.AuxiliaryCalendar, calendar, 0, calendar.Length, 0)
        );
        meter.Tell(now + 1);
        if (name.EndsWith("ERROR", StringComparison.Ordinal))
        {
            Break(meter, DlmsObjects.AuxiliaryGroup, AuxiliaryObjects.State + 3);
        }
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        string expected = Convert.ToHexString(PlainAnswer.PayloadOf(reference, meter.Identity));
        string withoutOther = expected.Replace("00DB123456789097", "0000000000000000");
        Assert.AreNotEqual(expected, withoutOther);
        Assert.AreEqual(withoutOther, Convert.ToHexString(PlainAnswer.PayloadOf(answer, meter.Identity)));
    }

    private static List<(int Result, object Value)> Values(ReferenceMeter meter)
    {
        // Only the descriptions: what follows them has types that the plain reader does not know.
        byte[] payload = PlainAnswer.PayloadOf(
            ReferenceMessages.Load("ECS61a_7.7_ALL_OPTIONALS_SUCCESS_RESPONSE"),
            meter.Identity
        );
        var found = new List<(int, object)>();
        int at = 8;
        for (int i = 0; i < AuxiliaryControllers.Count; i++)
        {
            found.Add((0, payload[(at + 2)..(at + 2 + payload[at + 1])]));
            at += 2 + payload[at + 1];
        }
        return found;
    }

    // As the reference answer has it: four special days, and six entries of two switches.
    private static byte[] Calendar()
    {
        byte[] table = new byte[AuxiliaryCalendar.Length];
        byte[] days =
        [
            .. (byte[])[4, 0xFF, 0xFF, 12, 25, 0xFF, 1, 0xFF, 0xFF, 12, 26, 0xFF, 2],
            .. (byte[])[7, 223, 4, 3, 0xFF, 3, 7, 223, 8, 31, 0xFF, 4],
        ];
        days.CopyTo(table, 0);
        byte[] always = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        byte[] summer = [0xFF, 0xFF, 6, 21, 0xFF, 0xFF, 9, 21];
        byte[] entries =
        [
            .. (byte[])[1, 1, 7, 0, 0, 0xFE, 0, 0, 0, .. always],
            .. (byte[])[1, 2, 11, 0, 0, 0xFE, 0, 0, 0, .. always],
            .. (byte[])[2, 1, 18, 0, 0, 0xF8, 0, 0, 0, .. summer],
            .. (byte[])[2, 2, 22, 0, 0, 0xF8, 0, 0, 0, .. summer],
            .. (byte[])[2, 1, 14, 0, 0, 0x06, 0xF0, 0, 0, .. summer],
            .. (byte[])[2, 2, 22, 0, 0, 0x06, 0xF0, 0, 0, .. summer],
        ];
        table[AuxiliaryCalendar.EntriesInUseAt] = 6;
        entries.CopyTo(table, AuxiliaryCalendar.EntriesAt);
        return table;
    }

    private static ReferenceMeter Start()
    {
        var meter = new ReferenceMeter(MeterKind.Esme);
        meter.Tell(ReferenceMeter.NewYear2015);
        return meter;
    }

    private static ReferenceMeter Counted()
    {
        ReferenceMeter meter = Start();
        meter.State.Image.SetInt32(RegisterLayout.OverVoltageCounter, 7);
        meter.State.Image.SetInt32(RegisterLayout.UnderVoltageCounter, 9);
        return meter;
    }

    private static string[] Descriptions(ReferenceMeter meter)
    {
        TariffShape shape = meter.State.Metering.Tariff.Shape;
        byte[] labels = new byte[TextLabels.LengthOf(shape)];
        Assert.IsTrue(meter.State.Metering.Tables.Get(TariffTable.Labels).ReadActive(labels, 0, labels.Length));
        return
        [
            .. Enumerable
                .Range(0, AuxiliaryControllers.Count)
                .Select(i => Encoding.ASCII.GetString(labels, TextLabels.ControllerAt(shape, i), 22).TrimEnd('\0')),
        ];
    }

    private static void Break(ReferenceMeter meter, int group, int item) =>
        meter.DlmsGroups[group] = new Faulty(meter.DlmsGroups[group], item);

    private static void AssertFault(ReferenceMeter meter, string name, int group, int item)
    {
        Break(meter, group, item);
        HistoryReferenceTests.AssertAnswer(meter, name + "_ERROR");
    }

    // A signed answer is the reference's up to the signature, which is this meter's own.
    private static void AssertSigned(ReferenceMeter meter, string name)
    {
        byte[] answer = meter.Send(ReferenceMessages.Load(name + "_COMMAND"));
        Assert.IsNotNull(answer, Refusal.NameOf(meter.Meter.LastRefusal));
        byte[] reference = ReferenceMessages.Load(name + "_RESPONSE");
        Assert.AreEqual(
            Convert.ToHexString(reference[..^SignatureLength]),
            Convert.ToHexString(answer[..^SignatureLength])
        );
        Assert.IsTrue(meter.IsSignedByDevice(answer));
    }

    /// <summary>A group whose hardware fails at one item.</summary>
    private sealed class Faulty(DlmsHandler inner, int faultyItem) : DlmsHandler
    {
        public override void Begin() => inner.Begin();

        public override int Get(int item, OctetWriter writer) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Get(item, writer);

        public override int Set(int item, AxdrReader reader) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Set(item, reader);

        public override int Invoke(int item, AxdrReader reader) =>
            item == faultyItem ? AccessResult.HardwareFault : inner.Invoke(item, reader);
    }
}
