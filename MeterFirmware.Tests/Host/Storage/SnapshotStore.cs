using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// A flash whose whole content is taken and put back in no time: no record is ever changed, only replaced, so a snapshot is a
/// list of references.
/// </summary>
internal sealed class SnapshotStore : IRecordStore
{
    private Dictionary<string, byte[]> records = [];

    /// <summary>The octets of each write so far, 1 for a delete.</summary>
    public List<int> Lengths { get; } = [];

    /// <summary>Called after each write.</summary>
    public Action Written { get; set; } = () => { };

    public bool IsEmpty => records.Count == 0;

    public IReadOnlyDictionary<string, byte[]> Capture() => new Dictionary<string, byte[]>(records);

    public void Restore(IReadOnlyDictionary<string, byte[]> snapshot) =>
        records = new Dictionary<string, byte[]>(snapshot);

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
        Lengths.Add(count);
        records[name] = buffer.AsSpan(offset, count).ToArray();
        Written();
        return StoreResult.Ok;
    }

    public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
    {
        byte[] old = records.GetValueOrDefault(name, []);
        if (position > old.Length)
        {
            return StoreResult.Failed;
        }

        Lengths.Add(count);
        byte[] record = new byte[Math.Max(old.Length, position + count)];
        old.CopyTo(record, 0);
        buffer.AsSpan(offset, count).CopyTo(record.AsSpan(position));
        records[name] = record;
        return StoreResult.Ok;
    }

    public int Delete(string name)
    {
        Lengths.Add(1);
        return records.Remove(name) ? StoreResult.Ok : StoreResult.NotFound;
    }
}
