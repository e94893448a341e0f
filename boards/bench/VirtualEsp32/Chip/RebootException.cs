using System;
using nanoFramework.Runtime.Native;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// Leaves the running program where the device would have restarted. Whoever started the program catches it and
    /// starts the program again; nothing below may.
    /// </summary>
    public sealed class RebootException : Exception
    {
        internal RebootException(RebootOption option)
            : base("the chip restarts")
        {
            Option = option;
        }

        /// <summary>What was restarted.</summary>
        public RebootOption Option { get; }
    }
}
