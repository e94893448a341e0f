using System.Linq;
using System.Reflection;

namespace MeterFirmware.Tests.Host;

/// <summary>Where the sources are that this test assembly was built from.</summary>
internal static class Repository
{
    /// <summary>The repository's root folder, as the build recorded it.</summary>
    public static string Root { get; } =
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value;
}
