namespace MeterFirmware.Bench;

/// <summary>A command line that asks for nothing that can be done. The message says what would be right; the exit code is 2.</summary>
internal sealed class UsageException : BenchException
{
    public UsageException(string message)
        : base(message) { }
}
