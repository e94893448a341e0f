namespace MeterFirmware.Tests.Host.Gate;

/// <summary>An item of a project, with the conditions on it and on what stands around it.</summary>
internal sealed record ProjectItem(string Include, string HintPath, string Version, string Condition)
{
    public bool IsDeviceOnly => Condition.Contains("'$(OnDevice)' == 'true'");

    public bool IsHostOnly => Condition.Contains("'$(OnDevice)' != 'true'");
}
