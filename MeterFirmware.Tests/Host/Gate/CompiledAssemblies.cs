using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Loads the assemblies that Host.Tests.csproj copies beside the tests.</summary>
internal static class CompiledAssemblies
{
    private static readonly Lazy<DeviceGate> device = new(() => DeviceGate.Judge(LoadDevice()));

    /// <summary>The gate's judgement of every device project of the solution.</summary>
    public static DeviceGate Device => device.Value;

    public static ModuleDefinition LoadViolations() => Load("violations", new Resolver());

    public static ModuleDefinition Load(SolutionProject project) => Load(project, new Resolver());

    /// <summary>Reads a module so that types of the tests' own folder and of .NET are found from it.</summary>
    public static ModuleDefinition Read(Stream stream) =>
        ModuleDefinition.ReadModule(stream, new ReaderParameters { AssemblyResolver = new Resolver() });

    private static IReadOnlyCollection<ModuleDefinition> LoadDevice()
    {
        var resolver = new Resolver();
        return [.. Solution.DeviceProjects.Select(project => Load(project, resolver))];
    }

    private static ModuleDefinition Load(SolutionProject project, Resolver resolver) =>
        Load(Path.Combine("device", project.Name), resolver);

    private static ModuleDefinition Load(string folder, Resolver resolver)
    {
        string path = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.dll").Single();
        var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        resolver.Know(module.Assembly);
        return module;
    }

    private sealed class Resolver : DefaultAssemblyResolver
    {
        public Resolver()
        {
            AddSearchDirectory(AppContext.BaseDirectory);
            AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        }

        public void Know(AssemblyDefinition assembly) => RegisterAssembly(assembly);
    }
}
