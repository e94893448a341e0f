namespace MeterFirmware.Tests.Host.Gate;

/// <summary>
/// What the gate refuses; MeterFirmware.Tests/README.md says why. Each has a canary class of its name in Violations.
/// </summary>
internal enum Rule
{
    /// <summary>A type, member or attribute outside the list of what the project uses of the class libraries.</summary>
    Member,

    /// <summary>A generic type, method or instantiation, also of a delegate.</summary>
    Generics,

    /// <summary>uint, ulong or nuint, or an instruction that makes or works on one.</summary>
    Unsigned,

    /// <summary>An array of more than one dimension.</summary>
    MultiDimensionalArray,

    /// <summary>An interface method with a body, or a static abstract one.</summary>
    InterfaceBody,

    /// <summary>Checked arithmetic, which never throws on the device; also indexing by a long.</summary>
    OverflowCheck,

    /// <summary>Too many locals in a method.</summary>
    Locals,

    /// <summary>Too much IL in an assembly.</summary>
    IlSize,

    /// <summary>Too many octets of strings and names in an assembly.</summary>
    StringSize,

    /// <summary>Too many fields or methods in a type.</summary>
    TypeSize,

    /// <summary>A switch with too many targets.</summary>
    SwitchSize,

    /// <summary>A static constructor that touches another type's static.</summary>
    StaticInitialiser,

    /// <summary>A pointer, pinned local, function pointer or stackalloc.</summary>
    Pointer,

    /// <summary>An async method or an iterator.</summary>
    StateMachine,

    /// <summary>A volatile access.</summary>
    Volatile,

    /// <summary>A type the device's compiler or interpreter has no notion of: decimal, Nullable, TypedReference.</summary>
    UnsupportedType,

    /// <summary>A method without IL: P/Invoke or an internal call.</summary>
    Native,

    /// <summary>A helper the host's compiler wrote: a string's hash, the end of an incomplete switch expression.</summary>
    CompilerHelper,

    /// <summary>An IL instruction the interpreter does not carry out.</summary>
    Instruction,

    /// <summary>A string with a NUL, which would end it on the device.</summary>
    NulInString,

    /// <summary>A test class that the device's launcher would run otherwise than MSTest does.</summary>
    TestClass,
}
