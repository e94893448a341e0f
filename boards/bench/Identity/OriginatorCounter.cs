using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// The head end's counter, which must be higher with every command. It is kept in a file, and is the time in
/// milliseconds where that is higher, so that a lost file or another head end does no harm. One at a time has it, from
/// taking a counter until the meter has answered: of two messages under way the lower might arrive last, as a replay.
/// </summary>
internal sealed class OriginatorCounter : IDisposable
{
    /// <summary>How long <see cref="Open"/> waits for others as a rule.</summary>
    public const int PatienceMilliseconds = 60_000;

    private const int PauseMilliseconds = 20;

    private readonly string path;
    private readonly FileStream held;

    private OriginatorCounter(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>Opens the counter as soon as nobody else has it.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="patienceMilliseconds">How long to wait for others, 0 or more.</param>
    /// <exception cref="BenchException">Somebody else kept it all that time, or it cannot be written.</exception>
    public static OriginatorCounter Open(string path, int patienceMilliseconds = PatienceMilliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new OriginatorCounter(path, HeldFile.Open(path + ".lock"));
            }
            catch (IOException e) when (HeldFile.IsHeldByAnother(e))
            {
                if (Stopwatch.GetElapsedTime(start).TotalMilliseconds >= patienceMilliseconds)
                {
                    throw new BenchException(
                        $"another command to this meter has not ended within {patienceMilliseconds} ms; try again"
                    );
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw NotKept(e);
            }

            Thread.Sleep(PauseMilliseconds);
        }
    }

    /// <summary>Takes a counter that was never used; it is on the disk before it is given.</summary>
    /// <exception cref="BenchException">The file cannot be read or written.</exception>
    public long Next()
    {
        try
        {
            long last = File.Exists(path) ? long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : 0;
            long next = Math.Max(checked(last + 1), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            FileReplacement.Write(path, Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)));
            return next;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotKept(e);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new BenchException($"{path} is damaged: it should hold one number; delete it to go on from the time");
        }
    }

    /// <summary>Lets the next one have it.</summary>
    public void Dispose() => held.Dispose();

    private static BenchException NotKept(Exception e) =>
        new($"the counter of the head end cannot be kept: {e.Message}");
}
