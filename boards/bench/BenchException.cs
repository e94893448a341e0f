using System;

namespace MeterFirmware.Bench;

/// <summary>Something the user can put right. Its message is the one line that is printed; the exit code is 1.</summary>
internal class BenchException : Exception
{
    public BenchException(string message)
        : base(message) { }
}
