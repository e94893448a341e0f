using System;
using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>A store of arrays that are all made at their full length at first, so that it allocates nothing later.</summary>
    public sealed class PreparedStore : IRecordStore
    {
        private readonly Dictionary<string, byte[]> records = new();
        private readonly Dictionary<string, int> lengths = new();

        public PreparedStore()
        {
            foreach (string prefix in new[] { "hh", "dr", "bd", "dc" })
            {
                for (int i = 0; i < 25; i++)
                {
                    records[$"{prefix}-{i:D2}"] = new byte[4096];
                    lengths[$"{prefix}-{i:D2}"] = 0;
                }
            }
        }

        public bool IsEmpty => records.Count == 0;

        public int Read(string name, byte[] buffer, int offset, int count) => ReadAt(name, 0, buffer, offset, count);

        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            if (!lengths.TryGetValue(name, out int length) || length == 0)
            {
                return StoreResult.NotFound;
            }

            int read = Math.Clamp(length - position, 0, count);
            Array.Copy(records[name], position, buffer, offset, read);
            return read;
        }

        public int Write(string name, byte[] buffer, int offset, int count)
        {
            if (!records.ContainsKey(name))
            {
                records[name] = new byte[4096];
            }

            lengths[name] = count;
            Array.Copy(buffer, offset, records[name], 0, count);
            return StoreResult.Ok;
        }

        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            Array.Copy(buffer, offset, records[name], position, count);
            lengths[name] = Math.Max(lengths[name], position + count);
            return StoreResult.Ok;
        }

        public int Delete(string name) => StoreResult.NotFound;
    }
}
