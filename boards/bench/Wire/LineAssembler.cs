using System;
using System.IO;

namespace MeterFirmware.Bench.Wire;

/// <summary>
/// Makes whole lines of octets that come in pieces, so that lines of several senders do not mix on the one wire. Of a
/// line without end only the beginning is kept: it is longer than any message, so the meter drops it.
/// </summary>
internal sealed class LineAssembler
{
    public const int Limit = 16_384;

    private const byte LineFeed = (byte)'\n';

    private readonly Action<byte[]> take;
    private readonly MemoryStream line = new();

    /// <summary>Hands each line, with its line feed, to somebody.</summary>
    public LineAssembler(Action<byte[]> take)
    {
        this.take = take;
    }

    public void Add(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet == LineFeed)
            {
                End();
            }
            else if (line.Length < Limit)
            {
                line.WriteByte(octet);
            }
        }
    }

    /// <summary>The sender is gone: what it began is a line, whole or not, so that the next one starts a line of its own.</summary>
    public void Close()
    {
        if (line.Length > 0)
        {
            End();
        }
    }

    private void End()
    {
        line.WriteByte(LineFeed);
        take(line.ToArray());
        line.SetLength(0);
    }
}
