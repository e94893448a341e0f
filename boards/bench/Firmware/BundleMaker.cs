using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Boot;

namespace MeterFirmware.Bench.Firmware;

/// <summary>Makes a bundle of .pe files, and refuses what a board could not load, or would load wrongly.</summary>
internal static class BundleMaker
{
    private const int LongestEntry = 255;

    // What a build without -p:FirmwareVersion gives, as Hal, Crypto, Boot and the factory firmware have it.
    private static readonly Version deployed = new(0, 0);

    /// <summary>Packs the files.</summary>
    /// <param name="entry">"assembly!type".</param>
    /// <param name="paths">The files in the order of loading.</param>
    /// <exception cref="BenchException">One of them, or their order, is not what a board can load.</exception>
    public static byte[] Make(string entry, IReadOnlyList<string> paths)
    {
        if (paths.Count < 1 || paths.Count > BundleReader.MostFiles)
        {
            throw new BenchException($"a bundle has 1 to {BundleReader.MostFiles} files, not {paths.Count}");
        }

        AssemblyFile[] files = [.. paths.Select(path => new AssemblyFile(path))];
        string[] parts = entry.Split('!');
        bool isEntry =
            parts.Length == 2
            && parts[1].Length > 0
            && entry.Length <= LongestEntry
            && entry.All(letter => letter is > ' ' and <= '~');
        if (!isEntry)
        {
            throw new BenchException($"the entry is ASSEMBLY!TYPE, up to {LongestEntry} letters, not '{entry}'");
        }

        if (files.All(file => file.Name != parts[0]))
        {
            throw new BenchException($"no file is the assembly {parts[0]} of the entry");
        }

        Check(files);
        return FirmwarePackage.Bundle(entry, [.. files.Select(file => file.Octets)]);
    }

    private static void Check(AssemblyFile[] files)
    {
        for (int i = 0; i < files.Length; i++)
        {
            AssemblyFile file = files[i];
            if (file.Version.Major == deployed.Major && file.Version.Minor == deployed.Minor)
            {
                throw new BenchException(
                    $"{file.Path} has version {file.Version}, that of the factory firmware, whose libraries it would run on; "
                        + "build with -p:FirmwareVersion=1.1.0.0 or the like"
                );
            }

            if (files[..i].Any(before => before.Name == file.Name))
            {
                throw new BenchException($"{file.Name} is there twice");
            }

            foreach ((string name, Version version) in file.Needs)
            {
                int at = Array.FindIndex(files, other => other.Name == name);
                if (at > i)
                {
                    throw new BenchException($"{file.Name} needs {name}, which comes after it");
                }

                if (at >= 0 && !files[at].Version.Equals(version))
                {
                    throw new BenchException(
                        $"{file.Name} was built with {name} {version}, and {files[at].Version} is here"
                    );
                }
            }
        }
    }
}
