using System;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// What a flash means: the image that a meter would load from it, whole but for sequence and check, which say nothing of a
/// meter, and what it would read from its other records (<see cref="Readable"/>). A part that keeps state in further records
/// adds what those mean there.
/// </summary>
internal sealed class FlashState
{
    private readonly byte[] logsAndTables;
    private readonly byte[] calendars;
    private readonly byte[] events;

    private FlashState(int result, MeterState state, IRecordStore flash)
    {
        Result = result;
        Octets = Meaning(state.Image);
        Consumption = state.Consumption.Value;
        Sum = state.Accounts.Sum();
        state.Reload();
        logsAndTables = Readable.LogsAndTables(state);
        calendars =
        [
            .. Calendar(flash, state.Image, PaymentLayout.Settings),
            .. Calendar(flash, state.Image, PaymentLayout.PassiveSettings),
        ];
        events = Readable.Events(state);
    }

    /// <summary>What a start would find.</summary>
    public int Result { get; }

    public byte[] Octets { get; }

    public long Consumption { get; }

    /// <summary>Of all accounts.</summary>
    public long Sum { get; }

    public static FlashState Of(IRecordStore flash, int kind)
    {
        MeterState state = Make.State(kind, flash);
        return new(state.Store.Load(), state, flash);
    }

    /// <summary>True if a meter with this state in memory has the same on the flash.</summary>
    public bool IsOf(MeterState state) =>
        Octets.AsSpan().SequenceEqual(Meaning(state.Image))
        && logsAndTables.AsSpan().SequenceEqual(Readable.LogsAndTables(state));

    /// <summary>True if the two have the same accounts and the same top ups.</summary>
    public bool EqualsInMoney(FlashState other) =>
        Part(ImageLayout.Accounts, 8 * 11).SequenceEqual(other.Part(ImageLayout.Accounts, 8 * 11))
        && Part(PaymentLayout.UtrnHighest, 8 + PaymentLayout.UtrnSeenLength)
            .SequenceEqual(other.Part(PaymentLayout.UtrnHighest, 8 + PaymentLayout.UtrnSeenLength));

    /// <summary>True if nobody could tell the two apart.</summary>
    public bool Equals(FlashState other) =>
        Octets.AsSpan().SequenceEqual(other.Octets) && ReadsAs(other) && events.AsSpan().SequenceEqual(other.events);

    /// <summary>True if the two differ in nothing but logs of events that the image does not count.</summary>
    public bool EqualsButForEventRecords(FlashState other) =>
        Octets.AsSpan().SequenceEqual(other.Octets) && ReadsAs(other);

    /// <summary>True if the energy logs, the tables and the calendars read the same.</summary>
    public bool ReadsAs(FlashState other) =>
        logsAndTables.AsSpan().SequenceEqual(other.logsAndTables) && calendars.AsSpan().SequenceEqual(other.calendars);

    /// <summary>True if the two differ in nothing but the event log, where a start may have told what it found.</summary>
    public bool EqualsButForEvents(FlashState other) => ReadsAs(other) && IsSameBut(other, ImageLayout.SecurityLog);

    /// <summary>True if the two differ in nothing but the logs of events.</summary>
    public bool EqualsButForLogs(FlashState other) => ReadsAs(other) && IsSameBut(other, ImageLayout.Flags);

    /// <summary>Where the two differ outside the event log, for who has to find out why: offsets in the image.</summary>
    public string DifferencesTo(FlashState other) =>
        string.Join(
            ' ',
            Enumerable.Range(0, Octets.Length).Where(i => !IsEvent(i) && Octets[i] != other.Octets[i]).Take(12)
        );

    private static byte[] Meaning(StateImage image)
    {
        byte[] octets = [.. image.Raw];
        Array.Clear(octets, ImageLayout.Sequence, 4);
        Array.Clear(octets, ImageLayout.Check, 4);
        return octets;
    }

    // What a calendar means that the image names: the whole record, or a mark that there is none.
    private static byte[] Calendar(IRecordStore flash, StateImage image, int settings)
    {
        int generation = image.GetInt32(settings + 4 * PaymentSetting.Calendar);
        if (generation == 0)
        {
            return [0];
        }

        byte[] record = new byte[ImageLayout.Length];
        int read = flash.Read($"calendar-{generation % 3}", record, 0, record.Length);
        bool whole =
            read > 10
            && MeterFirmware.Core.State.Octets.GetInt32(record, 2) == generation
            && MeterFirmware.Core.State.Octets.GetInt32(record, read - 4) == Crc32.Compute(record, 0, read - 4);
        return whole ? record[..read] : [0xBD];
    }

    private static bool IsEvent(int offset) => offset is >= ImageLayout.EventLog and < ImageLayout.SecurityLog;

    // All but what is from the event log up to an offset.
    private bool IsSameBut(FlashState other, int end)
    {
        byte[] mine = Timeless(other);
        byte[] others = other.Timeless(this);
        return mine.AsSpan(0, ImageLayout.EventLog).SequenceEqual(others.AsSpan(0, ImageLayout.EventLog))
            && mine.AsSpan(end).SequenceEqual(others.AsSpan(end));
    }

    // Only what a first commit after a start stores of the clock, whatever that commit is for: how far time has come, and
    // on a flash that was never told the time all that begins with it.
    private byte[] Timeless(FlashState other)
    {
        byte[] octets = [.. Octets];
        Array.Clear(octets, RegisterLayout.HighWater, 4);
        Array.Clear(octets, UpdateLayout.LastSeen, 4);

        // Every start takes it away, and that is what it is for.
        Array.Clear(octets, UpdateLayout.RestartMarker, 1);

        // Whether the Power Event Log has the outage by now: OutageCutTests looks into the log itself.
        Array.Clear(octets, UpdateLayout.OutageUntold, 1);
        if (Octets[RegisterLayout.TimeWasKnown] == 0 || other.Octets[RegisterLayout.TimeWasKnown] == 0)
        {
            Array.Clear(octets, RegisterLayout.TimeKnown, RegisterLayout.BillingLast + 4 - RegisterLayout.TimeKnown);
            Array.Clear(octets, PaymentLayout.SettledHour, 4);
        }

        // Where an alert waits in one of them, the first turn after a start sends it and counts it, and it tells the time at
        // which its command ran. Those of the update are counted before they are marked as sent.
        bool isPaymentAlert = Octets[PaymentLayout.Alerts] > 0 || other.Octets[PaymentLayout.Alerts] > 0;
        if (isPaymentAlert || Octets[UpdateLayout.Due] != 0 || other.Octets[UpdateLayout.Due] != 0)
        {
            Array.Clear(octets, ImageLayout.AlertCounter, 8);
            Array.Clear(octets, UpdateLayout.Due, 1);
        }

        if (isPaymentAlert)
        {
            Array.Clear(octets, PaymentLayout.Alerts, PaymentLayout.ModeCommand - PaymentLayout.Alerts);
        }

        return octets;
    }

    private ReadOnlySpan<byte> Part(int offset, int count) => Octets.AsSpan(offset, count);
}
