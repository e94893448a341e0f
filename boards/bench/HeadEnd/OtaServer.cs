using System;
using System.Buffers.Binary;
using MeterFirmware.Update;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>
/// The hub's side of the OTA Upgrade cluster with one file, for the meter that asks for it. What it says comes from the
/// file's header; the meter judges it.
/// </summary>
internal sealed class OtaServer
{
    private const int CodesAt = 10;
    private const int CodesLength = 8;
    private const int TotalAt = 52;
    private const int LeastHeader = 56;
    private const int CurrentVersionAt = 8;

    private readonly byte[] file;
    private int sequence;

    /// <summary>Offers a file.</summary>
    /// <exception cref="BenchException">It is too short to have a header.</exception>
    public OtaServer(byte[] file)
    {
        if (file.Length < LeastHeader)
        {
            throw new BenchException("the file is no ZigBee OTA file: it has no header");
        }

        this.file = file;
    }

    /// <summary>True when the meter has said what became of the file, or refused it.</summary>
    public bool IsOver => Status >= 0;

    /// <summary>An <see cref="OtaStatus"/>: how the meter ended it; -1 while it has not.</summary>
    public int Status { get; private set; } = -1;

    /// <summary>True if the meter refused the file as it was offered, before it asked for any of it.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Where the meter last asked to go on; -1 before it has.</summary>
    public int Offset { get; private set; } = -1;

    /// <summary>How many octets were given.</summary>
    public int Given { get; private set; }

    /// <summary>The version that the meter said it runs; 0 before it has.</summary>
    public int MeterVersion { get; private set; }

    /// <summary>Tells the meter that there is an image: payload type 0, a jitter of 100.</summary>
    public byte[] Notify()
    {
        Status = -1;
        IsRefused = false;
        sequence = (sequence + 1) & 0xFF;
        return [OtaCommand.ToClient, (byte)sequence, OtaCommand.ImageNotify, 0, 100];
    }

    /// <summary>The answer to a frame of the meter, or null where none is due.</summary>
    /// <exception cref="FormatException">The frame is not of the cluster.</exception>
    public byte[] Answer(byte[] frame)
    {
        switch (frame)
        {
            case [0x10, _, OtaCommand.DefaultResponse, _, _]:
                Status = frame[4];
                IsRefused = true;
                return null;
            case [OtaCommand.ToServer, _, OtaCommand.QueryNextImageRequest, _, ..] when frame.Length >= 12:
                MeterVersion = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(CurrentVersionAt));
                return [.. Head(frame, OtaCommand.QueryNextImageResponse), .. Codes, .. file.AsSpan(TotalAt, 4)];
            case [OtaCommand.ToServer, _, OtaCommand.ImageBlockRequest, _, ..] when frame.Length == 17:
                return Block(frame);
            case [OtaCommand.ToServer, _, OtaCommand.UpgradeEndRequest, _, ..] when frame.Length == 12:
                Status = frame[3];

                // Current time 0, upgrade time 0xFFFFFFFF: on command, which is CS06.
                return
                [
                    OtaCommand.ToClient,
                    frame[1],
                    OtaCommand.UpgradeEndResponse,
                    .. frame.AsSpan(4, CodesLength),
                    .. (byte[])[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
                ];
            default:
                throw new FormatException("not a frame of a client of the OTA Upgrade cluster");
        }
    }

    private ReadOnlySpan<byte> Codes => file.AsSpan(CodesAt, CodesLength);

    private static byte[] Head(byte[] frame, int command) =>
        [OtaCommand.ToClient, frame[1], (byte)command, OtaStatus.Success];

    private byte[] Block(byte[] frame)
    {
        int offset = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(12));
        bool isOurs = frame.AsSpan(4, CodesLength).SequenceEqual(Codes) && offset >= 0 && offset < file.Length;
        if (!isOurs)
        {
            // Of another file, which this hub does not have.
            return [OtaCommand.ToClient, frame[1], OtaCommand.ImageBlockResponse, OtaStatus.NoImageAvailable];
        }

        Offset = offset;
        int count = Math.Min(frame[16], file.Length - offset);
        Given += count;
        byte[] at = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(at, offset);
        return
        [
            .. Head(frame, OtaCommand.ImageBlockResponse),
            .. Codes,
            .. at,
            (byte)count,
            .. file.AsSpan(offset, count),
        ];
    }
}
