using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// Judges the compiled IL of the assemblies that go to the device. What they use of the class libraries is collected
/// on the way, to be compared with the list of what they may use.
/// </summary>
internal sealed class DeviceGate
{
    private const string TestFramework = "nanoFramework.TestFramework";

    // The device's compiler writes these into the assembly itself, or leaves them out, where the libraries lack them.
    private static readonly HashSet<string> compilerAttributes =
    [
        "System.Diagnostics.DebuggerBrowsableAttribute",
        "System.Diagnostics.DebuggerHiddenAttribute",
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "System.Runtime.CompilerServices.NullableAttribute",
        "System.Runtime.CompilerServices.NullableContextAttribute",
    ];

    private readonly List<Offence> offences = [];
    private readonly Dictionary<string, HashSet<Place>> uses = [];
    private readonly Dictionary<string, TypeDefinition> libraryTypes = [];
    private readonly HashSet<string> ownAssemblies;
    private readonly StaticInitialisers staticInitialisers;

    private DeviceGate(IReadOnlyCollection<ModuleDefinition> modules)
    {
        ownAssemblies = [.. modules.Select(module => module.Assembly.Name.Name)];
        staticInitialisers = new StaticInitialisers(IsOwn);
        foreach (ModuleDefinition module in modules)
        {
            Check(module);
        }
    }

    /// <summary>Everything refused but for library members, which only a list can judge.</summary>
    public IReadOnlyList<Offence> Offences => offences;

    /// <summary>The signatures of all library types and members used.</summary>
    public IEnumerable<string> Uses => uses.Keys;

    /// <summary>The library types that appear anywhere, also in the signatures of used members.</summary>
    public IEnumerable<TypeDefinition> LibraryTypes => libraryTypes.Values;

    public static DeviceGate Judge(params IReadOnlyCollection<ModuleDefinition> modules) => new(modules);

    /// <summary>The types of a module that the device's build would have too.</summary>
    public static IReadOnlyCollection<TypeDefinition> DeviceTypes(ModuleDefinition module) =>
        [.. module.GetTypes().Where(type => !IsHostOnly(type))];

    /// <summary>The uses that a list does not allow.</summary>
    public IEnumerable<Offence> Unlisted(IReadOnlySet<string> allowed) =>
        from use in uses
        where !allowed.Contains(use.Key)
        from place in use.Value
        select new Offence(Rule.Member, place, $"{use.Key} is not in the list of allowed members");

    private void Check(ModuleDefinition module)
    {
        IReadOnlyCollection<TypeDefinition> types = DeviceTypes(module);
        offences.AddRange(AssemblySize.Faults(module, types));
        foreach (TypeDefinition type in types)
        {
            Check(type);
        }
    }

    private void Check(TypeDefinition type)
    {
        var place = Place.Of(type);
        offences.AddRange(TypeRules.Faults(type));
        offences.AddRange(TestClassRules.Faults(type));
        offences.AddRange(staticInitialisers.Faults(type));
        if (type.BaseType is not null)
        {
            Use(type.BaseType, place);
        }

        Use(type.Interfaces.Select(implementation => implementation.InterfaceType), place);
        UseAttributes(type, place);
        UseAttributes(type.Properties.SelectMany(property => property.CustomAttributes), place);
        foreach (FieldDefinition field in type.Fields)
        {
            Use(field.FieldType, Place.Of(field));
            UseAttributes(field, Place.Of(field));
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Check(method);
        }
    }

    private void Check(MethodDefinition method)
    {
        var place = Place.Of(method);
        Use(method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType), place);
        if (method.GetOriginalBaseMethod() is var overridden && !IsOwn(overridden.DeclaringType))
        {
            Record(Signature.Of(overridden), place);
        }

        UseAttributes(method.CustomAttributes.Concat(method.Parameters.SelectMany(p => p.CustomAttributes)), place);
        if (!method.HasBody)
        {
            return;
        }

        Use(method.Body.Variables.Select(variable => variable.VariableType), place);
        Use(method.Body.ExceptionHandlers.Select(h => h.CatchType).Where(type => type is not null), place);
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (InstructionFaults.Of(instruction) is var (rule, fault))
            {
                Refuse(rule, place, fault);
            }

            UseOperand(instruction.Operand, place);
        }
    }

    private void UseOperand(object operand, Place place)
    {
        switch (operand)
        {
            case TypeReference type:
                Use(type, place);
                break;
            case FieldReference field when !IsOwn(field.DeclaringType):
                if (AreLawful([field.DeclaringType, field.FieldType], place))
                {
                    Record(Signature.Of(field, field.Resolve().IsStatic), place);
                }

                break;
            case GenericInstanceMethod generic:
                Refuse(Rule.Generics, place, $"{generic.FullName} is generic");
                break;
            case MethodReference { DeclaringType.Name: not "<PrivateImplementationDetails>" } method:
                Use(method.DeclaringType, place);
                IEnumerable<TypeReference> types = method.Parameters.Select(p => p.ParameterType);
                if (!IsOwn(method.DeclaringType) && AreLawful(types.Prepend(method.ReturnType), place))
                {
                    Record(Signature.Of(method), place);
                }

                break;
        }
    }

    private void Use(IEnumerable<TypeReference> types, Place place)
    {
        foreach (TypeReference type in types)
        {
            Use(type, place);
        }
    }

    private void Use(TypeReference type, Place place)
    {
        if (!AreLawful([type], place))
        {
            return;
        }

        foreach (TypeReference part in TypeFaults.Parts(type).Where(part => part is not TypeSpecification))
        {
            if (!IsOwn(part))
            {
                Record(Signature.Of(part.Resolve()), place);
            }
        }
    }

    /// <summary>Refuses what is wrong with the types, and remembers those of the libraries.</summary>
    private bool AreLawful(IEnumerable<TypeReference> types, Place place)
    {
        int before = offences.Count;
        foreach (TypeReference part in types.SelectMany(TypeFaults.Parts))
        {
            if (TypeFaults.Of(part) is var (rule, fault))
            {
                Refuse(rule, place, fault);
            }
            else if (part is not TypeSpecification && !IsOwn(part))
            {
                libraryTypes[part.FullName] = part.Resolve();
            }
        }

        return offences.Count == before;
    }

    private void UseAttributes(ICustomAttributeProvider owner, Place place) =>
        UseAttributes(owner.CustomAttributes, place);

    private void UseAttributes(IEnumerable<CustomAttribute> attributes, Place place) =>
        Use(attributes.Select(a => a.AttributeType).Where(type => !compilerAttributes.Contains(type.FullName)), place);

    private void Record(string signature, Place place)
    {
        if (signature.Contains(TestFramework) && !TestClassRules.IsTestAssembly(place.Assembly))
        {
            Refuse(Rule.Member, place, $"{signature} is for tests only");
        }

        if (!uses.TryGetValue(signature, out HashSet<Place> places))
        {
            uses.Add(signature, places = []);
        }

        places.Add(place);
    }

    private void Refuse(Rule rule, Place place, string fault) => offences.Add(new Offence(rule, place, fault));

    private bool IsOwn(TypeReference type) =>
        type is GenericParameter
        || type.Scope is ModuleDefinition
        || type.Scope is AssemblyNameReference assembly && ownAssemblies.Contains(assembly.Name);

    // What only the host's build puts into an assembly: data of array initialisers, attributes embedded by the
    // compiler, and the entry point that the test SDK adds to a test assembly.
    private static bool IsHostOnly(TypeDefinition type) =>
        type.DeclaringType is not null && IsHostOnly(type.DeclaringType)
        || type.FullName is "<Module>" or "<PrivateImplementationDetails>" or "AutoGeneratedProgram"
        || type.CustomAttributes.Any(a => a.AttributeType.FullName == "Microsoft.CodeAnalysis.EmbeddedAttribute");
}
