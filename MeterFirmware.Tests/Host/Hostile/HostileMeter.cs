using System;
using System.Linq;
using System.Text;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>
/// A whole meter and everyone who wants something from it: noise on the line, messages that were tampered with, and parties
/// whose keys are right and whose payloads are not. After each step:
/// nothing was thrown; what was sent is a text line of at most 4,096 octets on the channel of its command; a message that was
/// refused has no answer and changed nothing but the security log; an instruction that failed changed nothing; what the
/// flash refused changed nothing; the accounts add up to zero and the image may be stored; no replay counter is lower; and
/// credit comes from a UTRN of the supplier, once. At the end an honest command works.
/// </summary>
internal sealed class HostileMeter
{
    private const long Start = MeterRig.Noon2030;
    private const byte SupplierKey = 1;
    private const byte BrokerKey = 2;
    private const byte DeviceKey = 3;
    private const int CommandChannel = 7;
    private const int ActivateFirmwareCode = 0x0012;

    // From the grouping header on, in what Rig.Command makes.
    private const int BodyAt = 15;

    private static readonly byte[] brokerId = [0x90, 0xB3, 0xD5, 2, 2, 2, 0, 0];
    private static readonly byte[] operatorId = [0x90, 0xB3, 0xD5, 3, 3, 3, 0, 0];

    private readonly int kind;
    private readonly Mistake mistake;
    private readonly Tally tally;
    private readonly Rig commands;
    private readonly MemoryRecordStore records = new();
    private readonly TopUps topUps = new();
    private readonly byte[] before = new byte[ImageLayout.Length];
    private MeterState state;
    private Meter meter;
    private PayloadHandler handler;
    private int counter = 1;
    private long seconds;
    private bool isFailureUntold;
    private string what;

    public HostileMeter(int kind, Mistake mistake, Tally tally)
    {
        this.kind = kind;
        this.mistake = mistake;
        this.tally = tally;
        commands = new Rig(kind);
        RemoteParties parties = new();
        byte[] supplierKey = FakeCryptography.KeyOf(SupplierKey);
        byte[] brokerKey = FakeCryptography.KeyOf(BrokerKey);
        byte[] prepaymentKey = FakeCryptography.KeyOf(TopUps.PrepaymentKey);
        parties.Add(RemoteRole.Supplier, Rig.SupplierId, supplierKey, supplierKey, prepaymentKey);
        parties.Add(RemoteRole.AccessControlBroker, brokerId, null, brokerKey, null);
        parties.Add(RemoteRole.NetworkOperator, operatorId, brokerKey, brokerKey, null);
        parties.Save(records);
        NewMeter.Declare(records);
        PowerUp();
        state.Payment.Apply(PaymentSetting.Mode, PaymentSettings.PackMode(PaymentMode.Prepayment, false, false));
    }

    /// <summary>Takes the steps of a walk.</summary>
    /// <param name="walk">A seed each.</param>
    public void Follow(int[] walk)
    {
        foreach (int seed in walk)
        {
            what = "";
            try
            {
                Step(new Random(seed));
            }
            catch (Exception thrown) when (thrown is not Broken)
            {
                throw new Broken($"threw, after {what}", thrown);
            }
        }
        Demand(IsHonestCommandDone(), "an honest command no longer works");
    }

    private void Step(Random random)
    {
        switch (random.Next(16))
        {
            case 0:
            case 1:
                Noise(random);
                break;
            case 2:
            case 3:
            case 4:
                Forge(random);
                break;
            case 5:
                seconds += random.Next(random.Next(2) == 0 ? 4000 : 400000);
                state.Payment.ChargeConsumption(random.Next(100000));
                break;
            case 6:
                PowerUp();
                break;
            default:
                Authentic(random);
                break;
        }
        what += " and a tick";
        Tick();
        Settle();
    }

    private void PowerUp()
    {
        byte[] counters = state == null ? null : Counters();
        state = Make.State(kind, records);
        handler =
            kind == MeterKind.Esme
                ? new EsmePayload(EsmePayload.CreateGroups(state))
                : new GsmePayload(GsmePayload.CreateGroups(state));
        handler = mistake == null ? handler : mistake.Around(handler, state);
        meter = new Meter(state, records, new FakeCryptography(DeviceKey), handler);
        byte[] version = [1, 2, 3, 4];
        meter.UseUpdate(
            new Activation(
                state,
                new RunningFirmware(version, new byte[32], RunningFirmware.Deployed, false),
                null,
                null
            ),
            null
        );
        meter.Server.Common = new ActivateFirmware(state, meter.Activation);
        Demand(StartResult.MayRun(meter.Start()), "the meter does not start");
        Demand(counters == null || IsNotBelow(counters), "a replay counter is lower after a restart");
        Tick();
    }

    private void Tick()
    {
        seconds++;
        meter.Tick(seconds * 1000, true, Start + seconds);
        TakeSent(Meter.AlertChannel);
    }

    private void Noise(Random random)
    {
        byte[] line = new byte[random.Next(1, 400)];
        random.NextBytes(line);
        string hex = Convert.ToHexString(line);
        string text = random.Next(6) switch
        {
            0 => Encoding.Latin1.GetString(line),
            1 => $"GBCS:DATA#{random.Next(300)}:{random.Next(5000)}:{hex}",
            2 => $"GBCS:DATA#{random.Next(256)}:{line.Length}:{hex}",
            3 => $"GBCS:DATA#1:{line.Length}:{hex[..random.Next(hex.Length)]}\r{hex}",
            4 => $"GBCS:DATA#:{new string('9', random.Next(40))}:{hex}",
            _ => $"GBCS:DATA#1:{new string('0', random.Next(40))}{line.Length}:{hex}{hex}",
        };
        what = "the line " + text;
        KeepState();
        Give(Encoding.Latin1.GetBytes(text + "\r\n"));
        Demand(TakeSent(CommandChannel) == null, "noise was answered");
        DemandUnchanged("noise changed something", ImageLayout.SecurityLog, ImageLayout.LogTailLength);
        tally.Lines++;
    }

    private void Forge(Random random)
    {
        byte[] message = Message(random, out _, out _, out _);
        byte[] forged = Mutation.Of(random, message);
        if (forged.Length is 0 or > MessageLimits.MaxOctets)
        {
            return;
        }
        what = "the forged message " + Convert.ToHexString(forged);
        KeepState();
        byte[] counters = Counters();
        byte[] answer = Send(forged);
        Demand(IsNotBelow(counters), "a replay counter is lower");
        if (meter.LastRefusal == Refusal.None && IsSameBody(message, forged))
        {
            // The form of the outer header's length is all that the MAC does not cover.
            return;
        }
        DemandRefused(answer);
        tally.Forged++;
    }

    private void Authentic(Random random)
    {
        byte[] message = Message(random, out int useCase, out byte[] payload, out string utrn);
        what = "the authentic message " + Convert.ToHexString(message);
        KeepState();
        byte[] counters = Counters();
        long credits = state.Accounts.GetBalance(Account.CreditsReceived);
        records.RefuseWrites = random.Next(25) == 0;
        bool isStored = !records.RefuseWrites;
        isFailureUntold |= records.RefuseWrites;
        byte[] answer = Send(message);
        records.RefuseWrites = false;
        Demand(IsNotBelow(counters), "a replay counter is lower");
        DemandCredit(credits - state.Accounts.GetBalance(Account.CreditsReceived), useCase, utrn);
        if (meter.LastRefusal != Refusal.None)
        {
            DemandRefused(answer);
            tally.NotConforming += meter.LastRefusal == Refusal.NotConforming ? 1 : 0;
            return;
        }
        if (!isStored)
        {
            DemandUnchanged("what the flash refused has changed something");
            return;
        }
        bool isCommon = handler.UseCases.Has(useCase, UseCaseFlags.Common);
        bool isOne = kind == MeterKind.Esme ? payload[5] == 0 && payload[6] == 1 : payload[2] == 1;
        if (!isCommon && !handler.Succeeded && isOne)
        {
            DemandFailureUnchanged();
        }
        Demand(answer != null || isCommon, "an accepted command has no answer");
        tally.Succeeded += !isCommon && handler.Succeeded ? 1 : 0;
        tally.Failed += !isCommon && !handler.Succeeded ? 1 : 0;
    }

    // Right in MAC and, mostly, in signature, originator and counter.
    private byte[] Message(Random random, out int useCase, out byte[] payload, out string utrn)
    {
        UseCaseTable useCases = handler.UseCases;
        // Money would be met once in a hundred use cases otherwise.
        useCase = random.Next(25) == 0 ? TopUpOf(useCases) : random.Next(useCases.Count);
        int code = useCases.GetMessageCode(useCase);
        int number = random.Next(12) == 0 ? random.Next(counter) : ++counter;
        utrn = topUps.Next(random);
        payload =
            code == ActivateFirmwareCode ? DerGrammar.Payload(random, number)
            : code == SetGasClock.MessageCode ? DerGrammar.Interval(random)
            : kind == MeterKind.Esme ? EsmeGrammar.Payload(random, useCases, useCase, utrn, number)
            : GsmeGrammar.Payload(random, useCases, useCase, utrn);
        payload = random.Next(8) == 0 ? Mutation.Of(random, payload) : payload;
        payload = payload[..Math.Min(payload.Length, 3900)];
        bool isSigned = useCases.Has(useCase, UseCaseFlags.Critical) != (random.Next(30) == 0);
        byte[] originator = random.Next(30) switch
        {
            0 => operatorId,
            1 => brokerId,
            2 => Make.DeviceId(),
            _ => Rig.SupplierId,
        };
        return commands.Command(originator, code, number, payload, isSigned);
    }

    private bool IsHonestCommandDone()
    {
        what = "the honest command";
        counter++;
        byte[] payload =
            kind == MeterKind.Esme
                ? Payloads.InvokeDebt(Debt.Payment, 4, -1)
                : Payloads.ChangeDebt([2 * Debt.Payment + 1], -1, 0xFF, 0, 0);
        if (kind == MeterKind.Gsme)
        {
            // Not older than any event before.
            Octets.SetInt32(payload, 11, -1);
        }
        int code = kind == MeterKind.Esme ? 0x001E : 0x006E;
        byte[] answer = Send(commands.Command(code, counter, payload, true));
        return answer != null && meter.LastRefusal == Refusal.None && handler.Succeeded;
    }

    private byte[] Send(byte[] message)
    {
        Give(
            Encoding.ASCII.GetBytes($"GBCS:DATA#{CommandChannel}:{message.Length}:{Convert.ToHexString(message)}\r\n")
        );
        return TakeSent(CommandChannel);
    }

    private void Give(byte[] line)
    {
        int taken = 0;
        while (taken < line.Length)
        {
            int count = meter.Receive(line, taken, line.Length - taken);
            taken += count;
            Demand(count > 0 || meter.IsSending, "the line is stuck");
            if (count == 0)
            {
                return;
            }
        }
    }

    // What the meter sends, or null; it must be a line of the text form on the channel.
    private byte[] TakeSent(int channel)
    {
        StringBuilder text = new();
        byte[] piece = new byte[61];
        for (int count = meter.Send(piece); count > 0; count = meter.Send(piece))
        {
            text.Append(Encoding.ASCII.GetString(piece, 0, count));
        }
        if (text.Length == 0)
        {
            return null;
        }
        string[] parts = text.ToString().Split(':');
        bool isLine =
            parts.Length == 4 && parts[0] == "GBCS" && parts[1] == $"DATA#{channel}" && parts[3].EndsWith("\r\n");
        Demand(isLine, "what was sent is no text line: " + text);
        byte[] sent = Convert.FromHexString(parts[3][..^2]);
        Demand(
            sent.Length <= MessageLimits.MaxOctets && parts[2] == sent.Length.ToString(),
            "a line of a wrong length"
        );
        return sent;
    }

    private void Settle()
    {
        Demand(state.Accounts.Sum() == 0, "the accounts do not add up");
        Demand(ImageCheck.Holds(state.Image.Raw), "the image may not be stored");
    }

    private void KeepState() => state.Image.Raw.CopyTo(before, 0);

    private byte[] Counters() =>
        state.Image.Raw[ImageLayout.ReplayCounters..(ImageLayout.ReplayCounters + 8 * ImageLayout.ReplayCounterSlots)];

    private bool IsNotBelow(byte[] counters) =>
        Enumerable
            .Range(0, ImageLayout.ReplayCounterSlots)
            .All(party =>
                Octets.CompareCounters(state.Image.Raw, ImageLayout.ReplayCounters + 8 * party, counters, 8 * party)
                >= 0
            );

    private static bool IsSameBody(byte[] message, byte[] forged)
    {
        Envelope envelope = new();
        return envelope.Parse(forged, forged.Length)
            && message.AsSpan(BodyAt).SequenceEqual(forged.AsSpan(envelope.BodyOffset));
    }

    private void DemandCredit(long credit, int useCase, string utrn)
    {
        if (credit == 0)
        {
            return;
        }
        bool isTopUp = handler.UseCases.Has(useCase, UseCaseFlags.TopUp) && meter.LastRefusal == Refusal.None;
        Demand(isTopUp && credit == topUps.WorthOf(utrn), $"a credit of {credit} that is not the UTRN's");
        topUps.Take(utrn);
        tally.Credits++;
    }

    private void DemandRefused(byte[] answer)
    {
        Demand(meter.LastRefusal != Refusal.None, "it should have been refused and was not");
        Demand(answer == null, "a refused message was answered");
        // The event log tells of a refused write with the first commit that succeeds, whatever that is for.
        DemandUnchanged(
            "a refused message changed something",
            ImageLayout.SecurityLog,
            ImageLayout.LogTailLength,
            ImageLayout.EventLog,
            isFailureUntold ? ImageLayout.LogTailLength : 0
        );
    }

    private void DemandFailureUnchanged() =>
        DemandUnchanged(
            "an instruction that failed changed something",
            ImageLayout.SecurityLog,
            ImageLayout.LogTailLength,
            ImageLayout.EventLog,
            ImageLayout.LogTailLength,
            ImageLayout.ReplayCounters,
            8 * ImageLayout.ReplayCounterSlots,
            PaymentLayout.Alerts,
            PaymentLayout.End - PaymentLayout.Alerts
        );

    // Nothing but the sequence, the check and these ranges: offset and length of each.
    private void DemandUnchanged(string complaint, params int[] ranges)
    {
        byte[] then = [.. before];
        byte[] now = [.. state.Image.Raw];
        int[] all = [ImageLayout.Sequence, 4, ImageLayout.Check, 4, .. ranges];
        for (int i = 0; i < all.Length; i += 2)
        {
            Array.Clear(then, all[i], all[i + 1]);
            Array.Clear(now, all[i], all[i + 1]);
        }
        int at = then.AsSpan().CommonPrefixLength(now);
        Demand(at == now.Length, $"{complaint}, at {at} of the image");
    }

    private void Demand(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new Broken($"{complaint}, after {what}", null);
        }
    }

    private sealed class Broken(string complaint, Exception inner) : Exception(complaint, inner);

    private static int TopUpOf(UseCaseTable useCases) =>
        Enumerable.Range(0, useCases.Count).First(row => useCases.Has(row, UseCaseFlags.TopUp));
}
