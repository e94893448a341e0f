using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MeterFirmware.Bench.Wire;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The head end's end of the wire: a connection to the port of a running bench.</summary>
internal sealed class BenchClient : IDisposable
{
    private const int PieceOctets = 4_096;

    private readonly TcpClient connection = new();
    private readonly Queue<string> lines = new();
    private readonly LineAssembler assembler;
    private readonly byte[] piece = new byte[PieceOctets];

    /// <summary>Connects.</summary>
    /// <exception cref="BenchException">No bench is there.</exception>
    public BenchClient(int port)
    {
        assembler = new LineAssembler(line => lines.Enqueue(Encoding.ASCII.GetString(line).TrimEnd()));
        try
        {
            connection.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException e)
        {
            throw new BenchException($"no bench answers on port {port}: {e.Message}");
        }
    }

    /// <summary>Sends a message and waits for a response of some meter.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isExpected">Says which response will do.</param>
    /// <param name="timeoutSeconds">How long to wait.</param>
    /// <returns>The line that it came in.</returns>
    /// <exception cref="BenchException">None came in time.</exception>
    public string Exchange(byte[] message, Predicate<MeterMessage> isExpected, int timeoutSeconds)
    {
        Write(MessageLine.Write(0, message));
        long start = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(timeoutSeconds);
        for (string line = Next(limit); line != null; line = Next(limit - Stopwatch.GetElapsedTime(start)))
        {
            if (IsExpected(line, isExpected))
            {
                return line;
            }
        }

        throw new BenchException(
            $"no answer within {timeoutSeconds} s; the bench's console says why a message was refused"
        );
    }

    /// <summary>Offers a file as a hub does, and gives the meter what it asks for until it says what became of it.</summary>
    /// <param name="hub">Has the file, and knows afterwards how it ended.</param>
    /// <param name="tell">Hears after each answer.</param>
    /// <param name="timeoutSeconds">How long the meter may be silent.</param>
    /// <exception cref="BenchException">It asks no more.</exception>
    public void Deliver(OtaServer hub, Action tell, int timeoutSeconds)
    {
        Write(MessageLine.WriteOta(0, hub.Notify()));
        while (!hub.IsOver)
        {
            string line = NextFrame(timeoutSeconds);
            byte[] answer;
            try
            {
                answer = hub.Answer(MessageLine.ReadOta(line));
            }
            catch (FormatException)
            {
                // Torn by a restart of the meter, which asks again.
                continue;
            }

            if (answer != null)
            {
                Write(MessageLine.WriteOta(0, answer));
            }

            tell();
        }
    }

    private string NextFrame(int timeoutSeconds)
    {
        long start = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(timeoutSeconds);
        for (string line = Next(limit); line != null; line = Next(limit - Stopwatch.GetElapsedTime(start)))
        {
            if (MessageLine.IsOta(line))
            {
                return line;
            }
        }

        throw new BenchException(
            $"the meter asks for nothing for {timeoutSeconds} s; send the file again, and it goes on where it is"
        );
    }

    private void Write(string line)
    {
        try
        {
            connection.GetStream().Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        }
        catch (IOException)
        {
            throw new BenchException("the bench ended");
        }
    }

    // The next line, or null where none comes in time.
    private string Next(TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            NetworkStream stream = connection.GetStream();
            string line;
            while (!lines.TryDequeue(out line))
            {
                TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                stream.ReadTimeout = Math.Max(1, (int)left.TotalMilliseconds);
                int count = stream.Read(piece);
                if (count == 0)
                {
                    throw new BenchException(
                        "the bench ended before the meter answered; state tells whether it obeyed"
                    );
                }

                assembler.Add(piece.AsSpan(0, count));
            }

            return line;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut })
        {
            return null;
        }
    }

    public void Dispose() => connection.Dispose();

    private static bool IsExpected(string line, Predicate<MeterMessage> isExpected)
    {
        try
        {
            var message = new MeterMessage(MessageLine.Read(line));
            return message.Kind == MeterMessage.Response && isExpected(message);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
