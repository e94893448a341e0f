using System;
using System.IO;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>A data folder of one test's own, gone after it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meter-bench-");

    public string Path => folder.FullName;

    public string PathOf(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose()
    {
        try
        {
            folder.Delete(true);
        }
        catch (IOException)
        {
            // A bench that was just killed may still hold a file on some systems; the folder is a temporary one.
        }
    }
}
