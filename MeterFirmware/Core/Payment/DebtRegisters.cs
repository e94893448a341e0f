using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The Time Debt Registers [1..2], the Payment Debt Register and how they are recovered. Adjust and reset work in
    /// both payment modes (SECMP0002).
    /// </summary>
    public sealed class DebtRegisters
    {
        /// <summary>An hour, in seconds.</summary>
        public const int HourSeconds = 3600;

        /// <summary>A day, in seconds. Hour and day are the two periods of SMETS2 4.6.4.9 and 5.7.4.12.</summary>
        public const int DaySeconds = 86400;

        /// <summary>The whole of a credit, in hundredths of a percent (SMETS2 4.6.4.8, 5.7.4.11).</summary>
        public const int WholePayment = 10000;

        // price_scale is a power of ten of a currency unit; a register counts in 10^-5 of one.
        private const int MillipenceExponent = 5;

        private readonly StateImage image;
        private readonly Accounts accounts;

        /// <summary>Binds the debts to the image that holds them.</summary>
        public DebtRegisters(StateImage image, Accounts accounts)
        {
            this.image = image;
            this.accounts = accounts;
        }

        /// <summary>What is owed, in millipence: 0 to 2,147,483,647.</summary>
        /// <param name="debt">A <see cref="Debt"/>.</param>
        public int GetMillipence(int debt)
        {
            return (int)-accounts.GetBalance(AccountOf(debt));
        }

        /// <summary>
        /// Adds to a debt, or takes from it. A debt ends at zero: what a negative adjustment would take beyond that is
        /// not applied.
        /// </summary>
        /// <param name="debt">A <see cref="Debt"/>.</param>
        /// <param name="incrementMillipence">How much more is owed; negative for less.</param>
        /// <returns>
        /// <see cref="DebtResult.Done"/>, or <see cref="DebtResult.OutOfRange"/> when more would be owed than the
        /// register can hold.
        /// </returns>
        public int Adjust(int debt, int incrementMillipence)
        {
            long owed = GetMillipence(debt);
            long wanted = owed + incrementMillipence;
            if (wanted > int.MaxValue)
            {
                return DebtResult.OutOfRange;
            }
            if (incrementMillipence >= 0)
            {
                accounts.Transfer(AccountOf(debt), Account.Adjustments, incrementMillipence);
                return DebtResult.Done;
            }
            long taken = wanted < 0 ? owed : owed - wanted;
            accounts.Transfer(Account.Adjustments, AccountOf(debt), taken);
            NotAppliedMillipence += wanted < 0 ? -wanted : 0;
            return DebtResult.Done;
        }

        /// <summary>Makes a debt zero (SECMP0002), whatever it is when this runs.</summary>
        public void Reset(int debt)
        {
            accounts.Transfer(Account.Adjustments, AccountOf(debt), GetMillipence(debt));
            Invariant.Require(GetMillipence(debt) == 0, "a reset debt is zero");
        }

        /// <summary>Pays a part of a debt.</summary>
        /// <param name="debt">A <see cref="Debt"/>.</param>
        /// <param name="from">The <see cref="Account"/> that pays.</param>
        /// <param name="amountMillipence">0 to what is owed.</param>
        internal void Pay(int debt, int from, long amountMillipence)
        {
            Invariant.Require(amountMillipence <= GetMillipence(debt), "no more is paid than is owed");
            accounts.Transfer(from, AccountOf(debt), amountMillipence);
        }

        /// <summary>
        /// What the adjustments of the command at hand asked for beyond zero, in millipence. Whoever runs a command
        /// clears it before and reports it after.
        /// </summary>
        public long NotAppliedMillipence { get; set; }

        /// <summary>Debt Recovery Rates [debt] in force, millipence a period.</summary>
        public int GetRateMillipence(int debt)
        {
            return image.GetInt32(RateOffset(debt) + ImageLayout.RateMillipence);
        }

        /// <summary>charge_per_unit of the rate in force, as it was given (ESME).</summary>
        public int GetRateCharge(int debt)
        {
            return image.GetUInt16(RateOffset(debt) + ImageLayout.RateCharge);
        }

        /// <summary>price_scale of the rate in force, a power of ten of the currency unit (ESME).</summary>
        public int GetRateScale(int debt)
        {
            return (sbyte)image.GetByte(RateOffset(debt) + ImageLayout.RateScale);
        }

        /// <summary>The period of Debt Recovery Rates [debt], seconds; 0 until it is set.</summary>
        public int GetPeriodSeconds(int debt)
        {
            return image.GetInt32(RateOffset(debt) + ImageLayout.RatePeriodSeconds);
        }

        /// <summary>Sets the period of a time debt's rate.</summary>
        /// <param name="debt"><see cref="Debt.Time1"/> or <see cref="Debt.Time2"/>.</param>
        /// <param name="periodSeconds"><see cref="HourSeconds"/> or <see cref="DaySeconds"/>.</param>
        /// <returns>A <see cref="DebtResult"/>.</returns>
        public int SetPeriod(int debt, long periodSeconds)
        {
            if (periodSeconds != HourSeconds && periodSeconds != DaySeconds)
            {
                return DebtResult.OutOfRange;
            }
            image.SetInt32(RateOffset(debt) + ImageLayout.RatePeriodSeconds, (int)periodSeconds);
            return DebtResult.Done;
        }

        /// <summary>Sets a time debt's rate at once (GSME).</summary>
        /// <param name="debt"><see cref="Debt.Time1"/> or <see cref="Debt.Time2"/>.</param>
        /// <param name="rateMillipence">0 or more, a period.</param>
        /// <returns>A <see cref="DebtResult"/>.</returns>
        public int SetRate(int debt, int rateMillipence)
        {
            if (rateMillipence < 0)
            {
                return DebtResult.OutOfRange;
            }
            image.SetInt32(RateOffset(debt) + ImageLayout.RateMillipence, rateMillipence);
            return DebtResult.Done;
        }

        /// <summary>Stores a rate that <see cref="ActivatePassiveRate"/> puts in force (ESME).</summary>
        /// <param name="debt"><see cref="Debt.Time1"/> or <see cref="Debt.Time2"/>.</param>
        /// <param name="charge">charge_per_unit, 0 to 32,767.</param>
        /// <param name="priceScale">price_scale, a power of ten of the currency unit.</param>
        /// <returns>
        /// A <see cref="DebtResult"/>: the amount must be a whole number of millipence that an int holds.
        /// </returns>
        public int SetPassiveRate(int debt, int charge, int priceScale)
        {
            if (charge < 0 || charge > short.MaxValue || ToMillipence(charge, priceScale) < 0)
            {
                return DebtResult.OutOfRange;
            }
            int offset = RateOffset(debt);
            image.SetUInt16(offset + ImageLayout.PassiveCharge, charge);
            image.SetByte(offset + ImageLayout.PassiveScale, priceScale);
            return DebtResult.Done;
        }

        /// <summary>Puts the stored rate in force (ESME, activate_passive_unit_charge).</summary>
        public void ActivatePassiveRate(int debt)
        {
            int offset = RateOffset(debt);
            int charge = image.GetUInt16(offset + ImageLayout.PassiveCharge);
            int scale = (sbyte)image.GetByte(offset + ImageLayout.PassiveScale);
            int rate = ToMillipence(charge, scale);
            Invariant.Require(rate >= 0, "a stored rate was checked");
            image.SetUInt16(offset + ImageLayout.RateCharge, charge);
            image.SetByte(offset + ImageLayout.RateScale, scale);
            image.SetInt32(offset + ImageLayout.RateMillipence, rate);
        }

        /// <summary>Debt Recovery per Payment, hundredths of a percent.</summary>
        public int RecoveryPerPayment
        {
            get { return image.GetUInt16(ImageLayout.RecoveryPerPayment); }
        }

        /// <summary>Sets Debt Recovery per Payment.</summary>
        /// <param name="hundredthsOfPercent">0 to <see cref="WholePayment"/>.</param>
        /// <returns>A <see cref="DebtResult"/>.</returns>
        public int SetRecoveryPerPayment(int hundredthsOfPercent)
        {
            if (hundredthsOfPercent < 0 || hundredthsOfPercent > WholePayment)
            {
                return DebtResult.OutOfRange;
            }
            image.SetUInt16(ImageLayout.RecoveryPerPayment, hundredthsOfPercent);
            return DebtResult.Done;
        }

        /// <summary>charge x 10^priceScale currency units in millipence, or -1 if it is not a whole int.</summary>
        private static int ToMillipence(int charge, int priceScale)
        {
            int exponent = priceScale + MillipenceExponent;
            long amount = charge;
            for (; exponent > 0 && amount != 0; exponent--)
            {
                amount *= 10;
                if (amount > int.MaxValue)
                {
                    return -1;
                }
            }
            for (; exponent < 0 && amount != 0; exponent++)
            {
                if (amount % 10 != 0)
                {
                    return -1;
                }
                amount /= 10;
            }
            return (int)amount;
        }

        private static int AccountOf(int debt)
        {
            Invariant.Require(debt >= 0 && debt < Debt.Count, "a debt that exists");
            return Account.TimeDebt1 + debt;
        }

        private static int RateOffset(int debt)
        {
            Invariant.Require(debt == Debt.Time1 || debt == Debt.Time2, "a time debt");
            return ImageLayout.RecoveryRates + debt * ImageLayout.RecoveryRateLength;
        }
    }
}
