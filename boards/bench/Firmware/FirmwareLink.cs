using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MeterFirmware.Bench.HeadEnd;

namespace MeterFirmware.Bench.Firmware;

/// <summary>
/// The head end at the other end of a board's data lines: what it commands are messages in the text form, and what it knows
/// is what arrived and is authentic. A line that a cut tore is dropped, as a hub would.
/// </summary>
internal sealed class FirmwareLink
{
    private const int StepMilliseconds = 50;

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

    /// <summary>Sends a command; it arrives while the board runs.</summary>
    /// <returns>Its originator counter.</returns>
    public long Send(CommandPlan plan)
    {
        long counter = nextCounter();
        waiting = Encoding.ASCII.GetBytes(MessageLine.Write(0, headEnd.Build(plan, counter)) + "\r\n");
        sent = 0;
        starts = bench.Starts;
        return counter;
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

    private void Write()
    {
        if (bench.Starts != starts)
        {
            // What is left of a line is no line for a program that has just started.
            waiting = [];
            sent = 0;
            starts = bench.Starts;
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
        int begin = Math.Max(line.LastIndexOf(MessageLine.Prefix, StringComparison.Ordinal), 0);
        Torn += begin > 0 ? 1 : 0;
        MeterMessage message;
        try
        {
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
}
