using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>The public members of the device's class libraries, as the shared api/*.txt files list them.</summary>
internal static class NanoApi
{
    /// <summary>Every documentation id, with the value where it is a constant's and else null.</summary>
    public static IReadOnlyDictionary<string, string> Load() =>
        Lines().GroupBy(line => line.Id).ToDictionary(group => group.Key, group => group.First().Value);

    /// <summary>The libraries that have a documentation id.</summary>
    public static ILookup<string, string> Libraries() => Lines().ToLookup(line => line.Id, line => line.Library);

    private static IEnumerable<(string Id, string Value, string Library)> Lines() =>
        from file in Directory.GetFiles(SharedData.NanoApi, "*.txt")
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(" = ")
        select (parts[0], parts.ElementAtOrDefault(1), Path.GetFileNameWithoutExtension(file));
}
