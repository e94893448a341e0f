using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host;

/// <summary>
/// Reference data that is kept outside the repository: in the folder an environment variable names, else in
/// ../shared beside the repository. A test that asks for data which is not there ends as inconclusive.
/// </summary>
internal static class SharedData
{
    /// <summary>The RTDS reference messages and keys (METER_RTDS).</summary>
    public static string Rtds => Folder("METER_RTDS", "rtds");

    /// <summary>The Wycheproof vectors (METER_WYCHEPROOF).</summary>
    public static string Wycheproof => Folder("METER_WYCHEPROOF", "crypto");

    /// <summary>The public members of the device's class libraries as documentation ids (METER_NANO_API).</summary>
    public static string NanoApi => Folder("METER_NANO_API", Path.Combine("nanoframework", "api"));

    /// <summary>The tables of codes and objects (METER_TABLES).</summary>
    public static string Tables => Folder("METER_TABLES", Path.Combine("domain", "tables"));

    /// <summary>
    /// The device's class libraries themselves: METER_NANO_LIBS, else the packages restored beside the solution.
    /// </summary>
    public static string NanoLibraries =>
        Existing("METER_NANO_LIBS", Path.Combine(Repository.Root, "packages"), "the device's class libraries");

    private static string Folder(string variable, string name) =>
        Existing(variable, Path.Combine(Repository.Root, "..", "shared", name), $"shared/{name}");

    private static string Existing(string variable, string usual, string what)
    {
        string named = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(named))
        {
            Assert.IsTrue(Directory.Exists(named), $"{variable} names a folder that does not exist: {named}");
            return named;
        }

        if (!Directory.Exists(usual))
        {
            Assert.Inconclusive($"Not run: {what} is not on this machine ({variable} can name its folder).");
        }

        return usual;
    }
}
