namespace MeterFirmware.Gbcs
{
    /// <summary>What a line of the text form carries.</summary>
    public static class LineForm
    {
        /// <summary>A GBCS message.</summary>
        public const int Gbcs = 0;

        /// <summary>A frame of the ZigBee OTA Upgrade cluster, between the meter and its hub.</summary>
        public const int Ota = 1;

        /// <summary>The octets of the longest prefix.</summary>
        public const int MostPrefix = 10;

        // csharpier-ignore
        private static readonly byte[] gbcs =
        {
            (byte)'G', (byte)'B', (byte)'C', (byte)'S', (byte)':', (byte)'D', (byte)'A', (byte)'T', (byte)'A', (byte)'#',
        };

        // csharpier-ignore
        private static readonly byte[] ota =
        {
            (byte)'O', (byte)'T', (byte)'A', (byte)':', (byte)'D', (byte)'A', (byte)'T', (byte)'A', (byte)'#',
        };

        /// <summary>What such a line begins with, up to its channel.</summary>
        /// <param name="form"><see cref="Gbcs"/> or <see cref="Ota"/>.</param>
        /// <returns>Its characters, the same array every time.</returns>
        public static byte[] PrefixOf(int form)
        {
            return form == Ota ? ota : gbcs;
        }
    }
}
