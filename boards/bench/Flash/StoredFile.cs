namespace MeterFirmware.Bench.Flash;

/// <summary>A kind of file on the meter's flash, and how it is written on a typical day.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Octets">The octets of each.</param>
/// <param name="WritesADay">How often one of them is written.</param>
/// <param name="IsAppended">True if a write appends to it, false if it replaces the whole.</param>
internal sealed record StoredFile(string Name, int Files, int Octets, double WritesADay, bool IsAppended = false);
