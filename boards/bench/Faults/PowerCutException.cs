using System;

namespace MeterFirmware.Bench.Faults
{
    /// <summary>
    /// The power has gone: the program stops where it is. Whoever started it catches this and starts it again.
    /// </summary>
    public sealed class PowerCutException : Exception
    {
        /// <summary>Makes one.</summary>
        public PowerCutException()
            : base("the power was cut") { }
    }
}
