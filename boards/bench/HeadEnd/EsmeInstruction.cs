namespace MeterFirmware.Bench.HeadEnd;

/// <summary>An instruction of an access-request, with its name for those who read the answer.</summary>
internal sealed record EsmeInstruction(string Name, byte Access, int Class, byte[] Obis, byte Number, byte[] Data);
