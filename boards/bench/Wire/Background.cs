using System.Threading;

namespace MeterFirmware.Bench.Wire;

/// <summary>Threads that wait for somebody outside and do not keep the bench from ending.</summary>
internal static class Background
{
    public static void Start(string name, ThreadStart run) =>
        new Thread(run) { Name = name, IsBackground = true }.Start();
}
