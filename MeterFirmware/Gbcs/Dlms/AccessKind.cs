namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The choices of an access-request-specification that this meter knows.</summary>
    public static class AccessKind
    {
        /// <summary>access-request-get.</summary>
        public const int Get = 1;

        /// <summary>access-request-set.</summary>
        public const int Set = 2;

        /// <summary>access-request-action.</summary>
        public const int Action = 3;

        /// <summary>access-request-get-with-selection.</summary>
        public const int GetSelected = 4;
    }
}
