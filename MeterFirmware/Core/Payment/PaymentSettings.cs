using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>The payment settings in force. Who changes one calls <see cref="PaymentEngine.Apply"/>.</summary>
    public sealed class PaymentSettings
    {
        private const int SuspendDebtDisabledBit = 1;
        private const int SuspendDebtEmergencyBit = 2;
        private const int PackedModeShift = 2;

        // A currency unit in millipence.
        private const long CurrencyUnit = 100000;

        private readonly StateImage image;
        private readonly bool capInCurrencyUnits;

        /// <summary>Binds the settings to the image that holds them.</summary>
        /// <param name="image">The image.</param>
        /// <param name="kind">The <see cref="MeterKind"/>: it gives the unit of the rate cap.</param>
        public PaymentSettings(StateImage image, int kind)
        {
            this.image = image;
            capInCurrencyUnits = kind == MeterKind.Esme;
        }

        /// <summary>A <see cref="PaymentMode"/>; a new meter is in credit mode.</summary>
        public int Mode
        {
            get { return ModeOf(Get(PaymentSetting.Mode)); }
        }

        /// <summary>True in Prepayment Mode.</summary>
        public bool IsPrepayment
        {
            get { return Mode == PaymentMode.Prepayment; }
        }

        /// <summary>
        /// Suspend Debt Disabled (SMETS2 4.6.4.27, 5.7.4.45): time debts are not recovered while the supply is off.
        /// </summary>
        public bool SuspendDebtDisabled
        {
            get { return (Get(PaymentSetting.Mode) & SuspendDebtDisabledBit) != 0; }
        }

        /// <summary>
        /// Suspend Debt Emergency (4.6.4.28, 5.7.4.46): what is charged by time while emergency credit is in use goes to the
        /// Accumulated Debt Register.
        /// </summary>
        public bool SuspendDebtEmergency
        {
            get { return (Get(PaymentSetting.Mode) & SuspendDebtEmergencyBit) != 0; }
        }

        /// <summary>Disablement Threshold, millipence of Meter Balance.</summary>
        public int DisablementThreshold
        {
            get { return Get(PaymentSetting.DisablementThreshold); }
        }

        /// <summary>Emergency Credit Limit, millipence.</summary>
        public int EmergencyCreditLimit
        {
            get { return Get(PaymentSetting.EmergencyCreditLimit); }
        }

        /// <summary>Emergency Credit Threshold, millipence of Meter Balance.</summary>
        public int EmergencyCreditThreshold
        {
            get { return Get(PaymentSetting.EmergencyCreditThreshold); }
        }

        /// <summary>Low Credit Threshold, millipence.</summary>
        public int LowCreditThreshold
        {
            get { return Get(PaymentSetting.LowCreditThreshold); }
        }

        /// <summary>Maximum Credit Threshold, millipence; long.MaxValue where there is none.</summary>
        public long MaximumCredit
        {
            get { return LimitOf(PaymentSetting.MaximumCredit); }
        }

        /// <summary>Maximum Meter Balance Threshold, millipence; long.MaxValue where there is none.</summary>
        public long MaximumBalance
        {
            get { return LimitOf(PaymentSetting.MaximumBalance); }
        }

        /// <summary>Debt Recovery Rate Cap, millipence in 168 hours; long.MaxValue where there is none.</summary>
        public long RateCapMillipence
        {
            get
            {
                long cap = Get(PaymentSetting.RateCap);
                if (cap == 0 && MeterParameters.ZeroRateCapMeansNone)
                {
                    return long.MaxValue;
                }
                return capInCurrencyUnits ? cap * CurrencyUnit : cap;
            }
        }

        /// <summary>A setting as it is stored.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        public int Get(int setting)
        {
            Require(setting);
            return image.GetInt32(PaymentLayout.Settings + 4 * setting);
        }

        /// <summary>Packs a payment mode with its suspensions into the value of one setting.</summary>
        /// <param name="mode">A <see cref="PaymentMode"/>.</param>
        /// <param name="suspendDebtDisabled">Suspend Debt Disabled.</param>
        /// <param name="suspendDebtEmergency">Suspend Debt Emergency.</param>
        public static int PackMode(int mode, bool suspendDebtDisabled, bool suspendDebtEmergency)
        {
            int suspensions = suspendDebtDisabled ? SuspendDebtDisabledBit : 0;
            suspensions |= suspendDebtEmergency ? SuspendDebtEmergencyBit : 0;
            return (mode << PackedModeShift) | suspensions;
        }

        /// <summary>The payment mode in the value of the setting.</summary>
        /// <param name="packed">What <see cref="PackMode"/> gave.</param>
        public static int ModeOf(int packed)
        {
            return packed >> PackedModeShift;
        }

        /// <summary>True if the setting can have the value.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        /// <param name="value">Its value.</param>
        public static bool IsValid(int setting, int value)
        {
            switch (setting)
            {
                case PaymentSetting.Mode:
                    return value >= 0 && value < (PaymentMode.Prepayment + 1) << PackedModeShift;
                case PaymentSetting.EmergencyCreditLimit:
                case PaymentSetting.MaximumCredit:
                case PaymentSetting.MaximumBalance:
                case PaymentSetting.RateCap:
                case PaymentSetting.Calendar:
                    return value >= 0;
                default:
                    // A register goes from -int.MaxValue to int.MaxValue; a threshold with it.
                    return value != int.MinValue;
            }
        }

        /// <summary>Puts a value in force. <see cref="PaymentEngine.Apply"/> is the way to do it from outside.</summary>
        /// <param name="setting">A <see cref="PaymentSetting"/>.</param>
        /// <param name="value">A valid value.</param>
        internal void Set(int setting, int value)
        {
            Require(setting);
            Invariant.Require(IsValid(setting, value), "a setting within its range");
            image.SetInt32(PaymentLayout.Settings + 4 * setting, value);
        }

        private long LimitOf(int setting)
        {
            int limit = Get(setting);
            return limit == 0 && MeterParameters.ZeroCreditThresholdMeansNone ? long.MaxValue : limit;
        }

        private static void Require(int setting)
        {
            Invariant.Require(setting >= 0 && setting < PaymentSetting.Count, "a setting that exists");
        }
    }
}
