namespace MeterFirmware.Core.Display
{
    /// <summary>Emergency credit as the customer is told of it.</summary>
    public static class DisplayEmergency
    {
        /// <summary>There is none: Credit mode, or a limit of zero.</summary>
        public const int None = 0;

        /// <summary>There is some, but the Meter Balance is not below the threshold.</summary>
        public const int NotYet = 1;

        /// <summary>The customer may activate it.</summary>
        public const int Offered = 2;

        /// <summary>Activated, whether any is left or not.</summary>
        public const int Active = 3;
    }
}
