namespace nanoFramework.Runtime.Native
{
    /// <summary>Kinds of restart. The device's values.</summary>
    public enum RebootOption
    {
        /// <summary>The chip.</summary>
        NormalReboot = 0,

        /// <summary>The chip, into the boot loader. The same as <see cref="NormalReboot"/> here.</summary>
        EnterNanoBooter = 1,

        /// <summary>The interpreter alone: pins keep their state until the program opens them again.</summary>
        ClrOnly = 2,

        /// <summary>The chip, into the maker's boot loader. The same as <see cref="NormalReboot"/> here.</summary>
        EnterProprietaryBooter = 8,
    }
}
