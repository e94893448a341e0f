using System;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>A power cut after which the meter was not what it was before or after; tells how to repeat it.</summary>
internal sealed class CutFailedException(string id, string what)
    : Exception($"{what}; again: METER_CUT={id} dotnet test MeterFirmware.Tests/Host --filter ClassName~PowerCutTests")
{
    public string Id { get; } = id;
}
