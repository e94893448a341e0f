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

        /// <summary>At most one commit in this time because the power seems to fail, seconds.</summary>
        public const int PowerFailCommitIntervalSeconds = 60;

        /// <summary>The user interface goes back to its default screen after this time without a button, milliseconds.</summary>
        public const int DisplayTimeoutMilliseconds = 30000;
    }
}
