using MeterFirmware.Core.Payment;

namespace MeterFirmware.Core.Display
{
    /// <summary>What a meter's state has for the user interface.</summary>
    public class MeterDisplaySource : DisplaySource
    {
        private readonly MeterState state;

        /// <summary>Reads a state.</summary>
        public MeterDisplaySource(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int Kind
        {
            get { return state.Configuration.Kind; }
        }

        /// <inheritdoc/>
        public override long MonotonicMilliseconds
        {
            get { return state.Clock.MonotonicMilliseconds; }
        }

        /// <inheritdoc/>
        public override bool IsUtcKnown
        {
            get { return state.Clock.IsUtcKnown; }
        }

        /// <inheritdoc/>
        public override long UtcSeconds
        {
            get { return state.Clock.UtcSeconds; }
        }

        /// <inheritdoc/>
        public override long Total
        {
            get { return state.Consumption.Value; }
        }

        /// <inheritdoc/>
        public override long MeterBalanceMillipence
        {
            get { return state.Accounts.GetBalance(Account.MeterBalance); }
        }

        /// <inheritdoc/>
        public override long AccumulatedDebtMillipence
        {
            get { return -state.Accounts.GetBalance(Account.AccumulatedDebt); }
        }

        /// <inheritdoc/>
        public override int DebtRecoveryPerPayment
        {
            get { return state.Debts.RecoveryPerPayment; }
        }

        /// <inheritdoc/>
        public override long GetDebtMillipence(int debt)
        {
            return state.Debts.GetMillipence(debt);
        }

        /// <inheritdoc/>
        public override long GetDebtRateMillipence(int debt)
        {
            return state.Debts.GetRateMillipence(debt);
        }

        /// <inheritdoc/>
        public override int GetDebtPeriodSeconds(int debt)
        {
            return state.Debts.GetPeriodSeconds(debt);
        }
    }
}
