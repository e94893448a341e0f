using System;
using System.Reflection;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// Loads the assemblies of a bundle and starts its entry point. What is loaded stays in the heap until the interpreter
    /// restarts, so a bundle is loaded once in a run, whole or not at all.
    /// </summary>
    public sealed class FirmwareLoader : IFirmwareLoader
    {
        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">
        /// The bundle is not what it says, lacks its entry point, or holds an assembly with the version of those in the
        /// deployment partition. What the interpreter says of a damaged file comes as an ArgumentException.
        /// </exception>
        public void Run(BundleReader bundle, BootHandover handover)
        {
            if (!bundle.Open())
            {
                throw new InvalidOperationException("no bundle");
            }
            Version deployed = typeof(FirmwareLoader).Assembly.GetName().Version;
            Assembly entry = null;
            for (byte[] file = bundle.Next(); file != null; file = bundle.Next())
            {
                Assembly loaded = Assembly.Load(file);
                AssemblyName name = loaded.GetName();
                if (name.Version.Major == deployed.Major && name.Version.Minor == deployed.Minor)
                {
                    // The interpreter binds by name, major and minor, and the first that was loaded wins: this firmware would
                    // run on the factory's libraries and call itself new.
                    throw new InvalidOperationException("an assembly has the version of the deployment partition's");
                }
                if (name.Name == bundle.EntryAssembly)
                {
                    entry = loaded;
                }
            }
            Type type = entry is null || !bundle.IsAtEnd ? null : entry.GetType(bundle.EntryType);
            MethodInfo method = type is null ? null : type.GetMethod(BootHandover.EntryMethod);
            if (method is null)
            {
                throw new InvalidOperationException("no entry point");
            }
            method.Invoke(null, new object[] { handover });
        }
    }
}
