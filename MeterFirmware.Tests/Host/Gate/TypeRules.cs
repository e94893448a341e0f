using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>The rules about a type and its methods as they are declared.</summary>
internal static class TypeRules
{
    // The device counts each of these in one octet.
    public const int CountLimit = 250;

    public static IEnumerable<Offence> Faults(TypeDefinition type)
    {
        if (type.HasGenericParameters)
        {
            yield return new Offence(Rule.Generics, Place.Of(type), "the type is generic");
        }

        (string What, int Count)[] counts =
        [
            ("static fields", type.Fields.Count(field => field.IsStatic && !field.IsLiteral)),
            ("instance fields", type.Fields.Count(field => !field.IsStatic)),
            ("static methods", type.Methods.Count(method => method.IsStatic)),
            ("virtual methods", type.Methods.Count(method => method.IsVirtual)),
            ("instance methods", type.Methods.Count(method => !method.IsStatic && !method.IsVirtual)),
        ];
        foreach ((string what, int count) in counts.Where(item => item.Count > CountLimit))
        {
            yield return new Offence(Rule.TypeSize, Place.Of(type), $"{count} {what}; the limit is {CountLimit}");
        }

        foreach ((MethodDefinition method, Rule rule, string fault) in type.Methods.SelectMany(Faults))
        {
            yield return new Offence(rule, Place.Of(method), fault);
        }
    }

    private static IEnumerable<(MethodDefinition Method, Rule Rule, string Fault)> Faults(MethodDefinition method)
    {
        if (method.HasGenericParameters)
        {
            yield return (method, Rule.Generics, "the method is generic");
        }

        if (method.HasBody && method.Body.Variables.Count is var locals and > CountLimit)
        {
            yield return (method, Rule.Locals, $"{locals} locals; the limit is {CountLimit}");
        }

        if (!method.HasBody && !method.IsAbstract && !method.IsRuntime)
        {
            yield return (method, Rule.Native, "the method is not IL");
        }

        if (method.CustomAttributes.Any(attribute => attribute.AttributeType.Name.EndsWith("StateMachineAttribute")))
        {
            yield return (method, Rule.StateMachine, "async methods and iterators do not compile for the device");
        }

        if (method.DeclaringType.IsInterface && method.IsStatic && method.IsVirtual)
        {
            yield return (method, Rule.InterfaceBody, "a static abstract or virtual member of an interface");
        }
        else if (method.DeclaringType.IsInterface && !method.IsStatic && method.HasBody)
        {
            yield return (method, Rule.InterfaceBody, "an interface method with a body throws on the device");
        }
    }
}
