using System;
using System.Collections.Generic;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>The mistakes that a meter could make with a message; the walks must find each of them.</summary>
/// <param name="Complaints">What the walk must complain of: one of these.</param>
internal sealed record Mistake(params string[] Complaints)
{
    public bool IgnoresContent { get; init; }

    public Action<MeterState> WhenJudging { get; init; } = _ => { };

    public Action<MeterState, bool> AfterRunning { get; init; } = (_, _) => { };

    public static IReadOnlyDictionary<string, Mistake> All { get; } =
        new Dictionary<string, Mistake>
        {
            ["content that is not looked at"] = new("threw") { IgnoresContent = true },
            ["a replay counter that is forgotten"] = new("replay counter")
            {
                WhenJudging = state => Array.Clear(state.Image.Raw, ImageLayout.ReplayCounters, 8),
            },
            ["a refused message that changes a setting"] = new("changed something")
            {
                WhenJudging = state => state.Payment.SetPassive(PaymentSetting.LowCreditThreshold, 7),
            },
            // It may be met first where nothing at all may change.
            ["a failed instruction that moves money"] = new("failed", "changed something")
            {
                AfterRunning = (state, succeeded) =>
                    state.Accounts.Transfer(Account.Adjustments, Account.MeterBalance, succeeded ? 0 : 1),
            },
            ["a credit that nobody paid"] = new("credit")
            {
                AfterRunning = (state, succeeded) =>
                    state.Accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, succeeded ? 1 : 0),
            },
        };

    /// <summary>A handler that makes the mistake.</summary>
    public PayloadHandler Around(PayloadHandler handler, MeterState state) => new Mistaken(this, handler, state);

    private sealed class Mistaken(Mistake mistake, PayloadHandler inner, MeterState state) : PayloadHandler
    {
        public override UseCaseTable UseCases => inner.UseCases;

        public override bool Succeeded => inner.Succeeded;

        public override void Use(TopUpEntry topUps) => inner.Use(topUps);

        public override void Use(MessageBuilder answer) => inner.Use(answer);

        public override bool Conforms(int useCase, byte[] message, int offset, int count)
        {
            mistake.WhenJudging(state);
            return mistake.IgnoresContent || inner.Conforms(useCase, message, offset, count);
        }

        public override void Execute(int action, int useCase, byte[] message, int offset, int count, OctetWriter reply)
        {
            inner.Execute(action, useCase, message, offset, count, reply);
            mistake.AfterRunning(state, inner.Succeeded);
        }

        public override void WriteAlert(
            int code,
            byte[] counter,
            int counterOffset,
            long utcSeconds,
            OctetWriter alert
        ) => inner.WriteAlert(code, counter, counterOffset, utcSeconds, alert);

        public override int OutcomeMessageCode => inner.OutcomeMessageCode;

        public override void WriteOutcome(
            int item,
            int messageCode,
            byte[] counter,
            int counterOffset,
            OctetWriter alert
        ) => inner.WriteOutcome(item, messageCode, counter, counterOffset, alert);
    }
}
