using System;
using System.Threading;
using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Wire;

/// <summary>
/// The far end of the meter's UART: whole lines in from anybody, whole lines out to everybody. Any thread may use it.
/// </summary>
internal sealed class UartBridge
{
    private const int Forever = -1;
    private const int PieceOctets = 1_024;

    private readonly UartEnd end;
    private readonly Lock sending = new();

    /// <summary>Takes the wire's outside end.</summary>
    public UartBridge(UartEnd end)
    {
        this.end = end;
    }

    /// <summary>Hears each line that the meter sends, with its line feed, on a thread of the bridge.</summary>
    public event Action<byte[]> LineSent;

    /// <summary>Begins to listen to the meter.</summary>
    public void Start() => Background.Start("UART", Listen);

    /// <summary>Sends a line to the meter, as fast as that takes it.</summary>
    public void Send(byte[] line)
    {
        lock (sending)
        {
            int sent = 0;
            while (sent < line.Length)
            {
                sent += end.Write(line, sent, line.Length - sent);
                if (sent < line.Length)
                {
                    end.WaitForRoom(Forever);
                }
            }
        }
    }

    private void Listen()
    {
        var lines = new LineAssembler(line => LineSent?.Invoke(line));
        byte[] piece = new byte[PieceOctets];
        while (end.WaitForAvailable(1, Forever))
        {
            int count = end.Read(piece, 0, piece.Length);
            lines.Add(piece.AsSpan(0, count));
        }
    }
}
