using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// Writes types and members as documentation ids, followed by what those leave out: the return type, whether the
/// member is static, the kind of a type. So a listed member is its whole signature.
/// </summary>
internal static class Signature
{
    /// <summary>What stands between a documentation id and the rest.</summary>
    public const string Separator = " : ";

    public static string Of(TypeDefinition type) => $"T:{Name(type)}{Separator}{Kind(type)}";

    public static string Of(FieldReference field, bool isStatic) =>
        $"F:{Name(field.DeclaringType)}.{field.Name}{Separator}{Static(isStatic)}{Name(field.FieldType)}";

    public static string Of(MethodReference method)
    {
        string name = method.Name.Replace('.', '#');
        string parameters = string.Join(",", method.Parameters.Select(parameter => Name(parameter.ParameterType)));
        string result = Name(method.ReturnType);
        string conversion = method.Name is "op_Implicit" or "op_Explicit" ? "~" + result : "";
        return $"M:{Name(method.DeclaringType)}.{name}{(parameters == "" ? "" : $"({parameters})")}{conversion}"
            + $"{Separator}{Static(!method.HasThis)}{result}";
    }

    /// <summary>Every type of an assembly, and every member that another assembly could use.</summary>
    public static IEnumerable<string> OfAll(ModuleDefinition module) =>
        module
            .GetTypes()
            .SelectMany(type =>
                type.Fields.Where(field => field.IsPublic || field.IsFamily)
                    .Select(field => Of(field, field.IsStatic))
                    .Concat(type.Methods.Where(method => method.IsPublic || method.IsFamily).Select(Of))
                    .Append(Of(type))
            );

    /// <summary>The documentation id at the head of a signature.</summary>
    public static string Id(string signature) => signature.Split(Separator)[0];

    public static string Name(TypeReference type) =>
        type switch
        {
            ByReferenceType reference => Name(reference.ElementType) + "@",
            ArrayType array => Name(array.ElementType) + "[]",
            IModifierType modified => Name(modified.ElementType),
            _ => type.FullName.Replace('/', '.'),
        };

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Kind(TypeDefinition type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.BaseType?.FullName == "System.MulticastDelegate")
        {
            return "delegate";
        }

        return type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : "class";
    }
}
