using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Whether the solution and the projects are as both builds, and the layering, need them.</summary>
[TestClass]
public sealed class SolutionTests
{
    private const string CSharpType = "{9A19103F-16F7-4668-BE54-9A1E7A4F7556}";

    // Which folders a folder's projects may build on; DESIGN.md: boards -> MeterFirmware -> Hal.
    private static readonly (string Folder, string[] MayUse)[] layers =
    [
        ("boards/bench/VirtualEsp32/", []),
        ("boards/bench/", ["boards/", "MeterFirmware/", "Hal/"]),
        ("boards/", ["boards/common/", "boards/esp32-", "MeterFirmware/", "Hal/"]),
        ("MeterFirmware/", ["MeterFirmware/", "Hal/"]),
        ("MeterFirmware.Tests/Host/TestFramework/", []),
        ("MeterFirmware.Tests/", ["MeterFirmware.Tests/", "boards/", "MeterFirmware/", "Hal/"]),
        // The host's stand-in for the device's own packages lies below everything.
        ("Hal/", ["boards/bench/VirtualEsp32/"]),
    ];

    private static IEnumerable<ProjectFile> Files =>
        Solution.Projects.Select(project => new ProjectFile(project.FullPath));

    private static IEnumerable<ProjectFile> DeviceFiles =>
        Solution.DeviceProjects.Select(project => new ProjectFile(project.FullPath));

    [TestMethod]
    public void TheSolutionHoldsEveryProject()
    {
        string[] onDisk =
        [
            .. new[] { "Hal", "MeterFirmware", "MeterFirmware.Tests", "boards" }
                .SelectMany(folder =>
                    Directory.GetFiles(Path.Combine(Repository.Root, folder), "*proj", SearchOption.AllDirectories)
                )
                .Select(Path.GetFullPath)
                .Order(),
        ];
        CollectionAssert.AreEqual(onDisk, Solution.Projects.Select(project => project.FullPath).Order().ToArray());
    }

    /// <summary>Without its build lines a project is silently left out of the device's build.</summary>
    [TestMethod]
    public void EveryProjectIsBuiltInBothConfigurations()
    {
        foreach (SolutionProject project in Solution.Projects)
        {
            Assert.AreEqual(project.IsDevice ? Solution.NanoFrameworkType : CSharpType, project.TypeGuid, project.Name);
            string[] steps = project.IsDevice ? ["ActiveCfg", "Build.0", "Deploy.0"] : ["ActiveCfg", "Build.0"];
            foreach (string configuration in new[] { "Debug|Any CPU", "Release|Any CPU" })
            {
                foreach (string step in steps)
                {
                    string line = $"{project.Guid}.{configuration}.{step} = {configuration}";
                    Assert.IsTrue(Solution.HasLine(line), $"{project.Name}: {line}");
                }
            }
        }
    }

    [TestMethod]
    public void DeviceProjectsAreMadeAsTheProjectSystemNeedsThem()
    {
        foreach (SolutionProject project in Solution.DeviceProjects)
        {
            var file = new ProjectFile(project.FullPath);
            Assert.AreEqual(project.Guid, file.Property("ProjectGuid"), file.Name);
            string[] imports = [.. file.Imports.Select(import => Path.GetFileName(file.Resolve(import)))];
            CollectionAssert.AreEqual(new[] { "nfproj.props", "nfproj.targets" }, imports, file.Name);
            if (file.Property("IsTestProject") == "true")
            {
                Assert.AreEqual("NFUnitTest", file.Property("AssemblyName"), file.Name);
                Assert.AreEqual("UnitTest", file.Property("TestProjectType"), file.Name);
                Assert.IsTrue(File.Exists(Path.Combine(file.Directory, "nano.runsettings")), file.Name);
            }
        }
    }

    /// <summary>A pattern that goes down the folders would compile the sources of the projects there, too.</summary>
    [TestMethod]
    public void AProjectAboveOthersCompilesItsOwnFolderOnly()
    {
        IEnumerable<string> faults =
            from file in DeviceFiles
            where Files.Any(other => other.Directory.StartsWith(file.Directory + Path.DirectorySeparatorChar))
            where file.Property("Sources") != "*.cs"
            select $"{file.Name} has projects below it, so its Sources are *.cs";
        DeviceGateTests.RequireNone(faults);
    }

    [TestMethod]
    public void DependenciesRunOneWay()
    {
        IEnumerable<string> faults =
            from file in Files
            from item in file.Items("ProjectReference")
            where !item.Include.Contains('$') && !item.Include.StartsWith('@')
            let target = new ProjectFile(file.Resolve(item.Include)).Name
            where !MayUse(file.Name).Any(target.StartsWith)
            select $"{file.Name} -> {target}";
        DeviceGateTests.RequireNone(faults);
    }

    /// <summary>What exists on the host only must not be asked for by the device's build.</summary>
    [TestMethod]
    public void DeviceProjectsKeepHostOnlyThingsUnderAHostCondition()
    {
        IEnumerable<string> faults =
            from file in DeviceFiles.Append(new ProjectFile(Path.Combine(Repository.Root, "nfproj.targets")))
            from item in file.Items("ProjectReference").Concat(file.Items("PackageReference"))
            where !item.Include.EndsWith(".nfproj") && !item.IsHostOnly
            select $"{file.Name}: {item.Include}";
        DeviceGateTests.RequireNone(faults);
    }

    private static string[] MayUse(string project) => layers.First(layer => project.StartsWith(layer.Folder)).MayUse;
}
