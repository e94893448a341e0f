namespace MeterFirmware.Core.State
{
    /// <summary>What a start found on the flash. SPEC.md has the table of what is then done.</summary>
    public static class StartResult
    {
        /// <summary>The state as it was last committed.</summary>
        public const int Loaded = 0;

        /// <summary>
        /// One copy was damaged, as a cut write leaves it; the other one was used: the state before that write.
        /// </summary>
        public const int LoadedOlderCopy = 1;

        /// <summary>
        /// No image, and none was ever there: the maker's <see cref="State.NewMeter"/> record says so. The registers are
        /// zero.
        /// </summary>
        public const int NewMeter = 2;

        /// <summary>
        /// Only damaged images. The registers are zero, and the meter trusts nobody: whom it trusted could repeat every
        /// command that it ever had.
        /// </summary>
        public const int Damaged = 3;

        /// <summary>
        /// An image of another meter, of the other kind of meter or of something else. The meter does not start, so as not
        /// to write over it.
        /// </summary>
        public const int ForeignImage = 4;

        /// <summary>
        /// An image of a format that this firmware does not know, older or newer. The meter does not start, so as not to
        /// write over it.
        /// </summary>
        public const int UnknownFormat = 5;

        /// <summary>
        /// No image although the meter is not new: the file system was formatted, or lost it. The registers are zero, and
        /// the meter trusts nobody.
        /// </summary>
        public const int StorageLost = 6;

        /// <summary>False if the meter must not run after a result.</summary>
        public static bool MayRun(int result)
        {
            return result != ForeignImage && result != UnknownFormat;
        }

        /// <summary>True if a result is worth an entry in the event log.</summary>
        public static bool IsFault(int result)
        {
            return result == LoadedOlderCopy || LosesState(result);
        }

        /// <summary>True if the meter had a state and has it no more.</summary>
        public static bool LosesState(int result)
        {
            return result == Damaged || result == StorageLost;
        }

        /// <summary>The name of a result, for the console.</summary>
        public static string NameOf(int result)
        {
            switch (result)
            {
                case Loaded:
                    return "state loaded";
                case LoadedOlderCopy:
                    return "state loaded from the older copy; the newer one is damaged";
                case NewMeter:
                    return "a new meter: the registers start at zero";
                case Damaged:
                    return "storage damaged: both copies of the state are; the registers start at zero";
                case UnknownFormat:
                    return "the flash holds a state in a format that this firmware does not know";
                case StorageLost:
                    return "storage lost: the flash holds no state of a meter that is not new; the registers start at zero";
                default:
                    return "the flash holds the state of another meter";
            }
        }
    }
}
