namespace MeterFirmware.Core.State
{
    /// <summary>What a start found on the flash.</summary>
    public static class StartResult
    {
        /// <summary>The state as it was last committed.</summary>
        public const int Loaded = 0;

        /// <summary>
        /// One copy was damaged, as a cut write leaves it; the other one was used: the state before that write.
        /// </summary>
        public const int LoadedOlderCopy = 1;

        /// <summary>
        /// No image at all: a new meter, or a file system that was formatted. The registers are zero.
        /// </summary>
        public const int NothingFound = 2;

        /// <summary>Only damaged images. The registers are zero and the meter says so.</summary>
        public const int Damaged = 3;

        /// <summary>
        /// An image of another meter, of the other kind of meter, or of a format that this firmware does not know.
        /// The meter does not start, so as not to write over it.
        /// </summary>
        public const int ForeignImage = 4;

        /// <summary>The name of a result, for the console.</summary>
        public static string NameOf(int result)
        {
            switch (result)
            {
                case Loaded:
                    return "state loaded";
                case LoadedOlderCopy:
                    return "state loaded from the older copy; the newer one is damaged";
                case NothingFound:
                    return "no state found on the flash; the registers start at zero";
                case Damaged:
                    return "the state on the flash is damaged; the registers start at zero";
                default:
                    return "the flash holds the state of another meter or a format not known here";
            }
        }
    }
}
