namespace MeterFirmware.Gbcs
{
    /// <summary>The CRA flag of a grouping header.</summary>
    public static class MessageKind
    {
        /// <summary>A command.</summary>
        public const int Command = 1;

        /// <summary>A response.</summary>
        public const int Response = 2;

        /// <summary>An alert.</summary>
        public const int Alert = 3;
    }
}
