using MeterFirmware.Bench.Faults;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>A cut in a write.</summary>
/// <param name="Write">Which, from 1.</param>
/// <param name="Manner">0 to 5: a reset or a loss of the supply, with the write dropped, torn or done.</param>
internal sealed record PowerCut(int Write, int Manner)
{
    public const int Manners = 6;

    private static readonly int[] octets = [0, 9, 100_000];

    /// <summary>True if the processor loses its supply, and with it the time.</summary>
    public bool LosesSupply => Manner % 2 == 1;

    /// <summary>How many octets still come in.</summary>
    public int Octets => octets[Manner / 2];

    /// <summary>What is behind them.</summary>
    public TornTail Tail => Octets is > 0 and < 100 ? TornTail.Garbage : TornTail.Old;
}
