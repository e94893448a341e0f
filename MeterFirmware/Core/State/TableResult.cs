namespace MeterFirmware.Core.State
{
    /// <summary>What became of a configuration table that was given. A table is taken whole or refused whole.</summary>
    public static class TableResult
    {
        /// <summary>Taken.</summary>
        public const int Ok = 0;

        /// <summary>The octets are not of the table's form: too short, too long or a count beyond the table's size.</summary>
        public const int BadForm = 1;

        /// <summary>A date or time that does not exist.</summary>
        public const int BadDate = 2;

        /// <summary>Seasons that do not begin one after the other, or two of them at once.</summary>
        public const int SeasonsOverlap = 3;

        /// <summary>An identifier that is zero, stands twice, or names nothing that is there.</summary>
        public const int BadIdentifier = 4;

        /// <summary>A day profile whose times do not rise, or on a GSME one that does not begin at midnight.</summary>
        public const int ProfileUnsorted = 5;

        /// <summary>A rate that the meter does not have.</summary>
        public const int BadRate = 6;

        /// <summary>A threshold below its predecessor.</summary>
        public const int ThresholdsFall = 7;

        /// <summary>A value out of its range.</summary>
        public const int BadValue = 8;

        /// <summary>The storage refused. What was in force and what waited are as before.</summary>
        public const int StorageFailed = 9;
    }
}
