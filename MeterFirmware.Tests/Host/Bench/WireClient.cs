using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>Somebody at the bench's port who knows nothing of the bench's own code.</summary>
internal sealed class WireClient : IDisposable
{
    /// <summary>So long is waited where no answer is expected: a hundred times what one takes.</summary>
    public const int SilenceMilliseconds = 700;

    private readonly TcpClient connection = new();
    private readonly StreamReader reader;

    public WireClient(int port)
    {
        connection.Connect(IPAddress.Loopback, port);
        reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
    }

    public static string LineOf(byte[] message) => $"GBCS:DATA#3:{message.Length}:{Convert.ToHexString(message)}";

    public void Send(string text) => connection.GetStream().Write(Encoding.ASCII.GetBytes(text));

    /// <summary>Says that no more will be sent.</summary>
    public void EndSending() => connection.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Waits for a line.</summary>
    /// <returns>The octets of its message, or null if none comes.</returns>
    public byte[] Receive(int timeoutMilliseconds = BenchProcess.PatienceMilliseconds)
    {
        connection.ReceiveTimeout = timeoutMilliseconds;
        try
        {
            string[] parts = reader.ReadLine()?.Split(':');
            return parts == null ? null : Convert.FromHexString(parts[3]);
        }
        catch (IOException e)
            when (e.InnerException
                    is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock }
            )
        {
            return null;
        }
    }

    /// <summary>Sends a message and waits for what comes back.</summary>
    public byte[] Exchange(byte[] message, int timeoutMilliseconds = BenchProcess.PatienceMilliseconds)
    {
        Send(LineOf(message) + "\r\n");
        return Receive(timeoutMilliseconds);
    }

    public void Dispose() => connection.Dispose();
}
