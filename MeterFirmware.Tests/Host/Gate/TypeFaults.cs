using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>The rules about types, wherever a type is named: in a signature, a local or an instruction.</summary>
internal static class TypeFaults
{
    /// <summary>The type and every type inside it: elements, arguments, modifiers.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        IEnumerable<TypeReference> inner = type switch
        {
            GenericInstanceType generic => generic.GenericArguments.Prepend(generic.ElementType),
            FunctionPointerType pointer => pointer.Parameters.Select(p => p.ParameterType).Prepend(pointer.ReturnType),
            IModifierType modified => [modified.ElementType, modified.ModifierType],
            TypeSpecification specification => [specification.ElementType],
            _ => [],
        };
        return inner.SelectMany(Parts).Prepend(type);
    }

    /// <summary>The rule that one part, taken by itself, breaks; null where none.</summary>
    public static (Rule Rule, string Fault)? Of(TypeReference part) =>
        part switch
        {
            { FullName: "System.Decimal" or "System.TypedReference" or "System.Nullable`1" } => (
                Rule.UnsupportedType,
                $"the device has no {part.FullName}"
            ),
            { FullName: "System.UInt32" or "System.UInt64" or "System.UIntPtr" } => (
                Rule.Unsigned,
                $"{part.FullName}: arithmetic on the device is right in int and long only"
            ),
            GenericInstanceType or GenericParameter or { HasGenericParameters: true } => (
                Rule.Generics,
                $"{part.FullName} is generic"
            ),
            ArrayType { IsVector: false } => (Rule.MultiDimensionalArray, $"{part.FullName}: use an array of arrays"),
            PointerType or FunctionPointerType or PinnedType => (Rule.Pointer, $"{part.FullName} is a pointer"),
            RequiredModifierType { ModifierType.Name: "IsVolatile" } => (Rule.Volatile, "the field is volatile"),
            _ => null,
        };
}
