using MeterFirmware.Board;

namespace MeterFirmware.DevKitC
{
    /// <summary>
    /// An ESP32-DevKitC (4 MB, no PSRAM) in the <see cref="ReferenceWiring"/>: firmware in the deployment partition alone.
    /// </summary>
    public static class DevKitCBoard
    {
        /// <summary>An electricity meter with a communications hub.</summary>
        /// <returns>A new definition, which the caller may change.</returns>
        public static BoardDefinition Esme()
        {
            return ReferenceWiring.Esme("ESP32-DevKitC, ESME");
        }

        /// <summary>A gas meter.</summary>
        /// <returns>A new definition, which the caller may change.</returns>
        public static BoardDefinition Gsme()
        {
            return ReferenceWiring.Gsme("ESP32-DevKitC, GSME");
        }
    }
}
