using MeterFirmware.Core;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Core
{
    /// <summary>Meters to test with.</summary>
    public static class Make
    {
        public static byte[] DeviceId()
        {
            return new byte[] { 0x00, 0xDB, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01 };
        }

        public static MeterState State(int kind, IRecordStore records)
        {
            return new MeterState(new MeterConfiguration(kind, DeviceId(), 1), records);
        }

        public static MeterState Esme()
        {
            return State(MeterKind.Esme, new MemoryRecordStore());
        }
    }
}
