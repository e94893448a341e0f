namespace MeterFirmware.Tests.Host.Payment;

/// <summary>What can happen to a meter in a random walk.</summary>
public enum WalkAction
{
    Use,
    AddCredit,
    Wait,
    SetClock,
    Outage,
    LoseTime,
    FindTime,
    AdjustDebt,
    ResetDebt,
    SetRate,
    SetPercentage,
    SetMode,
    ApplySetting,
    ScheduleSetting,
    ActivateEmergencyCredit,
    AdjustBalance,
    ResetBalance,
    CommandSupply,
    EnableLocally,
    SetStandingCharge,
    RefusedCommit,
    UseTopUpCounter,
}
