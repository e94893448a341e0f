using System;
using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MeterFirmware.Bench.Terminals;

/// <summary>
/// Standard output past <see cref="Console"/>: on Unix whoever writes through that holds its lock until the other end has
/// taken the octets, and everybody else who writes a line, the meter among them, waits with him.
/// </summary>
internal static class StandardOutput
{
    private const int UnixHandle = 1;

    public static TextWriter Open()
    {
        Stream stream = OperatingSystem.IsWindows()
            ? Console.OpenStandardOutput()
            : new FileStream(new SafeFileHandle(UnixHandle, false), FileAccess.Write, 0);
        return new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
    }
}
