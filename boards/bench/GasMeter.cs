using MeterFirmware.Board;

namespace MeterFirmware.Bench;

/// <summary>What a maker says of a gas meter.</summary>
/// <param name="MaximumFlowLitresPerHour">Qmax; 0 for a U6.</param>
/// <param name="IsLargeAtDomesticPremises">Whether it is a Large Gas Meter at domestic premises.</param>
internal sealed record GasMeter(int MaximumFlowLitresPerHour, bool IsLargeAtDomesticPremises)
{
    /// <summary>Makes it what a board measures.</summary>
    public void Describe(BoardDefinition board)
    {
        board.MaximumFlowLitresPerHour = MaximumFlowLitresPerHour;
        board.LargeGasMeterAtDomesticPremises = IsLargeAtDomesticPremises;
    }
}
