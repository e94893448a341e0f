namespace MeterFirmware.Core.State
{
    /// <summary>
    /// Where everything stands in the hot image: the offsets, in octets. SPEC.md is their table; the two change
    /// together with <see cref="FormatVersion"/>.
    /// </summary>
    public static class ImageLayout
    {
        /// <summary>The version that this firmware writes.</summary>
        public const int FormatVersion = 1;

        /// <summary>The whole image, its header and check included.</summary>
        public const int Length = 2048;

        /// <summary>Two octets, "MF".</summary>
        public const int Magic = 0;

        /// <summary>One octet, <see cref="FormatVersion"/>.</summary>
        public const int Version = 2;

        /// <summary>One octet, a <see cref="MeterKind"/>.</summary>
        public const int Kind = 3;

        /// <summary>Four octets, one more at each commit. It compares by difference, so it may wrap.</summary>
        public const int Sequence = 4;

        /// <summary>Eight octets, the EUI-64 of the meter that wrote the image.</summary>
        public const int DeviceId = 8;

        /// <summary>The accounts, eight octets each in the order of <see cref="Payment.Account"/>.</summary>
        public const int Accounts = 16;

        /// <summary>The Debt Recovery Rates [1..2], <see cref="RecoveryRateLength"/> octets each.</summary>
        public const int RecoveryRates = Accounts + 8 * 11;

        /// <summary>The octets of one rate.</summary>
        public const int RecoveryRateLength = 16;

        /// <summary>In a rate: four octets, the rate in force, millipence a period.</summary>
        public const int RateMillipence = 0;

        /// <summary>In a rate: four octets, the period, seconds.</summary>
        public const int RatePeriodSeconds = 4;

        /// <summary>In a rate: two octets, charge_per_unit in force (ESME).</summary>
        public const int RateCharge = 8;

        /// <summary>In a rate: one octet, price_scale in force (ESME).</summary>
        public const int RateScale = 10;

        /// <summary>In a rate: two octets, charge_per_unit that waits for its activation (ESME).</summary>
        public const int PassiveCharge = 11;

        /// <summary>In a rate: one octet, price_scale that waits for its activation (ESME).</summary>
        public const int PassiveScale = 13;

        /// <summary>Two octets, Debt Recovery per Payment in hundredths of a percent.</summary>
        public const int RecoveryPerPayment = RecoveryRates + 2 * RecoveryRateLength;

        /// <summary>
        /// Eight octets, Active Import Register in Wh or Consumption Register in litres, never reduced to what a
        /// message or the display can carry.
        /// </summary>
        public const int Consumption = RecoveryPerPayment + 2;

        /// <summary>Eight octets for each remote party slot: the originator counter of its last replay-checked command.</summary>
        public const int ReplayCounters = Consumption + 8;

        /// <summary>Eight octets, the originator counter of the meter's last alert.</summary>
        public const int AlertCounter = ReplayCounters + 8 * ReplayCounterSlots;

        /// <summary>How many remote parties have a replay counter.</summary>
        public const int ReplayCounterSlots = 8;

        /// <summary>The newest entries of the event log, as <see cref="Events.LogTail"/> keeps them.</summary>
        public const int EventLog = AlertCounter + 8;

        /// <summary>The newest entries of the security log.</summary>
        public const int SecurityLog = EventLog + LogTailLength;

        /// <summary>The octets of one log's newest entries: a count of four and the entries.</summary>
        public const int LogTailLength = 4 + LogTailEntries * LogEntryLength;

        /// <summary>How many of the newest entries of each log are in the image.</summary>
        public const int LogTailEntries = 16;

        /// <summary>The octets of a log entry.</summary>
        public const int LogEntryLength = 12;

        /// <summary>One octet: <see cref="StateLostFlag"/>, all other bits zero.</summary>
        public const int Flags = SecurityLog + LogTailLength;

        /// <summary>In <see cref="Flags"/>: the state before this image was lost.</summary>
        public const int StateLostFlag = 1;

        /// <summary>Zero up to the check: room for what later versions add.</summary>
        public const int Unused = Flags + 1;

        /// <summary>Two octets, a bit for each configuration table whose outcome is to be told.</summary>
        public const int TablesDue = 632;

        /// <summary>Two octets, a bit for each of these that could not come into force.</summary>
        public const int TablesFailed = 634;

        /// <summary>
        /// Twelve octets, the newest future-dated command that gave tables: originator counter (8), message code (1), slot of who
        /// sent it plus one (1), a bit for each of its tables that waits (2).
        /// </summary>
        public const int NewestTableCommand = 2031;

        /// <summary>Two octets, the generation of <see cref="Customer.CustomerRecord"/> in force; 0 for none.</summary>
        public const int CustomerGeneration = 636;

        /// <summary>One octet, wrong attempts at the privacy PIN since the last right one.</summary>
        public const int PinAttempts = 638;

        /// <summary>One octet: <see cref="MessageNewFlag"/> and <see cref="PinEnabledFlag"/>, all other bits zero.</summary>
        public const int CustomerFlags = 639;

        /// <summary>In <see cref="CustomerFlags"/>: nobody has acknowledged the supplier's message.</summary>
        public const int MessageNewFlag = 1;

        /// <summary>In <see cref="CustomerFlags"/>: the privacy PIN protects.</summary>
        public const int PinEnabledFlag = 2;

        /// <summary>Four octets at the end, CRC-32 of all before.</summary>
        public const int Check = Length - 4;
    }
}
