using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Whether every place that names a package names the same one.</summary>
[TestClass]
public sealed class PackageTests
{
    private static IEnumerable<ProjectFile> DeviceProjects =>
        Solution.DeviceProjects.Select(project => new ProjectFile(project.FullPath));

    private static ProjectFile CommonTargets => new(Path.Combine(Repository.Root, "nfproj.targets"));

    [TestMethod]
    public void PackagesConfigHoldsTheTablesVersions()
    {
        IEnumerable<string> faults =
            from project in DeviceProjects
            from package in PackagesConfig(project)
            let id = package.Attribute("id").Value
            where
                DevicePackage.Table.GetValueOrDefault(id)?.Version != package.Attribute("version").Value
                || package.Attribute("targetFramework")?.Value != "netnano1.0"
            select $"{project.Name}: packages.config: {package}";
        DeviceGateTests.RequireNone(faults);
    }

    [TestMethod]
    public void HintPathsLeadToTheTablesPackages()
    {
        IEnumerable<string> faults =
            from project in DeviceProjects.Append(CommonTargets)
            from reference in project.Items("Reference")
            where !reference.IsDeviceOnly || Package(project, reference) is null
            select $"{project.Name}: {reference.Include}: {reference.HintPath}";
        DeviceGateTests.RequireNone(faults);
    }

    [TestMethod]
    public void PackagesConfigListsWhatIsReferencedAndWhatThatNeeds()
    {
        foreach (ProjectFile project in DeviceProjects)
        {
            bool isTest = project.Property("IsTestProject") == "true";
            string[] listed = [.. PackagesConfig(project).Select(package => package.Attribute("id").Value).Order()];
            IEnumerable<string> referenced = PackagesOf(project, project.Items("Reference"))
                .Concat(
                    PackagesOf(CommonTargets, CommonTargets.Items("Reference").Where(r => isTest || !IsForTests(r)))
                );
            IEnumerable<string> needed = listed.SelectMany(id => DevicePackage.Table[id].Needs);
            CollectionAssert.AreEqual(referenced.Distinct().Order().ToArray(), listed, project.Name);
            CollectionAssert.IsSubsetOf(needed.Distinct().ToArray(), listed, project.Name);
        }
    }

    /// <summary>On the host the base library has everything, so only the device's build would miss a reference.</summary>
    [TestMethod]
    public void EveryLibraryUsedIsReferenced()
    {
        ILookup<string, string> libraries = NanoApi.Libraries();
        IEnumerable<string> faults =
            from project in Solution.DeviceProjects
            let file = new ProjectFile(project.FullPath)
            let referenced = file.Items("Reference").Concat(CommonTargets.Items("Reference")).Select(r => r.Include)
            let module = CompiledAssemblies.Load(project)
            from signature in DeviceGate.Judge(module).Uses
            let candidates = libraries[Signature.Id(signature)]
            where candidates.Any() && !candidates.Intersect(referenced).Any()
            select $"{file.Name}: {signature} needs a reference to {string.Join(" or ", candidates)}";
        DeviceGateTests.RequireNone(faults);
    }

    [TestMethod]
    public void TheHostsPackagesHaveOneVersionEach()
    {
        IEnumerable<string> faults = Solution
            .Projects.Select(project => new ProjectFile(project.FullPath))
            .Append(CommonTargets)
            .SelectMany(file => file.Items("PackageReference"))
            .GroupBy(package => package.Include)
            .Where(versions => versions.Select(package => package.Version).Distinct().Count() > 1)
            .Select(versions => $"{versions.Key}: {string.Join(", ", versions.Select(package => package.Version))}");
        DeviceGateTests.RequireNone(faults);
    }

    private static IEnumerable<string> PackagesOf(ProjectFile project, IEnumerable<ProjectItem> references) =>
        references.Select(reference => Package(project, reference)?.Id ?? reference.Include);

    private static bool IsForTests(ProjectItem reference) => reference.Condition.Contains("IsTestProject");

    private static IEnumerable<XElement> PackagesConfig(ProjectFile project) =>
        XDocument.Load(Path.Combine(project.Directory, "packages.config")).Root.Elements("package");

    /// <summary>The package whose folder the hint path names, if it does so rightly.</summary>
    private static DevicePackage Package(ProjectFile project, ProjectItem reference)
    {
        string hint = reference.HintPath.Replace("$(MSBuildThisFileDirectory)", "").Replace('\\', '/');
        string path = Path.GetRelativePath(Repository.Root, project.Resolve(hint)).Replace('\\', '/');
        string folder = path.Split('/').ElementAtOrDefault(1) ?? "";
        DevicePackage package = DevicePackage.Table.Values.FirstOrDefault(p => folder == $"{p.Id}.{p.Version}");
        return
            package is not null
            && Files(package).Contains(path)
            && Path.GetFileNameWithoutExtension(path) == reference.Include
            ? package
            : null;
    }

    private static IEnumerable<string> Files(DevicePackage package)
    {
        string folder = $"packages/{package.Id}.{package.Version}/lib";
        yield return $"{folder}/{package.Assembly}.dll";
        if (package.Id == "nanoFramework.TestFramework")
        {
            yield return $"{folder}/nanoFramework.UnitTestLauncher.exe";
        }
    }
}
