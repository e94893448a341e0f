namespace MeterFirmware.Update
{
    /// <summary>What became of a chunk.</summary>
    public static class ReceiveResult
    {
        /// <summary>Taken, or had already.</summary>
        public const int Taken = 0;

        /// <summary>The file is whole; <see cref="ImageReceiver.LastImageResult"/> tells what it is worth.</summary>
        public const int Complete = 1;

        /// <summary>No file is being received.</summary>
        public const int NotReceiving = 2;

        /// <summary>Not within the window; it is asked for again when the window is there.</summary>
        public const int OutsideWindow = 3;

        /// <summary>Not on the granules of <see cref="ImageReceiver.Granule"/> octets.</summary>
        public const int NotAligned = 4;

        /// <summary>The storage refused; the window is kept, and any chunk of it tries again.</summary>
        public const int StorageFailed = 5;
    }
}
