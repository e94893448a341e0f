namespace MeterFirmware.Hal
{
    /// <summary>What a call of <see cref="IRecordStore"/> returns when it is not a number of octets.</summary>
    public static class StoreResult
    {
        /// <summary>Done, and on the medium.</summary>
        public const int Ok = 0;

        /// <summary>There is no record of that name.</summary>
        public const int NotFound = -1;

        /// <summary>The medium refused.</summary>
        public const int Failed = -2;
    }
}
