namespace MeterFirmware.Tests.Host.Gate;

/// <summary>One thing the gate refuses.</summary>
internal sealed record Offence(Rule Rule, Place Place, string Fault)
{
    public override string ToString() => $"[{Rule}] {Place}: {Fault}";
}
