using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.HeadEnd;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;

namespace MeterFirmware.Bench;

/// <summary>
/// Times the meter alone, on one core of the PC: no virtual chip, and storage in memory. What is allocated is counted
/// to the octet.
/// </summary>
internal sealed class Benchmark : IDisposable
{
    private const int Messages = 300;
    private const int Ticks = 100_000;
    private const int Screens = 10_000;
    private const int HalfHours = 10_000;
    private const int TickMilliseconds = 5;
    private const int HalfHourMilliseconds = 1_800_000;
    private const int LogHalfHours = 23_000;

    private readonly DotNetCryptography primitives;
    private readonly MeasuredCryptography cryptography;
    private readonly HeadEndSystem headEnd;
    private readonly Meter meter;
    private readonly int kind;
    private readonly byte[] answer = new byte[16_384];
    private long milliseconds;
    private long counter;

    /// <summary>Makes a meter with an identity of its own, which is forgotten afterwards.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    public Benchmark(int kind)
    {
        this.kind = kind;
        MeterIdentity identity = Identities.MakeOwn(kind);
        primitives = identity.CreateCryptography();
        cryptography = new MeasuredCryptography(primitives);
        headEnd = new HeadEndSystem(identity);
        var store = new MemoryRecordStore();
        identity.Provision(store);
        var state = new MeterState(new MeterConfiguration(kind, identity.Device.Id, 1), store);
        meter = new Meter(state, store, cryptography, VirtualMeter.CreatePayload(state));
        meter.Start();
    }

    /// <summary>Measures and prints.</summary>
    /// <exception cref="BenchException">The meter did not answer every message.</exception>
    public void Run()
    {
        byte[][] lines = new byte[2 * Messages][];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = NextLine();
        }

        // Everything runs once before it is measured: compiled, and with its buffers made.
        MeasureMessages(lines.AsSpan(0, Messages));
        MeasureTicks();
        MeasureScreens();
        MeasurePulses();
        MeasureHalfHours();
        (Measure messages, long inPrimitives) = MeasureMessages(lines.AsSpan(Messages));
        Print("message (Manage Debt)", messages);
        Console.WriteLine(
            Invariant($"  of these in .NET's cryptography: {inPrimitives / (double)Messages:0.##} octets")
        );
        FillLogs();
        Print("idle tick", MeasureTicks());
        Print("screen, with its button", MeasureScreens());
        Print("pulse", MeasurePulses());
        Print("half hour, with its commit", MeasureHalfHours());
    }

    // A year of half hours and more: the records of the logs come into being once, and that allocates in the store.
    private void FillLogs()
    {
        for (int i = 0; i < LogHalfHours; i++)
        {
            Tick(HalfHourMilliseconds);
        }
    }

    public void Dispose() => primitives.Dispose();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(string what, Measure measure) =>
        Console.WriteLine(
            Invariant($"{what}: {measure.MicrosecondsEach:0.000} us, {measure.OctetsEach:0.##} octets allocated")
        );

    private byte[] NextLine()
    {
        counter++;
        CommandPlan plan = MeterCommands.ManageDebt(kind, new DebtAdjustment { Time1Millipence = 1 });
        return Encoding.ASCII.GetBytes(MessageLine.Write(0, headEnd.Build(plan, counter)) + "\r\n");
    }

    private (Measure Messages, long InPrimitives) MeasureMessages(ReadOnlySpan<byte[]> lines)
    {
        long before = cryptography.AllocatedOctets;
        int answered = 0;
        var measure = new Measure(lines.Length);
        foreach (byte[] line in lines)
        {
            meter.Receive(line, 0, line.Length);
            answered += meter.Send(answer) > 0 && !meter.IsSending ? 1 : 0;
        }

        measure.Stop();
        if (answered != lines.Length)
        {
            throw new BenchException($"the meter answered {answered} messages of {lines.Length}");
        }

        return (measure, cryptography.AllocatedOctets - before);
    }

    private Measure MeasureTicks()
    {
        var measure = new Measure(Ticks);
        for (int i = 0; i < Ticks; i++)
        {
            Tick(TickMilliseconds);
        }

        measure.Stop();
        return measure;
    }

    // Button A goes down at each other tick, so that each draws, and it passes through every screen that there is.
    private Measure MeasureScreens()
    {
        var measure = new Measure(Screens);
        for (int i = 0; i < Screens; i++)
        {
            meter.Display.SetButtonA(i % 2 == 0);
            Tick(MeterParameters.DisplayRefreshMilliseconds);
        }

        measure.Stop();
        return measure;
    }

    private Measure MeasurePulses()
    {
        var measure = new Measure(Ticks);
        for (int i = 0; i < Ticks; i++)
        {
            meter.CountPulses(1);
        }

        measure.Stop();
        return measure;
    }

    private Measure MeasureHalfHours()
    {
        var measure = new Measure(HalfHours);
        for (int i = 0; i < HalfHours; i++)
        {
            Tick(MeterParameters.RegisterCommitIntervalSeconds * 1_000);
        }

        measure.Stop();
        return measure;
    }

    private void Tick(int step)
    {
        milliseconds += step;
        meter.Tick(milliseconds, true, milliseconds / 1_000);
    }

    // One run of something: how long it takes, and what this thread allocates.
    private sealed class Measure
    {
        private readonly int count;
        private readonly long startOctets;
        private readonly long start;

        public Measure(int count)
        {
            this.count = count;
            startOctets = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
        }

        public double MicrosecondsEach { get; private set; }

        public double OctetsEach { get; private set; }

        public void Stop()
        {
            MicrosecondsEach = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
            OctetsEach = (GC.GetAllocatedBytesForCurrentThread() - startOctets) / (double)count;
        }
    }
}
