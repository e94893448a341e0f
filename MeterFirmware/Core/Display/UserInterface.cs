using System;

namespace MeterFirmware.Core.Display
{
    /// <summary>
    /// What the customer sees and does. Button A steps through the screens, and held for two seconds goes back to the default
    /// one; button B accepts. After 30 seconds without a button the default comes back by itself.
    /// </summary>
    /// <remarks>
    /// Enabling the supply and activating emergency credit are asked for with B on their screen, or with B held on the default
    /// one, and then confirmed by holding B anew. In an entry A changes the digit, B accepts it, B held takes the last one
    /// back, and A held gives up. A screen is drawn at most every <see cref="MeterParameters.DisplayRefreshMilliseconds"/>
    /// while no button is touched.
    /// </remarks>
    public sealed class UserInterface
    {
        // What is shown.
        private const int Resting = 0;
        private const int Browsing = 1;
        private const int Asking = 2;
        private const int Entering = 3;
        private const int Telling = 4;

        // What is asked for or entered.
        private const int SupplyQuestion = 0;
        private const int EmergencyQuestion = 1;
        private const int UtrnEntry = 2;
        private const int UnlockEntry = 3;
        private const int NewPinEntry = 4;
        private const int RepeatPinEntry = 5;

        private readonly DisplaySource source;
        private readonly ScreenText text = new ScreenText();
        private readonly ScreenList list;
        private readonly DefaultScreens defaults;
        private readonly ScreenPainter painter;
        private readonly DigitEntry entry = new DigitEntry();
        private readonly ButtonWatch buttonA = new ButtonWatch();
        private readonly ButtonWatch buttonB = new ButtonWatch();
        private readonly byte[] newPin = new byte[DigitEntry.PinDigits];

        private int mode = Resting;
        private int subject;
        private int screen;
        private int item;
        private long shownSince;
        private long touchedAt;
        private long drawnAt;
        private bool isStale = true;
        private bool isUnlocked;
        private string noticeAbove;
        private string noticeBelow;

        /// <summary>Shows a meter.</summary>
        /// <param name="source">What it knows and does.</param>
        /// <param name="profile">How it shows its registers; of the same kind of meter.</param>
        /// <exception cref="ArgumentException">The profile is that of the other kind.</exception>
        public UserInterface(DisplaySource source, DisplayProfile profile)
        {
            if (profile.Kind != source.Kind)
            {
                throw new ArgumentException("profile");
            }
            this.source = source;
            list = new ScreenList(source);
            defaults = new DefaultScreens(source, list);
            painter = new ScreenPainter(source, profile, text, list);
            text.Clear();
        }

        /// <summary>What is to be shown: rows of <see cref="ScreenText.Columns"/> cells.</summary>
        public byte[] Cells
        {
            get { return text.Cells; }
        }

        /// <summary>Takes the state of button A, on every turn of the board's loop.</summary>
        public void SetButtonA(bool isPressed)
        {
            TakeA(buttonA.Set(isPressed, source.MonotonicMilliseconds));
        }

        /// <summary>Takes the state of button B, on every turn of the board's loop.</summary>
        public void SetButtonB(bool isPressed)
        {
            TakeB(buttonB.Set(isPressed, source.MonotonicMilliseconds));
        }

        /// <summary>Brings the cells up to date.</summary>
        public void Tick()
        {
            long now = source.MonotonicMilliseconds;
            TakeA(buttonA.Poll(now));
            TakeB(buttonB.Poll(now));
            if (mode != Resting && now - touchedAt >= MeterParameters.DisplayTimeoutMilliseconds)
            {
                Rest();
            }
            if (mode == Telling && now - shownSince >= MeterParameters.DisplayAlternateMilliseconds)
            {
                Rest();
            }
            if (isStale || now - drawnAt >= MeterParameters.DisplayRefreshMilliseconds)
            {
                isStale = false;
                drawnAt = now;
                Draw(now);
            }
        }

        // ---- Drawing.

        private void Draw(long now)
        {
            list.IsLocked = source.IsPrivacyPinEnabled && !isUnlocked;
            text.Clear();
            switch (mode)
            {
                case Resting:
                    DrawDefault(now);
                    break;
                case Browsing:
                    DrawScreen(now);
                    break;
                case Asking:
                    text.WriteLeft(0, subject == SupplyQuestion ? "Supply on?" : "Use emergency?");
                    text.WriteLeft(1, "A no  hold B yes");
                    break;
                case Entering:
                    entry.Paint(text);
                    break;
                default:
                    text.WriteLeft(0, noticeAbove);
                    text.WriteRight(1, ScreenText.Columns, noticeBelow);
                    break;
            }
        }

        private void DrawDefault(long now)
        {
            int current = defaults.Current;
            defaults.Turn(now, current < 0 ? 1 : painter.PageCount(current, 0));
            painter.Paint(defaults.Current, 0, defaults.PageAt(now));
        }

        // What was on the screen may not be there any more: a register of another tariff, a message that was taken back.
        private void DrawScreen(long now)
        {
            if (item >= list.ItemCount(screen))
            {
                Rest();
                DrawDefault(now);
                return;
            }
            painter.Paint(screen, item, (int)((now - shownSince) / MeterParameters.DisplayAlternateMilliseconds));
        }

        // ---- Buttons.

        private void TakeA(int gesture)
        {
            if (!Touch(gesture))
            {
                return;
            }
            if (gesture == Gesture.Long)
            {
                Rest();
            }
            else if (gesture == Gesture.Down)
            {
                PressA();
            }
        }

        private void PressA()
        {
            switch (mode)
            {
                case Resting:
                case Browsing:
                    Step();
                    break;
                case Entering:
                    entry.Step();
                    break;
                default:
                    Rest();
                    break;
            }
        }

        private void TakeB(int gesture)
        {
            if (!Touch(gesture) || gesture == Gesture.Down)
            {
                return;
            }
            bool isLong = gesture == Gesture.Long;
            switch (mode)
            {
                case Resting:
                    AcceptDefault(isLong);
                    break;
                case Browsing:
                    Accept(screen);
                    break;
                case Asking:
                    if (isLong)
                    {
                        Confirm();
                    }
                    break;
                case Entering:
                    EnterDigit(isLong);
                    break;
                default:
                    Rest();
                    break;
            }
        }

        private bool Touch(int gesture)
        {
            if (gesture == Gesture.None)
            {
                return false;
            }
            touchedAt = source.MonotonicMilliseconds;
            isStale = true;
            list.IsLocked = source.IsPrivacyPinEnabled && !isUnlocked;
            return true;
        }

        // Back to the default screen; whoever comes next has to enter the PIN again.
        private void Rest()
        {
            mode = Resting;
            isUnlocked = false;
            isStale = true;
            list.IsLocked = source.IsPrivacyPinEnabled;
            entry.Wipe();
            WipeNewPin();
            defaults.Restart();
        }

        // To the next screen that is there; from the last to the default one.
        private void Step()
        {
            if (mode == Resting)
            {
                mode = Browsing;
                screen = 0;
                item = -1;
            }
            shownSince = source.MonotonicMilliseconds;
            do
            {
                item++;
                while (screen < Screen.StepCount && item >= list.ItemCount(screen))
                {
                    screen++;
                    item = 0;
                }
            } while (screen < Screen.StepCount && !list.IsItemThere(screen, item));
            if (screen >= Screen.StepCount)
            {
                Rest();
            }
        }

        // ---- What B does.

        private void AcceptDefault(bool isLong)
        {
            if (isLong && source.Supply == DisplaySupply.Armed)
            {
                Ask(SupplyQuestion);
            }
            else if (isLong && source.EmergencyCredit == DisplayEmergency.Offered)
            {
                Ask(EmergencyQuestion);
            }
            else
            {
                Accept(defaults.Current);
            }
        }

        private void Accept(int shown)
        {
            switch (shown)
            {
                case Screen.Supply:
                    if (source.Supply == DisplaySupply.Armed)
                    {
                        Ask(SupplyQuestion);
                    }
                    break;
                case Screen.EmergencyCredit:
                    if (source.EmergencyCredit == DisplayEmergency.Offered)
                    {
                        Ask(EmergencyQuestion);
                    }
                    break;
                case Screen.Message:
                    Tell("Message", source.AcknowledgeMessage() ? "noted" : "not possible");
                    break;
                case Screen.TopUp:
                    Enter(UtrnEntry, "Code", DigitEntry.UtrnDigits, false);
                    break;
                case Screen.Unlock:
                case Screen.MessageWaiting:
                    EnterPin(UnlockEntry, "PIN");
                    break;
                case Screen.SetPin:
                    EnterPin(NewPinEntry, "New PIN");
                    break;
                default:
                    break;
            }
        }

        private void Ask(int question)
        {
            mode = Asking;
            subject = question;
        }

        private void Confirm()
        {
            if (subject == SupplyQuestion)
            {
                Tell("Supply", source.EnableSupply() ? "on" : "not possible");
            }
            else
            {
                Tell("Emerg. credit", source.ActivateEmergencyCredit() ? "active" : "not possible");
            }
        }

        private void Tell(string above, string below)
        {
            mode = Telling;
            noticeAbove = above;
            noticeBelow = below;
            shownSince = source.MonotonicMilliseconds;
        }

        // ---- Entries.

        private void Enter(int what, string label, int digits, bool isHidden)
        {
            mode = Entering;
            subject = what;
            entry.Begin(label, digits, isHidden);
        }

        private void EnterPin(int what, string label)
        {
            if (source.IsPrivacyPinLockedOut)
            {
                Tell("Privacy PIN", "wait 5 minutes");
                return;
            }
            Enter(what, label, DigitEntry.PinDigits, true);
        }

        private void EnterDigit(bool isTakenBack)
        {
            if (isTakenBack)
            {
                entry.TakeBack();
            }
            else if (entry.Accept())
            {
                EndEntry();
            }
        }

        private void EndEntry()
        {
            switch (subject)
            {
                case UtrnEntry:
                    TellTopUp(source.EnterUtrn(entry.Digits));
                    break;
                case UnlockEntry:
                    Unlock(source.TryPrivacyPin(entry.Digits));
                    break;
                case NewPinEntry:
                    Array.Copy(entry.Digits, 0, newPin, 0, DigitEntry.PinDigits);
                    Enter(RepeatPinEntry, "Repeat", DigitEntry.PinDigits, true);
                    return;
                default:
                    SetPin();
                    break;
            }
            entry.Wipe();
        }

        private void Unlock(bool isRight)
        {
            if (!isRight)
            {
                Tell("Privacy PIN", "wrong");
                return;
            }
            isUnlocked = true;
            list.IsLocked = false;
            mode = Resting;
            Step();
        }

        private void SetPin()
        {
            bool isSame = true;
            for (int i = 0; i < DigitEntry.PinDigits; i++)
            {
                isSame = isSame && newPin[i] == entry.Digits[i];
            }
            WipeNewPin();
            if (!isSame)
            {
                Tell("Privacy PIN", "not the same");
                return;
            }
            Tell("Privacy PIN", source.SetPrivacyPin(entry.Digits) ? "set" : "not possible");
        }

        private void WipeNewPin()
        {
            for (int i = 0; i < newPin.Length; i++)
            {
                newPin[i] = 0;
            }
        }

        private void TellTopUp(int result)
        {
            switch (result)
            {
                case TopUpResult.Accepted:
                    Tell("Code accepted", "");
                    break;
                case TopUpResult.AcceptedSupplyEnabled:
                    Tell("Code accepted", "supply on");
                    break;
                case TopUpResult.AcceptedSupplyDisabled:
                    Tell("Code accepted", "supply off");
                    break;
                case TopUpResult.AcceptedSupplyArmed:
                    Tell("Code accepted", "hold B for on");
                    break;
                case TopUpResult.Duplicate:
                    Tell("Code refused", "used before");
                    break;
                case TopUpResult.MaximumCreditReached:
                    Tell("Code refused", "balance too high");
                    break;
                case TopUpResult.KeypadLocked:
                    Tell("Code refused", "wait and retry");
                    break;
                case TopUpResult.ValueTooLarge:
                    Tell("Code refused", "value too large");
                    break;
                case TopUpResult.Invalid:
                    Tell("Code refused", "not valid");
                    break;
                default:
                    Tell("Code refused", "error");
                    break;
            }
        }
    }
}
