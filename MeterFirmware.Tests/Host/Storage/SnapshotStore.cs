using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// A flash whose whole content is taken and put back in no time: no record is ever changed, only replaced, so a snapshot is a
/// list of references.
/// </summary>
internal sealed class SnapshotStore : IRecordStore
{
    private Dictionary<string, byte[]> records = [];

    /// <summary>Called before each write and delete; null where nobody wants to know.</summary>
    public Action<Write> Writing { get; set; }

    /// <summary>Called after each write; true after one of an image.</summary>
    public Action<bool> Written { get; set; } = _ => { };

    public bool IsEmpty => records.Count == 0;

    /// <summary>A record's octets; null if there is none.</summary>
    public byte[] Peek(string name) => records.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, byte[]> Capture() => new Dictionary<string, byte[]>(records);

    public void Restore(IReadOnlyDictionary<string, byte[]> snapshot) =>
        records = new Dictionary<string, byte[]>(snapshot);

    /// <summary>True if it has the very same content.</summary>
    public bool HasSameAs(IReadOnlyDictionary<string, byte[]> snapshot) =>
        records.Count == snapshot.Count
        && snapshot.All(each =>
            records.TryGetValue(each.Key, out byte[] record) && record.AsSpan().SequenceEqual(each.Value)
        );

    public int Read(string name, byte[] buffer, int offset, int count) => ReadAt(name, 0, buffer, offset, count);

    public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
    {
        if (!records.TryGetValue(name, out byte[] record))
        {
            return StoreResult.NotFound;
        }

        int read = Math.Clamp(record.Length - position, 0, count);
        record.AsSpan(Math.Min(position, record.Length), read).CopyTo(buffer.AsSpan(offset));
        return read;
    }

    public int Write(string name, byte[] buffer, int offset, int count)
    {
        byte[] record = buffer.AsSpan(offset, count).ToArray();
        Writing?.Invoke(new Write(Capture(), name, 0, record, WriteKind.Whole));
        records[name] = record;
        Written(name.StartsWith("image-", StringComparison.Ordinal));
        return StoreResult.Ok;
    }

    public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
    {
        byte[] old = records.GetValueOrDefault(name, []);
        if (position > old.Length)
        {
            return StoreResult.Failed;
        }

        Writing?.Invoke(new Write(Capture(), name, position, buffer.AsSpan(offset, count).ToArray(), WriteKind.Part));
        byte[] record = new byte[Math.Max(old.Length, position + count)];
        old.CopyTo(record, 0);
        buffer.AsSpan(offset, count).CopyTo(record.AsSpan(position));
        records[name] = record;
        Written(false);
        return StoreResult.Ok;
    }

    public int Delete(string name)
    {
        Writing?.Invoke(new Write(Capture(), name, 0, [0], WriteKind.Delete));
        return records.Remove(name) ? StoreResult.Ok : StoreResult.NotFound;
    }
}
