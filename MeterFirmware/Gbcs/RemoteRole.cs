namespace MeterFirmware.Gbcs
{
    /// <summary>The roles of remote parties (GBCS RemotePartyRole).</summary>
    public static class RemoteRole
    {
        /// <summary>Root certification authority.</summary>
        public const int Root = 0;

        /// <summary>Recovery.</summary>
        public const int Recovery = 1;

        /// <summary>Supplier.</summary>
        public const int Supplier = 2;

        /// <summary>Network operator.</summary>
        public const int NetworkOperator = 3;

        /// <summary>Access control broker: its key makes the MAC of every command that reaches a device.</summary>
        public const int AccessControlBroker = 4;

        /// <summary>Transitional change of supplier.</summary>
        public const int TransitionalCoS = 5;

        /// <summary>WAN provider.</summary>
        public const int WanProvider = 6;

        /// <summary>How many roles are kept.</summary>
        public const int Count = 7;
    }
}
