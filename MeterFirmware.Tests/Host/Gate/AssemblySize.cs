using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// What an assembly takes of the device's two tables of 64 KiB, counted as the converter writes it: IL with tokens and
/// long branches in two octets and exception tables; every distinct string and name once, in UTF-8 with its NUL.
/// </summary>
internal static class AssemblySize
{
    /// <summary>Below the device's 65,535, so that growth is seen before it is too late.</summary>
    public const int Limit = 56 * 1024;

    private const int ExceptionHandlerSize = 12;

    public static IEnumerable<Offence> Faults(ModuleDefinition module, IReadOnlyCollection<TypeDefinition> types)
    {
        if (IlSize(types) is var il and > Limit)
        {
            yield return new Offence(Rule.IlSize, Place.Of(module), $"{il} octets of IL; the limit is {Limit}");
        }

        if (StringSize(module, types) is var strings and > Limit)
        {
            yield return new Offence(
                Rule.StringSize,
                Place.Of(module),
                $"{strings} octets of strings and names; the limit is {Limit}"
            );
        }
    }

    public static int IlSize(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => type.Methods).Where(method => method.HasBody).Sum(method => IlSize(method.Body));

    public static int StringSize(ModuleDefinition module, IReadOnlyCollection<TypeDefinition> types)
    {
        IEnumerable<MethodDefinition> methods = types.SelectMany(type => type.Methods);
        IEnumerable<string> literals = methods
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<string>();
        return types
            .SelectMany(type => new[] { type.Name, type.Namespace })
            .Concat(types.SelectMany(type => type.Fields).Where(field => !field.IsLiteral).Select(field => field.Name))
            .Concat(methods.Select(method => method.Name))
            .Concat(literals)
            .Concat(module.GetTypeReferences().SelectMany(type => new[] { type.Name, type.Namespace }))
            .Concat(module.GetMemberReferences().Select(member => member.Name))
            .Concat(module.AssemblyReferences.Select(reference => reference.Name))
            .Distinct()
            .Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
    }

    private static int IlSize(MethodBody body)
    {
        int handlers = body.ExceptionHandlers.Count;
        int table = handlers == 0 ? 0 : handlers * ExceptionHandlerSize + 1;
        return body.Instructions.Sum(instruction => instruction.OpCode.Size + OperandSize(instruction)) + table;
    }

    private static int OperandSize(Instruction instruction) =>
        instruction.OpCode.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget
            or OperandType.ShortInlineI
            or OperandType.ShortInlineVar
            or OperandType.ShortInlineArg => 1,
            OperandType.InlineI or OperandType.InlineTok or OperandType.ShortInlineR => 4,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 1 + 2 * ((Instruction[])instruction.Operand).Length,
            _ => 2,
        };
}
