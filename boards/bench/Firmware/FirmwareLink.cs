using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// The hub and the head end at the other end of a board's data lines: what they command and give are lines of the text form,
/// and what they know is what arrived and is authentic. A line that a cut tore is dropped, as a hub would.
/// </summary>
internal sealed class FirmwareLink
{
    private const int StepMilliseconds = 50;

    // Longer than a meter asks for what nobody gives.
    private const int MostSilentMilliseconds = 20_000;

    private readonly FirmwareBench bench;
    private readonly HeadEndSystem headEnd;
    private readonly Func<long> nextCounter;
    private readonly StringBuilder text = new();
    private byte[] waiting = [];
    private int sent;
    private int starts;

    /// <summary>Connects it.</summary>
    /// <param name="bench">The board.</param>
    /// <param name="headEnd">The meter's supplier.</param>
    /// <param name="nextCounter">Gives originator counters, each higher than the last.</param>
    public FirmwareLink(FirmwareBench bench, HeadEndSystem headEnd, Func<long> nextCounter)
    {
        this.bench = bench;
        this.headEnd = headEnd;
        this.nextCounter = nextCounter;
    }

    /// <summary>All that arrived, in order.</summary>
    public List<MeterMessage> Received { get; } = [];

    /// <summary>How many lines were no whole messages.</summary>
    public int Torn { get; private set; }

    /// <summary>What the hub has for the meter; null for nothing.</summary>
    public OtaServer Hub { get; private set; }

    /// <summary>Sends a command; it arrives while the board runs.</summary>
    /// <returns>Its originator counter.</returns>
    public long Send(CommandPlan plan)
    {
        long counter = nextCounter();
        Put(MessageLine.Write(0, headEnd.Build(plan, counter)));
        return counter;
    }

    /// <summary>The hub tells the meter that it has a file, and from then on gives what the meter asks for.</summary>
    public void Offer(byte[] file)
    {
        Hub = new OtaServer(file);
        Put(MessageLine.WriteOta(0, Hub.Notify()));
    }

    /// <summary>The hub is not there any more.</summary>
    public void Unplug()
    {
        Hub = null;
        Forget();
    }

    /// <summary>Offers a file and lets the board run until it is over, or the meter asks no more.</summary>
    /// <returns>The hub, which knows how it ended.</returns>
    public OtaServer Deliver(byte[] file)
    {
        Offer(file);
        int given = 0;
        for (int silent = 0; !Hub.IsOver && silent < MostSilentMilliseconds; silent += StepMilliseconds)
        {
            Run(StepMilliseconds);
            silent = Hub.Given == given ? silent : 0;
            given = Hub.Given;
        }

        return Hub;
    }

    /// <summary>Lets the board run and takes what it sends.</summary>
    /// <returns>What arrived meanwhile.</returns>
    /// <exception cref="BenchException">A message is whole and not the meter's.</exception>
    public IReadOnlyList<MeterMessage> Run(int milliseconds)
    {
        int before = Received.Count;
        for (int passed = 0; passed < milliseconds; passed += StepMilliseconds)
        {
            Write();
            bench.Run(StepMilliseconds);
            Read();
        }

        return Received[before..];
    }

    /// <summary>Sends a command and gives its answer.</summary>
    /// <returns>The response with the command's counter, or null if none came in the time.</returns>
    public MeterMessage Ask(CommandPlan plan, int milliseconds)
    {
        long counter = Send(plan);
        return Run(milliseconds)
            .SingleOrDefault(message => message.Kind == MeterMessage.Response && message.Counter == counter);
    }

    private void Put(string line)
    {
        if (bench.Starts != starts)
        {
            Forget();
        }

        waiting = [.. waiting.AsSpan(sent), .. Encoding.ASCII.GetBytes(line + "\r\n")];
        sent = 0;
    }

    // What is left of a line is no line for a program that has just started.
    private void Forget()
    {
        waiting = [];
        sent = 0;
        starts = bench.Starts;
    }

    private void Write()
    {
        if (bench.Starts != starts)
        {
            Forget();
        }

        sent += bench.Board.Wire.Outside.Write(waiting, sent, waiting.Length - sent);
    }

    private void Read()
    {
        byte[] piece = new byte[bench.Board.Wire.Outside.Available];
        bench.Board.Wire.Outside.Read(piece, 0, piece.Length);
        text.Append(Encoding.ASCII.GetString(piece));
        string all = text.ToString();
        int end = all.LastIndexOf("\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return;
        }

        text.Clear().Append(all[(end + 2)..]);
        foreach (string line in all[..end].Split("\r\n"))
        {
            Take(line);
        }
    }

    private void Take(string line)
    {
        // Behind what a cut left there may be a whole one.
        int frame = line.LastIndexOf(MessageLine.OtaPrefix, StringComparison.Ordinal);
        int begin = Math.Max(Math.Max(line.LastIndexOf(MessageLine.Prefix, StringComparison.Ordinal), frame), 0);
        Torn += begin > 0 ? 1 : 0;
        MeterMessage message;
        try
        {
            if (frame == begin)
            {
                TakeFrame(MessageLine.ReadOta(line[begin..]));
                return;
            }

            message = new MeterMessage(MessageLine.Read(line[begin..]));
        }
        catch (FormatException)
        {
            Torn++;
            return;
        }

        if (!headEnd.IsAuthentic(message))
        {
            throw new BenchException("a message is not the meter's");
        }

        Received.Add(message);
    }

    private void TakeFrame(byte[] frame)
    {
        byte[] answer = Hub?.Answer(frame);
        if (answer != null)
        {
            Put(MessageLine.WriteOta(0, answer));
        }
    }
}
