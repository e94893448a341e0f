using System;
using System.Collections.Generic;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>
/// Walks a meter through steps and checks after each what must hold whatever happens. It has a model of its own for the
/// rate cap: every payment ever made, in a list, none merged.
/// </summary>
internal sealed class Walk
{
    private const long WindowSeconds = 7 * 24 * 3600;

    private readonly WalkEngine engine;
    private readonly MeterConfiguration configuration;
    private readonly WalkRecords records = new();
    private readonly List<(long Time, long Amount)> payments = [];
    private readonly long[] before = new long[Account.Count];
    private readonly byte[] copy = new byte[ImageLayout.Length];
    private MeterState state;
    private long monotonic;
    private long now = 850_000_000;
    private bool isTimeKnown = true;

    public Walk(int kind, WalkEngine engine = null)
    {
        this.engine = engine ?? new WalkEngine();
        configuration = new MeterConfiguration(kind, [0, 0xDB, 0, 0, 0, 0, 0, 1], 1);
        state = new MeterState(configuration, records);
        TurnLoop();
    }

    /// <summary>Takes a step.</summary>
    /// <exception cref="InvalidOperationException">Something does not hold that must.</exception>
    public void Take(WalkStep step)
    {
        for (int account = 0; account < Account.Count; account++)
        {
            before[account] = state.Accounts.GetBalance(account);
        }
        Do(step);
        Check();
    }

    private PaymentEngine Meter => state.Payment;

    private void Do(WalkStep step)
    {
        switch (step.Action)
        {
            case WalkAction.Use:
                Meter.ChargeConsumption(Positive(step.First));
                break;
            case WalkAction.AddCredit:
                AddCredit(Positive(step.First));
                break;
            case WalkAction.Wait:
                now += Positive(step.First) % 20_000;
                TurnLoop();
                break;
            case WalkAction.SetClock:
                now += step.First % (10 * 86400);
                TurnLoop();
                break;
            case WalkAction.Outage:
                Restart();
                now += Positive(step.First) % (2 * 86400);
                TurnLoop();
                break;
            case WalkAction.LoseTime:
                isTimeKnown = false;
                TurnLoop();
                break;
            case WalkAction.FindTime:
                isTimeKnown = true;
                TurnLoop();
                break;
            case WalkAction.AdjustDebt:
                AdjustDebt((int)(Positive(step.Second) % Debt.Count), step.First);
                break;
            case WalkAction.ResetDebt:
                ResetDebt((int)(Positive(step.Second) % Debt.Count));
                break;
            case WalkAction.SetRate:
                int timeDebt = step.Second & 1;
                state.Debts.SetRate(timeDebt, (int)Positive(step.First));
                state.Debts.SetPeriod(timeDebt, (step.Second & 2) == 0 ? 3600 : 86400);
                break;
            case WalkAction.SetPercentage:
                state.Debts.SetRecoveryPerPayment((int)(Positive(step.First) % 10_002));
                break;
            default:
                Command(step);
                break;
        }
    }

    private void Command(WalkStep step)
    {
        int setting = (int)(Positive(step.Second) % PaymentSetting.Calendar);
        // Of the values of the mode only eight exist; a cap of a few units is what the cap is about.
        int value = setting switch
        {
            PaymentSetting.Mode => step.First & 7,
            PaymentSetting.RateCap => step.First % 20_000,
            _ => step.First,
        };
        switch (step.Action)
        {
            case WalkAction.SetMode:
                Meter.Apply(PaymentSetting.Mode, (step.First & 3) | ((step.First & 12) == 0 ? 0 : 4));
                break;
            case WalkAction.ApplySetting:
                Meter.Apply(setting, value);
                break;
            case WalkAction.ScheduleSetting:
                Meter.SetPassive(setting, value);
                Meter.Activate(setting, (step.Second & 64) == 0 ? now + step.First % 200_000 : PaymentEngine.Never);
                break;
            case WalkAction.ActivateEmergencyCredit:
                Require(Meter.ActivateEmergencyCredit() == Meter.Emergency.IsActive, "the answer is what is so");
                break;
            case WalkAction.AdjustBalance:
                AdjustBalance(step.First);
                break;
            case WalkAction.ResetBalance:
                ResetBalance(step.Second & 3);
                break;
            case WalkAction.CommandSupply:
                CommandSupply(step.Second & 3);
                break;
            case WalkAction.EnableLocally:
                Meter.Supply.EnableLocally();
                break;
            case WalkAction.SetStandingCharge:
                Meter.StandingChargeMillipencePerDay = (int)Positive(step.First);
                break;
            case WalkAction.RefusedCommit:
                RefuseCommit(step);
                break;
            case WalkAction.UseTopUpCounter:
                UseTopUpCounter((int)(Positive(step.First) % UtrnCounters.Carried));
                break;
        }
    }

    private void AddCredit(long amount)
    {
        int result = engine.AddCredit(state, amount);
        long taken = state.Accounts.GetBalance(Account.PaymentDebt) - before[Account.PaymentDebt];
        long received = before[Account.CreditsReceived] - state.Accounts.GetBalance(Account.CreditsReceived);
        Require(received == (result == CreditResult.Accepted ? amount : 0), "the whole credit arrives, or nothing");
        if (taken > 0)
        {
            payments.Add((isTimeKnown ? now : long.MaxValue, taken));
            Require(SumOfWindow() <= Meter.Settings.RateCapMillipence, "the cap holds in every window");
            Require(taken <= amount * state.Debts.RecoveryPerPayment / 10_000, "no more than the percentage");
        }
    }

    private long SumOfWindow()
    {
        long sum = 0;
        foreach ((long _, long amount) in payments)
        {
            sum += amount;
        }
        return sum;
    }

    private void AdjustDebt(int debt, int increment)
    {
        long owed = state.Debts.GetMillipence(debt);
        int result = engine.AdjustDebt(state, debt, increment);
        long wanted = Math.Max(0, owed + increment);
        bool fits = owed + increment <= int.MaxValue;
        Require(fits == (result == DebtResult.Done), "an adjustment that fits is done");
        Require(state.Debts.GetMillipence(debt) == (fits ? wanted : owed), "an adjustment is an increment");
    }

    private void ResetDebt(int debt)
    {
        Array.Copy(state.Image.Raw, copy, copy.Length);
        engine.ResetDebt(state, debt);
        Require(state.Debts.GetMillipence(debt) == 0, "a reset leaves exactly zero");
        int register = ImageLayout.Accounts + 8 * (Account.TimeDebt1 + debt);
        int adjustments = ImageLayout.Accounts + 8 * Account.Adjustments;
        Array.Clear(copy, register, 8);
        Array.Copy(state.Image.Raw, adjustments, copy, adjustments, 8);
        Require(copy.AsSpan().SequenceEqual(state.Image.Raw), "a reset changes nothing else");
    }

    private void AdjustBalance(int increment)
    {
        long balance = before[Account.MeterBalance];
        bool done = Meter.AdjustBalance(increment);
        long wanted = done ? balance + increment : balance;
        Require(state.Accounts.GetBalance(Account.MeterBalance) == wanted, "an adjustment is an increment");
    }

    private void ResetBalance(int which)
    {
        int account = which switch
        {
            0 => Account.MeterBalance,
            1 => Account.EmergencyCredit,
            2 => Account.AccumulatedDebt,
            _ => Account.BillToDate,
        };
        Action[] resets = [Meter.ResetBalance, Meter.ResetEmergencyCredit, Meter.ResetAccumulatedDebt, Meter.ResetBill];
        resets[which]();
        long left = state.Accounts.GetBalance(account) - (which == 1 ? Meter.Settings.EmergencyCreditLimit : 0);
        Require(left == 0, "a reset leaves nothing");
        for (int other = 0; other < Account.Count; other++)
        {
            bool same = state.Accounts.GetBalance(other) == before[other];
            Require(same || other == account || other == Account.Adjustments, "a reset moves nothing else");
        }
    }

    private void CommandSupply(int command)
    {
        switch (command)
        {
            case 0:
                Meter.Supply.Disable();
                break;
            case 1:
                Meter.Supply.Lock();
                break;
            case 2:
                Meter.Supply.Enable(Meter.HasCredit);
                break;
            default:
                Meter.Supply.Arm(Meter.HasCredit);
                break;
        }
    }

    private void RefuseCommit(WalkStep step)
    {
        state.Image.Mark();
        Array.Copy(state.Image.Raw, copy, copy.Length);
        Meter.AddCredit(Positive(step.First));
        Meter.Apply(PaymentSetting.EmergencyCreditLimit, step.Second);
        records.RefusesWrites = true;
        Require(!state.Store.Commit(), "a refused write is told");
        records.RefusesWrites = false;
        Require(copy.AsSpan().SequenceEqual(state.Image.Raw), "a refused command has changed nothing");
    }

    private void UseTopUpCounter(int carried)
    {
        long counter = Meter.TopUps.Resolve(carried);
        Require(counter % UtrnCounters.Carried == carried, "the counter is one that the UTRN can mean");
        if (Meter.TopUps.Check(counter) == CreditResult.Accepted)
        {
            Meter.TopUps.Accept(counter);
            Require(Meter.TopUps.Check(counter) == CreditResult.Duplicate, "a counter is used once");
        }
    }

    private void Restart()
    {
        state.Image.Mark();
        Require(state.Store.Commit(), "the state is written");
        MeterState next = new(configuration, records);
        Require(next.Store.Load() == StartResult.Loaded, "the state is read");
        engine.PowerUp(next);
        Require(next.Image.Raw.AsSpan().SequenceEqual(state.Image.Raw), "nothing is lost or reset at power-up");
        state = next;
        monotonic = 0;
    }

    private void TurnLoop()
    {
        monotonic += 1000;
        state.Clock.Set(monotonic, isTimeKnown, now);
        if (isTimeKnown)
        {
            ForgetPayments();
        }
        do
        {
            engine.Tick(state);
        } while (Meter.IsCatchingUp);
        Array.Copy(state.Image.Raw, copy, copy.Length);
        engine.Tick(state);
        Require(copy.AsSpan().SequenceEqual(state.Image.Raw), "a second turn at the same moment does nothing");
    }

    // A payment is out of the window once the clock has passed it by 168 hours; one of unknown time has that at which the
    // time was known again.
    private void ForgetPayments()
    {
        for (int i = payments.Count - 1; i >= 0; i--)
        {
            if (payments[i].Time == long.MaxValue)
            {
                payments[i] = (now, payments[i].Amount);
            }
            if (now - payments[i].Time >= WindowSeconds)
            {
                payments.RemoveAt(i);
            }
        }
    }

    private void Check()
    {
        Require(state.Accounts.Sum() == 0, "money is conserved");
        for (int debt = 0; debt < Debt.Count; debt++)
        {
            Require(state.Debts.GetMillipence(debt) >= 0, "no debt is below zero");
        }
        Require(state.Accounts.GetBalance(Account.AccumulatedDebt) <= 0, "the accumulated debt is not below zero");
        Require(state.Accounts.GetBalance(Account.BillToDate) <= 0, "the bill is not below zero");
        Require(Meter.Emergency.OwedMillipence >= 0, "no emergency credit is repaid twice");
        int supply = Meter.Supply.State;
        if (Meter.HasCredit)
        {
            Require(supply != SupplyState.Disabled, "who has credit is not disabled for want of it");
        }
        else
        {
            Require(supply is SupplyState.Disabled or SupplyState.Locked, "who has none is disabled");
        }
    }

    private static long Positive(int value) => value & int.MaxValue;

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
