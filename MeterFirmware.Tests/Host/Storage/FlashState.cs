using System;
using System.Linq;
using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// What a flash means: the image that a meter would load from it, whole. Sequence and check say nothing of a meter and are
/// left out. A part that keeps state in other records adds what those mean to <see cref="Octets"/>.
/// </summary>
internal sealed class FlashState
{
    private const int LongestField = 116;

    private FlashState(int result, byte[] octets, long consumption, long sum)
    {
        Result = result;
        Octets = octets;
        Consumption = consumption;
        Sum = sum;
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
        int result = state.Store.Load();
        byte[] octets = Meaning(state);
        return new(result, octets, state.Consumption.Value, state.Accounts.Sum());
    }

    /// <summary>True if a meter with this state in memory has the same on the flash.</summary>
    public bool IsOf(MeterState state) => Octets.AsSpan().SequenceEqual(Meaning(state));

    public bool Equals(FlashState other) => Octets.AsSpan().SequenceEqual(other.Octets);

    /// <summary>True if the two differ in nothing but the event log, where a start may have told what it found.</summary>
    public bool EqualsButForEvents(FlashState other) =>
        Before(ImageLayout.EventLog).SequenceEqual(other.Before(ImageLayout.EventLog))
        && After(ImageLayout.SecurityLog).SequenceEqual(other.After(ImageLayout.SecurityLog));

    /// <summary>True if the two differ in nothing but the logs.</summary>
    public bool EqualsButForLogs(FlashState other) =>
        Before(ImageLayout.EventLog).SequenceEqual(other.Before(ImageLayout.EventLog))
        && After(ImageLayout.Flags).SequenceEqual(other.After(ImageLayout.Flags));

    /// <summary>Where the two differ, for who has to find out why: offsets in the image.</summary>
    public string DifferencesTo(FlashState other) =>
        string.Join(' ', Enumerable.Range(0, Octets.Length).Where(i => Octets[i] != other.Octets[i]).Take(12));

    private static byte[] Meaning(MeterState state)
    {
        byte[] octets = [.. state.Image.Raw, .. CustomerOctets(state.Customer)];
        Array.Clear(octets, ImageLayout.Sequence, 4);
        Array.Clear(octets, ImageLayout.Check, 4);

        // How far time and its logs have come: it goes on with every start, whatever the command did.
        Array.Clear(octets, RegisterLayout.TimeKnown, RegisterLayout.Tables - RegisterLayout.TimeKnown);
        Array.Clear(octets, PaymentLayout.SettledHour, 4);
        Array.Clear(octets, UpdateLayout.LastSeen, 4);
        Array.Clear(octets, RegisterLayout.DailyReadCount, RegisterLayout.End - RegisterLayout.DailyReadCount);
        return octets;
    }

    // What the customer's record means, by its fields: that the image's generation is on the flash shows in them.
    private static byte[] CustomerOctets(CustomerRecord customer)
    {
        byte[] octets = new byte[CustomerField.Count * (1 + LongestField)];
        for (int field = 0; field < CustomerField.Count; field++)
        {
            int at = field * (1 + LongestField);
            octets[at] = (byte)customer.Copy(field, octets, at + 1);
        }

        return octets;
    }

    private ReadOnlySpan<byte> Before(int offset) => Octets.AsSpan(0, offset);

    private ReadOnlySpan<byte> After(int offset) => Octets.AsSpan(offset);
}
