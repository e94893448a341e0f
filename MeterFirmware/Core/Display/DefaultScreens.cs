namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What is shown while nobody touches a button: the screen of the mode and, in turn with it, whatever the customer should
    /// know.
    /// </summary>
    internal sealed class DefaultScreens
    {
        // Emergency left and owed, low credit, supply, emergency offered, debt to clear, activation, message.
        private const int Most = 8;

        private readonly DisplaySource source;
        private readonly ScreenList list;
        private readonly byte[] screens = new byte[Most];
        private int count;
        private long since;

        public DefaultScreens(DisplaySource source, ScreenList list)
        {
            this.source = source;
            this.list = list;
            Current = -1;
        }

        /// <summary>The one to be shown.</summary>
        public int Current { get; private set; }

        /// <summary>The page of it, as it turns by itself.</summary>
        public int PageAt(long now)
        {
            return (int)((now - since) / MeterParameters.DisplayAlternateMilliseconds);
        }

        /// <summary>Begins anew with the first.</summary>
        public void Restart()
        {
            Current = -1;
        }

        /// <summary>Goes on to the next when the current one has been shown in all its pages.</summary>
        /// <param name="now">Monotonic milliseconds.</param>
        /// <param name="pages">How many pages the current one has.</param>
        public void Turn(long now, int pages)
        {
            Collect();
            int index = IndexOf(Current);
            if (index < 0)
            {
                Current = screens[0];
                since = now;
            }
            else if (PageAt(now) >= (pages > 0 ? pages : 1))
            {
                Current = screens[(index + 1) % count];
                since = now;
            }
        }

        private int IndexOf(int screen)
        {
            for (int i = 0; i < count; i++)
            {
                if (screens[i] == screen)
                {
                    return i;
                }
            }
            return -1;
        }

        private void Collect()
        {
            count = 0;
            AddFirst();
            int supply = source.Supply;
            bool isOff = supply != DisplaySupply.None && supply != DisplaySupply.On;
            AddIf(source.IsPrepayment && source.IsLowCredit, Screen.LowCredit);
            AddIf(isOff, Screen.Supply);
            AddIf(source.EmergencyCredit == DisplayEmergency.Offered, Screen.EmergencyCredit);
            AddIf(isOff && list.ItemCount(Screen.DebtToClear) > 0, Screen.DebtToClear);
            AddIf(source.ActivationPercent >= 0, Screen.Firmware);
            AddIf(source.IsMessageNew, list.IsLocked ? Screen.MessageWaiting : Screen.Message);
        }

        // Behind the PIN the total takes the place of money.
        private void AddFirst()
        {
            if (!source.IsPrepayment || list.IsLocked)
            {
                Add(Screen.Total);
            }
            else if (source.EmergencyCredit == DisplayEmergency.Active)
            {
                Add(Screen.EmergencyLeft);
                Add(Screen.EmergencyOwed);
            }
            else
            {
                Add(Screen.CreditAvailable);
            }
        }

        private void AddIf(bool isWanted, int screen)
        {
            if (isWanted)
            {
                Add(screen);
            }
        }

        private void Add(int screen)
        {
            screens[count] = (byte)screen;
            count++;
        }
    }
}
