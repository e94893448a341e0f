using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Flash;

/// <summary>A store that keeps count of its records' lengths and of every write.</summary>
internal sealed class CountingStore(IRecordStore inner) : IRecordStore
{
    private readonly Dictionary<string, int> lengths = [];
    private readonly List<Written> writes = [];

    /// <summary>One write: the record, and its length after it.</summary>
    public readonly record struct Written(string Name, int Length);

    /// <summary>The records and their lengths.</summary>
    public IReadOnlyDictionary<string, int> Lengths => lengths;

    /// <summary>The writes since the last <see cref="Forget"/>; a delete is one of no octets.</summary>
    public IReadOnlyList<Written> Writes => writes;

    /// <inheritdoc/>
    public bool IsEmpty => inner.IsEmpty;

    /// <summary>Begins to count anew.</summary>
    public void Forget() => writes.Clear();

    /// <inheritdoc/>
    public int Read(string name, byte[] buffer, int offset, int count) => inner.Read(name, buffer, offset, count);

    /// <inheritdoc/>
    public int ReadAt(string name, int position, byte[] buffer, int offset, int count) =>
        inner.ReadAt(name, position, buffer, offset, count);

    /// <inheritdoc/>
    public int Write(string name, byte[] buffer, int offset, int count)
    {
        Note(name, count);
        return inner.Write(name, buffer, offset, count);
    }

    /// <inheritdoc/>
    public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
    {
        Note(name, Math.Max(lengths.GetValueOrDefault(name), position + count));
        return inner.WriteAt(name, position, buffer, offset, count);
    }

    /// <inheritdoc/>
    public int Delete(string name)
    {
        Note(name, 0);
        lengths.Remove(name);
        return inner.Delete(name);
    }

    private void Note(string name, int length)
    {
        lengths[name] = length;
        writes.Add(new Written(name, length));
    }
}
