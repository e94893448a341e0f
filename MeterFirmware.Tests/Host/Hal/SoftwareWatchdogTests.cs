using System.Threading;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The thread that ships, on the PC's time and with a short limit; the bench runs its rule on stepped time.</summary>
[TestClass]
public sealed class SoftwareWatchdogTests
{
    private const int Limit = 300;
    private const int Patience = 30_000;

    [TestMethod]
    public void ProgramThatIsSilentIsRestarted()
    {
        using var restart = new SignalledRestart();
        new SoftwareWatchdog(restart, Limit).Start();
        Assert.IsTrue(restart.Wait(Patience));
    }

    [TestMethod]
    public void ProgramThatFallsSilentIsRestarted()
    {
        using var restart = new SignalledRestart();
        var watchdog = new SoftwareWatchdog(restart, Limit);
        watchdog.Start();
        watchdog.Start();
        watchdog.Kick();
        Assert.IsTrue(restart.Wait(Patience));
        Assert.AreEqual(1, restart.Count, "one thread watches, however often it is started");
    }

    [TestMethod]
    public void ProgramThatKicksIsLeftAlone()
    {
        using var restart = new SignalledRestart();
        var watchdog = new SoftwareWatchdog(restart, 10 * Limit);
        watchdog.Start();
        for (int i = 0; i < 25; i++)
        {
            watchdog.Kick();
            Assert.IsFalse(restart.Wait(Limit));
        }
    }

    [TestMethod]
    public void NothingIsWatchedBeforeItsStart()
    {
        using var restart = new SignalledRestart();
        _ = new SoftwareWatchdog(restart, 1);
        Assert.IsFalse(restart.Wait(Limit));
    }

    private sealed class SignalledRestart : IRestart, System.IDisposable
    {
        private readonly ManualResetEventSlim done = new();
        private int count;

        public int Count => count;

        public void Restart()
        {
            Interlocked.Increment(ref count);
            done.Set();
        }

        public bool Wait(int milliseconds) => done.Wait(milliseconds);

        // The thread may still come: nothing is taken away from under it.
        public void Dispose() { }
    }
}
