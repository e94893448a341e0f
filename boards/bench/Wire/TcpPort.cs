using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace MeterFirmware.Bench.Wire;

/// <summary>
/// The meter's UART as a TCP port of this machine alone. Several may be connected: their lines go to the meter one after
/// the other, and what it sends goes to all of them, as on a bus.
/// </summary>
internal sealed class TcpPort : IDisposable
{
    public const int DefaultNumber = 15140;

    private const int ConnectionLimit = 16;

    private readonly TcpListener listener;
    private readonly List<TcpConnection> connections = [];
    private volatile bool isClosed;

    private TcpPort(TcpListener listener)
    {
        this.listener = listener;
    }

    /// <summary>The port's number.</summary>
    public int Number => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Opens a port; nobody is let in before <see cref="Start"/>.</summary>
    /// <param name="number">1 to 65,535, or 0 for any free one.</param>
    /// <exception cref="BenchException">It is in use.</exception>
    public static TcpPort Open(int number)
    {
        var listener = new TcpListener(IPAddress.Loopback, number);
        try
        {
            listener.Start();
            return new TcpPort(listener);
        }
        catch (SocketException e)
        {
            throw new BenchException($"port {number} cannot be opened: {e.Message}");
        }
    }

    /// <summary>Joins whoever connects to the wire.</summary>
    public void Start(UartBridge wire)
    {
        wire.LineSent += Broadcast;
        Background.Start("TCP", () => Accept(wire));
    }

    public void Dispose()
    {
        isClosed = true;
        listener.Dispose();
    }

    private void Accept(UartBridge wire)
    {
        while (!isClosed)
        {
            try
            {
                Add(new TcpConnection(listener.AcceptSocket()), wire);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Either one who connected is gone already, or the port is closed.
            }
        }
    }

    private void Add(TcpConnection connection, UartBridge wire)
    {
        lock (connections)
        {
            if (connections.Count == ConnectionLimit)
            {
                connection.Close();
                return;
            }

            connections.Add(connection);
        }

        Background.Start(
            "connection",
            () =>
            {
                connection.Receive(wire);
                Remove(connection);
            }
        );
    }

    private void Remove(TcpConnection connection)
    {
        connection.Close();
        lock (connections)
        {
            connections.Remove(connection);
        }
    }

    private void Broadcast(byte[] line)
    {
        TcpConnection[] all;
        lock (connections)
        {
            all = [.. connections];
        }

        foreach (TcpConnection connection in all)
        {
            if (!connection.Send(line))
            {
                Remove(connection);
            }
        }
    }
}
