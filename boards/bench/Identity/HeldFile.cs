using System.IO;

namespace MeterFirmware.Bench.Identity;

/// <summary>A file that one process has alone for as long as it is open; the system lets it go with a process that dies.</summary>
internal static class HeldFile
{
    /// <summary>Opens it, made if need be.</summary>
    /// <exception cref="IOException">Somebody has it, or it cannot be opened.</exception>
    public static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>True if what was thrown says that somebody has it.</summary>
    public static bool IsHeldByAnother(IOException e) =>
        // EWOULDBLOCK of Linux and of the BSDs, or the sharing violation of Windows.
        e.HResult
            is 11
                or 35
                or unchecked((int)0x80070020);
}
