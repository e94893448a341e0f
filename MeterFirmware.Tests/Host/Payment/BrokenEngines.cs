using System;
using System.Collections.Generic;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>Engines with one mistake each; the random walk must find every one of them.</summary>
internal static class BrokenEngines
{
    public static IReadOnlyDictionary<string, Func<WalkEngine>> All { get; } =
        new Dictionary<string, Func<WalkEngine>>
        {
            ["money made from nothing"] = () => new MakesMoney(),
            ["an adjustment treated as absolute"] = () => new AdjustsAbsolutely(),
            ["a reset that leaves a millipence"] = () => new LeavesSome(),
            ["a payment beyond percentage and cap"] = () => new TakesMore(),
            ["a collection at every turn"] = () => new CollectsAgain(),
            ["registers reset at power-up"] = () => new ForgetsAtPowerUp(),
        };

    private sealed class MakesMoney : WalkEngine
    {
        public override int AddCredit(MeterState state, long millipence)
        {
            int result = base.AddCredit(state, millipence);
            if (result == CreditResult.Accepted && millipence > 1000)
            {
                int balance = ImageLayout.Accounts + 8 * Account.MeterBalance;
                state.Image.SetInt64(balance, state.Image.GetInt64(balance) + 1);
            }

            return result;
        }
    }

    private sealed class AdjustsAbsolutely : WalkEngine
    {
        public override int AdjustDebt(MeterState state, int debt, int increment)
        {
            base.ResetDebt(state, debt);
            return base.AdjustDebt(state, debt, increment);
        }
    }

    private sealed class LeavesSome : WalkEngine
    {
        public override void ResetDebt(MeterState state, int debt)
        {
            int owed = state.Debts.GetMillipence(debt);
            base.AdjustDebt(state, debt, owed > 0 ? 1 - owed : 0);
        }
    }

    private sealed class TakesMore : WalkEngine
    {
        public override int AddCredit(MeterState state, long millipence)
        {
            int result = base.AddCredit(state, millipence);
            if (result == CreditResult.Accepted && state.Debts.GetMillipence(Debt.Payment) > 0)
            {
                state.Accounts.Transfer(Account.MeterBalance, Account.PaymentDebt, 1);
            }

            return result;
        }
    }

    private sealed class CollectsAgain : WalkEngine
    {
        public override void Tick(MeterState state)
        {
            base.Tick(state);
            if (state.Payment.Settings.IsPrepayment && state.Debts.GetMillipence(Debt.Time1) > 0)
            {
                state.Accounts.Transfer(Account.MeterBalance, Account.TimeDebt1, 1);
            }
        }
    }

    private sealed class ForgetsAtPowerUp : WalkEngine
    {
        public override void PowerUp(MeterState state)
        {
            long balance = state.Accounts.GetBalance(Account.MeterBalance);
            if (balance > 0)
            {
                state.Accounts.Transfer(Account.MeterBalance, Account.Adjustments, balance);
            }
        }
    }
}
