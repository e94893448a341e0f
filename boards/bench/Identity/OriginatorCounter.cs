using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// The head end's counter, which must be higher with every command. It is kept in a file, and is the time in
/// milliseconds where that is higher, so that a lost file or another head end does no harm.
/// </summary>
internal sealed class OriginatorCounter
{
    private readonly string path;

    /// <summary>Names the file.</summary>
    public OriginatorCounter(string path)
    {
        this.path = path;
    }

    /// <summary>Takes a counter that was never used; it is on the disk before it is given.</summary>
    /// <exception cref="BenchException">The file cannot be read or written.</exception>
    public long Next()
    {
        try
        {
            long last = File.Exists(path) ? long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
            long next = Math.Max(last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            FileReplacement.Write(path, Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)));
            return next;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"the counter of the head end cannot be kept: {e.Message}");
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new BenchException($"{path} is damaged: it should hold one number; delete it to go on from the time");
        }
    }
}
