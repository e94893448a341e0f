using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>A value change dump, read back.</summary>
internal sealed class Waveform
{
    private readonly Dictionary<char, List<(long At, char Level)>> levels = [];
    private readonly Dictionary<string, char> codes = [];

    public Waveform(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("$var"))
            {
                char code = line.Split(' ')[3][0];
                codes[line.Split(' ')[4]] = code;
                levels[code] = [];
            }
            else if (line[0] == '#')
            {
                Times.Add(long.Parse(line[1..]));
            }
            else if (line.Length == 2)
            {
                levels[line[1]].Add((Times[^1], line[0]));
            }
        }
    }

    /// <summary>All time marks in the file's order, microseconds.</summary>
    public List<long> Times { get; } = [];

    public IReadOnlyCollection<string> Names => codes.Keys;

    /// <summary>A net's levels, the first with the time at which the dump begins.</summary>
    public IReadOnlyList<(long At, char Level)> Of(string name) => levels[codes[name]];

    /// <summary>A net's levels one after the other, as 101.</summary>
    public string LevelsOf(string name) => string.Concat(Of(name).Select(change => change.Level));

    /// <summary>How long a net is 1, microseconds, the last level up to the end of the dump.</summary>
    public long HighOf(string name)
    {
        IEnumerable<long> ends = Of(name).Skip(1).Select(change => change.At).Append(Times[^1]);
        return Of(name).Zip(ends, (change, end) => change.Level == '1' ? end - change.At : 0).Sum();
    }
}
