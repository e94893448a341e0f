using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>A line of device-packages.txt.</summary>
internal sealed record DevicePackage(string Id, string Version, string Assembly, IReadOnlyList<string> Needs)
{
    public static IReadOnlyDictionary<string, DevicePackage> Table { get; } =
        File.ReadLines(Path.Combine(Repository.Root, "MeterFirmware.Tests", "Host", "Gate", "device-packages.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(columns => new DevicePackage(columns[0], columns[1], columns[3], columns[4..]))
            .ToDictionary(package => package.Id);
}
