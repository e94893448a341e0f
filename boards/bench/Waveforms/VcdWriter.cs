using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Waveforms;

/// <summary>
/// Writes the levels of chosen nets as a value change dump (IEEE 1364, 18.2), which GTKWave and sigrok load: one wire a
/// net, microseconds, x for a level that is neither and z for a net that nothing holds.
/// </summary>
internal sealed class VcdWriter : INetListener, IDisposable
{
    private readonly TextWriter output;
    private readonly VirtualClock clock;
    private readonly Dictionary<Net, VcdTrace> traces = [];
    private readonly List<VcdTrace> inOrder = [];
    private long writtenAt = -1;

    /// <summary>Writes the head and the levels as they are.</summary>
    /// <param name="output">Where to; closed with this.</param>
    /// <param name="clock">The circuit's.</param>
    /// <param name="nets">The nets with their names.</param>
    public VcdWriter(TextWriter output, VirtualClock clock, IReadOnlyList<(string Name, Net Net)> nets)
    {
        this.output = output;
        this.clock = clock;
        output.Write("$version MeterFirmware bench $end\n$timescale 1 us $end\n$scope module meter $end\n");
        foreach ((string name, Net net) in nets)
        {
            char code = (char)('!' + traces.Count);
            VcdTrace trace = new(name.Replace(' ', '_'), code, LevelOf(net.Level, net.Millivolts), clock);
            traces.Add(net, trace);
            inOrder.Add(trace);
            output.Write($"$var wire 1 {trace.Code} {trace.Name} $end\n");
        }

        output.Write("$upscope $end\n$enddefinitions $end\n");
        WriteTime(clock.NowMicroseconds);
        output.Write("$dumpvars\n");
        foreach (VcdTrace trace in inOrder)
        {
            Write(trace);
        }

        output.Write("$end\n");
    }

    /// <summary>The nets in their order.</summary>
    public IReadOnlyList<VcdTrace> Traces => inOrder;

    /// <inheritdoc/>
    public void OnNetChange(NetChange change)
    {
        char level = LevelOf(change.Level, change.Millivolts);
        if (!traces.TryGetValue(change.Net, out VcdTrace trace) || trace.Level == level)
        {
            return;
        }

        trace.Change(level, change.AtMicroseconds);
        WriteTime(change.AtMicroseconds);
        Write(trace);
    }

    /// <summary>Writes the time of the end, up to which the last levels hold, and closes the file.</summary>
    public void Dispose()
    {
        WriteTime(clock.NowMicroseconds);
        output.Dispose();
    }

    private static char LevelOf(LogicLevel level, int millivolts) =>
        millivolts == Net.Floating ? 'z'
        : level == LogicLevel.Low ? '0'
        : level == LogicLevel.High ? '1'
        : 'x';

    private void Write(VcdTrace trace) => output.Write($"{trace.Level}{trace.Code}\n");

    private void WriteTime(long at)
    {
        if (at != writtenAt)
        {
            writtenAt = at;
            output.Write("#" + at.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }
}
