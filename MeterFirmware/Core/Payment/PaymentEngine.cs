using MeterFirmware.Core.Events;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The payment side of a meter: charges, credits, debts, emergency credit and the supply that depends on them. It is
    /// told the time by <see cref="MeterClock"/> and the consumption by the tariff side; all it knows is in the image, so a
    /// command's effect is committed or taken back as a whole by whoever runs the command.
    /// </summary>
    public sealed class PaymentEngine
    {
        private readonly StateImage image;
        private readonly MeterClock clock;
        private readonly Accounts accounts;
        private readonly PaymentEvents events;
        private readonly DebtRegisters debts;
        private readonly Charges charges;
        private NonDisablementCalendar calendar;
        private Metering billing;

        /// <summary>Puts the payment side together.</summary>
        /// <param name="configuration">What kind of meter it is.</param>
        /// <param name="image">Holds all that changes.</param>
        /// <param name="clock">The time.</param>
        /// <param name="accounts">The money.</param>
        /// <param name="debts">The debts.</param>
        /// <param name="eventLog">Told what happens.</param>
        /// <param name="securityLog">Told of credits that were refused.</param>
        /// <param name="limits">The settings in force of the load limit (ESME) or of the uncontrolled gas flow (GSME).</param>
        public PaymentEngine(
            MeterConfiguration configuration,
            StateImage image,
            MeterClock clock,
            Accounts accounts,
            DebtRegisters debts,
            LogTail eventLog,
            LogTail securityLog,
            byte[] limits
        )
        {
            this.image = image;
            this.clock = clock;
            this.accounts = accounts;
            this.debts = debts;
            Alerts = new AlertQueue(image, clock);
            events = new PaymentEvents(eventLog, securityLog, Alerts);
            Settings = new PaymentSettings(image, configuration.Kind);
            Emergency = new EmergencyCredit(image, accounts, Settings, events);
            Supply = new SupplyControl(configuration, image, events);
            if (configuration.Kind == MeterKind.Esme)
            {
                Load = new LoadLimiter(image, clock, Supply, events, limits);
            }
            else
            {
                Flow = new GasFlowWatch(clock, Supply, limits);
            }
            charges = new Charges(configuration.Kind, accounts, Settings, Emergency);
            Recovery = new DebtRecovery(image, clock, accounts, debts, Settings, charges, Supply, events);
            Credit = new CreditEntry(image, clock, accounts, Settings, Emergency, Recovery, debts);
            Issuer = new IssuerEvents(image);
            TopUps = new UtrnCounters(image);
            Outcomes = new FutureDatedOutcomes(image, configuration.Kind);
        }

        /// <summary>The settings in force.</summary>
        public PaymentSettings Settings { get; }

        /// <summary>Emergency credit.</summary>
        public EmergencyCredit Emergency { get; }

        /// <summary>Supply State.</summary>
        public SupplyControl Supply { get; }

        /// <summary>Load limiting; null on a GSME.</summary>
        public LoadLimiter Load { get; }

        /// <summary>Uncontrolled gas flow; null on an ESME.</summary>
        public GasFlowWatch Flow { get; }

        /// <summary>How debts are recovered, and what was.</summary>
        public DebtRecovery Recovery { get; }

        /// <summary>How the last credit was shared out.</summary>
        public CreditEntry Credit { get; }

        /// <summary>The order of the supplier's commands (GSME).</summary>
        public IssuerEvents Issuer { get; }

        /// <summary>The UTRN counters that were used.</summary>
        public UtrnCounters TopUps { get; }

        /// <summary>Alerts that wait to be sent.</summary>
        public AlertQueue Alerts { get; }

        /// <summary>What is to be told of future-dated commands whose moment has come.</summary>
        public FutureDatedOutcomes Outcomes { get; }

        /// <summary>What could not be charged because a register was at its end, millipence, since the start.</summary>
        public long NotChargedMillipence
        {
            get { return charges.NotChargedMillipence; }
        }

        /// <summary>What the load switch or the valve is to be: true for on.</summary>
        public bool IsSupplyOn
        {
            get { return Supply.IsSupplyOn; }
        }

        /// <summary>
        /// Standing Charge, millipence a day, taken at midnight UTC in both modes. The tariff side sets it.
        /// </summary>
        public int StandingChargeMillipencePerDay
        {
            get { return image.GetInt32(PaymentLayout.StandingCharge); }
            set
            {
                Invariant.Require(value >= 0, "a standing charge is 0 or more");
                image.SetInt32(PaymentLayout.StandingCharge, value);
            }
        }

        /// <summary>
        /// True once after something was told: the supply changed, credit came or went, a debt was paid. The loop then commits
        /// rather than waits for the half hour.
        /// </summary>
        public bool TakeNews()
        {
            bool news = events.HasNews;
            events.HasNews = false;
            return news;
        }

        /// <summary>Gives the engine the meter's non-disablement calendar; null for none.</summary>
        /// <param name="nonDisablement">The calendar.</param>
        public void Use(NonDisablementCalendar nonDisablement)
        {
            calendar = nonDisablement;
        }

        /// <summary>Gives the engine the tariff side, which keeps a bill of what was before the payment mode changed.</summary>
        /// <param name="metering">The tariff side.</param>
        public void Use(Metering metering)
        {
            billing = metering;
        }

        /// <summary>Charges what consumption costs.</summary>
        /// <param name="millipence">0 or more. What does not fit a register is in <see cref="NotChargedMillipence"/>.</param>
        public void ChargeConsumption(long millipence)
        {
            charges.Take(Account.Consumption, millipence, false);
            Settle(EventCode.SupplyArmed);
        }

        /// <summary>
        /// Does what time asks for: activations, standing charge and time debts at every full hour that has passed since the
        /// last call, in order, at most <see cref="MeterParameters.CollectionsPerTick"/> hours a call. While the time is not
        /// known these wait. An hour is done once, however the clock is set: back, and nothing is collected until it has
        /// passed where it was; forward, and the hours between count as passed.
        /// </summary>
        public void Tick()
        {
            if (clock.IsUtcKnown && clock.UtcSeconds > 0)
            {
                Recovery.Window.StampUnknown();
                CatchUp(clock.UtcSeconds);
            }
            if (Load != null)
            {
                Load.Tick();
            }
            else
            {
                Flow.Tick();
            }
            Settle(EventCode.SupplyArmed);
        }

        /// <summary>True while hours that have passed are still to be done by further calls of <see cref="Tick"/>.</summary>
        public bool IsCatchingUp
        {
            get
            {
                int settled = image.GetInt32(PaymentLayout.SettledHour);
                return clock.IsUtcKnown && settled != 0 && clock.UtcSeconds - settled >= DebtRegisters.HourSeconds;
            }
        }

        /// <summary>Puts a setting in force now and drops one that waited.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        /// <param name="value">Its value.</param>
        /// <returns>False if it cannot have the value; nothing has changed.</returns>
        public bool Apply(int setting, int value)
        {
            if (!PaymentSettings.IsValid(setting, value))
            {
                return false;
            }
            long formerLimit = Settings.EmergencyCreditLimit;
            bool isNewMode = setting == PaymentSetting.Mode && PaymentSettings.ModeOf(value) != Settings.Mode;
            if (isNewMode && billing != null)
            {
                billing.TakeBillingSnapshot(SnapshotLog.PaymentModeChange);
            }
            Settings.Set(setting, value);
            SetActivation(setting, 0);
            if (setting == PaymentSetting.EmergencyCreditLimit)
            {
                Emergency.FollowLimit(formerLimit);
            }
            Settle(EventCode.SupplyArmed);
            return true;
        }

        /// <summary>Stores a value that waits for its activation; a time that was set for it stays.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        /// <param name="value">Its value.</param>
        /// <returns>False if it cannot have the value; nothing has changed.</returns>
        public bool SetPassive(int setting, int value)
        {
            if (!PaymentSettings.IsValid(setting, value))
            {
                return false;
            }
            image.SetInt32(PaymentLayout.PassiveSettings + 4 * setting, value);
            return true;
        }

        /// <summary>The value that waits, or waited last.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        public int GetPassive(int setting)
        {
            return image.GetInt32(PaymentLayout.PassiveSettings + 4 * setting);
        }

        /// <summary>When the waiting value becomes active; 0 if it does not.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        public int GetActivation(int setting)
        {
            // Of what has become active the moment stays until it is told.
            return IsToBeTold(setting) ? 0 : image.GetInt32(PaymentLayout.Activations + 4 * setting);
        }

        /// <summary>Says when the stored value becomes active.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        /// <param name="utcSeconds">
        /// Seconds since 2000-01-01T00:00:00Z, up to 2,147,483,647; 0 for now; <see cref="Never"/> to cancel. A moment that
        /// has passed is now; while the time is not known a moment waits.
        /// </param>
        /// <returns>False if the time is out of range; nothing has changed.</returns>
        public bool Activate(int setting, long utcSeconds)
        {
            if (utcSeconds < Never || utcSeconds > int.MaxValue)
            {
                return false;
            }
            bool isPast = clock.IsUtcKnown && utcSeconds > 0 && utcSeconds <= clock.UtcSeconds;
            if (utcSeconds == 0 || isPast)
            {
                return Apply(setting, GetPassive(setting));
            }
            SetActivation(setting, utcSeconds == Never ? 0 : (int)utcSeconds);
            return true;
        }

        /// <summary>
        /// Says when what is set beside a setting becomes active, which is when the setting does: the rate cap's period, or the
        /// special days of the calendar.
        /// </summary>
        /// <param name="item"><see cref="FutureDatedOutcomes.CapPeriod"/> or <see cref="FutureDatedOutcomes.SpecialDays"/>.</param>
        /// <param name="utcSeconds">As in <see cref="Activate"/>.</param>
        public void ActivateBeside(int item, long utcSeconds)
        {
            Outcomes.SetBeside(item, utcSeconds > 0 && !(clock.IsUtcKnown && utcSeconds <= clock.UtcSeconds));
        }

        /// <summary>As the time of an activation: none.</summary>
        public const long Never = -1;

        /// <summary>Add Credit of an amount whose right was checked (see <see cref="CreditEntry"/> for the order).</summary>
        /// <param name="millipence">0 or more.</param>
        /// <returns>A <see cref="CreditResult"/>; unless it is accepted no account has changed.</returns>
        public int AddCredit(long millipence)
        {
            int result = Credit.Add(millipence);
            if (result == CreditResult.Accepted)
            {
                Settle(EventCode.SupplyArmed);
            }
            return result;
        }

        /// <summary>Tells of a credit that was refused, in the security log and as an alert.</summary>
        /// <param name="creditResult">A <see cref="CreditResult"/>.</param>
        /// <param name="millipence">What it was worth, as far as known.</param>
        public void ReportRefusedCredit(int creditResult, long millipence)
        {
            int code = CodeOf(creditResult);
            if (code != 0)
            {
                events.RaiseSecurity(code, millipence);
            }
        }

        /// <summary>Tells of a credit that was entered at the meter.</summary>
        /// <param name="millipence">What it was worth.</param>
        public void ReportLocalCredit(long millipence)
        {
            events.Raise(EventCode.CreditAddedLocally, millipence);
        }

        /// <summary>Makes an entry of the security log and an alert for the payment side's other parts.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        /// <param name="detail">An amount in millipence, or a count.</param>
        public void ReportSecurity(int code, long detail)
        {
            events.RaiseSecurity(code, detail);
        }

        /// <summary>Makes an alert for a part of the meter that has a log of its own.</summary>
        /// <param name="code">An <see cref="EventCode"/>.</param>
        public void Alert(int code)
        {
            events.Alert(code);
        }

        /// <summary>Activate Emergency Credit (SMETS2 4.5.3.1, 5.6.3.1), by command or at the meter.</summary>
        /// <returns>True if it is active afterwards, also if it was before.</returns>
        public bool ActivateEmergencyCredit()
        {
            bool active = Emergency.Activate();
            Settle(EventCode.EmergencyCreditArmed);
            return active;
        }

        /// <summary>
        /// Adjust Meter Balance (4.5.3.6, 5.6.3.6): positive gives the customer credit. On a GSME it is the balance of
        /// prepayment.
        /// </summary>
        /// <param name="incrementMillipence">Any but int.MinValue.</param>
        /// <returns>False if the register could not hold the sum; nothing has changed.</returns>
        public bool AdjustBalance(int incrementMillipence)
        {
            long wanted = accounts.GetBalance(Account.MeterBalance) + incrementMillipence;
            if (wanted > int.MaxValue || wanted < -int.MaxValue)
            {
                return false;
            }
            MoveAdjustment(Account.MeterBalance, incrementMillipence);
            Settle(EventCode.SupplyArmed);
            return true;
        }

        /// <summary>Makes Meter Balance zero (4.5.3.19, 5.6.3.29); on a GSME that of prepayment.</summary>
        public void ResetBalance()
        {
            MoveAdjustment(Account.MeterBalance, -accounts.GetBalance(Account.MeterBalance));
            Settle(EventCode.SupplyArmed);
        }

        /// <summary>Resets emergency credit: nothing owed, not active, the balance is the limit.</summary>
        public void ResetEmergencyCredit()
        {
            Emergency.Reset();
            Settle(EventCode.SupplyArmed);
        }

        /// <summary>Makes the Accumulated Debt Register zero.</summary>
        public void ResetAccumulatedDebt()
        {
            MoveAdjustment(Account.AccumulatedDebt, -accounts.GetBalance(Account.AccumulatedDebt));
            Settle(EventCode.SupplyArmed);
        }

        /// <summary>
        /// Adjusts the GSME's credit mode balance (GCS40c): positive makes less due, and nothing is due at zero. What an
        /// adjustment asks for beyond that is added to <see cref="DebtRegisters.NotAppliedMillipence"/>.
        /// </summary>
        /// <param name="incrementMillipence">Any but int.MinValue.</param>
        /// <returns>False if more would be due than the register can hold; nothing has changed.</returns>
        public bool AdjustBill(int incrementMillipence)
        {
            long due = -accounts.GetBalance(Account.BillToDate);
            if (due - incrementMillipence > int.MaxValue)
            {
                return false;
            }
            long beyond = incrementMillipence > due ? incrementMillipence - due : 0;
            MoveAdjustment(Account.BillToDate, incrementMillipence - beyond);
            debts.NotAppliedMillipence += beyond;
            return true;
        }

        /// <summary>Makes the GSME's credit mode balance zero (GCS40d).</summary>
        public void ResetBill()
        {
            MoveAdjustment(Account.BillToDate, -accounts.GetBalance(Account.BillToDate));
        }

        /// <summary>True if there is no want of credit, or disablement for it is suspended.</summary>
        public bool HasCredit
        {
            get { return !IsCreditMissing || IsDisablementSuspended; }
        }

        /// <summary>True while the non-disablement calendar suspends disablement.</summary>
        public bool IsDisablementSuspended
        {
            get
            {
                if (calendar == null || !calendar.IsSet)
                {
                    return false;
                }
                // What depends on the time waits for it: the customer keeps the supply.
                return !clock.IsUtcKnown || calendar.IsActiveAt(clock.UtcSeconds);
            }
        }

        private bool IsCreditMissing
        {
            get
            {
                return Settings.IsPrepayment
                    && accounts.GetBalance(Account.MeterBalance) < Settings.DisablementThreshold
                    && !(Emergency.IsActive && Emergency.RemainingMillipence > 0);
            }
        }

        private void CatchUp(long now)
        {
            long settled = image.GetInt32(PaymentLayout.SettledHour);
            if (settled == 0)
            {
                // The time was never known before: there is no last collection that hours could have passed since.
                settled = now - now % DebtRegisters.HourSeconds;
                image.SetInt32(PaymentLayout.SettledHour, (int)settled);
            }
            long hour = settled + DebtRegisters.HourSeconds;
            for (int i = 0; i < MeterParameters.CollectionsPerTick && hour <= now; i++)
            {
                ActivateUpTo(hour);
                CollectAt(hour);
                image.SetInt32(PaymentLayout.SettledHour, (int)hour);
                hour += DebtRegisters.HourSeconds;
            }
            // What is activated later than an hour that is still to be done waits for it.
            if (hour > now)
            {
                ActivateUpTo(now);
            }
        }

        private void CollectAt(long hour)
        {
            if (hour % DebtRegisters.DaySeconds == 0)
            {
                charges.Take(Account.StandingCharge, StandingChargeMillipencePerDay, true);
            }
            Recovery.CollectAt(hour);
            Settle(EventCode.SupplyArmed);
        }

        // The earliest first; of those at one moment the mode last, so that a new mode never meets an old threshold.
        private void ActivateUpTo(long moment)
        {
            for (int setting = NextActivation(moment); setting >= 0; setting = NextActivation(moment))
            {
                int at = GetActivation(setting);
                bool done = IsAtHand(setting) && Apply(setting, GetPassive(setting));
                SetActivation(setting, 0);
                if (Outcomes.Happened(setting, done))
                {
                    // Its alert tells the moment.
                    image.SetInt32(PaymentLayout.Activations + 4 * setting, at);
                }
                events.LogNews(done ? EventCode.FutureDatedActioned : EventCode.FutureDatedNotActioned, setting);
            }
        }

        // A calendar whose record has been damaged since cannot come into force; the one before stays.
        private bool IsAtHand(int setting)
        {
            return setting != PaymentSetting.Calendar || calendar == null || calendar.Holds(GetPassive(setting));
        }

        private bool IsToBeTold(int setting)
        {
            return Outcomes.IsDue(setting)
                || (setting == PaymentSetting.RateCap && Outcomes.IsDue(FutureDatedOutcomes.CapPeriod))
                || (setting == PaymentSetting.Calendar && Outcomes.IsDue(FutureDatedOutcomes.SpecialDays));
        }

        private int NextActivation(long moment)
        {
            int found = -1;
            for (int setting = 0; setting < PaymentSetting.Count; setting++)
            {
                int at = GetActivation(setting);
                if (at != 0 && at <= moment && (found < 0 || at <= GetActivation(found)))
                {
                    found = setting;
                }
            }
            return found;
        }

        private void Settle(int armingCode)
        {
            Emergency.Settle();
            bool prepayment = Settings.IsPrepayment;
            long balance = accounts.GetBalance(Account.MeterBalance);
            long remaining = Emergency.RemainingMillipence;
            bool active = Emergency.IsActive;
            Note(
                PaymentCondition.EmergencyAvailable,
                Emergency.IsAvailable && !active,
                EventCode.EmergencyCreditAvailable
            );
            Note(PaymentCondition.EmergencyExhausted, active && remaining == 0, EventCode.EmergencyCreditExhausted);
            long combined = active ? balance + remaining : balance;
            Note(PaymentCondition.LowCredit, prepayment && combined < Settings.LowCreditThreshold, EventCode.LowCredit);
            if (!IsCreditMissing)
            {
                Note(PaymentCondition.DisablementSuspended, false, 0);
                Supply.ArmForCredit(armingCode);
                return;
            }
            bool suspended = IsDisablementSuspended && Supply.IsSupplyOn && !Supply.IsExempt;
            Note(PaymentCondition.DisablementSuspended, suspended, EventCode.DisablementSuspended);
            if (!IsDisablementSuspended)
            {
                Supply.DisableForCredit(balance);
            }
        }

        private void Note(int condition, bool holds, int code)
        {
            int conditions = image.GetByte(PaymentLayout.Conditions);
            bool held = (conditions & condition) != 0;
            if (held != holds)
            {
                image.SetByte(PaymentLayout.Conditions, conditions ^ condition);
                if (holds)
                {
                    events.Raise(code, accounts.GetBalance(Account.MeterBalance));
                }
            }
        }

        private void MoveAdjustment(int account, long increment)
        {
            if (increment >= 0)
            {
                accounts.Transfer(Account.Adjustments, account, increment);
                return;
            }
            accounts.Transfer(account, Account.Adjustments, -increment);
        }

        private void SetActivation(int setting, int utcSeconds)
        {
            Outcomes.Await(setting, utcSeconds != 0);
            image.SetInt32(PaymentLayout.Activations + 4 * setting, utcSeconds);
        }

        private static int CodeOf(int creditResult)
        {
            switch (creditResult)
            {
                case CreditResult.OtherDevice:
                    return EventCode.UtrnOtherDevice;
                case CreditResult.NotAuthentic:
                    return EventCode.UtrnNotAuthentic;
                case CreditResult.Duplicate:
                case CreditResult.TooOld:
                    return EventCode.UtrnDuplicate;
                case CreditResult.AboveMaximumCredit:
                    return EventCode.CreditAboveMaximum;
                case CreditResult.AboveMaximumBalance:
                    return EventCode.BalanceAboveMaximum;
                case CreditResult.LockedOut:
                    return EventCode.UtrnLockedOut;
                default:
                    return 0;
            }
        }
    }
}
