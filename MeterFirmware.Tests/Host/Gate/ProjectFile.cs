using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>What a project file says, read as XML; nothing is evaluated.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XElement root = XDocument.Load(path).Root;

    public string FullPath { get; } = Path.GetFullPath(path);

    public string Directory => Path.GetDirectoryName(FullPath);

    /// <summary>The path from the repository's root, with forward slashes.</summary>
    public string Name => Path.GetRelativePath(Repository.Root, FullPath).Replace('\\', '/');

    public string Property(string name) => Elements(name).FirstOrDefault()?.Value;

    /// <summary>The items of a kind, in any item group.</summary>
    public IEnumerable<ProjectItem> Items(string kind) =>
        Elements(kind).Where(element => element.Attribute("Include") is not null).Select(Item);

    public IEnumerable<string> Imports => Elements("Import").Select(element => element.Attribute("Project").Value);

    public string Resolve(string relative) =>
        Path.GetFullPath(Path.Combine(Directory, relative.Replace('\\', Path.DirectorySeparatorChar)));

    private IEnumerable<XElement> Elements(string name) =>
        root.Descendants().Where(element => element.Name.LocalName == name);

    private static ProjectItem Item(XElement element) =>
        new(
            element.Attribute("Include").Value,
            element.Elements().FirstOrDefault(child => child.Name.LocalName == "HintPath")?.Value,
            element.Attribute("Version")?.Value,
            string.Join(
                " and ",
                element.AncestorsAndSelf().Attributes("Condition").Select(condition => condition.Value)
            )
        );
}
