using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// The device runs all static constructors before Main, in about the alphabetical order of their types, so one that
/// touches another type's static may see null, or be overwritten. Followed from each static constructor: every call, delegate
/// and new object of the device's assemblies, as deep as they go, by the method named (so not what overrides it), and
/// not into the class libraries.
/// </summary>
internal sealed class StaticInitialisers(Func<TypeReference, bool> isOwn)
{
    public IEnumerable<Offence> Faults(TypeDefinition type)
    {
        MethodDefinition constructor = type.Methods.FirstOrDefault(method =>
            method is { IsStatic: true, IsConstructor: true }
        );
        if (constructor is null)
        {
            return [];
        }

        var reached = new HashSet<MethodDefinition> { constructor };
        var waiting = new Queue<MethodDefinition>(reached);
        var faults = new SortedSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out MethodDefinition method))
        {
            foreach (Instruction instruction in Body(method))
            {
                if (Touched(instruction, type) is { } field)
                {
                    faults.Add($"touches {field.DeclaringType.FullName}.{field.Name} in {method.Name}");
                }

                if (instruction.Operand is MethodReference called && isOwn(called.DeclaringType))
                {
                    MethodDefinition next = called.Resolve();
                    if (reached.Add(next))
                    {
                        waiting.Enqueue(next);
                    }
                }
            }
        }

        return faults.Select(fault => new Offence(Rule.StaticInitialiser, Place.Of(constructor), fault));
    }

    private static IEnumerable<Instruction> Body(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions : [];

    private static FieldReference Touched(Instruction instruction, TypeDefinition by) =>
        instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda or Code.Stsfld
        && instruction.Operand is FieldReference field
        && field.DeclaringType.FullName != by.FullName
            ? field
            : null;
}
