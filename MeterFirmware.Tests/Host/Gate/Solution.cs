using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>MeterFirmware.sln, read as text.</summary>
internal static partial class Solution
{
    /// <summary>The project type that nanoFramework's project system answers to.</summary>
    public const string NanoFrameworkType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    private static readonly string text = File.ReadAllText(Path.Combine(Repository.Root, "MeterFirmware.sln"));

    public static IReadOnlyList<SolutionProject> Projects { get; } =
    [
        .. ProjectLine()
            .Matches(text)
            .Select(match => new SolutionProject(
                match.Groups["type"].Value,
                match.Groups["path"].Value.Replace('\\', '/'),
                match.Groups["guid"].Value
            )),
    ];

    public static IEnumerable<SolutionProject> DeviceProjects => Projects.Where(project => project.IsDevice);

    public static bool HasLine(string line) => text.Split('\n').Any(candidate => candidate.Trim() == line);

    [GeneratedRegex(
        """^Project\("(?<type>[^"]+)"\) = "[^"]+", "(?<path>[^"]+)", "(?<guid>[^"]+)"\s*$""",
        RegexOptions.Multiline
    )]
    private static partial Regex ProjectLine();
}
