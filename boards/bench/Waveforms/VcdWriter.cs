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
    private readonly Dictionary<Net, char> codes = [];
    private readonly Dictionary<Net, char> levels = [];
    private long writtenAt = -1;

    /// <summary>Writes the head and the levels as they are.</summary>
    /// <param name="output">Where to; closed with this.</param>
    /// <param name="atMicroseconds">The time on the circuit's clock.</param>
    /// <param name="nets">The nets with their names.</param>
    public VcdWriter(TextWriter output, long atMicroseconds, IReadOnlyList<(string Name, Net Net)> nets)
    {
        this.output = output;
        output.Write("$version MeterFirmware bench $end\n$timescale 1 us $end\n$scope module meter $end\n");
        foreach ((string name, Net net) in nets)
        {
            codes[net] = (char)('!' + codes.Count);
            output.Write($"$var wire 1 {codes[net]} {name.Replace(' ', '_')} $end\n");
        }

        output.Write("$upscope $end\n$enddefinitions $end\n");
        WriteTime(atMicroseconds);
        output.Write("$dumpvars\n");
        foreach ((_, Net net) in nets)
        {
            Write(net, LevelOf(net.Level, net.Millivolts));
        }

        output.Write("$end\n");
    }

    /// <inheritdoc/>
    public void OnNetChange(NetChange change)
    {
        char level = LevelOf(change.Level, change.Millivolts);
        if (!codes.ContainsKey(change.Net) || levels[change.Net] == level)
        {
            return;
        }

        WriteTime(change.AtMicroseconds);
        Write(change.Net, level);
    }

    public void Dispose() => output.Dispose();

    private static char LevelOf(LogicLevel level, int millivolts) =>
        millivolts == Net.Floating ? 'z'
        : level == LogicLevel.Low ? '0'
        : level == LogicLevel.High ? '1'
        : 'x';

    private void Write(Net net, char level)
    {
        levels[net] = level;
        output.Write($"{level}{codes[net]}\n");
    }

    private void WriteTime(long at)
    {
        if (at != writtenAt)
        {
            writtenAt = at;
            output.Write("#" + at.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }
}
