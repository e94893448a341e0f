using System.IO;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>A project line of the solution; the path is relative to the repository, with forward slashes.</summary>
internal sealed record SolutionProject(string TypeGuid, string RelativePath, string Guid)
{
    public string FullPath => Path.GetFullPath(Path.Combine(Repository.Root, RelativePath));

    public string Name => Path.GetFileNameWithoutExtension(RelativePath);

    public bool IsDevice => RelativePath.EndsWith(".nfproj");
}
