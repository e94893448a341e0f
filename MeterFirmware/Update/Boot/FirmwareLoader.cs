using System;
using System.Reflection;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// Loads the assemblies of a bundle and starts its entry point. What is loaded stays in the heap until the interpreter
    /// restarts, so a bundle is loaded once in a run, whole or not at all.
    /// </summary>
    public static class FirmwareLoader
    {
        /// <summary>Loads and runs; comes back when the firmware ends.</summary>
        /// <param name="bundle">Not yet opened.</param>
        /// <param name="handover">What the firmware is given.</param>
        /// <exception cref="InvalidOperationException">
        /// The bundle is not what it says, or lacks its entry point. What the interpreter says of a damaged file comes as an
        /// ArgumentException.
        /// </exception>
        public static void Run(BundleReader bundle, BootHandover handover)
        {
            if (!bundle.Open())
            {
                throw new InvalidOperationException("no bundle");
            }
            Assembly entry = null;
            for (byte[] file = bundle.Next(); file != null; file = bundle.Next())
            {
                Assembly loaded = Assembly.Load(file);
                if (loaded.GetName().Name == bundle.EntryAssembly)
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
