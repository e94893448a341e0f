namespace MeterFirmware.Update
{
    /// <summary>Where a reception stands, as it is stored.</summary>
    public static class ReceiveState
    {
        /// <summary>None.</summary>
        public const int Idle = 0;

        /// <summary>Some segments are stored.</summary>
        public const int Receiving = 1;

        /// <summary>The file was received whole and judged.</summary>
        public const int Done = 2;
    }
}
