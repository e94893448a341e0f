namespace MeterFirmware.Update
{
    /// <summary>What the firmware update and the watch over the supply want to send, in the order of sending.</summary>
    public static class UpdateDue
    {
        /// <summary>The response to a command whose answer was deferred over a restart.</summary>
        public const int Response = 1;

        /// <summary>The alert with the outcome of a future-dated command.</summary>
        public const int OutcomeAlert = 2;

        /// <summary>The firmware distribution receipt alert.</summary>
        public const int Receipt = 4;

        /// <summary>The alert that the firmware did not verify at power on.</summary>
        public const int PowerOnFailure = 8;

        /// <summary>The ESME's alert that the supply is back after an outage (ECS80).</summary>
        public const int SupplyRestored = 16;
    }
}
