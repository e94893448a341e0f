using MeterFirmware.Core.Payment;

namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What the customer sees and does: button A steps through the screens, and without a button the default one comes back.
    /// </summary>
    public sealed class UserInterface
    {
        // Until the meter has a display profile: whole kWh with leading zeros, and SECMP0006 for gas.
        private const int EnergyDigits = 6;
        private const int GasDigits = 8;
        private const int GasDecimals = 3;

        private readonly MeterState state;
        private readonly ScreenText text = new ScreenText();
        private int screen;
        private bool wasPressed;
        private long touchedAtMilliseconds;

        /// <summary>Shows the state of a meter.</summary>
        public UserInterface(MeterState state)
        {
            this.state = state;
        }

        /// <summary>What is to be shown: rows of <see cref="ScreenText.Columns"/> cells.</summary>
        public byte[] Cells
        {
            get { return text.Cells; }
        }

        /// <summary>Takes the state of button A; a press steps to the next screen.</summary>
        public void SetButtonA(bool isPressed)
        {
            if (isPressed && !wasPressed)
            {
                screen = (screen + 1) % Screen.Count;
                touchedAtMilliseconds = state.Clock.MonotonicMilliseconds;
            }
            wasPressed = isPressed;
        }

        /// <summary>Brings the cells up to date.</summary>
        public void Tick()
        {
            long untouched = state.Clock.MonotonicMilliseconds - touchedAtMilliseconds;
            if (untouched >= MeterParameters.DisplayTimeoutMilliseconds)
            {
                screen = Screen.Balance;
            }
            text.Clear();
            switch (screen)
            {
                case Screen.Balance:
                    ShowMoney("Balance", state.Accounts.GetBalance(Account.MeterBalance));
                    break;
                case Screen.Total:
                    ShowTotal();
                    break;
                case Screen.TimeDebt1:
                    ShowDebt("Time debt 1", Debt.Time1);
                    break;
                case Screen.TimeDebt2:
                    ShowDebt("Time debt 2", Debt.Time2);
                    break;
                default:
                    ShowDebt("Payment debt", Debt.Payment);
                    break;
            }
        }

        private void ShowMoney(string label, long amountMillipence)
        {
            text.WriteLeft(0, label);
            text.WriteMoney(1, amountMillipence);
        }

        // A debt is shown as what is owed, rounded up: as the balance that it is, less its sign.
        private void ShowDebt(string label, int debt)
        {
            long owed = state.Debts.GetMillipence(debt);
            ShowMoney(label, (owed + 999) / 1000 * 1000);
        }

        private void ShowTotal()
        {
            bool isGas = state.Configuration.Kind == MeterKind.Gsme;
            text.WriteLeft(0, isGas ? "Gas used" : "Import");
            long value = state.Consumption.Value;
            if (isGas)
            {
                text.WriteReading(1, value, GasDigits, GasDecimals, 3);
                text.SetCell(1, ScreenText.Columns - 2, 'm');
                text.SetCell(1, ScreenText.Columns - 1, Glyph.Cubed);
                return;
            }
            text.WriteReading(1, value / 1000, EnergyDigits, 0, 4);
            text.SetCell(1, ScreenText.Columns - 3, 'k');
            text.SetCell(1, ScreenText.Columns - 2, 'W');
            text.SetCell(1, ScreenText.Columns - 1, 'h');
        }
    }
}
