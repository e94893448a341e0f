namespace MeterFirmware.Update
{
    /// <summary>What a command to activate comes to at once.</summary>
    public static class RequestResult
    {
        /// <summary>Accepted: it waits for its time, or what waited was cancelled.</summary>
        public const int Accepted = 0;

        /// <summary>Its outcome is there.</summary>
        public const int Answered = 1;

        /// <summary>The held image is started, and the answer comes from whatever firmware runs afterwards.</summary>
        public const int Deferred = 2;
    }
}
