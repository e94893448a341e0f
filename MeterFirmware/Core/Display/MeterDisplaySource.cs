using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;

namespace MeterFirmware.Core.Display
{
    /// <summary>What a meter's state has for the user interface.</summary>
    public class MeterDisplaySource : DisplaySource
    {
        private const int MpanDigits = 13;

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
        public override int TouRegisterCount
        {
            get { return CountOf(state.Metering.Tariff.Shape.TouRegisters, false); }
        }

        /// <inheritdoc/>
        public override int BlockCounterCount
        {
            get { return CountOf(TariffShape.Blocks * RatesPerBlock, true); }
        }

        /// <inheritdoc/>
        public override int BlockRegisterCount
        {
            get
            {
                // A GSME has none: what its blocks count is in their counters (SMETS2 4.6.5.19).
                int count = Kind == MeterKind.Gsme ? 0 : TariffShape.Blocks * RatesPerBlock;
                while (count > 0 && GetBlockRegister(count - 1) == 0)
                {
                    count--;
                }
                return count;
            }
        }

        /// <inheritdoc/>
        public override int RatesPerBlock
        {
            get { return state.Metering.Tariff.Shape.BlockTou; }
        }

        /// <inheritdoc/>
        public override long GetTouRegister(int index)
        {
            return state.Metering.Tariff.GetTou(index);
        }

        /// <inheritdoc/>
        public override long GetBlockRegister(int index)
        {
            return state.Metering.Tariff.GetBlockRegister(index / RatesPerBlock, index % RatesPerBlock);
        }

        /// <inheritdoc/>
        public override long GetBlockCounter(int index)
        {
            return state.Metering.Tariff.GetBlockCounter(index / RatesPerBlock, index % RatesPerBlock);
        }

        /// <inheritdoc/>
        public override bool IsEuro
        {
            get { return !state.Metering.IsPounds; }
        }

        /// <inheritdoc/>
        public override int ActiveRate
        {
            get { return state.Metering.Tariff.Rate; }
        }

        /// <inheritdoc/>
        public override int ActiveBlock
        {
            get { return state.Metering.Tariff.Block; }
        }

        /// <summary>A price of nothing is no price yet: a new meter has no tariff.</summary>
        public override long ActivePriceMillipence
        {
            get
            {
                int price = state.Metering.Tariff.ActivePriceMillipencePerKwh;
                return price > 0 ? price : -1;
            }
        }

        /// <inheritdoc/>
        public override long StandingChargeMillipence
        {
            get
            {
                int charge = state.Payment.StandingChargeMillipencePerDay;
                return charge > 0 ? charge : -1;
            }
        }

        /// <inheritdoc/>
        public override bool IsPrepayment
        {
            get { return state.Payment.Settings.IsPrepayment; }
        }

        /// <summary>The balance of the mode: a GSME has one of its own for credit mode (SMETS2 4.6.5.11).</summary>
        public override long MeterBalanceMillipence
        {
            get
            {
                bool isBill = Kind == MeterKind.Gsme && !IsPrepayment;
                return state.Accounts.GetBalance(isBill ? Account.BillToDate : Account.MeterBalance);
            }
        }

        /// <inheritdoc/>
        public override int EmergencyCredit
        {
            get
            {
                EmergencyCredit emergency = state.Payment.Emergency;
                if (emergency.IsActive)
                {
                    return DisplayEmergency.Active;
                }
                if (!IsPrepayment || state.Payment.Settings.EmergencyCreditLimit <= 0)
                {
                    return DisplayEmergency.None;
                }
                return emergency.IsAvailable ? DisplayEmergency.Offered : DisplayEmergency.NotYet;
            }
        }

        /// <inheritdoc/>
        public override long EmergencyCreditLimitMillipence
        {
            get { return state.Payment.Settings.EmergencyCreditLimit; }
        }

        /// <inheritdoc/>
        public override long EmergencyCreditLeftMillipence
        {
            get
            {
                long left = state.Payment.Emergency.RemainingMillipence;
                return left > 0 ? left : 0;
            }
        }

        /// <inheritdoc/>
        public override long EmergencyCreditOwedMillipence
        {
            get { return state.Payment.Emergency.OwedMillipence; }
        }

        /// <summary>
        /// What lifts the balance to the Disablement Threshold, with the accumulated debt and the emergency credit that a credit
        /// pays first.
        /// </summary>
        public override long DebtToClearMillipence
        {
            get
            {
                if (!IsPrepayment || state.Payment.IsSupplyOn)
                {
                    return 0;
                }
                long missing = state.Payment.Settings.DisablementThreshold - MeterBalanceMillipence;
                long owed = AccumulatedDebtMillipence + EmergencyCreditOwedMillipence;
                return (missing > 0 ? missing : 0) + owed;
            }
        }

        /// <inheritdoc/>
        public override bool IsLowCredit
        {
            get
            {
                long combined = MeterBalanceMillipence;
                combined += state.Payment.Emergency.IsActive ? EmergencyCreditLeftMillipence : 0;
                return IsPrepayment && combined < state.Payment.Settings.LowCreditThreshold;
            }
        }

        /// <inheritdoc/>
        public override int Supply
        {
            get
            {
                if (state.Payment.Supply.IsExempt)
                {
                    return DisplaySupply.None;
                }
                switch (state.Payment.Supply.State)
                {
                    case SupplyState.Enabled:
                        return DisplaySupply.On;
                    case SupplyState.Armed:
                        return DisplaySupply.Armed;
                    case SupplyState.Locked:
                        return DisplaySupply.Locked;
                    default:
                        return DisplaySupply.Off;
                }
            }
        }

        /// <inheritdoc/>
        public override bool IsNonDisablement
        {
            get { return state.Payment.IsDisablementSuspended; }
        }

        /// <inheritdoc/>
        public override bool ActivateEmergencyCredit()
        {
            state.Image.Mark();
            return CommitLocal(state.Payment.ActivateEmergencyCredit());
        }

        /// <inheritdoc/>
        public override bool EnableSupply()
        {
            state.Image.Mark();
            return CommitLocal(state.Payment.Supply.EnableLocally());
        }

        /// <summary>The MPRN, or the MPAN of the first element: what stands behind its 13 digits is the second's.</summary>
        public override int CopyMeterPoint(byte[] target)
        {
            int count = state.Customer.Copy(CustomerField.MeterPoint, target, 0);
            return Kind == MeterKind.Esme && count > MpanDigits ? MpanDigits : count;
        }

        /// <inheritdoc/>
        public override int CopyCustomerNumber(byte[] target)
        {
            return state.Customer.Copy(CustomerField.CustomerNumber, target, 0);
        }

        /// <inheritdoc/>
        public override int CopySupplierName(byte[] target)
        {
            return state.Customer.Copy(CustomerField.SupplierName, target, 0);
        }

        /// <inheritdoc/>
        public override int CopySupplierTelephone(byte[] target)
        {
            return state.Customer.Copy(CustomerField.SupplierTelephone, target, 0);
        }

        /// <inheritdoc/>
        public override int CopyMessage(byte[] target)
        {
            return state.Customer.Copy(CustomerField.Message, target, 0);
        }

        /// <inheritdoc/>
        public override bool IsMessageNew
        {
            get { return state.Customer.IsMessageNew; }
        }

        /// <inheritdoc/>
        public override bool AcknowledgeMessage()
        {
            state.Image.Mark();
            state.Customer.AcknowledgeMessage();
            return state.Store.Commit();
        }

        /// <inheritdoc/>
        public override bool HasPrivacyPin
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool IsPrivacyPinEnabled
        {
            get { return state.PrivacyPin.IsEnabled; }
        }

        /// <inheritdoc/>
        public override bool IsPrivacyPinLockedOut
        {
            get { return state.PrivacyPin.IsLockedOut; }
        }

        /// <inheritdoc/>
        public override bool TryPrivacyPin(byte[] digits)
        {
            return state.PrivacyPin.Try(digits);
        }

        /// <inheritdoc/>
        public override bool SetPrivacyPin(byte[] digits)
        {
            return state.PrivacyPin.Set(digits);
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

        // What the customer did is on the flash before it is shown as done.
        private bool CommitLocal(bool isDone)
        {
            state.EventLog.Add(isDone ? EventCode.LocalCommandActioned : EventCode.LocalCommandNotActioned, 0);
            return state.Store.Commit() && isDone;
        }

        // A tariff does not say how many registers it uses: those up to the last that ever counted are shown.
        private int CountOf(int places, bool areCounters)
        {
            int count = places;
            while (count > 0 && (areCounters ? GetBlockCounter(count - 1) : GetTouRegister(count - 1)) == 0)
            {
                count--;
            }
            return count;
        }
    }
}
