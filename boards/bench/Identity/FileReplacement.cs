using System;
using System.IO;

namespace MeterFirmware.Bench.Identity;

/// <summary>Writes a small private file whole or not at all: beside it first, then under its name.</summary>
internal static class FileReplacement
{
    /// <summary>Writes a file, readable for its owner alone where the system knows such a thing.</summary>
    /// <exception cref="IOException">It cannot be written; what was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, byte[] content)
    {
        string beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(beside, options))
        {
            stream.Write(content);
            stream.Flush(true);
        }

        File.Move(beside, path, true);
    }
}
