using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Emergency credit (SMETS2 4.5.3.1, 5.6.3.1). Its balance is drawn from the facility: it equals the limit whenever
    /// nothing is owed, and what is owed is the limit less the balance.
    /// </summary>
    public sealed class EmergencyCredit
    {
        private readonly StateImage image;
        private readonly Accounts accounts;
        private readonly PaymentSettings settings;
        private readonly PaymentEvents events;

        /// <summary>Binds emergency credit to its accounts and settings.</summary>
        public EmergencyCredit(StateImage image, Accounts accounts, PaymentSettings settings, PaymentEvents events)
        {
            this.image = image;
            this.accounts = accounts;
            this.settings = settings;
            this.events = events;
        }

        /// <summary>True while it is activated: from its activation until it is repaid and no longer available.</summary>
        public bool IsActive
        {
            get { return (image.GetByte(PaymentLayout.Conditions) & PaymentCondition.EmergencyActive) != 0; }
        }

        /// <summary>Emergency Credit Balance that can still be used, millipence, 0 or more.</summary>
        public long RemainingMillipence
        {
            get
            {
                long balance = accounts.GetBalance(Account.EmergencyCredit);
                return balance > 0 ? balance : 0;
            }
        }

        /// <summary>What was used and is to be repaid, millipence, 0 or more.</summary>
        public long OwedMillipence
        {
            get { return settings.EmergencyCreditLimit - accounts.GetBalance(Account.EmergencyCredit); }
        }

        /// <summary>True if the customer can activate it, or has.</summary>
        public bool IsAvailable
        {
            get
            {
                return settings.IsPrepayment
                    && (IsActive || (RemainingMillipence > 0 && IsBalanceLow))
                    && settings.EmergencyCreditLimit > 0;
            }
        }

        /// <summary>Resets it: nothing is owed, it is not activated, and its balance is the limit (SMETS2 4.5.3.19).</summary>
        internal void Reset()
        {
            Repay(Account.Adjustments, OwedMillipence);
            SetActive(false);
        }

        /// <summary>
        /// Activates it.
        /// </summary>
        /// <returns>True if it is active afterwards, also if it was before.</returns>
        internal bool Activate()
        {
            if (IsActive)
            {
                return true;
            }
            if (!IsAvailable)
            {
                return false;
            }
            SetActive(true);
            events.Raise(EventCode.EmergencyCreditActivated, RemainingMillipence);
            return true;
        }

        /// <summary>Pays back.</summary>
        /// <param name="from">The <see cref="Account"/> that pays.</param>
        /// <param name="amountMillipence">0 to what is owed.</param>
        internal void Repay(int from, long amountMillipence)
        {
            Invariant.Require(amountMillipence <= OwedMillipence, "no more is repaid than is owed");
            accounts.Transfer(from, Account.EmergencyCredit, amountMillipence);
        }

        /// <summary>
        /// Makes the facility follow a new limit: what is owed stays owed, the rest of the balance grows or shrinks.
        /// </summary>
        /// <param name="formerLimitMillipence">The limit before.</param>
        internal void FollowLimit(long formerLimitMillipence)
        {
            long change = settings.EmergencyCreditLimit - formerLimitMillipence;
            if (change >= 0)
            {
                accounts.Transfer(Account.EmergencyFacility, Account.EmergencyCredit, change);
                return;
            }
            accounts.Transfer(Account.EmergencyCredit, Account.EmergencyFacility, -change);
        }

        /// <summary>
        /// Ends an activation that has no use any more: credit mode, or repaid and Meter Balance at the Emergency Credit
        /// Threshold or above.
        /// </summary>
        internal void Settle()
        {
            if (IsActive && (!settings.IsPrepayment || (OwedMillipence == 0 && !IsBalanceLow)))
            {
                SetActive(false);
            }
        }

        private bool IsBalanceLow
        {
            get { return accounts.GetBalance(Account.MeterBalance) < settings.EmergencyCreditThreshold; }
        }

        private void SetActive(bool isActive)
        {
            int others = image.GetByte(PaymentLayout.Conditions) & ~PaymentCondition.EmergencyActive;
            image.SetByte(PaymentLayout.Conditions, isActive ? others | PaymentCondition.EmergencyActive : others);
        }
    }
}
