using Mono.Cecil;

namespace MeterFirmware.Tests.Host.Gate;

/// <summary>Where in the compiled code something is: assembly, type and, where there is one, member.</summary>
internal readonly record struct Place(string Assembly, string Type, string Member)
{
    public static Place Of(IMemberDefinition member) =>
        member is TypeDefinition type
            ? new Place(type.Module.Assembly.Name.Name, type.FullName, "")
            : new Place(member.DeclaringType.Module.Assembly.Name.Name, member.DeclaringType.FullName, member.Name);

    public static Place Of(ModuleDefinition module) => new(module.Assembly.Name.Name, "", "");

    public override string ToString() => $"{Assembly}: {Type}{(Member == "" ? "" : "::")}{Member}";
}
