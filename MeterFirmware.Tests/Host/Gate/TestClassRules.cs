using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// The device's launcher takes the public methods of a test class and invokes them without an instance; MSTest makes
/// one a test, and wants test methods that are not static. Inside these rules both do the same.
/// </summary>
internal static class TestClassRules
{
    private const string Prefix = "nanoFramework.TestFramework.";

    /// <summary>All device test assemblies carry the name that the device's launcher loads.</summary>
    public static bool IsTestAssembly(string assemblyName) => assemblyName == "NFUnitTest";

    public static IEnumerable<Offence> Faults(TypeDefinition type)
    {
        bool isTestClass = Has(type, "TestClass");
        if (isTestClass && !type.IsPublic)
        {
            yield return new Offence(Rule.TestClass, Place.Of(type), "a test class is public and not nested");
        }

        foreach (FieldDefinition field in type.Fields.Where(field => isTestClass && !field.IsStatic))
        {
            yield return new Offence(Rule.TestClass, Place.Of(field), "the device runs tests without an instance");
        }

        foreach (MethodDefinition method in type.Methods)
        {
            if (Fault(method, isTestClass) is { } fault)
            {
                yield return new Offence(Rule.TestClass, Place.Of(method), fault);
            }
        }
    }

    private static string Fault(MethodDefinition method, bool isTestClass)
    {
        bool isTest = Has(method, "TestMethod");
        bool isFixture = Has(method, "Setup") || Has(method, "Cleanup");
        CustomAttribute[] rows = [.. Attributes(method, "DataRow")];
        if (!isTest && !isFixture)
        {
            return rows.Length > 0 ? "a DataRow stands beside a TestMethod" : null;
        }

        if (!isTestClass)
        {
            return "its class is no TestClass";
        }

        if (!method.IsPublic || method.ReturnType.FullName != "System.Void")
        {
            return "a method the launcher runs is public and returns nothing";
        }

        if (isFixture)
        {
            return method.IsStatic && !method.HasParameters ? null : "Setup and Cleanup are static, without parameters";
        }

        if (method.IsStatic)
        {
            return "MSTest runs no static test methods";
        }

        string[] parameters = [.. method.Parameters.Select(parameter => parameter.ParameterType.FullName)];
        return rows.Length == 0 && parameters.Length > 0 ? "parameters need a DataRow"
            : rows.All(row => Types(row).SequenceEqual(parameters)) ? null
            : "a DataRow's values are strings, numbers, bools or chars of the parameters' very types";
    }

    /// <summary>The types of a row's values; null for one that the device cannot take: an enum, an array, null.</summary>
    private static IEnumerable<string> Types(CustomAttribute row) =>
        from boxed in (CustomAttributeArgument[])row.ConstructorArguments[0].Value ?? []
        let value = (CustomAttributeArgument)boxed.Value
        let isKnown = value.Value is not null && (value.Type.IsPrimitive || value.Type.FullName == "System.String")
        select isKnown ? value.Type.FullName : null;

    private static bool Has(ICustomAttributeProvider owner, string name) => Attributes(owner, name).Any();

    private static IEnumerable<CustomAttribute> Attributes(ICustomAttributeProvider owner, string name) =>
        owner.CustomAttributes.Where(attribute => attribute.AttributeType.FullName == $"{Prefix}{name}Attribute");
}
