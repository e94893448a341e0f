using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;

namespace MeterFirmware.Tests.Update
{
    /// <summary>Records in memory that can lose what is written of the state and say nothing, as worn flash may.</summary>
    public sealed class ForgetfulStore : IRecordStore
    {
        private readonly MemoryRecordStore records = new MemoryRecordStore();

        /// <summary>While true a write of the state is reported as done and is not.</summary>
        public bool ForgetsImages { get; set; }

        public bool IsEmpty
        {
            get { return records.IsEmpty; }
        }

        public int Read(string name, byte[] buffer, int offset, int count)
        {
            return records.Read(name, buffer, offset, count);
        }

        public int ReadAt(string name, int position, byte[] buffer, int offset, int count)
        {
            return records.ReadAt(name, position, buffer, offset, count);
        }

        public int Write(string name, byte[] buffer, int offset, int count)
        {
            bool isForgotten = ForgetsImages && (name == "image-a" || name == "image-b");
            return isForgotten ? StoreResult.Ok : records.Write(name, buffer, offset, count);
        }

        public int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            return records.WriteAt(name, position, buffer, offset, count);
        }

        public int Delete(string name)
        {
            return records.Delete(name);
        }
    }
}
