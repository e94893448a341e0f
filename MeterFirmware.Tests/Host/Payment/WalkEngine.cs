using MeterFirmware.Core;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>What a walk asks of the meter's payment side, as the meter does it; a canary does it wrongly.</summary>
internal class WalkEngine
{
    public virtual int AddCredit(MeterState state, long millipence) => state.Payment.AddCredit(millipence);

    public virtual int AdjustDebt(MeterState state, int debt, int increment) => state.Debts.Adjust(debt, increment);

    public virtual void ResetDebt(MeterState state, int debt) => state.Debts.Reset(debt);

    public virtual void Tick(MeterState state) => state.Payment.Tick();

    /// <summary>The meter has its state again after a loss of power.</summary>
    public virtual void PowerUp(MeterState state) { }
}
