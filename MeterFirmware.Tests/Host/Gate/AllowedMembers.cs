using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>The committed list of the library types and members that the device's code uses.</summary>
internal static class AllowedMembers
{
    private const string Header =
        "# What the device's assemblies use of the class libraries. Written by the device gate (METER_GATE_UPDATE=1).";

    private static string ListPath =>
        Path.Combine(Repository.Root, "MeterFirmware.Tests", "Host", "Gate", "allowed-members.txt");

    public static IReadOnlySet<string> Load() =>
        File.ReadLines(ListPath).Where(line => !line.StartsWith('#')).ToHashSet();

    public static void Save(IEnumerable<string> signatures) =>
        File.WriteAllText(ListPath, string.Join('\n', signatures.Order(StringComparer.Ordinal).Prepend(Header)) + "\n");

    /// <summary>Whether this run is to write the list anew rather than to check it.</summary>
    public static bool IsUpdate => Environment.GetEnvironmentVariable("METER_GATE_UPDATE") == "1";
}
