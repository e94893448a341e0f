namespace MeterFirmware.Gbcs
{
    /// <summary>What a line of the text form carries.</summary>
    public static class LineForm
    {
        /// <summary>A GBCS message.</summary>
        public const int Gbcs = 0;

        /// <summary>A frame of the ZigBee OTA Upgrade cluster, between the meter and its hub.</summary>
        public const int Ota = 1;

        /// <summary>What such a line begins with, up to its channel.</summary>
        /// <param name="form"><see cref="Gbcs"/> or <see cref="Ota"/>.</param>
        public static string PrefixOf(int form)
        {
            return form == Ota ? "OTA:DATA#" : "GBCS:DATA#";
        }
    }
}
