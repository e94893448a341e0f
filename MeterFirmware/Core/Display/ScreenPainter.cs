namespace MeterFirmware.Core.Display
{
    /// <summary>Draws a screen. During non-disablement the last cell of the first row has an F.</summary>
    internal sealed class ScreenPainter
    {
        private readonly DisplaySource source;
        private readonly RegisterFormat registers;
        private readonly ScreenText text;
        private readonly MoneyScreens money;
        private readonly TextScreens texts;
        private readonly ScreenList list;

        public ScreenPainter(DisplaySource source, DisplayProfile profile, ScreenText text, ScreenList list)
        {
            this.source = source;
            this.list = list;
            this.text = text;
            registers = profile.Registers;
            money = new MoneyScreens(source, text);
            texts = new TextScreens(source, text);
        }

        /// <summary>How many pages a screen has, which turn by themselves.</summary>
        public int PageCount(int screen, int item)
        {
            switch (screen)
            {
                case Screen.Debt:
                    return money.DebtPages(item);
                case Screen.Message:
                    return texts.MessagePages();
                case Screen.Contact:
                    return texts.ContactPages();
                default:
                    return 1;
            }
        }

        /// <summary>Draws a screen into blank cells.</summary>
        /// <param name="screen">A <see cref="Screen"/>.</param>
        /// <param name="item">Which of its items.</param>
        /// <param name="page">From 0; after the last comes the first.</param>
        public void Paint(int screen, int item, int page)
        {
            if (screen <= Screen.ActivePrice)
            {
                PaintMoney(screen, item, page);
            }
            else if (screen <= Screen.BlockCounter)
            {
                PaintRegister(screen, item);
            }
            else
            {
                PaintText(screen, page);
            }
            if (source.IsNonDisablement && screen != Screen.Message && screen != Screen.Contact)
            {
                text.SetCell(0, ScreenText.Columns - 1, 'F');
            }
        }

        private void PaintMoney(int screen, int item, int page)
        {
            switch (screen)
            {
                case Screen.Unlock:
                    Hint("Privacy PIN", "B: enter");
                    break;
                case Screen.Balance:
                    money.PaintBalance();
                    break;
                case Screen.CreditAvailable:
                    money.PaintCreditAvailable("Credit");
                    break;
                case Screen.EmergencyCredit:
                    money.PaintEmergencyCredit();
                    break;
                case Screen.EmergencyLeft:
                    money.Credit("Emergency left", source.EmergencyCreditLeftMillipence);
                    break;
                case Screen.EmergencyOwed:
                    money.Owed("Emergency owed", source.EmergencyCreditOwedMillipence);
                    break;
                case Screen.DebtToClear:
                    money.Owed("Debt to clear", source.DebtToClearMillipence);
                    break;
                case Screen.AccumulatedDebt:
                    money.Owed("Charges owed", source.AccumulatedDebtMillipence);
                    break;
                case Screen.Debt:
                    money.PaintDebt(item, page);
                    break;
                case Screen.StandingCharge:
                    money.PaintStandingCharge();
                    break;
                default:
                    money.PaintActivePrice();
                    break;
            }
        }

        private void PaintRegister(int screen, int item)
        {
            if (screen == Screen.Total)
            {
                text.WriteLeft(0, source.Kind == MeterKind.Gsme ? "Gas used" : "Import");
                registers.Write(text, 1, source.Total);
            }
            else if (screen == Screen.TouRegister)
            {
                text.WriteCount(0, text.WriteLeft(0, "Rate "), item + 1);
                registers.Write(text, 1, source.GetTouRegister(item));
            }
            else if (screen == Screen.BlockRegister)
            {
                PaintBlock("Block ", item, source.GetBlockRegister(item));
            }
            else
            {
                // A GSME's only figures of a block are its counters; an ESME has both.
                PaintBlock(source.Kind == MeterKind.Gsme ? "Block " : "Count ", item, source.GetBlockCounter(item));
            }
        }

        private void PaintBlock(string label, int item, long value)
        {
            int rates = source.RatesPerBlock;
            int column = text.WriteCount(0, text.WriteLeft(0, label), item / rates + 1);
            if (rates > 1)
            {
                text.WriteCount(0, text.WriteAt(0, column, " rate "), item % rates + 1);
            }
            registers.Write(text, 1, value);
        }

        private void PaintText(int screen, int page)
        {
            switch (screen)
            {
                case Screen.Supply:
                    texts.PaintSupply();
                    break;
                case Screen.Message:
                    texts.PaintMessage(page);
                    break;
                case Screen.TopUp:
                    Hint("Top up", "B: enter code");
                    break;
                case Screen.DateTime:
                    texts.PaintDateTime();
                    break;
                case Screen.MeterPoint:
                    texts.PaintMeterPoint();
                    break;
                case Screen.CustomerNumber:
                    texts.PaintCustomerNumber();
                    break;
                case Screen.Contact:
                    texts.PaintContact(page);
                    break;
                case Screen.Firmware:
                    texts.PaintFirmware();
                    break;
                case Screen.SetPin:
                    Hint("Privacy PIN", source.IsPrivacyPinEnabled ? "B: change" : "B: set");
                    break;
                case Screen.MessageWaiting:
                    Hint("Message", "PIN needed");
                    break;
                default:
                    PaintLowCredit();
                    break;
            }
        }

        // Behind the PIN the warning comes without the amount.
        private void PaintLowCredit()
        {
            if (list.IsLocked)
            {
                text.WriteLeft(0, "Low credit");
                return;
            }
            money.PaintCreditAvailable("Low credit");
        }

        private void Hint(string label, string hint)
        {
            text.WriteLeft(0, label);
            text.WriteRight(1, ScreenText.Columns, hint);
        }
    }
}
