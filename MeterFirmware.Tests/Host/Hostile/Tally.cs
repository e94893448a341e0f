namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>How many of what was thrown came to what.</summary>
internal sealed class Tally
{
    public int Lines { get; set; }

    public int Forged { get; set; }

    public int Succeeded { get; set; }

    public int Failed { get; set; }

    public int NotConforming { get; set; }

    public int Credits { get; set; }

    public override string ToString() =>
        $"{Lines:N0} lines of noise, {Forged:N0} forged messages; authentic ones: {Succeeded:N0} succeeded, "
        + $"{Failed:N0} failed, {NotConforming:N0} did not conform; {Credits:N0} credits";
}
