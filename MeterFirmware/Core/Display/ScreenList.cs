using MeterFirmware.Core.Payment;

namespace MeterFirmware.Core.Display
{
    /// <summary>Which screens there are, by what the meter has, by its mode and by the privacy PIN.</summary>
    internal sealed class ScreenList
    {
        private readonly DisplaySource source;
        private readonly byte[] octets = new byte[DisplaySource.MostTextOctets];

        public ScreenList(DisplaySource source)
        {
            this.source = source;
        }

        /// <summary>True while what is personal stays hidden.</summary>
        public bool IsLocked { get; set; }

        /// <summary>How many items a screen has; 0 if it is not there.</summary>
        public int ItemCount(int screen)
        {
            if (IsLocked && IsPersonal(screen))
            {
                return 0;
            }
            switch (screen)
            {
                case Screen.Debt:
                    return Debt.Count;
                case Screen.TouRegister:
                    return source.TouRegisterCount;
                case Screen.BlockRegister:
                    return source.BlockRegisterCount;
                case Screen.BlockCounter:
                    return source.BlockCounterCount;
                default:
                    return IsThere(screen) ? 1 : 0;
            }
        }

        /// <summary>False for an item that has nothing to say: a debt of nothing in Credit mode.</summary>
        public bool IsItemThere(int screen, int item)
        {
            return screen != Screen.Debt || source.IsPrepayment || source.GetDebtMillipence(item) > 0;
        }

        // Anybody may see the total, which is what the meter is for, what helps with a supply that is off, and what is
        // printed on the meter anyway; the rest tells of somebody's money and habits.
        private static bool IsPersonal(int screen)
        {
            switch (screen)
            {
                case Screen.Unlock:
                case Screen.EmergencyCredit:
                case Screen.Total:
                case Screen.Supply:
                case Screen.TopUp:
                case Screen.DateTime:
                case Screen.MeterPoint:
                case Screen.Contact:
                case Screen.Firmware:
                    return false;
                default:
                    return true;
            }
        }

        private bool IsThere(int screen)
        {
            if (screen <= Screen.AccumulatedDebt)
            {
                return IsMoneyThere(screen);
            }
            switch (screen)
            {
                case Screen.StandingCharge:
                    return source.StandingChargeMillipence >= 0;
                case Screen.ActivePrice:
                    return source.ActivePriceMillipence >= 0;
                case Screen.Supply:
                    return source.Supply != DisplaySupply.None;
                case Screen.TopUp:
                    return source.IsPrepayment;
                case Screen.SetPin:
                    return source.HasPrivacyPin;
                default:
                    return IsTextThere(screen);
            }
        }

        private bool IsMoneyThere(int screen)
        {
            int emergency = source.EmergencyCredit;
            switch (screen)
            {
                case Screen.Unlock:
                    return IsLocked;
                case Screen.EmergencyCredit:
                    return emergency == DisplayEmergency.NotYet || emergency == DisplayEmergency.Offered;
                // Without emergency credit it is the balance, which has its own screen.
                case Screen.CreditAvailable:
                case Screen.EmergencyLeft:
                case Screen.EmergencyOwed:
                    return emergency == DisplayEmergency.Active;
                case Screen.DebtToClear:
                    return source.DebtToClearMillipence > 0;
                case Screen.AccumulatedDebt:
                    return source.AccumulatedDebtMillipence > 0;
                default:
                    return true;
            }
        }

        private bool IsTextThere(int screen)
        {
            switch (screen)
            {
                case Screen.Message:
                    return source.CopyMessage(octets) > 0;
                case Screen.MeterPoint:
                    return source.CopyMeterPoint(octets) > 0;
                case Screen.CustomerNumber:
                    return source.CopyCustomerNumber(octets) > 0;
                case Screen.Contact:
                    return source.CopySupplierName(octets) > 0 || source.CopySupplierTelephone(octets) > 0;
                case Screen.Firmware:
                    return source.CopyFirmwareVersion(octets) > 0
                        || source.ActivationPercent >= 0
                        || source.ReceptionPercent >= 0;
                default:
                    return true;
            }
        }
    }
}
