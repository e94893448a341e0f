using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Faults
{
    /// <summary>Records in memory, for runs of many thousand restarts. They outlive the program that writes them.</summary>
    public sealed class MemoryRecordStore : IRecordStore
    {
        private readonly Dictionary<string, byte[]> records = new();

        /// <inheritdoc/>
        public bool IsEmpty => records.Count == 0;

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer, int offset, int count)
        {
            if (!records.TryGetValue(name, out byte[] record))
            {
                return StoreResult.NotFound;
            }

            int read = Math.Min(count, record.Length);
            record.AsSpan(0, read).CopyTo(buffer.AsSpan(offset, count));
            return read;
        }

        /// <inheritdoc/>
        public int Write(string name, byte[] buffer, int offset, int count)
        {
            if (records.TryGetValue(name, out byte[] record) && record.Length == count)
            {
                buffer.AsSpan(offset, count).CopyTo(record);
            }
            else
            {
                records[name] = buffer.AsSpan(offset, count).ToArray();
            }

            return StoreResult.Ok;
        }

        /// <inheritdoc/>
        public int Delete(string name) => records.Remove(name) ? StoreResult.Ok : StoreResult.NotFound;
    }
}
