using System;

namespace MeterFirmware.Core
{
    /// <summary>What must hold whatever arrives. Always on: a meter that is wrong must stop, not go on counting money.</summary>
    public static class Invariant
    {
        /// <summary>Throws if the condition does not hold.</summary>
        /// <param name="holds">The condition.</param>
        /// <param name="what">Names the invariant.</param>
        /// <exception cref="InvalidOperationException">The condition does not hold.</exception>
        public static void Require(bool holds, string what)
        {
            if (!holds)
            {
                throw new InvalidOperationException(what);
            }
        }
    }
}
