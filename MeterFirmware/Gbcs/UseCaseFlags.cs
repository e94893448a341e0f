namespace MeterFirmware.Gbcs
{
    /// <summary>What a use case demands of its command (the columns of the GBCS mapping table).</summary>
    public static class UseCaseFlags
    {
        /// <summary>Critical: the command and its response are signed (SME.C.C).</summary>
        public const int Critical = 1;

        /// <summary>Protected against replay: its originator counter must be higher than the party's last.</summary>
        public const int ReplayProtected = 2;

        /// <summary>The command may hold one instruction only.</summary>
        public const int SingleInstruction = 4;

        /// <summary>The response's grouping header tells the time at which the command was received.</summary>
        public const int TimedResponse = 8;

        /// <summary>
        /// A top up: it changes the state, and what protects it against replay is the counter of its UTRN (GBCS 14).
        /// </summary>
        public const int TopUp = 16;

        /// <summary>The payload is ASN.1, the same on an ESME and a GSME: a <see cref="CommonPayload"/> has it.</summary>
        public const int Common = 32;

        /// <summary>
        /// The command changes the state although nothing protects it against replay (GBCS mapping table): what it changed is
        /// committed before its response. One that changes nothing is not written, so that its replays do not wear the flash.
        /// </summary>
        public const int Stores = 64;

        /// <summary>
        /// A reading of a GSME's registers: what it tells of the customer is encrypted, and the time of its answer tells
        /// how reliable the clock is.
        /// </summary>
        public const int Reading = 128;
    }
}
