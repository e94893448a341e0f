using System;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// Supply State: whether supply flows and who may make it flow again. It decides; the board's loop drives the load
    /// switch or the valve from <see cref="IsSupplyOn"/>.
    /// </summary>
    public sealed class SupplyControl
    {
        private const int LoadLimitedFlag = 1;
        private const int LocksOnTamperFlag = 2;
        private const int CoverOpenFlag = 4;

        private readonly StateImage image;
        private readonly PaymentEvents events;

        /// <summary>Binds the supply to the image that holds its state.</summary>
        /// <param name="configuration">Says whether the meter is exempt.</param>
        /// <param name="image">The image.</param>
        /// <param name="events">Told of every change.</param>
        /// <exception cref="ArgumentException">The exemption is claimed for an ESME.</exception>
        public SupplyControl(MeterConfiguration configuration, StateImage image, PaymentEvents events)
        {
            this.image = image;
            this.events = events;
            IsExempt = configuration.LargeGasMeterAtDomesticPremises;
            if (IsExempt && configuration.Kind != MeterKind.Gsme)
            {
                throw new ArgumentException("LargeGasMeterAtDomesticPremises");
            }
        }

        /// <summary>
        /// True for a Large Gas Meter at domestic premises: what SMETS2 section 4 says of lock, enable, disable and arm does
        /// not apply, and supply is always on.
        /// </summary>
        public bool IsExempt { get; }

        /// <summary>A <see cref="SupplyState"/>.</summary>
        public int State
        {
            get { return image.GetByte(PaymentLayout.Supply); }
        }

        /// <summary>What the load switch or the valve is to be: true for on.</summary>
        public bool IsSupplyOn
        {
            get { return IsExempt || State == SupplyState.Enabled; }
        }

        /// <summary>True while a load limit holds the supply off.</summary>
        public bool IsLoadLimited
        {
            get { return HasFlag(LoadLimitedFlag); }
        }

        /// <summary>
        /// Supply Tamper State (SMETS2 4.6.4.26, 5.7.4.44): true if tampering locks the supply, false if it leaves it
        /// unchanged, as on a new meter.
        /// </summary>
        public bool LocksOnTamper
        {
            get { return HasFlag(LocksOnTamperFlag); }
            set { SetFlag(LocksOnTamperFlag, value); }
        }

        /// <summary>True while the meter's cover is off, as far as it was told.</summary>
        public bool IsCoverOpen
        {
            get { return HasFlag(CoverOpenFlag); }
        }

        /// <summary>
        /// Tells of the cover, as often as one likes. Taken off it is an entry of the security log and an alert, once, and where
        /// Supply Tamper State says so the supply is locked, whatever the payment mode; put on it is another entry.
        /// </summary>
        /// <param name="isOpen">Whether it is off now.</param>
        public void TellCover(bool isOpen)
        {
            if (isOpen == IsCoverOpen)
            {
                return;
            }
            SetFlag(CoverOpenFlag, isOpen);
            events.RaiseSecurity(isOpen ? EventCode.MeterCoverRemoved : EventCode.MeterCoverClosed, 0);
            if (isOpen && LocksOnTamper)
            {
                Lock();
            }
        }

        /// <summary>Disable Supply (SMETS2 4.5.3.10, 5.6.3.11): off, and only a command brings it back.</summary>
        /// <returns>False if the meter is exempt; nothing has changed then.</returns>
        public bool Disable()
        {
            if (IsExempt)
            {
                return false;
            }
            Set(MeterParameters.DisableCommandLocks ? SupplyState.Locked : SupplyState.Disabled, false);
            return true;
        }

        /// <summary>Locks the supply for a tamper, where Supply Tamper State says so (4.6.4.26, 5.7.4.44).</summary>
        /// <returns>False if the meter is exempt.</returns>
        public bool Lock()
        {
            if (IsExempt)
            {
                return false;
            }
            if (State != SupplyState.Locked)
            {
                Set(SupplyState.Locked, false);
                events.Raise(EventCode.SupplyLocked, 0);
            }
            return true;
        }

        /// <summary>Enable Supply (5.6.3.12).</summary>
        /// <param name="hasCredit">Whether credit does not demand disablement; if it does nothing changes.</param>
        /// <returns>False if nothing changed because the meter is exempt or has no credit.</returns>
        public bool Enable(bool hasCredit)
        {
            if (IsExempt || !hasCredit)
            {
                return false;
            }
            Set(SupplyState.Enabled, false);
            return true;
        }

        /// <summary>Arm Supply (4.5.3.7, 5.6.3.7). A supply that is on stays on.</summary>
        /// <param name="hasCredit">Whether credit does not demand disablement.</param>
        /// <returns>False if nothing changed because the meter is exempt or has no credit.</returns>
        public bool Arm(bool hasCredit)
        {
            if (IsExempt || !hasCredit)
            {
                return false;
            }
            if (State != SupplyState.Enabled)
            {
                ArmFor(EventCode.SupplyArmed);
            }
            return true;
        }

        /// <summary>The customer enables an armed supply at the meter.</summary>
        /// <returns>False if it is not armed.</returns>
        public bool EnableLocally()
        {
            if (State != SupplyState.Armed)
            {
                return false;
            }
            Set(SupplyState.Enabled, false);
            return true;
        }

        /// <summary>Credit demands disablement.</summary>
        /// <param name="balanceMillipence">The Meter Balance, for the event.</param>
        internal void DisableForCredit(long balanceMillipence)
        {
            if (!IsExempt && (State == SupplyState.Enabled || State == SupplyState.Armed))
            {
                Set(SupplyState.Disabled, false);
                events.Raise(EventCode.CreditBelowDisablementThreshold, balanceMillipence);
            }
        }

        /// <summary>There is credit again.</summary>
        /// <param name="code">The event that arming is: by credit or by emergency credit.</param>
        internal void ArmForCredit(int code)
        {
            if (State == SupplyState.Disabled)
            {
                ArmFor(code);
            }
        }

        /// <summary>The load limit takes the supply away; the customer or time brings it back.</summary>
        internal void LimitLoad()
        {
            if (State == SupplyState.Enabled)
            {
                Set(SupplyState.Armed, true);
                events.Raise(EventCode.LoadLimitArmed, 0);
            }
        }

        /// <summary>Gas flows that nobody controls: the supply goes off, and the customer may bring it back.</summary>
        internal void LimitFlow()
        {
            if (!IsExempt && State == SupplyState.Enabled)
            {
                ArmFor(EventCode.UncontrolledGasFlowArmed);
            }
        }

        /// <summary>The Load Limit Restoration Period is over.</summary>
        internal void RestoreLoad()
        {
            if (IsLoadLimited && State == SupplyState.Armed)
            {
                Set(SupplyState.Enabled, false);
                events.Raise(EventCode.LoadLimitRestored, 0);
            }
        }

        private void ArmFor(int code)
        {
            Set(SupplyState.Armed, false);
            events.Raise(code, 0);
        }

        private void Set(int state, bool isLoadLimited)
        {
            image.SetByte(PaymentLayout.Supply, state);
            SetFlag(LoadLimitedFlag, isLoadLimited);
        }

        private bool HasFlag(int flag)
        {
            return (image.GetByte(PaymentLayout.SupplyFlags) & flag) != 0;
        }

        private void SetFlag(int flag, bool isSet)
        {
            int flags = image.GetByte(PaymentLayout.SupplyFlags) & ~flag;
            image.SetByte(PaymentLayout.SupplyFlags, isSet ? flags | flag : flags);
        }
    }
}
