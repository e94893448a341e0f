using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Recovers the debts: time debts by their rates, the payment debt as a share of each credit. It moves what is there
    /// to be moved and records that, not what was asked for.
    /// </summary>
    public sealed class DebtRecovery
    {
        private const int EntryLength = 9;

        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly Accounts accounts;
        private readonly DebtRegisters debts;
        private readonly PaymentSettings settings;
        private readonly Charges charges;
        private readonly SupplyControl supply;
        private readonly PaymentEvents events;

        /// <summary>Binds recovery to the debts and what pays them.</summary>
        /// <param name="image">The image.</param>
        /// <param name="clock">The time.</param>
        /// <param name="accounts">The accounts.</param>
        /// <param name="debts">The debts.</param>
        /// <param name="settings">The settings.</param>
        /// <param name="charges">Takes what is recovered by time.</param>
        /// <param name="supply">Says whether supply is off.</param>
        /// <param name="events">Told when a debt is paid.</param>
        public DebtRecovery(
            StateImage image,
            MeterClock clock,
            Accounts accounts,
            DebtRegisters debts,
            PaymentSettings settings,
            Charges charges,
            SupplyControl supply,
            PaymentEvents events
        )
        {
            this.image = image;
            this.clock = clock;
            this.accounts = accounts;
            this.debts = debts;
            this.settings = settings;
            this.charges = charges;
            this.supply = supply;
            this.events = events;
            Window = new RecoveryCapWindow(image, clock, settings);
        }

        /// <summary>What counts against the Debt Recovery Rate Cap.</summary>
        public RecoveryCapWindow Window { get; }

        /// <summary>What one of the newest collections really took, millipence; 0 if there were fewer.</summary>
        /// <param name="age">0 for the newest, to <see cref="PaymentLayout.CollectionEntries"/> - 1.</param>
        public int GetCollectedMillipence(int age)
        {
            return image.GetInt32(EntryOf(age) + 5);
        }

        /// <summary>The instant that a collection was for, seconds since 2000-01-01T00:00:00Z; -1 if not known.</summary>
        /// <param name="age">0 for the newest.</param>
        public int GetCollectionUtcSeconds(int age)
        {
            return image.GetInt32(EntryOf(age) + 1);
        }

        /// <summary>The <see cref="Debt"/> of a collection.</summary>
        /// <param name="age">0 for the newest.</param>
        public int GetCollectedDebt(int age)
        {
            return image.GetByte(EntryOf(age));
        }

        /// <summary>Collects the time debts that are due at a full hour, UTC.</summary>
        /// <param name="instant">Seconds since 2000-01-01T00:00:00Z, a whole number of hours.</param>
        internal void CollectAt(long instant)
        {
            for (int debt = Debt.Time1; debt <= Debt.Time2; debt++)
            {
                int period = debts.GetPeriodSeconds(debt);
                if (period != 0 && instant % period == 0)
                {
                    Collect(debt, instant);
                }
            }
        }

        /// <summary>
        /// What a credit pays to the Payment Debt Register: its percentage of the gross credit, rounded down, not more than
        /// is owed nor than the cap leaves.
        /// </summary>
        /// <param name="creditMillipence">The gross credit, 0 or more.</param>
        /// <returns>Millipence.</returns>
        internal long GetPaymentShare(long creditMillipence)
        {
            // In long: 21,474.83 times 10,000 is far beyond an int.
            long share = creditMillipence * debts.RecoveryPerPayment / DebtRegisters.WholePayment;
            long owed = debts.GetMillipence(Debt.Payment);
            long room = Window.RoomMillipence;
            share = share < owed ? share : owed;
            return share < room ? share : room;
        }

        /// <summary>Moves the share of a credit that <see cref="GetPaymentShare"/> gave.</summary>
        /// <param name="shareMillipence">0 or more.</param>
        internal void TakePayment(long shareMillipence)
        {
            if (shareMillipence > 0)
            {
                debts.Pay(Debt.Payment, Account.CreditsReceived, shareMillipence);
                Window.Add((int)shareMillipence);
                Record(Debt.Payment, clock.IsUtcKnown ? (int)clock.UtcSeconds : -1, (int)shareMillipence);
            }
        }

        private void Collect(int debt, long instant)
        {
            long rate = debts.GetRateMillipence(debt);
            long owed = debts.GetMillipence(debt);
            long due = rate < owed ? rate : owed;
            bool suspended = settings.SuspendDebtDisabled && !supply.IsSupplyOn;
            if (due == 0 || suspended || !settings.IsPrepayment)
            {
                return;
            }
            long taken = charges.Take(Account.TimeDebt1 + debt, due, true);
            Invariant.Require(debts.GetMillipence(debt) == owed - taken, "a collection pays the debt");
            Record(debt, (int)instant, (int)taken);
        }

        private void Record(int debt, int instant, int takenMillipence)
        {
            int next = image.GetByte(PaymentLayout.Collections);
            int entry = PaymentLayout.Collections + 1 + next * EntryLength;
            image.SetByte(entry, debt);
            image.SetInt32(entry + 1, instant);
            image.SetInt32(entry + 5, takenMillipence);
            image.SetByte(PaymentLayout.Collections, (next + 1) % PaymentLayout.CollectionEntries);
            if (debts.GetMillipence(debt) == 0)
            {
                events.Raise(EventCode.DebtCollectionCompleted + debt, takenMillipence);
            }
        }

        private int EntryOf(int age)
        {
            Invariant.Require(age >= 0 && age < PaymentLayout.CollectionEntries, "a collection that is kept");
            int index = image.GetByte(PaymentLayout.Collections) + PaymentLayout.CollectionEntries - 1 - age;
            return PaymentLayout.Collections + 1 + index % PaymentLayout.CollectionEntries * EntryLength;
        }
    }
}
