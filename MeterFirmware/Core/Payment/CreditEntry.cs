using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Add Credit (SMETS2 4.5.3.3, 5.6.3.3): shares a credit out in the standard's order: payment debt, accumulated debt,
    /// emergency credit, Meter Balance. The shares are reckoned whole before any is moved.
    /// </summary>
    public sealed class CreditEntry
    {
        private const int EntryLength = 8;

        private readonly StateImage image;
        private readonly Accounts accounts;
        private readonly DebtRegisters debts;
        private readonly PaymentSettings settings;
        private readonly EmergencyCredit emergency;
        private readonly MeterClock clock;
        private readonly DebtRecovery recovery;

        /// <summary>Binds credit entry to what it pays.</summary>
        /// <param name="image">The image.</param>
        /// <param name="clock">The time.</param>
        /// <param name="accounts">The accounts.</param>
        /// <param name="settings">The settings.</param>
        /// <param name="emergency">Emergency credit.</param>
        /// <param name="recovery">Recovers payment debt.</param>
        /// <param name="debts">The debts.</param>
        public CreditEntry(
            StateImage image,
            MeterClock clock,
            Accounts accounts,
            PaymentSettings settings,
            EmergencyCredit emergency,
            DebtRecovery recovery,
            DebtRegisters debts
        )
        {
            this.image = image;
            this.clock = clock;
            this.accounts = accounts;
            this.settings = settings;
            this.emergency = emergency;
            this.recovery = recovery;
            this.debts = debts;
            LiftsToThresholdFirst = MeterParameters.CreditReachesThresholdBeforeEmergencyCredit;
        }

        /// <summary>
        /// Whether a credit lifts Meter Balance to the Disablement Threshold before it repays emergency credit; at first
        /// <see cref="MeterParameters.CreditReachesThresholdBeforeEmergencyCredit"/>.
        /// </summary>
        public bool LiftsToThresholdFirst { get; set; }

        /// <summary>What of the last credit went to the Payment Debt Register, millipence.</summary>
        public long PaymentDebtMillipence { get; private set; }

        /// <summary>What went to the Accumulated Debt Register, millipence.</summary>
        public long AccumulatedDebtMillipence { get; private set; }

        /// <summary>What lifted Meter Balance to the Disablement Threshold before emergency credit was repaid, millipence.</summary>
        public long ThresholdMillipence { get; private set; }

        /// <summary>What repaid emergency credit, millipence.</summary>
        public long EmergencyMillipence { get; private set; }

        /// <summary>The rest, which went to Meter Balance, millipence.</summary>
        public long RestMillipence { get; private set; }

        /// <summary>Adds a credit if the thresholds let it.</summary>
        /// <param name="amountMillipence">0 or more.</param>
        /// <returns>A <see cref="CreditResult"/>; unless it is accepted nothing has changed.</returns>
        internal int Add(long amountMillipence)
        {
            Invariant.Require(amountMillipence >= 0, "a credit is 0 or more");
            if (!settings.IsPrepayment)
            {
                return CreditResult.NotPrepayment;
            }
            if (amountMillipence > settings.MaximumCredit)
            {
                return CreditResult.AboveMaximumCredit;
            }
            Share(amountMillipence);
            long balance = accounts.GetBalance(Account.MeterBalance) + ThresholdMillipence + RestMillipence;
            if (balance > settings.MaximumBalance || balance > int.MaxValue)
            {
                return CreditResult.AboveMaximumBalance;
            }
            recovery.TakePayment(PaymentDebtMillipence);
            accounts.Transfer(Account.CreditsReceived, Account.AccumulatedDebt, AccumulatedDebtMillipence);
            accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, ThresholdMillipence);
            emergency.Repay(Account.CreditsReceived, EmergencyMillipence);
            accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, RestMillipence);
            Remember(amountMillipence);
            return CreditResult.Accepted;
        }

        /// <summary>The amount of one of the newest credits, millipence; 0 if there were fewer.</summary>
        /// <param name="age">0 for the newest, to <see cref="PaymentLayout.CreditEntries"/> - 1.</param>
        public int GetMillipence(int age)
        {
            return image.GetInt32(EntryOf(age) + 4);
        }

        /// <summary>When it was added, seconds since 2000-01-01T00:00:00Z; -1 if the time was not known.</summary>
        /// <param name="age">0 for the newest.</param>
        public int GetUtcSeconds(int age)
        {
            return image.GetInt32(EntryOf(age));
        }

        private void Share(long amount)
        {
            long rest = amount;
            PaymentDebtMillipence = Smaller(recovery.GetPaymentShare(amount), rest);
            rest -= PaymentDebtMillipence;
            AccumulatedDebtMillipence = Smaller(-accounts.GetBalance(Account.AccumulatedDebt), rest);
            rest -= AccumulatedDebtMillipence;
            long missing = settings.DisablementThreshold - accounts.GetBalance(Account.MeterBalance);
            bool liftsFirst = LiftsToThresholdFirst && missing > 0;
            ThresholdMillipence = liftsFirst ? Smaller(missing, rest) : 0;
            rest -= ThresholdMillipence;
            EmergencyMillipence = Smaller(emergency.OwedMillipence, rest);
            RestMillipence = rest - EmergencyMillipence;
            Invariant.Require(PaymentDebtMillipence <= debts.GetMillipence(Debt.Payment), "no more than is owed");
        }

        private void Remember(long amount)
        {
            int next = image.GetByte(PaymentLayout.Credits);
            int entry = PaymentLayout.Credits + 1 + next * EntryLength;
            image.SetInt32(entry, clock.IsUtcKnown ? (int)clock.UtcSeconds : -1);
            image.SetInt32(entry + 4, amount > int.MaxValue ? int.MaxValue : (int)amount);
            image.SetByte(PaymentLayout.Credits, (next + 1) % PaymentLayout.CreditEntries);
        }

        private int EntryOf(int age)
        {
            Invariant.Require(age >= 0 && age < PaymentLayout.CreditEntries, "a credit that is kept");
            int index = image.GetByte(PaymentLayout.Credits) + PaymentLayout.CreditEntries - 1 - age;
            return PaymentLayout.Credits + 1 + index % PaymentLayout.CreditEntries * EntryLength;
        }

        private static long Smaller(long first, long second)
        {
            return first < second ? first : second;
        }
    }
}
