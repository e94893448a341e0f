using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Whether the gate sees what it is there for: Violations has a class named after each rule.</summary>
[TestClass]
public sealed class ViolationTests
{
    // How to bring a class to so much of a thing that the rule is about.
    private static readonly Dictionary<Rule, Action<TypeDefinition, int>> swellings = new()
    {
        [Rule.Locals] = SwellLocals,
        [Rule.IlSize] = SwellIl,
        [Rule.StringSize] = SwellStrings,
        [Rule.SwitchSize] = SwellSwitch,
        [Rule.TypeSize] = SwellFields,
    };

    private static IEnumerable<object[]> NamedRules =>
        Enum.GetValues<Rule>().Except(swellings.Keys).Select(rule => new object[] { rule.ToString() });

    private static IEnumerable<object[]> SizeRules => swellings.Keys.Select(rule => new object[] { rule.ToString() });

    [TestMethod]
    [DynamicData(nameof(NamedRules))]
    public void EveryMemberOfTheCanaryIsNamedUnderItsRule(string rule)
    {
        ModuleDefinition module = CompiledAssemblies.LoadViolations();
        TypeDefinition canary = Canary(module, rule);
        Offence[] offences = [.. OffencesOf(module).Where(offence => offence.Rule.ToString() == rule)];
        foreach (IMemberDefinition member in Members(canary))
        {
            Assert.IsTrue(offences.Any(offence => IsAt(offence.Place, member)), $"{member.FullName} was let through");
        }
    }

    [TestMethod]
    [DynamicData(nameof(SizeRules))]
    public void TheLimitIsExact(string rule)
    {
        Assert.IsFalse(OffencesWhenSwollen(rule, excess: 0).Any(), $"{rule} at its limit was refused");
        Assert.IsTrue(OffencesWhenSwollen(rule, excess: 1).Any(), $"{rule} above its limit was let through");
    }

    [TestMethod]
    public void NothingIsSaidOfCleanCode()
    {
        DeviceGate gate = DeviceGate.Judge(CompiledAssemblies.LoadViolations());
        DeviceGateTests.RequireNone(gate.Offences.Where(offence => offence.Place.Type.StartsWith("Violations.Clean")));
    }

    private static IEnumerable<Offence> OffencesOf(ModuleDefinition module)
    {
        DeviceGate gate = DeviceGate.Judge(module);
        return gate.Offences.Concat(gate.Unlisted(AllowedMembers.Load()));
    }

    private static TypeDefinition Canary(ModuleDefinition module, string rule)
    {
        TypeDefinition canary = module.GetType($"Violations.{rule}");
        Assert.IsNotNull(canary, $"no canary for {rule}");
        return canary;
    }

    private static IEnumerable<IMemberDefinition> Members(TypeDefinition canary)
    {
        IMemberDefinition[] members =
        [
            .. canary.Fields.Where(field => !field.IsPrivate),
            .. canary.Methods.Where(method => !method.IsPrivate && !method.IsConstructor),
            .. canary.NestedTypes.Where(type => type.IsNestedPublic),
        ];
        Assert.IsNotEmpty(members);
        return members;
    }

    private static bool IsAt(Place place, IMemberDefinition member) =>
        member is TypeDefinition
            ? place.Type == member.FullName
            : place.Type == member.DeclaringType.FullName && place.Member == member.Name;

    private static IEnumerable<Offence> OffencesWhenSwollen(string rule, int excess)
    {
        // Once before, because writing leaves out references that nothing uses; once after, so that it is an
        // assembly that is judged and not a model of one.
        ModuleDefinition module = WrittenAndRead(CompiledAssemblies.LoadViolations());
        swellings[Enum.Parse<Rule>(rule)](Canary(module, rule), excess);
        return OffencesOf(WrittenAndRead(module)).Where(offence => offence.Rule.ToString() == rule);
    }

    private static ModuleDefinition WrittenAndRead(ModuleDefinition module)
    {
        var stream = new MemoryStream();
        module.Write(stream);
        stream.Position = 0;
        return CompiledAssemblies.Read(stream);
    }

    private static MethodBody Body(TypeDefinition canary) =>
        canary.Methods.Single(method => method.Name == "Method").Body;

    private static void SwellLocals(TypeDefinition canary, int excess)
    {
        for (int count = 0; count < TypeRules.CountLimit + excess; count++)
        {
            Body(canary).Variables.Add(new VariableDefinition(canary.Module.TypeSystem.Int32));
        }
    }

    private static void SwellFields(TypeDefinition canary, int excess)
    {
        for (int count = 0; count < TypeRules.CountLimit + excess; count++)
        {
            canary.Fields.Add(
                new FieldDefinition($"field{count}", FieldAttributes.Public, canary.Module.TypeSystem.Int32)
            );
        }
    }

    private static void SwellIl(TypeDefinition canary, int excess)
    {
        int missing = AssemblySize.Limit - AssemblySize.IlSize(DeviceGate.DeviceTypes(canary.Module)) + excess;
        for (int count = 0; count < missing; count++)
        {
            Body(canary).Instructions.Insert(0, Instruction.Create(OpCodes.Nop));
        }
    }

    private static void SwellStrings(TypeDefinition canary, int excess)
    {
        int size = AssemblySize.StringSize(canary.Module, DeviceGate.DeviceTypes(canary.Module));
        var text = new string('x', AssemblySize.Limit - size + excess - 1);
        Body(canary).Instructions.Insert(0, Instruction.Create(OpCodes.Ldstr, text));
        Body(canary).Instructions.Insert(1, Instruction.Create(OpCodes.Pop));
    }

    private static void SwellSwitch(TypeDefinition canary, int excess)
    {
        Instruction found = Body(canary).Instructions.Single(instruction => instruction.OpCode.Code == Code.Switch);
        found.Operand = Enumerable
            .Repeat(((Instruction[])found.Operand)[0], InstructionFaults.SwitchTargetLimit + excess)
            .ToArray();
    }
}
