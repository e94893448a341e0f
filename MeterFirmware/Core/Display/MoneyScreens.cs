using MeterFirmware.Core.Payment;

namespace MeterFirmware.Core.Display
{
    /// <summary>Draws the screens about money and prices.</summary>
    internal sealed class MoneyScreens
    {
        private readonly DisplaySource source;
        private readonly ScreenText text;

        public MoneyScreens(DisplaySource source, ScreenText text)
        {
            this.source = source;
            this.text = text;
        }

        /// <summary>A debt has a second page if something takes from it.</summary>
        public int DebtPages(int debt)
        {
            return HasRate(debt) ? 2 : 1;
        }

        public void PaintBalance()
        {
            long balance = source.MeterBalanceMillipence;
            if (source.IsPrepayment)
            {
                Credit("Balance", balance);
            }
            else if (balance > 0)
            {
                Credit("In credit", balance);
            }
            else
            {
                Owed("Amount due", -balance);
            }
        }

        public void PaintCreditAvailable(string label)
        {
            bool isActive = source.EmergencyCredit == DisplayEmergency.Active;
            long left = isActive ? source.EmergencyCreditLeftMillipence : 0;
            Credit(label, source.MeterBalanceMillipence + left);
        }

        public void PaintEmergencyCredit()
        {
            text.WriteLeft(0, "Emerg. credit");
            if (source.EmergencyCredit != DisplayEmergency.Offered)
            {
                text.WriteRight(1, ScreenText.Columns, "not yet");
                return;
            }
            text.WriteLeft(1, "hold B");
            text.WriteMoney(1, ScreenText.Columns, source.EmergencyCreditLimitMillipence, source.IsEuro);
        }

        public void PaintDebt(int debt, int page)
        {
            text.WriteLeft(0, LabelOf(debt));
            if (page % DebtPages(debt) == 0)
            {
                text.WriteOwed(1, ScreenText.Columns, source.GetDebtMillipence(debt), source.IsEuro);
                return;
            }
            if (debt == Debt.Payment)
            {
                int end = text.WriteRight(1, ScreenText.Columns, "% of pay");
                text.WriteNumber(1, end, source.DebtRecoveryPerPayment, 3, 2);
                return;
            }
            bool isHourly = source.GetDebtPeriodSeconds(debt) == DebtRegisters.HourSeconds;
            int column = text.WriteRight(1, ScreenText.Columns, isHourly ? "/hour" : "/day");
            text.WriteOwed(1, column, source.GetDebtRateMillipence(debt), source.IsEuro);
        }

        public void PaintStandingCharge()
        {
            text.WriteLeft(0, "Daily charge");
            Price(source.StandingChargeMillipence, "/day");
        }

        public void PaintActivePrice()
        {
            int column = 0;
            if (source.ActiveRate > 0)
            {
                column = text.WriteCount(0, text.WriteAt(0, column, "Rate "), source.ActiveRate) + 1;
            }
            if (source.ActiveBlock > 0)
            {
                column = text.WriteCount(0, text.WriteAt(0, column, "Block "), source.ActiveBlock) + 1;
            }
            if (column == 0)
            {
                text.WriteLeft(0, "Price");
            }
            Price(source.ActivePriceMillipence, "/kWh");
        }

        public void Credit(string label, long amountMillipence)
        {
            text.WriteLeft(0, label);
            text.WriteMoney(1, ScreenText.Columns, amountMillipence, source.IsEuro);
        }

        public void Owed(string label, long amountMillipence)
        {
            text.WriteLeft(0, label);
            text.WriteOwed(1, ScreenText.Columns, amountMillipence, source.IsEuro);
        }

        private static string LabelOf(int debt)
        {
            return debt == Debt.Time1 ? "Time debt 1"
                : debt == Debt.Time2 ? "Time debt 2"
                : "Payment debt";
        }

        private bool HasRate(int debt)
        {
            return debt == Debt.Payment ? source.DebtRecoveryPerPayment > 0 : source.GetDebtRateMillipence(debt) > 0;
        }

        // A price is no amount: in pence or cents with all three decimals that the register has it is exact, where two
        // decimals of a pound would hide a fifth of some.
        private void Price(long priceMillipence, string per)
        {
            int column = text.WriteRight(1, ScreenText.Columns, per) - 1;
            text.SetCell(1, column, source.IsEuro ? 'c' : 'p');
            text.WriteNumber(1, column, priceMillipence, 4, 3);
        }
    }
}
