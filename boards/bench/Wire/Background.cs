using System.Threading;

namespace MeterFirmware.Bench.Wire;

/// <summary>Threads that wait for somebody outside and do not keep the bench from ending.</summary>
internal static class Background
{
    public static Thread Start(string name, ThreadStart run)
    {
        var thread = new Thread(run) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }
}
