using System.Globalization;
using System.Linq;
using MeterFirmware.Bench.Faults;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>When the power goes: in which write since it came, after how many octets, and what is behind them.</summary>
internal readonly record struct Cut(int Write, int Octets, TornTail Tail)
{
    /// <summary>No cut.</summary>
    public static Cut None => default;

    public bool IsPlanned => Write > 0;

    public static Cut Parse(string text)
    {
        int[] numbers = [.. text.Split('.').Take(2).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return new(numbers[0], numbers[1], text.EndsWith('g') ? TornTail.Garbage : TornTail.Old);
    }

    public void Plan(FaultyRecordStore store)
    {
        if (IsPlanned)
        {
            store.CutPower(Write, Octets, Tail);
        }
    }

    public override string ToString() => $"{Write}.{Octets}.{(Tail == TornTail.Garbage ? 'g' : 'o')}";
}
