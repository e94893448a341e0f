using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Waveforms;
using MeterFirmware.Core.Events;
using MeterFirmware.Update;
using Spectre.Console;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// New firmware in one process: an image is sent, activated, and what runs, what the hub saw and what was logged is shown;
/// then one that hangs, which is rolled back. The flash is in memory, the waveform goes to a file.
/// </summary>
internal sealed class FirmwareDemo : IDisposable
{
    private const int Old = 0x01000000;
    private const int New = 0x01000001;
    private const int Bad = 0x01000002;
    private const int TrialMilliseconds = 20_000;
    private const int RollbackMilliseconds = 60_000;
    private const int AnswerMilliseconds = 500;

    private readonly IAnsiConsole console;
    private readonly FirmwareBench bench;
    private readonly FirmwareLink link;
    private readonly OriginatorCounter counter;
    private readonly VcdWriter waveform;
    private readonly string waveformFile;

    /// <summary>Powers the meter.</summary>
    /// <param name="folder">A meter's, locked.</param>
    /// <param name="waveformFile">Receives the waveform.</param>
    /// <param name="console">Where the story is told.</param>
    public FirmwareDemo(DataFolder folder, string waveformFile, IAnsiConsole console)
    {
        this.console = console;
        this.waveformFile = waveformFile;
        Console.SetOut(TextWriter.Null);
        MeterIdentity identity = Identities.OpenOrMake(folder);
        counter = OriginatorCounter.Open(folder.CounterFile);
        bench = new FirmwareBench(identity, P256Key.Generate());
        link = new FirmwareLink(bench, new HeadEndSystem(identity), counter.Next);
        bench.Install(bench.Make(Old));
        bench.SetClock();
        waveform = new VcdWriter(File.CreateText(waveformFile), bench.Chip.Clock, bench.Nets);
        bench.Chip.AddListener(waveform);
    }

    /// <summary>Tells the story.</summary>
    /// <exception cref="BenchException">It did not come out as it should.</exception>
    public void Tell()
    {
        Say(
            "The meter",
            "An ESP32-WROVER-E with old firmware in slot A gets its power. Loading a .pe is simulated: .NET cannot run one."
        );
        link.Run(1_000);
        ReadVersion(Old);
        Activate("1. New firmware", New, TrialMilliseconds, 0);
        ReadVersion(New);
        bench.SetFault(Bad, FirmwareFault.Hangs);
        Activate("2. Firmware that hangs", Bad, RollbackMilliseconds, 3);
        ReadVersion(New);
        ShowLog();
        ShowPins();
    }

    public void Dispose()
    {
        waveform.Dispose();
        bench.Dispose();
        counter.Dispose();
    }

    private void Activate(string title, int version, int milliseconds, int wantedOutcome)
    {
        FirmwarePackage package = bench.Make(version);
        Say(
            title,
            $"The hub has {package.File.Length} octets of version {version:X8}, and the meter asks for them (ZigBee OTA Upgrade, "
                + "lines OTA:DATA#...), into the slot that does not run."
        );
        OtaServer hub = link.Deliver(package.File);
        Require(hub.Status == OtaStatus.Success, "the image was refused");
        console.WriteLine($"  {hub.Given} octets were given, and verified");
        TellMessages(link.Run(AnswerMilliseconds));
        console.WriteLine(
            $"Activate Firmware (CS06) for the image with hash {Convert.ToHexString(package.Digest)[..16]}...:"
        );
        int starts = bench.Starts;
        link.Send(FirmwareCommands.Activate(package.Digest));
        IReadOnlyList<MeterMessage> answers = link.Run(milliseconds);
        TellMessages(answers);
        int started = bench.Starts - starts;
        console.WriteLine($"  {started} {(started == 1 ? "start" : "starts")} of the interpreter meanwhile");
        MeterMessage answer = answers.FirstOrDefault(message => message.Kind == MeterMessage.Response);
        Require(answer != null, "the meter did not answer");
        Require(FirmwareCommands.OutcomeOf(answer) == wantedOutcome, "another outcome than the story's");
    }

    private void ReadVersion(int wanted)
    {
        CommandPlan plan = FirmwareCommands.ReadVersion(bench.Kind);
        MeterMessage answer = link.Ask(plan, AnswerMilliseconds);
        Require(answer != null, "the meter did not answer");
        TellMessages([answer]);
        int version = FirmwareCommands.VersionOf(bench.Kind, answer);
        console.WriteLine($"Read Firmware Version ({plan.Title}): {version:X8}");
        Require(version == wanted, "another version than the story's");
    }

    private void TellMessages(IReadOnlyList<MeterMessage> messages)
    {
        foreach (MeterMessage message in messages)
        {
            string kind = message.Kind == MeterMessage.Alert ? "alert" : "response";
            console.Profile.Out.Writer.WriteLine(
                $"  {kind} {message.MessageCode:X4}: {Convert.ToHexString(message.Payload)}"
            );
        }
    }

    private void ShowLog()
    {
        Say("The security log", "Newest first.");
        LogTail log = bench.State.SecurityLog;
        for (int age = 0; age < log.Count; age++)
        {
            console.WriteLine($"  {log.GetCode(age):X4} {NameOf(log.GetCode(age))} (detail {log.GetDetail(age):X8})");
        }
    }

    private void ShowPins()
    {
        if (bench.Board.Hub != null)
        {
            ShowHub();
        }

        Say("The waveform", $"It is in {waveformFile} (GTKWave, sigrok).");
        foreach (VcdTrace trace in waveform.Traces)
        {
            string high = (trace.HighMicroseconds / 1e6).ToString("F6", CultureInfo.InvariantCulture);
            console.WriteLine($"  {trace.Name, -12} {trace.Edges, 4} edges, High for {high, 11} s");
        }
    }

    private void ShowHub()
    {
        var hub = bench.Board.Hub;
        Say(
            "What the hub saw",
            $"Over {bench.Starts} starts, at every instant of {bench.Chip.Clock.NowMicroseconds / 1_000_000} s:"
        );
        console.WriteLine($"  losses of its 12 V        {hub.SupplyDips}");
        console.WriteLine($"  mains loss on AC_LO       {hub.MainsLossSignals}");
        console.WriteLine($"  meter gone on MT_PR       {hub.MeterAbsentSignals}");
        console.WriteLine($"  power outage alerts AD1   {hub.PowerOutageAlerts}");
        Require(
            hub.IsPowered
                && hub.SupplyDips + hub.MainsLossSignals + hub.MeterAbsentSignals + hub.PowerOutageAlerts == 0,
            "the hub was disturbed"
        );
    }

    private static string NameOf(int code) =>
        code switch
        {
            EventCode.FirmwareVerified => "Firmware Verification Successful",
            EventCode.FirmwareVerificationFailed => "Firmware Verification Failed",
            EventCode.FirmwareFailedAtPowerOn => "Firmware Verification Failed At Power On",
            EventCode.FirmwareVersionChanged => "Change in the executing Firmware version",
            _ => "",
        };

    private void Say(string title, string text)
    {
        console.WriteLine();
        console.Write(new Rule(title) { Justification = Justify.Left });
        console.WriteLine(text);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new BenchException(otherwise);
        }
    }
}
