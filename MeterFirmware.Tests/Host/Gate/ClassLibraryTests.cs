using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Whether what the host offers the device's code is what the device's class libraries have.</summary>
[TestClass]
public sealed class ClassLibraryTests
{
    [TestMethod]
    public void EveryAllowedMemberIsInTheApi()
    {
        IReadOnlyDictionary<string, string> api = NanoApi.Load();
        DeviceGateTests.RequireNone(
            AllowedMembers.Load().Where(signature => !api.ContainsKey(Signature.Id(signature)))
        );
    }

    /// <summary>The compiler puts a constant's value into the IL, so that its name is gone when the gate looks.</summary>
    [TestMethod]
    public void EveryEnumHasTheApisValues()
    {
        IReadOnlyDictionary<string, string> api = NanoApi.Load();
        IEnumerable<string> faults =
            from type in CompiledAssemblies.Device.LibraryTypes
            where type.IsEnum
            from field in type.Fields
            where field.IsLiteral
            let id = $"F:{Signature.Name(type)}.{field.Name}"
            let value = Convert.ToString(field.Constant)
            where api.TryGetValue(id, out string expected) ? value != expected : IsStandIn(type)
            select $"{id} = {value}; the api says {api.GetValueOrDefault(id) ?? "nothing"}";
        DeviceGateTests.RequireNone(faults);
    }

    /// <summary>Where the api gives types twice, in a setter's or a listener's parameter, they must agree.</summary>
    [TestMethod]
    public void ReturnTypesAgreeWithTheApiWhereItTellsThem()
    {
        IReadOnlyDictionary<string, string> api = NanoApi.Load();
        DeviceGateTests.RequireNone(
            AllowedMembers
                .Load()
                .Where(signature => signature.StartsWith("M:"))
                .Where(signature => KnownReturnType(signature, api) is { } known && !signature.EndsWith(" " + known))
        );
    }

    /// <summary>Closes what documentation ids leave open: return types, static or not, class or struct.</summary>
    [TestMethod]
    public void EveryAllowedMemberIsInTheLibrariesWithItsWholeSignature()
    {
        HashSet<string> real =
        [
            .. Directory
                .GetFiles(SharedData.NanoLibraries, "*.dll", SearchOption.AllDirectories)
                .Select(ModuleDefinition.ReadModule)
                .SelectMany(Signature.OfAll),
        ];
        DeviceGateTests.RequireNone(
            AllowedMembers
                .Load()
                .Where(signature => !real.Contains(signature))
                .Select(signature =>
                    $"allowed: {signature}; the library: "
                    + (real.FirstOrDefault(other => Signature.Id(other) == Signature.Id(signature)) ?? "nothing")
                )
        );
    }

    private static bool IsStandIn(TypeDefinition type) =>
        type.Module.Assembly.Name.Name == "MeterFirmware.VirtualEsp32";

    private static string KnownReturnType(string signature, IReadOnlyDictionary<string, string> api)
    {
        string id = Signature.Id(signature);
        string[] nameAndParameters = id.TrimEnd(')').Split('(');
        string name = nameAndParameters[0];
        string member = name[(name.LastIndexOf('.') + 1)..];
        if (member == "#ctor" || member.StartsWith("set_") || member.StartsWith("add_") || member.StartsWith("remove_"))
        {
            return "System.Void";
        }

        if (member.StartsWith("op_") && id.Contains('~'))
        {
            return id[(id.IndexOf('~') + 1)..];
        }

        if (!member.StartsWith("get_"))
        {
            return null;
        }

        // A setter's last parameter is the property's type; those before it are an indexer's.
        string index = nameAndParameters.Length == 1 ? "" : nameAndParameters[1] + ",";
        string setter = $"{name[..^member.Length]}set_{member[4..]}({index}";
        string match = api.Keys.FirstOrDefault(key => key.StartsWith(setter) && !key[setter.Length..].Contains(','));
        return match?[setter.Length..^1];
    }
}
