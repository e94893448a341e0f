namespace MeterFirmware.Core.Payment
{
    /// <summary>Supply State (SMETS2 4.6.5.18, 5.7.5.32).</summary>
    public static class SupplyState
    {
        /// <summary>Supply flows.</summary>
        public const int Enabled = 0;

        /// <summary>Off for want of credit; credit or emergency credit arms it.</summary>
        public const int Disabled = 1;

        /// <summary>Off, and the customer can enable it at the meter.</summary>
        public const int Armed = 2;

        /// <summary>Off by command or tamper: only a command enables or arms it.</summary>
        public const int Locked = 3;
    }
}
