namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Takes what is charged from the right account (SMETS2 4.4.7, 5.5.7 as far as sources tell): in Prepayment Mode from
    /// Meter Balance down to the Disablement Threshold, then from emergency credit if it is activated, then from Meter
    /// Balance again; in Credit Mode from the balance that is owed.
    /// </summary>
    public sealed class Charges
    {
        private readonly Accounts accounts;
        private readonly PaymentSettings settings;
        private readonly EmergencyCredit emergency;

        /// <summary>Binds the charges to the accounts.</summary>
        /// <param name="kind">The <see cref="MeterKind"/>: a GSME has a balance of its own for credit mode.</param>
        /// <param name="accounts">The accounts.</param>
        /// <param name="settings">The settings.</param>
        /// <param name="emergency">Emergency credit.</param>
        public Charges(int kind, Accounts accounts, PaymentSettings settings, EmergencyCredit emergency)
        {
            CreditModeAccount = kind == MeterKind.Gsme ? Account.BillToDate : Account.MeterBalance;
            this.accounts = accounts;
            this.settings = settings;
            this.emergency = emergency;
        }

        /// <summary>The <see cref="Account"/> that is charged in Credit Mode.</summary>
        public int CreditModeAccount { get; }

        /// <summary>
        /// What could not be charged because a register is at the end of its range, millipence, since the start. Nobody
        /// pays it.
        /// </summary>
        public long NotChargedMillipence { get; private set; }

        /// <summary>Charges an amount.</summary>
        /// <param name="to">The <see cref="Account"/> that it is for.</param>
        /// <param name="amountMillipence">0 or more.</param>
        /// <param name="isTimeBased">A standing charge or a time debt: these can be accumulated.</param>
        /// <returns>What was taken, millipence: less than the amount only at the end of a register's range.</returns>
        internal long Take(int to, long amountMillipence, bool isTimeBased)
        {
            Invariant.Require(amountMillipence >= 0, "a charge is 0 or more");
            long taken = settings.IsPrepayment
                ? TakePrepaid(to, amountMillipence, isTimeBased)
                : Move(CreditModeAccount, to, amountMillipence);
            NotChargedMillipence += amountMillipence - taken;
            return taken;
        }

        private long TakePrepaid(int to, long amount, bool isTimeBased)
        {
            long above = accounts.GetBalance(Account.MeterBalance) - settings.DisablementThreshold;
            long taken = above > 0 ? Move(Account.MeterBalance, to, Smaller(amount, above)) : 0;
            long rest = amount - taken;
            if (rest > 0 && emergency.IsActive)
            {
                if (isTimeBased && settings.SuspendDebtEmergency)
                {
                    return taken + Move(Account.AccumulatedDebt, to, rest);
                }
                long drawn = Move(Account.EmergencyCredit, to, Smaller(rest, emergency.RemainingMillipence));
                taken += drawn;
                rest -= drawn;
            }
            return taken + Move(Account.MeterBalance, to, rest);
        }

        // A register ends at -int.MaxValue: it gives no more than leads there.
        private long Move(int from, int to, long amount)
        {
            long moved = Smaller(amount, accounts.GetBalance(from) + int.MaxValue);
            accounts.Transfer(from, to, moved);
            return moved;
        }

        private static long Smaller(long first, long second)
        {
            return first < second ? first : second;
        }
    }
}
