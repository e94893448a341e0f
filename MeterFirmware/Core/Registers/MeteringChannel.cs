namespace MeterFirmware.Core.Registers
{
    /// <summary>The registers that have half-hourly values, in the order of the log.</summary>
    public static class MeteringChannel
    {
        /// <summary>Active import of the primary element, Wh; gas, litres.</summary>
        public const int Import = 0;

        /// <summary>Active import of the secondary element, Wh.</summary>
        public const int SecondaryImport = 1;

        /// <summary>Active export, Wh.</summary>
        public const int ActiveExport = 2;

        /// <summary>Reactive export, varh.</summary>
        public const int ReactiveExport = 3;

        /// <summary>Reactive import, varh.</summary>
        public const int ReactiveImport = 4;
    }
}
