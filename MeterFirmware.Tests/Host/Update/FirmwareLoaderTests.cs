using System;
using System.IO;
using System.Reflection;
using System.Reflection.Emit;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Boot;
using MeterFirmware.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// The loader with .NET assemblies in the place of .pe files: the same calls, Assembly.Load among them. What only the
/// interpreter can show is the form of a .pe and how it binds one to another.
/// </summary>
[TestClass]
public sealed class FirmwareLoaderTests
{
    private static readonly P256Key makerKey = P256Key.Generate();
    private static readonly Version newer = new(7, 1, 0, 0);

    [TestMethod]
    public void EntryPointRunsWithTheHandover()
    {
        var watchdog = new CountingWatchdog();
        Run(watchdog, "App!App.Program", Library("Lib", newer), Program("App", newer));
        Assert.AreEqual(1, watchdog.Kicks);
    }

    [TestMethod]
    public void EntryPointThatIsNotThereIsAnError()
    {
        foreach (string entry in new[] { "Other!App.Program", "App!App.Other", "Lib!Lib.Nothing" })
        {
            var watchdog = new CountingWatchdog();
            AssertFails("no entry point", watchdog, entry, Library("Lib", newer), Program("App", newer));
        }
    }

    /// <summary>The interpreter would bind it to the factory's libraries of that version.</summary>
    [TestMethod]
    public void AssemblyWithTheVersionOfTheDeploymentPartitionIsAnError()
    {
        Version deployed = typeof(FirmwareLoader).Assembly.GetName().Version;
        byte[] library = Library("Lib", new Version(deployed.Major, deployed.Minor, 9, 9));
        AssertFails("version", new CountingWatchdog(), "App!App.Program", library, Program("App", newer));
    }

    [TestMethod]
    public void FileThatIsNoAssemblyIsAnError()
    {
        var watchdog = new CountingWatchdog();
        Assert.ThrowsExactly<BadImageFormatException>(() =>
            Run(watchdog, "App!App.Program", new byte[100], Program("App", newer))
        );
        Assert.AreEqual(0, watchdog.Kicks);
    }

    [TestMethod]
    public void BundleThatDoesNotEndWhereItShouldIsNotStarted()
    {
        byte[] whole = FirmwarePackage.Bundle("App!App.Program", Library("Lib", newer), Program("App", newer));
        var watchdog = new CountingWatchdog();
        InvalidOperationException thrown = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Run(watchdog, [.. whole, 0])
        );
        Assert.Contains("no entry point", thrown.Message);
        thrown = Assert.ThrowsExactly<InvalidOperationException>(() => Run(watchdog, new byte[200]));
        Assert.Contains("no bundle", thrown.Message);
        Assert.AreEqual(0, watchdog.Kicks);
    }

    private static void AssertFails(string why, CountingWatchdog watchdog, string entry, params byte[][] files)
    {
        InvalidOperationException thrown = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Run(watchdog, entry, files)
        );
        Assert.Contains(why, thrown.Message);
        Assert.AreEqual(0, watchdog.Kicks);
    }

    private static void Run(CountingWatchdog watchdog, string entry, params byte[][] files) =>
        Run(watchdog, FirmwarePackage.Bundle(entry, files));

    // As on a board: the bootstrap verifies the slot, then loads from it.
    private static void Run(CountingWatchdog watchdog, byte[] bundle)
    {
        var target = new FirmwareTarget(1, 2, 3);
        var package = new FirmwarePackage(target, 5, bundle, makerKey);
        var records = new MemoryRecordStore();
        records.Write(ImageTarget.Record, target.MakerRecord(makerKey.Public), 0, 70);
        records.Write("device-id", new byte[8], 0, 8);
        package.WriteSlot(new SlotStore(records, 128), 0);
        using var cryptography = new DotNetCryptography(makerKey, new DeviceKeyAgreement(makerKey));
        new BootProgram(records, 128, cryptography, new FirmwareLoader(), null).Run(null, null, watchdog);
    }

    private static byte[] Library(string name, Version version) => Build(name, version, _ => { });

    // public static class App.Program { public static void Start(BootHandover boot) { boot.Watchdog.Kick(); } }
    private static byte[] Program(string name, Version version) =>
        Build(
            name,
            version,
            module =>
            {
                TypeBuilder type = module.DefineType(name + ".Program", TypeAttributes.Public | TypeAttributes.Class);
                ILGenerator body = type.DefineMethod(
                        BootHandover.EntryMethod,
                        MethodAttributes.Public | MethodAttributes.Static,
                        typeof(void),
                        [typeof(BootHandover)]
                    )
                    .GetILGenerator();
                body.Emit(OpCodes.Ldarg_0);
                body.Emit(OpCodes.Callvirt, typeof(BootHandover).GetProperty("Watchdog").GetMethod);
                body.Emit(OpCodes.Callvirt, typeof(IWatchdog).GetMethod("Kick"));
                body.Emit(OpCodes.Ret);
                type.CreateType();
            }
        );

    private static byte[] Build(string name, Version version, Action<ModuleBuilder> define)
    {
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName(name) { Version = version },
            typeof(object).Assembly
        );
        define(assembly.DefineDynamicModule(name));
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }

    private sealed class CountingWatchdog : IWatchdog
    {
        public int Kicks { get; private set; }

        public void Start() { }

        public void Kick() => Kicks++;
    }
}
