namespace MeterFirmware.Bench.HeadEnd;

/// <summary>What a meter says of one instruction.</summary>
/// <param name="Succeeded">True if it was run and did what it should.</param>
/// <param name="Result">The meter's result by name.</param>
/// <param name="Value">What was read, or null.</param>
internal sealed record InstructionOutcome(bool Succeeded, string Result, string Value)
{
    /// <summary>True if there is nothing of what was asked for, which is no failure.</summary>
    public bool IsAbsent { get; init; }
}
