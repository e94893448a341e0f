namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What the user interface knows of a meter and can ask it to do. What is not overridden is not there: its screens are
    /// then left out. Nothing here may allocate; texts are copied into an array of the caller's, as UTF-8.
    /// </summary>
    public abstract class DisplaySource
    {
        /// <summary>The longest text that is copied: the supplier's message (SMETS2 4.6.4.24, 5.7.4.43), octets.</summary>
        public const int MostTextOctets = 116;

        /// <summary>A <see cref="MeterKind"/>.</summary>
        public abstract int Kind { get; }

        /// <summary>Since the processor started; never less than before.</summary>
        public abstract long MonotonicMilliseconds { get; }

        /// <summary>Whether the UTC clock is known.</summary>
        public virtual bool IsUtcKnown
        {
            get { return false; }
        }

        /// <summary>Seconds since 2000-01-01T00:00:00Z.</summary>
        public virtual long UtcSeconds
        {
            get { return 0; }
        }

        // ---- Registers: Wh or litres, 0 or more.

        /// <summary>Active Import Register or Consumption Register, Wh or litres.</summary>
        public abstract long Total { get; }

        /// <summary>How many time-of-use registers the tariff in force uses, 0 to 48.</summary>
        public virtual int TouRegisterCount
        {
            get { return 0; }
        }

        /// <summary>How many block counters the tariff in force uses: blocks x <see cref="RatesPerBlock"/>, 0 to 32.</summary>
        public virtual int BlockCounterCount
        {
            get { return 0; }
        }

        /// <summary>How many block registers the tariff in force uses, as of the counters; 0 for a GSME, up to 32 for an ESME.</summary>
        public virtual int BlockRegisterCount
        {
            get { return 0; }
        }

        /// <summary>How many rates each block has; the counters of block 1 come first. 1 for a GSME, up to 8 for an ESME.</summary>
        public virtual int RatesPerBlock
        {
            get { return 1; }
        }

        /// <summary>A time-of-use register, Wh or litres.</summary>
        /// <param name="index">0 to <see cref="TouRegisterCount"/> - 1.</param>
        public virtual long GetTouRegister(int index)
        {
            return 0;
        }

        /// <summary>A register of the Tariff TOU Block Register Matrix (SMETS2 5.7.5.35), Wh.</summary>
        /// <param name="index">0 to <see cref="BlockRegisterCount"/> - 1.</param>
        public virtual long GetBlockRegister(int index)
        {
            return 0;
        }

        /// <summary>A block counter, Wh or litres.</summary>
        /// <param name="index">0 to <see cref="BlockCounterCount"/> - 1.</param>
        public virtual long GetBlockCounter(int index)
        {
            return 0;
        }

        // ---- Prices.

        /// <summary>True for euros, false for pounds (Currency Units).</summary>
        public virtual bool IsEuro
        {
            get { return false; }
        }

        /// <summary>The rate in force, from 1; 0 where there is none.</summary>
        public virtual int ActiveRate
        {
            get { return 0; }
        }

        /// <summary>The block in force, from 1; 0 where there is none.</summary>
        public virtual int ActiveBlock
        {
            get { return 0; }
        }

        /// <summary>Active Tariff Price in millipence a kWh; below zero where there is none.</summary>
        public virtual long ActivePriceMillipence
        {
            get { return -1; }
        }

        /// <summary>Standing Charge in millipence a day; below zero where there is none.</summary>
        public virtual long StandingChargeMillipence
        {
            get { return -1; }
        }

        // ---- Money: millipence.

        /// <summary>True in Prepayment mode, false in Credit mode.</summary>
        public virtual bool IsPrepayment
        {
            get { return false; }
        }

        /// <summary>Meter Balance; below zero is money due.</summary>
        public abstract long MeterBalanceMillipence { get; }

        /// <summary>A <see cref="DisplayEmergency"/>.</summary>
        public virtual int EmergencyCredit
        {
            get { return DisplayEmergency.None; }
        }

        /// <summary>Emergency Credit Limit, 0 or more.</summary>
        public virtual long EmergencyCreditLimitMillipence
        {
            get { return 0; }
        }

        /// <summary>Emergency Credit Balance: what is left of it, 0 or more.</summary>
        public virtual long EmergencyCreditLeftMillipence
        {
            get { return 0; }
        }

        /// <summary>What must be repaid of it, 0 or more.</summary>
        public virtual long EmergencyCreditOwedMillipence
        {
            get { return 0; }
        }

        /// <summary>The least that must be paid before the supply can come back, less debts that are recovered over time.</summary>
        public virtual long DebtToClearMillipence
        {
            get { return 0; }
        }

        /// <summary>Accumulated Debt Register, 0 or more.</summary>
        public virtual long AccumulatedDebtMillipence
        {
            get { return 0; }
        }

        /// <summary>True while the combined credit is below the Low Credit Threshold.</summary>
        public virtual bool IsLowCredit
        {
            get { return false; }
        }

        /// <summary>A debt register, 0 or more.</summary>
        /// <param name="debt">A <see cref="Payment.Debt"/>.</param>
        public virtual long GetDebtMillipence(int debt)
        {
            return 0;
        }

        /// <summary>What a time debt's rate takes in a period.</summary>
        /// <param name="debt">Time 1 or 2 of <see cref="Payment.Debt"/>.</param>
        public virtual long GetDebtRateMillipence(int debt)
        {
            return 0;
        }

        /// <summary>The period of a time debt's rate: an hour or a day in seconds; 0 where none is set.</summary>
        /// <param name="debt">Time 1 or 2 of <see cref="Payment.Debt"/>.</param>
        public virtual int GetDebtPeriodSeconds(int debt)
        {
            return 0;
        }

        /// <summary>Debt Recovery per Payment, hundredths of a percent, 0 to 10,000.</summary>
        public virtual int DebtRecoveryPerPayment
        {
            get { return 0; }
        }

        // ---- Supply.

        /// <summary>A <see cref="DisplaySupply"/>.</summary>
        public virtual int Supply
        {
            get { return DisplaySupply.None; }
        }

        /// <summary>True in a period of non-disablement.</summary>
        public virtual bool IsNonDisablement
        {
            get { return false; }
        }

        // ---- Texts, as UTF-8.

        /// <summary>Copies the MPAN (13 digits) or MPRN (10).</summary>
        /// <returns>How many octets; 0 where there is none.</returns>
        public virtual int CopyMeterPoint(byte[] target)
        {
            return 0;
        }

        /// <summary>Copies the Customer Identification Number (4 digits).</summary>
        /// <returns>How many octets; 0 where there is none.</returns>
        public virtual int CopyCustomerNumber(byte[] target)
        {
            return 0;
        }

        /// <summary>Copies the supplier's name (at most 15 octets).</summary>
        /// <returns>How many octets; 0 where there is none.</returns>
        public virtual int CopySupplierName(byte[] target)
        {
            return 0;
        }

        /// <summary>Copies the supplier's telephone number (at most 18 octets).</summary>
        /// <returns>How many octets; 0 where there is none.</returns>
        public virtual int CopySupplierTelephone(byte[] target)
        {
            return 0;
        }

        /// <summary>Copies the supplier's message, at most <see cref="MostTextOctets"/>.</summary>
        /// <returns>How many octets; 0 where there is none.</returns>
        public virtual int CopyMessage(byte[] target)
        {
            return 0;
        }

        /// <summary>True while nobody has acknowledged the message.</summary>
        public virtual bool IsMessageNew
        {
            get { return false; }
        }

        /// <summary>Copies the 4 octets of the Firmware Version.</summary>
        /// <returns>4; 0 where there is none.</returns>
        public virtual int CopyFirmwareVersion(byte[] target)
        {
            return 0;
        }

        /// <summary>How far a firmware activation has come, 0 to 100 percent; below zero while there is none.</summary>
        public virtual int ActivationPercent
        {
            get { return -1; }
        }

        /// <summary>How much of new firmware has been received, 0 to 100 percent; below zero while none is.</summary>
        public virtual int ReceptionPercent
        {
            get { return -1; }
        }

        // ---- Privacy PIN.

        /// <summary>True if the meter keeps a privacy PIN at all.</summary>
        public virtual bool HasPrivacyPin
        {
            get { return false; }
        }

        /// <summary>True while what is personal is shown to nobody without the PIN.</summary>
        public virtual bool IsPrivacyPinEnabled
        {
            get { return false; }
        }

        /// <summary>True while no PIN is taken, after too many wrong ones.</summary>
        public virtual bool IsPrivacyPinLockedOut
        {
            get { return false; }
        }

        /// <summary>Compares four digits, values 0 to 9, with the PIN. Each wrong attempt is counted.</summary>
        public virtual bool TryPrivacyPin(byte[] digits)
        {
            return false;
        }

        /// <summary>Makes four digits, values 0 to 9, the PIN, and enables the protection.</summary>
        /// <returns>False if it could not be stored.</returns>
        public virtual bool SetPrivacyPin(byte[] digits)
        {
            return false;
        }

        // ---- What the customer can do.

        /// <summary>Activates emergency credit (SMETS2 4.5.3.1, 5.6.3.1), the customer having confirmed it.</summary>
        /// <returns>True if it is active now.</returns>
        public virtual bool ActivateEmergencyCredit()
        {
            return false;
        }

        /// <summary>Enables an armed supply, the customer having confirmed it.</summary>
        /// <returns>True if the supply is on now.</returns>
        public virtual bool EnableSupply()
        {
            return false;
        }

        /// <summary>Adds credit.</summary>
        /// <param name="digits">The UTRN: 20 values 0 to 9. They are wiped afterwards.</param>
        /// <returns>A <see cref="TopUpResult"/>.</returns>
        public virtual int EnterUtrn(byte[] digits)
        {
            return TopUpResult.Error;
        }

        /// <summary>Notes that the customer has read the message.</summary>
        /// <returns>False if that could not be stored.</returns>
        public virtual bool AcknowledgeMessage()
        {
            return false;
        }
    }
}
