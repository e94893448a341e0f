using MeterFirmware.VirtualEsp32;

namespace MeterFirmware.Bench.Waveforms;

/// <summary>One net of a dump, with what a reader would otherwise have to count in the file.</summary>
internal sealed class VcdTrace
{
    private readonly VirtualClock clock;
    private long since;
    private long highBefore;

    internal VcdTrace(string name, char code, char level, VirtualClock clock)
    {
        this.clock = clock;
        Name = name;
        Code = code;
        Level = level;
        since = clock.NowMicroseconds;
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>What the file calls it on each line.</summary>
    public char Code { get; }

    /// <summary>0, 1, x or z.</summary>
    public char Level { get; private set; }

    /// <summary>How often the level changed.</summary>
    public int Edges { get; private set; }

    /// <summary>How long it has been 1, in microseconds, up to now.</summary>
    public long HighMicroseconds => highBefore + (Level == '1' ? clock.NowMicroseconds - since : 0);

    internal void Change(char level, long atMicroseconds)
    {
        highBefore += Level == '1' ? atMicroseconds - since : 0;
        since = atMicroseconds;
        Level = level;
        Edges++;
    }
}
