using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Bench.Waveforms;
using MeterFirmware.Boot;
using MeterFirmware.Core.Events;
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
    private const int ActivateCode = 0x0012;
    private const int ReadVersionCode = 0x0059;

    private readonly IAnsiConsole console;
    private readonly DotNetCryptography cryptography;
    private readonly FirmwareBench bench;
    private readonly HeadEndSystem headEnd;
    private readonly OriginatorCounter counter;
    private readonly VcdWriter waveform;
    private readonly string waveformFile;

    /// <summary>Powers the meter.</summary>
    /// <param name="folder">An ESME's, locked.</param>
    /// <param name="console">Where the story is told.</param>
    public FirmwareDemo(DataFolder folder, IAnsiConsole console)
    {
        this.console = console;
        Console.SetOut(TextWriter.Null);
        MeterIdentity identity = Identities.OpenOrMake(folder);
        headEnd = new HeadEndSystem(identity);
        counter = new OriginatorCounter(folder.CounterFile);
        cryptography = identity.CreateCryptography();
        bench = new FirmwareBench(identity.Device.Id, cryptography, P256Key.Generate());
        identity.Provision(bench.Store);
        bench.Install(bench.Make(Old));
        bench.SetClock();
        waveformFile = Path.Combine(folder.Root, "firmware.vcd");
        waveform = new VcdWriter(File.CreateText(waveformFile), bench.Chip.Clock.NowMicroseconds, bench.HubNets);
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
        bench.Run(1_000);
        ReadVersion(Old);
        Activate("1. New firmware", New, TrialMilliseconds, 0);
        ReadVersion(New);
        bench.SetFault(Bad, FirmwareFault.Hangs);
        Activate("2. Firmware that hangs", Bad, RollbackMilliseconds, 3);
        ReadVersion(New);
        ShowLog();
        ShowHub();
    }

    public void Dispose()
    {
        waveform.Dispose();
        bench.Dispose();
        cryptography.Dispose();
    }

    private void Activate(string title, int version, int milliseconds, int wantedOutcome)
    {
        FirmwarePackage package = bench.Make(version);
        Say(
            title,
            $"{package.File.Length} octets of version {version:X8} arrive in blocks of 64, into the slot that does not run."
        );
        Require(bench.Receive(package) == ImageResult.Good, "the image was refused");
        TellMessages(Exchange(null, 500));
        console.WriteLine(
            $"Activate Firmware (CS06) for the image with hash {Convert.ToHexString(package.Digest)[..16]}...:"
        );
        int starts = bench.Starts;
        List<MeterMessage> answers = Exchange(
            new CommandPlan("CS06", ActivateCode, true, c => Cs06(package, c), []),
            milliseconds
        );
        TellMessages(answers);
        console.WriteLine($"  {bench.Starts - starts} starts of the interpreter meanwhile");
        MeterMessage answer = answers.FirstOrDefault(message => message.Kind == MeterMessage.Response);
        Require(answer != null, "the meter did not answer");
        Require(answer.Payload[4] == wantedOutcome, "another outcome than the story's");
    }

    private void ReadVersion(int wanted)
    {
        byte[] Payload(long c) =>
            [0xD9, 0x20, (byte)(c >> 16), (byte)(c >> 8), (byte)c, 0, 1, 1, 0, 1, 0, 0, 0, 2, 1, 255, 2, 1, 0];
        List<MeterMessage> answers = Exchange(new CommandPlan("ECS52", ReadVersionCode, false, Payload, []), 500);
        TellMessages(answers);
        Require(answers.Count == 1, "the meter did not answer");
        byte[] version = answers[0].Payload[10..14];
        console.WriteLine($"Read Firmware Version (ECS52): {Convert.ToHexString(version)}");
        Require(Convert.ToHexString(version) == wanted.ToString("X8"), "another version than the story's");
    }

    // SEQUENCE { hash OCTET STRING, originatorCounter INTEGER }; a counter of the bench is small and positive.
    private static byte[] Cs06(FirmwarePackage package, long counter)
    {
        byte[] number = [.. BitConverter.GetBytes(counter).Reverse().SkipWhile(octet => octet == 0)];
        number = number[0] >= 0x80 ? [0, .. number] : number;
        byte[] content = [0x04, 32, .. package.Digest, 0x02, (byte)number.Length, .. number];
        return [0x30, (byte)content.Length, .. content];
    }

    // Sends a command, if there is one, and gives what comes back in a time.
    private List<MeterMessage> Exchange(CommandPlan plan, int milliseconds)
    {
        var wire = bench.Board.Wire.Outside;
        byte[] octets =
            plan == null
                ? []
                : Encoding.ASCII.GetBytes(MessageLine.Write(0, headEnd.Build(plan, counter.Next())) + "\r\n");
        var text = new StringBuilder();
        int sent = 0;
        for (int passed = 0; passed < milliseconds; passed += 50)
        {
            sent += wire.Write(octets, sent, octets.Length - sent);
            bench.Run(50);
            byte[] piece = new byte[wire.Available];
            wire.Read(piece, 0, piece.Length);
            text.Append(Encoding.ASCII.GetString(piece));
        }

        return
        [
            .. text.ToString()
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new MeterMessage(MessageLine.Read(line))),
        ];
    }

    private void TellMessages(List<MeterMessage> messages)
    {
        foreach (MeterMessage message in messages)
        {
            Require(headEnd.IsAuthentic(message), "a message is not the meter's");
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
        console.WriteLine($"The waveform is in {waveformFile} (GTKWave, sigrok).");
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
