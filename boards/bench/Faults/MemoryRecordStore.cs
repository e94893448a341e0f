using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Faults
{
    /// <summary>
    /// Records in memory, for runs of many thousand restarts. They outlive the program that writes them. A record has room to
    /// grow from the first write on, so that appending to it allocates nothing.
    /// </summary>
    public sealed class MemoryRecordStore : IRecordStore
    {
        private const int Room = 4096;

        private readonly Dictionary<string, Record> records = new();

        /// <inheritdoc/>
        public bool IsEmpty => records.Count == 0;

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer, int offset, int count) => ReadAt(name, 0, buffer, offset, count);

        /// <inheritdoc/>
        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            if (!records.TryGetValue(name, out Record record))
            {
                return StoreResult.NotFound;
            }

            int read = Math.Clamp(record.Length - position, 0, count);
            record.Octets.AsSpan(Math.Min(position, record.Length), read).CopyTo(buffer.AsSpan(offset, count));
            return read;
        }

        /// <inheritdoc/>
        public int Write(string name, byte[] buffer, int offset, int count)
        {
            Record record = Get(name);
            record.Length = 0;
            record.Put(0, buffer.AsSpan(offset, count));
            return StoreResult.Ok;
        }

        /// <inheritdoc/>
        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            int length = records.TryGetValue(name, out Record record) ? record.Length : 0;
            if (position > length)
            {
                return StoreResult.Failed;
            }

            Get(name).Put(position, buffer.AsSpan(offset, count));
            return StoreResult.Ok;
        }

        /// <inheritdoc/>
        public int Delete(string name) => records.Remove(name) ? StoreResult.Ok : StoreResult.NotFound;

        private Record Get(string name)
        {
            if (!records.TryGetValue(name, out Record record))
            {
                record = new Record();
                records.Add(name, record);
            }

            return record;
        }

        private sealed class Record
        {
            public byte[] Octets { get; private set; } = new byte[Room];

            public int Length { get; set; }

            public void Put(int position, ReadOnlySpan<byte> octets)
            {
                int end = position + octets.Length;
                if (end > Octets.Length)
                {
                    byte[] larger = new byte[end];
                    Octets.AsSpan(0, Length).CopyTo(larger);
                    Octets = larger;
                }

                octets.CopyTo(Octets.AsSpan(position));
                Length = Math.Max(Length, end);
            }
        }
    }
}
