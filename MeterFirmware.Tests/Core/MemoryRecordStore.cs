using System;
using System.Collections;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Core
{
    /// <summary>Records in memory, which can be told to refuse writes.</summary>
    public sealed class MemoryRecordStore : IRecordStore
    {
        private readonly ArrayList names = new ArrayList();
        private readonly ArrayList records = new ArrayList();

        /// <summary>While true every write is refused, and leaves the record torn.</summary>
        public bool RefuseWrites { get; set; }

        /// <summary>The beginning of the names whose writes are refused, and leave no trace; null for none.</summary>
        public string RefusedPrefix { get; set; }

        /// <summary>While true every write is done and yet reported as failed.</summary>
        public bool ReportFailure { get; set; }

        /// <summary>How many writes were asked for.</summary>
        public int Writes { get; private set; }

        public bool IsEmpty
        {
            get { return names.Count == 0; }
        }

        public byte[] Peek(string name)
        {
            int index = names.IndexOf(name);
            return index < 0 ? null : (byte[])records[index];
        }

        /// <summary>All that is held, one record after another: its name, its length in two octets, its octets.</summary>
        public byte[] Copy()
        {
            int length = 0;
            for (int i = 0; i < names.Count; i++)
            {
                length += ((string)names[i]).Length + 2 + ((byte[])records[i]).Length;
            }
            byte[] copy = new byte[length];
            int at = 0;
            for (int i = 0; i < names.Count; i++)
            {
                string name = (string)names[i];
                for (int j = 0; j < name.Length; j++)
                {
                    copy[at++] = (byte)name[j];
                }
                byte[] record = (byte[])records[i];
                copy[at++] = (byte)(record.Length >> 8);
                copy[at++] = (byte)record.Length;
                Array.Copy(record, 0, copy, at, record.Length);
                at += record.Length;
            }
            return copy;
        }

        public int Read(string name, byte[] buffer, int offset, int count)
        {
            return ReadAt(name, 0, buffer, offset, count);
        }

        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            byte[] record = Peek(name);
            if (record == null)
            {
                return StoreResult.NotFound;
            }
            int left = record.Length > position ? record.Length - position : 0;
            int length = left < count ? left : count;
            Array.Copy(record, left == 0 ? 0 : position, buffer, offset, length);
            return length;
        }

        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            byte[] old = Peek(name);
            int oldLength = old == null ? 0 : old.Length;
            if (position > oldLength)
            {
                return StoreResult.Failed;
            }
            int length = position + count > oldLength ? position + count : oldLength;
            byte[] record = new byte[length];
            if (old != null)
            {
                Array.Copy(old, record, oldLength);
            }
            Array.Copy(buffer, offset, record, position, count);
            return Write(name, record, 0, length);
        }

        public int Write(string name, byte[] buffer, int offset, int count)
        {
            Writes++;
            if (IsRefused(name))
            {
                return StoreResult.Failed;
            }
            byte[] record = new byte[count];
            Array.Copy(buffer, offset, record, 0, RefuseWrites ? count / 2 : count);
            Delete(name);
            names.Add(name);
            records.Add(record);
            return RefuseWrites || ReportFailure ? StoreResult.Failed : StoreResult.Ok;
        }

        // Without the methods of String that the device lacks.
        private bool IsRefused(string name)
        {
            bool isRefused = RefusedPrefix != null && name.Length >= RefusedPrefix.Length;
            for (int i = 0; isRefused && i < RefusedPrefix.Length; i++)
            {
                isRefused = name[i] == RefusedPrefix[i];
            }
            return isRefused;
        }

        public int Delete(string name)
        {
            int index = names.IndexOf(name);
            if (index < 0)
            {
                return StoreResult.NotFound;
            }
            names.RemoveAt(index);
            records.RemoveAt(index);
            return StoreResult.Ok;
        }
    }
}
