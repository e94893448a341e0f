using MeterFirmware.Bench.Faults;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>Records in memory, which can refuse to be written.</summary>
internal sealed class WalkRecords : IRecordStore
{
    private readonly MemoryRecordStore records = new();

    public bool RefusesWrites { get; set; }

    public bool IsEmpty => records.IsEmpty;

    public int Read(string name, byte[] buffer, int offset, int count) => records.Read(name, buffer, offset, count);

    public int ReadAt(string name, int position, byte[] buffer, int offset, int count) =>
        records.ReadAt(name, position, buffer, offset, count);

    public int Write(string name, byte[] buffer, int offset, int count) =>
        RefusesWrites ? StoreResult.Failed : records.Write(name, buffer, offset, count);

    public int WriteAt(string name, int position, byte[] buffer, int offset, int count) =>
        RefusesWrites ? StoreResult.Failed : records.WriteAt(name, position, buffer, offset, count);

    public int Delete(string name) => records.Delete(name);
}
