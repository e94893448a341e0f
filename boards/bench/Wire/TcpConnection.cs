using System;
using System.Net.Sockets;
using System.Threading;

namespace MeterFirmware.Bench.Wire;

/// <summary>One who is connected to the meter's wire.</summary>
internal sealed class TcpConnection
{
    private const int PieceOctets = 4_096;

    // One who does not take what the meter sends must not hold it up for the others.
    private const int SendTimeoutMilliseconds = 1_000;

    // One who has sent all and said so still waits for the answer.
    private const int LingerMilliseconds = 3_000;

    private readonly Socket socket;

    /// <summary>Takes a socket over.</summary>
    public TcpConnection(Socket socket)
    {
        this.socket = socket;
        socket.NoDelay = true;
        socket.SendTimeout = SendTimeoutMilliseconds;
    }

    /// <summary>Sends what arrives on to the meter, until there is no more and its answers have had their time.</summary>
    public void Receive(UartBridge wire)
    {
        var lines = new LineAssembler(wire.Send);
        byte[] piece = new byte[PieceOctets];
        try
        {
            for (int count = socket.Receive(piece); count > 0; count = socket.Receive(piece))
            {
                lines.Add(piece.AsSpan(0, count));
            }

            lines.Close();
            Thread.Sleep(LingerMilliseconds);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            lines.Close();
        }
    }

    /// <summary>Sends octets.</summary>
    /// <returns>False if nobody takes them.</returns>
    public bool Send(byte[] octets)
    {
        try
        {
            int sent = 0;
            while (sent < octets.Length)
            {
                sent += socket.Send(octets, sent, octets.Length - sent, SocketFlags.None);
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void Close() => socket.Dispose();
}
