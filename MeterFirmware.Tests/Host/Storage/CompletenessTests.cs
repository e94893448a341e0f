using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// The list of what is swept is complete: each way to a write that the compiled firmware has is gone by some line, and each
/// event that it can tell of is told in one.
/// </summary>
[TestClass]
public class CompletenessTests
{
    // Parts of ways that no line here goes, and why.
    private static readonly Dictionary<string, string> elsewhere = new()
    {
        ["Boot.BootProgram."] = "the bootstrap: Host/Update cuts each of its writes",
        ["Boot.Bootstrap."] = "the same",
        ["Activation.Start > MeterFirmware.Boot"] = "follows the bootstrap: the same",
        ["OtaClient."] =
            "new firmware by the line: Host/Update cuts each of its writes, and the receiver's are cut here",
        ["Activation.Launch > MeterFirmware.Core.State"] = "a bootstrap's record that is refused: the same",
        ["ImageReceiver.Start > "] = "a reception that was cut before its receipt: the same, and after a cut here",
        ["SupplyWatch.JudgeStart > MeterFirmware.Update.SupplyWatch.Tell"] =
            "an outage before the one before is in its log: Host/Update/OutageCutTests cuts two in a row",
        ["Meter.StartUpdate"] = "the lines put the update's parts together after the start, and start them then",
        ["NewMeter.Declare"] = "the maker's",
        ["RemoteParties.Save"] = "the maker's",
        ["Display.UserInterface."] = "the buttons, whose effects are called here: Host/Display presses them",
        ["DisplaySource.EnterUtrn"] = "the same",
        ["PaymentObjects.SetSetting > "] = "only a mode that changes writes, and no such setting is the mode",
        ["CalendarObjects.Activate > "] = "the same",
        ["ZclCalendar.Activate > "] = "the same",
        ["ZclPayment.SetCap"] = "the same",
        ["ZclPayment.SetLowCredit"] = "the same",
        ["ZclPayment.SetMaximum"] = "the same",
        ["ZclPayment.SetUpEmergency"] = "the same",
    };

    private static readonly Watching seen = Watch();

    [TestMethod]
    public void EveryWayToAWriteIsSwept()
    {
        if (WriteSites.IsOptimised)
        {
            Assert.Inconclusive("a Release build has no calls left of methods that were inlined");
        }

        List<string> missing = [.. WriteSites.All().Except(seen.Ways).Order()];
        foreach (string part in elsewhere.Keys)
        {
            Assert.AreNotEqual(0, missing.RemoveAll(way => way.Contains(part)), $"{part} needs no exception");
        }

        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void EveryEventIsSwept()
    {
        IEnumerable<string> missing =
            from code in typeof(EventCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            where !seen.Codes.Contains((int)code.GetRawConstantValue())
            // Told by what follows the bootstrap, whose sweep is in Host/Update.
            where code.Name != nameof(EventCode.FirmwareFailedAtPowerOn)
            select code.Name;
        Assert.AreEqual("", string.Join('\n', missing.Order()));
    }

    private static Watching Watch()
    {
        var watching = new Watching();
        foreach (Scenario scenario in Scenarios.All)
        {
            _ = new PowerCutSweep(scenario, scenario.CommitsBefore[0], watching);
        }

        return watching;
    }

    private sealed class Watching : Wiring
    {
        public HashSet<string> Ways { get; } = [];

        public HashSet<int> Codes { get; } = [];

        public override IRecordStore Connect(IRecordStore flash) => new Watched(flash, this);
    }

    private sealed class Watched(IRecordStore inner, Watching watching) : PassingStore(inner)
    {
        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            watching.Ways.UnionWith(WriteSites.Now(nameof(Write)));
            Note(name, buffer.AsSpan(offset, count));
            return base.Write(name, buffer, offset, count);
        }

        public override int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            watching.Ways.UnionWith(WriteSites.Now(nameof(WriteAt)));
            Note(name, buffer.AsSpan(offset, count));
            return base.WriteAt(name, position, buffer, offset, count);
        }

        public override int Delete(string name)
        {
            watching.Ways.UnionWith(WriteSites.Now(nameof(Delete)));
            return base.Delete(name);
        }

        private void Note(string name, ReadOnlySpan<byte> octets)
        {
            if (IsImage(name))
            {
                NoteTail(octets[ImageLayout.EventLog..]);
                NoteTail(octets[ImageLayout.SecurityLog..]);
                for (int i = 0; i < octets[PaymentLayout.Alerts]; i++)
                {
                    watching.Codes.Add(CodeAt(octets[(PaymentLayout.Alerts + 1 + 6 * i)..]));
                }
            }
            else if (name.StartsWith("pe-", StringComparison.Ordinal) && octets.Length >= 16)
            {
                // A page of this log is one entry, and a write goes to its end.
                watching.Codes.Add(CodeAt(octets[^16..]));
            }
        }

        private void NoteTail(ReadOnlySpan<byte> log)
        {
            for (int i = 0; i < ImageLayout.LogTailEntries; i++)
            {
                watching.Codes.Add(CodeAt(log[(4 + ImageLayout.LogEntryLength * i)..]));
            }
        }

        private static int CodeAt(ReadOnlySpan<byte> octets) => octets[0] << 8 | octets[1];
    }
}
