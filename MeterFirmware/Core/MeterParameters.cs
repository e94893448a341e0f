namespace MeterFirmware.Core
{
    /// <summary>
    /// The choices this meter makes where SMETS2 and GBCS are silent, each with its default in one place. README.md
    /// beside this folder lists them with their reasons.
    /// </summary>
    public static class MeterParameters
    {
        /// <summary>
        /// Message code of Reset Debt Register on an ESME. SECMP0002 was never given official codes; GBCS leaves
        /// this one unused.
        /// </summary>
        public const int ResetDebtEsmeMessageCode = 0x7F02;

        /// <summary>Message code of Reset Debt Register on a GSME; see <see cref="ResetDebtEsmeMessageCode"/>.</summary>
        public const int ResetDebtGsmeMessageCode = 0x7F03;

        /// <summary>At most one security log entry and one alert in this time for each cause of failure, seconds.</summary>
        public const int AuthenticationAlertIntervalSeconds = 3600;

        /// <summary>
        /// How long the alert of a failed authentication is held back, seconds. It gathers what follows, and whoever
        /// forges messages learns nothing from when it comes.
        /// </summary>
        public const int AuthenticationAlertDelaySeconds = 60;

        /// <summary>How often registers go to the flash when no command does it, seconds.</summary>
        public const int RegisterCommitIntervalSeconds = 1800;

        /// <summary>How soon a commit that the flash refused is tried again, seconds.</summary>
        public const int StorageRetrySeconds = 60;

        /// <summary>The event log is told of logs that the flash refuses at once, and then at most once in this time, seconds.</summary>
        public const int LogFailureIntervalSeconds = 86400;

        /// <summary>At most one commit in this time because the power seems to fail, seconds.</summary>
        public const int PowerFailCommitIntervalSeconds = 60;

        /// <summary>
        /// An outage has ended when the supply has stayed for so long, seconds; it is told with the time at which the supply
        /// came back. What goes again before belongs to the same outage, so that mains that comes and goes neither wears the
        /// flash nor floods the network with alerts.
        /// </summary>
        public const int SupplySettleSeconds = 60;

        /// <summary>
        /// Digits that an ESME shows of an energy register. What SECMP0006 says of the ESME is not at hand: whole kWh with
        /// leading zeros are unverified. Six outlast 4,000 hours at 100 A on three phases, which is what MID (annex MI-003)
        /// wants as far as we remember it.
        /// </summary>
        public const int EsmeDisplayIntegerDigits = 6;

        /// <summary>Decimals of the same; see <see cref="EsmeDisplayIntegerDigits"/>.</summary>
        public const int EsmeDisplayDecimals = 0;

        /// <summary>Qmax of a GSME whose board names no other: a U6, litres an hour.</summary>
        public const int GsmeMaximumFlowLitresPerHour = 6000;

        /// <summary>How long each of alternating screens, and each page of a long text, is shown, milliseconds.</summary>
        public const int DisplayAlternateMilliseconds = 3000;

        /// <summary>How long a button is held for the long press, milliseconds.</summary>
        public const int ButtonHoldMilliseconds = 2000;

        /// <summary>How often the screen is drawn while no button is touched, milliseconds.</summary>
        public const int DisplayRefreshMilliseconds = 100;

        /// <summary>Wrong privacy PINs in a row after which none is taken for a while.</summary>
        public const int PrivacyPinAttempts = 3;

        /// <summary>How long none is taken then, milliseconds.</summary>
        public const int PrivacyPinLockoutMilliseconds = 300000;

        /// <summary>The user interface goes back to its default screen after this time without a button, milliseconds.</summary>
        public const int DisplayTimeoutMilliseconds = 30000;

        /// <summary>
        /// A Set Clock with a wider interval confirms or doubts the time but does not set it, seconds: the middle of a wide
        /// interval may be far from the time.
        /// </summary>
        public const int WidestClockIntervalSeconds = 86400;

        /// <summary>
        /// A clock set back by no more than this waits: no half hour, day or billing date that was dealt with comes again.
        /// Set back further, the time before was wrong, and the logs go on from the new one; seconds. SMETS2 is silent.
        /// </summary>
        public const int LargestSetBackSeconds = 86400;

        /// <summary>
        /// A billing date missed by longer than this has no snapshot, seconds: a clock set forward by years must not fill
        /// the flash.
        /// </summary>
        public const int OldestBillingSeconds = 400 * 86400;

        /// <summary>Conversion Factor until one is set, in 0.00001: 1.02264, the usual one of gas bills.</summary>
        public const int DefaultConversionFactor = 102264;

        /// <summary>Calorific Value until one is set, in 0.1 MJ/m3: 39.0, within what gas bills state.</summary>
        public const int DefaultCalorificValue = 390;

        /// <summary>
        /// The highest price, millipence a kWh (100 pounds). Together with the limits of a quantity no cost overflows.
        /// </summary>
        public const int HighestPriceMillipencePerKwh = 10000000;

        /// <summary>Average RMS Voltage Measurement Period until the distributor sets one, seconds: 90 days in the log.</summary>
        public const int DefaultVoltagePeriodSeconds = 1800;

        /// <summary>The shortest Average RMS Voltage Measurement Period, seconds: a half hour of values fits the memory.</summary>
        public const int LeastVoltagePeriodSeconds = 60;

        /// <summary>
        /// How many voltage events an hour are logged and told. A voltage at its threshold comes and goes with every sample,
        /// which must neither wear the flash out nor flood the network.
        /// </summary>
        public const int VoltageEventsAnHour = 20;

        /// <summary>
        /// How far back Active Power Import looks, seconds: a pulse of 1 Wh in it is 60 W, and a load is seen in full after
        /// this time. SMETS2 names no time.
        /// </summary>
        public const int PowerWindowSeconds = 60;

        /// <summary>
        /// A Debt Recovery Rate Cap of zero means that there is no cap (as one published meter simulator has it); no other
        /// value for that is documented.
        /// </summary>
        public const bool ZeroRateCapMeansNone = true;

        /// <summary>
        /// A Maximum Credit Threshold or Maximum Meter Balance Threshold of zero means that there is none: what a new meter
        /// has, which could take no credit otherwise.
        /// </summary>
        public const bool ZeroCreditThresholdMeansNone = true;

        /// <summary>
        /// A credit first lifts Meter Balance to the Disablement Threshold and only then repays emergency credit. One maker's
        /// SMETS2 manual has this step; the quoted clauses of SMETS2 4.5.3.3 do not.
        /// </summary>
        public const bool CreditReachesThresholdBeforeEmergencyCredit = true;

        /// <summary>
        /// After Disable Supply only a command enables or arms the supply: what it disabled for is not cured by credit.
        /// </summary>
        public const bool DisableCommandLocks = true;

        /// <summary>
        /// How many hours that passed one turn of the loop catches up: a week's outage takes four turns, and none takes long.
        /// </summary>
        public const int CollectionsPerTick = 48;

        /// <summary>After so many UTRNs that were entered at the meter and rejected, one after another, entry is suspended.</summary>
        public const int BadUtrnEntries = 5;

        /// <summary>How long the entry of UTRNs at the meter is suspended, seconds. A restart begins it anew.</summary>
        public const int UtrnLockOutSeconds = 300;
    }
}
