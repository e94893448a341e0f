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
        long start = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(timeoutSeconds);
        try
        {
            NetworkStream stream = connection.GetStream();
            stream.Write(Encoding.ASCII.GetBytes(MessageLine.Write(0, message) + "\r\n"));
            for (TimeSpan left = limit; left > TimeSpan.Zero; left = limit - Stopwatch.GetElapsedTime(start))
            {
                while (lines.TryDequeue(out string line))
                {
                    if (IsExpected(line, isExpected))
                    {
                        return line;
                    }
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
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut })
        {
            // Told below, as when the time ran out between two lines.
        }

        throw new BenchException(
            $"no answer within {timeoutSeconds} s; the bench's console says why a message was refused"
        );
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
