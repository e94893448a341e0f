using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.Commands.Send;

/// <summary>
/// The way of a command: it is built with the signature and the MAC of those whose keys are in the data folder, sent to the
/// bench on its port, and its answer is checked and told.
/// </summary>
internal sealed class Sending
{
    private const int UsualTimeoutSeconds = 5;
    private const int LongestTimeoutSeconds = 600;

    private readonly Option<string> kind;
    private readonly Option<string> identity = BenchOptions.Identity();
    private readonly Option<string> data = BenchOptions.Data();
    private readonly Option<int?> port = BenchOptions.Port("--port", "The TCP port of the bench.", 1);
    private readonly Option<int?> timeout = BenchOptions.Number(
        "--timeout",
        "Seconds to wait for the answer.",
        1,
        LongestTimeoutSeconds
    );

    public Sending(Option<string> kind)
    {
        this.kind = kind;
        timeout.DefaultValueFactory = _ => UsualTimeoutSeconds;
    }

    /// <summary>What all words have.</summary>
    public IEnumerable<Option> Options => [identity, data, port, timeout];

    /// <summary>Sends a command for a kind of meter.</summary>
    public void Send(ParseResult parsed, Func<int, CommandPlan> plan) => Send(parsed, plan, []);

    /// <summary>Sends a command and says what it is to change.</summary>
    public void Send(
        ParseResult parsed,
        Func<int, CommandPlan> plan,
        IEnumerable<string> changes,
        int usualSeconds = UsualTimeoutSeconds
    )
    {
        DataFolder folder = FolderOf(parsed);
        CommandPlan command = plan(folder.Kind);
        Send(parsed, folder, Identities.Open(folder), command, changes, usualSeconds);
    }

    /// <summary>Sends a command that names who asks, and so needs the meter's parties.</summary>
    public void SendTo(ParseResult parsed, Func<MeterIdentity, CommandPlan> plan)
    {
        DataFolder folder = FolderOf(parsed);
        MeterIdentity meter = Identities.Open(folder);
        Send(parsed, folder, meter, plan(meter), [], UsualTimeoutSeconds);
    }

    /// <summary>Sends the message in a file as it is.</summary>
    public void SendFile(ParseResult parsed, string path)
    {
        byte[] message = ReadHex(path);
        using var client = new BenchClient(parsed.GetValue(port).Value);
        Console.WriteLine($"sent: {path}, {message.Length} octets");
        string line = client.Exchange(message, _ => true, parsed.GetValue(timeout).Value);
        Tell(line, HeadEndOf(FolderOf(parsed), line), []);
    }

    /// <summary>The port of the bench.</summary>
    public int PortOf(ParseResult parsed) => parsed.GetValue(port).Value;

    /// <summary>How long to wait: what the user says, else what is usual for the command.</summary>
    public int TimeoutOf(ParseResult parsed, int otherwise) =>
        parsed.GetResult(timeout) is { Implicit: false } ? parsed.GetValue(timeout).Value : otherwise;

    private void Send(
        ParseResult parsed,
        DataFolder folder,
        MeterIdentity meter,
        CommandPlan command,
        IEnumerable<string> changes,
        int usualSeconds
    )
    {
        var headEnd = new HeadEndSystem(meter);
        using var client = new BenchClient(parsed.GetValue(port).Value);
        string line;
        using (OriginatorCounter counters = OriginatorCounter.Open(folder.CounterFile))
        {
            long counter = counters.Next();
            byte[] message = headEnd.Build(command, counter);
            Console.WriteLine($"sent: {command.Title}, counter {counter}, {message.Length} octets");
            foreach (string change in changes)
            {
                Console.WriteLine("  " + change);
            }

            line = client.Exchange(
                message,
                response => response.Counter == counter && response.Originator.SequenceEqual(meter.Device.Id),
                TimeoutOf(parsed, usualSeconds)
            );
        }

        Tell(line, headEnd, command.Instructions);
    }

    private DataFolder FolderOf(ParseResult parsed) =>
        new(parsed.GetValue(data), BenchOptions.KindOf(parsed.GetValue(kind)), parsed.GetValue(identity));

    // Null if the answer is of a meter whose keys are elsewhere.
    private static HeadEndSystem HeadEndOf(DataFolder folder, string line)
    {
        if (!File.Exists(folder.IdentityFile))
        {
            return null;
        }

        MeterIdentity meter = Identities.Open(folder);
        bool isOurs = new MeterMessage(MessageLine.Read(line)).Originator.SequenceEqual(meter.Device.Id);
        return isOurs ? new HeadEndSystem(meter) : null;
    }

    private static byte[] ReadHex(string path)
    {
        try
        {
            byte[] message = Convert.FromHexString(
                string.Concat(File.ReadAllText(path).Where(c => !char.IsWhiteSpace(c)))
            );
            return message.Length is > 0 and <= MessageLimits.MaxOctets
                ? message
                : throw new BenchException(
                    $"{path} has {message.Length} octets; a message has 1 to {MessageLimits.MaxOctets}"
                );
        }
        catch (FormatException)
        {
            throw new BenchException($"{path} is not a file of hexadecimal digits");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void Tell(string line, HeadEndSystem headEnd, IReadOnlyList<string> instructions)
    {
        Console.WriteLine("answer: " + line);
        var response = new MeterMessage(MessageLine.Read(line));
        string proof = response.IsSigned ? "signature" : "MAC";
        bool isAuthentic = headEnd?.IsAuthentic(response) ?? false;
        Console.WriteLine($"{proof}: {VerdictOf(headEnd != null, isAuthentic)}");
        // What is not authentic was not encrypted for the supplier either.
        byte[] payload = isAuthentic ? headEnd.Open(response) : response.Payload;
        ResponseText text = Read(payload, instructions);
        foreach (string outcome in text.Lines)
        {
            Console.WriteLine("  " + outcome);
        }

        if (headEnd != null && !isAuthentic)
        {
            throw new BenchException($"the answer's {proof} is not the meter's");
        }

        if (!text.Succeeded)
        {
            throw new BenchException("the meter did not do all of it");
        }
    }

    private static string VerdictOf(bool isChecked, bool isAuthentic)
    {
        if (!isChecked)
        {
            return "not checked, the keys of this meter are not in the data folder";
        }

        return isAuthentic ? "valid" : "NOT VALID";
    }

    private static ResponseText Read(byte[] payload, IReadOnlyList<string> instructions)
    {
        try
        {
            return new ResponseText(payload, instructions);
        }
        catch (FormatException e)
        {
            throw new BenchException($"the answer's payload cannot be told in words: {e.Message}");
        }
    }
}
