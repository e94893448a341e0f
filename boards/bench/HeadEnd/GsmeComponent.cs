namespace MeterFirmware.Bench.HeadEnd;

/// <summary>A component of a GBZ payload, with its name for those who read the answer.</summary>
internal sealed record GsmeComponent(string Name, int Cluster, byte FrameControl, byte Command, byte[] Fields);
