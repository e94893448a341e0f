using System;

namespace MeterFirmware.VirtualEsp32.Parts
{
    /// <summary>
    /// The mains, with the meter's detector: a transistor that holds AC_LO Low while there is mains, so that a dead
    /// detector signals an outage and a dead processor signals nothing.
    /// </summary>
    public sealed class MainsSupply
    {
        private readonly NetSource detector;

        /// <summary>Connects the detector. The mains is there.</summary>
        /// <param name="acLow">AC_LO, which the processor reads too.</param>
        public MainsSupply(Net acLow)
        {
            ArgumentNullException.ThrowIfNull(acLow);
            detector = acLow.AddSource();
            detector.Drive(false);
        }

        /// <summary>Called after the mains has come or gone.</summary>
        public event Action Changed;

        /// <summary>True while there is mains.</summary>
        public bool IsPresent { get; private set; } = true;

        /// <summary>Takes the mains away or brings it back.</summary>
        /// <param name="present">True to bring it back.</param>
        public void Set(bool present)
        {
            if (present == IsPresent)
            {
                return;
            }

            IsPresent = present;
            if (present)
            {
                detector.Drive(false);
            }
            else
            {
                detector.Release();
            }

            Changed?.Invoke();
        }
    }
}
