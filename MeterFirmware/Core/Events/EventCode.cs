namespace MeterFirmware.Core.Events
{
    /// <summary>The alert and event codes of GBCS section 16 that this meter raises.</summary>
    public static class EventCode
    {
        /// <summary>Immediate HAN Interface Command received and successfully actioned.</summary>
        public const int CommandActioned = 0x8154;

        /// <summary>Immediate HAN Interface Command received but not successfully actioned.</summary>
        public const int CommandNotActioned = 0x8155;

        /// <summary>Average RMS Voltage above Average RMS Over Voltage Threshold.</summary>
        public const int AverageOverVoltage = 0x8002;

        /// <summary>Average RMS Voltage below Average RMS Under Voltage Threshold.</summary>
        public const int AverageUnderVoltage = 0x8006;

        /// <summary>RMS Voltage above Extreme Over Voltage Threshold for longer than its period.</summary>
        public const int ExtremeOverVoltage = 0x8020;

        /// <summary>RMS Voltage above Voltage Swell Threshold for longer than its period.</summary>
        public const int VoltageSwell = 0x8024;

        /// <summary>RMS Voltage below Extreme Under Voltage Threshold for longer than its period.</summary>
        public const int ExtremeUnderVoltage = 0x8028;

        /// <summary>RMS Voltage below Voltage Sag Threshold for longer than its period.</summary>
        public const int VoltageSag = 0x802C;

        /// <summary>Average RMS Voltage below Average RMS Over Voltage Threshold again.</summary>
        public const int AverageOverVoltageEnded = 0x8085;

        /// <summary>Average RMS Voltage above Average RMS Under Voltage Threshold again.</summary>
        public const int AverageUnderVoltageEnded = 0x8089;

        /// <summary>RMS Voltage returned below Extreme Over Voltage Threshold for longer than its period.</summary>
        public const int ExtremeOverVoltageEnded = 0x808D;

        /// <summary>RMS Voltage returned below Voltage Swell Threshold for longer than its period.</summary>
        public const int VoltageSwellEnded = 0x8091;

        /// <summary>RMS Voltage returned above Extreme Under Voltage Threshold for longer than its period.</summary>
        public const int ExtremeUnderVoltageEnded = 0x8095;

        /// <summary>RMS Voltage returned above Voltage Sag Threshold for longer than its period.</summary>
        public const int VoltageSagEnded = 0x8099;

        /// <summary>
        /// Error Non Volatile Memory. The detail is the number of writes that failed, or less than zero what a start found:
        /// the <see cref="State.StartResult"/> with its sign changed.
        /// </summary>
        public const int NonVolatileMemoryError = 0x81AE;

        /// <summary>Integrity check of content or format of command failed.</summary>
        public const int CommandIntegrityFailed = 0x8F1E;

        /// <summary>Trusted Source Authentication Failure.</summary>
        public const int TrustedSourceAuthenticationFailure = 0x8F3D;

        /// <summary>Unauthorised Communication Access attempted.</summary>
        public const int UnauthorisedAccess = 0x8F3E;

        /// <summary>Failed Authentication or Authorisation not covered by other codes.</summary>
        public const int OtherAuthenticationFailure = 0x8F53;

        /// <summary>Combined Credit Below Low Credit Threshold (prepayment mode).</summary>
        public const int LowCredit = 0x810D;

        /// <summary>Credit Added Locally.</summary>
        public const int CreditAddedLocally = 0x810E;

        /// <summary>Emergency Credit Has Become Available (prepayment mode).</summary>
        public const int EmergencyCreditAvailable = 0x8119;

        /// <summary>User Interface Command Input and Successfully Actioned.</summary>
        public const int LocalCommandActioned = 0x8161;

        /// <summary>User Interface Command Input but not Successfully Actioned.</summary>
        public const int LocalCommandNotActioned = 0x8162;

        /// <summary>Supply Disabled then Armed - Activate Emergency Credit triggered.</summary>
        public const int EmergencyCreditArmed = 0x8168;

        /// <summary>
        /// Debt Collection Completed - Time Debt 1; those of Time Debt 2 and Payment Debt follow, in the order of
        /// <see cref="Payment.Debt"/>.
        /// </summary>
        public const int DebtCollectionCompleted = 0x81A7;

        /// <summary>Emergency Credit Exhausted.</summary>
        public const int EmergencyCreditExhausted = 0x81AA;

        /// <summary>Emergency Credit Activated.</summary>
        public const int EmergencyCreditActivated = 0x81AB;

        /// <summary>Meter Cover Closed.</summary>
        public const int MeterCoverClosed = 0x81B9;

        /// <summary>Unauthorised Physical Access - Meter Cover Removed.</summary>
        public const int MeterCoverRemoved = 0x8F74;

        /// <summary>Supply Disabled Then Locked - Supply Tamper State Cause.</summary>
        public const int SupplyLocked = 0x81BE;

        /// <summary>Supply Disabled Then Armed - Uncontrolled Gas Flow Rate.</summary>
        public const int UncontrolledGasFlowArmed = 0x81BF;

        /// <summary>UTRN Manual Entry Suspended.</summary>
        public const int UtrnEntrySuspended = 0x81C4;

        /// <summary>UTRN rejected as locked out.</summary>
        public const int UtrnLockedOut = 0x81C5;

        /// <summary>Active Power Import above Load Limit Threshold.</summary>
        public const int LoadLimitExceeded = 0x8F01;

        /// <summary>Credit Below Disablement Threshold (prepayment mode).</summary>
        public const int CreditBelowDisablementThreshold = 0x8F0F;

        /// <summary>Supply Armed.</summary>
        public const int SupplyArmed = 0x8F32;

        /// <summary>Supply Disabled then Armed - Load Limit triggered.</summary>
        public const int LoadLimitArmed = 0x8F33;

        /// <summary>Supply Enabled after Load Limit Restoration Period (Load Limit triggered).</summary>
        public const int LoadLimitRestored = 0x8F34;

        /// <summary>Credit would cause Meter Balance to exceed Maximum Meter Balance Threshold.</summary>
        public const int BalanceAboveMaximum = 0x8F47;

        /// <summary>Duplicate UTRN entered.</summary>
        public const int UtrnDuplicate = 0x8F51;

        /// <summary>UTRN exceeds Maximum Credit Threshold.</summary>
        public const int CreditAboveMaximum = 0x8F5B;

        /// <summary>UTRN not Authentic.</summary>
        public const int UtrnNotAuthentic = 0x8F63;

        /// <summary>UTRN not for this Device.</summary>
        public const int UtrnOtherDevice = 0x8F64;

        /// <summary>Firmware Verification Successful.</summary>
        public const int FirmwareVerified = 0x8F72;

        /// <summary>Firmware Verification Failed.</summary>
        public const int FirmwareVerificationFailed = 0x8F1C;

        /// <summary>Firmware Verification Failed At Power On.</summary>
        public const int FirmwareFailedAtPowerOn = 0x8F1B;

        /// <summary>Change in the executing Firmware version.</summary>
        public const int FirmwareVersionChanged = 0x8F43;

        /// <summary>Future-date HAN Interface Command Successfully Actioned.</summary>
        public const int FutureDatedActioned = 0x8F66;

        /// <summary>Future-date HAN Interface Command not Successfully Actioned.</summary>
        public const int FutureDatedNotActioned = 0x8F67;

        /// <summary>GSME Power Supply Loss.</summary>
        public const int GsmePowerSupplyLoss = 0x8F1D;

        /// <summary>Supply interrupted.</summary>
        public const int SupplyInterrupted = 0x8F57;

        /// <summary>Supply Outage Restored.</summary>
        public const int SupplyRestored = 0x8F35;

        /// <summary>Supply Outage Restored - Outage &gt;= 3 minutes.</summary>
        public const int SupplyRestoredAfterLongOutage = 0x8F36;

        /// <summary>Clock adjusted (within tolerance). The detail is by how many seconds; 0 if the time was unknown.</summary>
        public const int ClockAdjusted = 0x8145;

        /// <summary>Clock not adjusted (outside tolerance).</summary>
        public const int ClockOutsideTolerance = 0x81C6;

        /// <summary>Disablement of Supply due to insufficient credit has been suspended.</summary>
        public const int DisablementSuspended = 0x8F83;

        /// <summary>
        /// True if the alert of a code is critical and so signed: those of 0x8F00 and above (GBCS keeps the others for
        /// non-critical alerts).
        /// </summary>
        /// <param name="code">An alert code.</param>
        public static bool IsCritical(int code)
        {
            return code >= 0x8F00;
        }
    }
}
