using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// The rules about single IL instructions. Some that look unsigned are let through, because C# writes them for signed
/// code too and the interpreter then gives .NET's result: shr.un is the operator >>>, and the comparisons bge.un to
/// cgt.un stand for null tests, ranges in patterns and floating point.
/// </summary>
internal static class InstructionFaults
{
    public const int SwitchTargetLimit = 250;

    public static (Rule Rule, string Fault)? Of(Instruction instruction) =>
        instruction.OpCode.Code switch
        {
            Code.Conv_U8 when !IsCured(instruction.Next.OpCode.Code) => Unsigned(
                "conv.u8 (an unsigned octet, word or constant widened to long: cast it to int, or store it, first)"
            ),
            Code.Conv_U4 => Unsigned("conv.u4 (a cast to uint; a switch on a long makes one too)"),
            Code.Conv_U or Code.Conv_R_Un or Code.Div_Un or Code.Rem_Un or Code.Ldind_U4 or Code.Ldelem_U4 => Unsigned(
                instruction.OpCode.Name
            ),
            _ when instruction.OpCode.Name.Contains(".ovf") => (
                Rule.OverflowCheck,
                $"{instruction.OpCode.Name} (a checked operation, or an array indexed or sized by a long)"
            ),
            Code.Ldstr when ((string)instruction.Operand).Contains('\0') => (
                Rule.NulInString,
                "a NUL ends a string on the device"
            ),
            Code.Localloc or Code.Calli => (Rule.Pointer, instruction.OpCode.Name),
            Code.Volatile => (Rule.Volatile, "volatile access"),
            Code.Arglist
            or Code.Ckfinite
            or Code.Cpblk
            or Code.Initblk
            or Code.Jmp
            or Code.Mkrefany
            or Code.Refanytype
            or Code.Refanyval
            or Code.Readonly => (Rule.Instruction, $"the interpreter does not carry out {instruction.OpCode.Name}"),
            Code.Switch when ((Instruction[])instruction.Operand).Length is var targets and > SwitchTargetLimit => (
                Rule.SwitchSize,
                $"a switch over {targets} targets; the limit is {SwitchTargetLimit}"
            ),
            Code.Call
                when instruction.Operand
                    is MethodReference { DeclaringType.Name: "<PrivateImplementationDetails>" } m => (
                Rule.CompilerHelper,
                $"{m.Name} (a switch on strings by hash, or a switch expression without a last arm)"
            ),
            _ => null,
        };

    // Widening a byte or the constant 0xFFFFFFFF to long leaves a value with an unsigned tag. It does no harm as the right
    // operand, since a result has the left one's tag, nor stored, since a field or an element has a tag of its own. (A
    // local has one too, but the compiler may do without the local.)
    private static bool IsCured(Code next) =>
        next
            is Code.Add
                or Code.Sub
                or Code.Mul
                or Code.Div
                or Code.Rem
                or Code.And
                or Code.Or
                or Code.Xor
                or Code.Ceq
                or Code.Cgt
                or Code.Clt
                or (>= Code.Beq_S and <= Code.Blt_S)
                or Code.Bne_Un_S
                or (>= Code.Beq and <= Code.Blt)
                or Code.Bne_Un
                or Code.Stfld
                or Code.Stsfld
                or Code.Stelem_I8;

    private static (Rule, string) Unsigned(string what) => (Rule.Unsigned, what);
}
