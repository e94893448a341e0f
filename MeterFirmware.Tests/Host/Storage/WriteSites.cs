using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Host.Gate;
using MeterFirmware.Update;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// The ways by which a meter comes to a write: each call of a method that can lead to one, as the compiled IL has it. A way is
/// "caller > callee".
/// </summary>
internal static class WriteSites
{
    private const string Store = "MeterFirmware.Hal.IRecordStore";

    private static readonly Assembly[] assemblies =
    [
        typeof(Meter).Assembly,
        typeof(MeterState).Assembly,
        typeof(MessageServer).Assembly,
        typeof(EsmePayload).Assembly,
        typeof(GsmePayload).Assembly,
        typeof(ActivateFirmware).Assembly,
        typeof(Activation).Assembly,
        typeof(SlotStore).Assembly,
    ];

    /// <summary>True where the compiler may have inlined methods, so that a stack does not tell each call.</summary>
    public static bool IsOptimised =>
        !assemblies.All(each => each.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true);

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> All()
    {
        // For each method what it calls; an override stands for what it overrides.
        Dictionary<string, HashSet<string>> calls = [];
        foreach (MethodDefinition method in Methods())
        {
            string caller = NameOf(method);
            HashSet<string> called = calls.TryGetValue(caller, out HashSet<string> known) ? known : calls[caller] = [];
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (
                    instruction.Operand is MethodReference target
                    && target.DeclaringType.FullName.StartsWith("MeterFirmware")
                )
                {
                    called.Add(NameOf(target.Resolve()));
                }
            }
        }

        HashSet<string> writers = [Store + ".Write", Store + ".WriteAt", Store + ".Delete"];
        while (calls.Any(each => each.Value.Overlaps(writers) && writers.Add(each.Key)))
        {
            // Until no more methods come.
        }

        return calls
            .SelectMany(each => each.Value.Where(writers.Contains), (each, called) => each.Key + " > " + called)
            .ToHashSet();
    }

    /// <summary>The ways of the write that is being done now.</summary>
    /// <param name="method">The method of the storage.</param>
    public static IEnumerable<string> Now(string method)
    {
        string called = Store + "." + method;
        foreach (StackFrame frame in new StackTrace().GetFrames())
        {
            MethodBase caller = frame.GetMethod();
            if (caller != null && assemblies.Contains(caller.Module.Assembly))
            {
                string name = NameOf(caller);
                yield return name + " > " + called;
                called = name;
            }
        }
    }

    private static IEnumerable<MethodDefinition> Methods() =>
        from assembly in assemblies
        from type in CompiledAssemblies.Read(File.OpenRead(assembly.Location)).GetTypes()
        from method in type.Methods
        where method.HasBody
        select method;

    private static string NameOf(MethodDefinition method)
    {
        MethodDefinition original = method.GetOriginalBaseMethod();
        return original.DeclaringType.FullName.Replace('/', '+') + "." + original.Name;
    }

    private static string NameOf(MethodBase method)
    {
        MethodBase original = method is MethodInfo info ? info.GetBaseDefinition() : method;
        return original.DeclaringType.FullName + "." + original.Name;
    }
}
