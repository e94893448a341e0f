using System;
using System.Collections.Generic;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.Flash;

/// <summary>
/// A meter that ran for so long that every log is full, with eight remote parties and all that can be configured, in force
/// and waiting: what its flash holds, and what a typical day writes.
/// </summary>
internal sealed class FilledMeter
{
    // 2026-01-01, and half a year more than the longest of the half-hourly logs; the daily consumption takes two years.
    private const long Start = 820_454_400;
    private const int Days = 760;
    private const int HalfHoursADay = 48;
    private const int HalfHour = Metering.HalfHourSeconds;

    // Of the typical days that are measured.
    private const int DaysMeasured = 28;
    private const int CommandsADay = 4;
    private const int AlertsADay = 2;
    private const int WaitingFrom = 2_000_000_000;

    private readonly Meter meter;
    private readonly CountingStore store = new(new MemoryRecordStore());
    private long seconds = Start;

    private FilledMeter(int kind, bool hasSecondary)
    {
        using DotNetCryptography primitives = Identities.MakeOwn(kind).CreateCryptography();
        store.Write("device-id", new byte[8], 0, 8);
        FullParties().Save(store);
        NewMeter.Declare(store);
        var state = new MeterState(
            new MeterConfiguration(kind, new byte[8], 1) { HasSecondaryElement = hasSecondary },
            store
        );
        meter = new Meter(state, store, primitives, VirtualMeter.CreatePayload(state));
        meter.Start();
        for (int day = 0; day < Days; day++)
        {
            if (day == Days - DaysMeasured)
            {
                store.Forget();
            }

            if (day == 1 || day == Days - DaysMeasured / 2)
            {
                Configure();
            }

            RunDay(kind, hasSecondary);
        }
    }

    /// <summary>The records that it holds and their lengths.</summary>
    public IReadOnlyDictionary<string, int> Records => store.Lengths;

    /// <summary>The writes of its last days, by record.</summary>
    public IEnumerable<CountingStore.Written> Writes => store.Writes;

    /// <summary>How many days those are of.</summary>
    public int WrittenDays => DaysMeasured;

    /// <summary>Runs a meter of a kind until it is full.</summary>
    public static FilledMeter Run(int kind, bool hasSecondary) => new(kind, hasSecondary);

    private static RemoteParties FullParties()
    {
        var parties = new RemoteParties();
        byte[] key = new byte[RemoteParties.KeyLength];
        for (int i = 0; i < RemoteParties.MaxParties; i++)
        {
            parties.Add(
                i == 0 ? RemoteRole.Supplier : RemoteRole.NetworkOperator,
                [0, 0, 0, 0, 0, 0, 0, (byte)i],
                key,
                key,
                key
            );
        }

        return parties;
    }

    // All tables in force, and all once more for later; the same of the calendar.
    private void Configure()
    {
        Metering metering = meter.State.Metering;
        foreach (int from in new[] { 0, WaitingFrom })
        {
            meter.State.Image.Mark();
            for (int table = 0; table < TariffTable.Count; table++)
            {
                byte[] octets = FullTables.Of(table, metering);
                if (octets != null && metering.GiveTable(table, octets, 0, octets.Length, from) != TableResult.Ok)
                {
                    throw new InvalidOperationException($"table {table} was refused");
                }
            }

            TellCustomer(from);
            int calendar = from == 0 ? PaymentLayout.Settings : PaymentLayout.PassiveSettings;
            int generation = meter.State.NonDisablement.Save();
            meter.State.Image.SetInt32(calendar + 4 * PaymentSetting.Calendar, generation);
            meter.State.Store.Commit();
        }
    }

    // Texts at their longest, in all generations.
    private void TellCustomer(int from)
    {
        for (int field = 0; field < CustomerField.Count; field++)
        {
            byte[] text = new byte[CustomerField.LongestOf(field)];
            Array.Fill(text, (byte)(from == 0 ? 'A' : 'B'));
            meter.State.Customer.Set(field, text, 0, text.Length);
            meter.State.Customer.Save();
        }
    }

    private void RunDay(int kind, bool hasSecondary)
    {
        Metering metering = meter.State.Metering;
        for (int halfHour = 0; halfHour < HalfHoursADay; halfHour++)
        {
            meter.CountPulses(250);
            if (kind == MeterKind.Esme)
            {
                metering.TakeOthers(100, 10, 10);
                meter.SampleVoltage(2_300);
            }

            if (hasSecondary)
            {
                metering.TakeSecondary(70);
            }

            Events(halfHour);
            seconds += HalfHour;
            meter.Tick((seconds - Start) * 1000, true, seconds);
        }
    }

    private void Events(int halfHour)
    {
        MeterState state = meter.State;
        if (halfHour < CommandsADay)
        {
            state.Image.Mark();
            state.EventLog.Add(EventCode.CommandActioned, 0);
            state.Store.Commit();
        }
        else if (halfHour < CommandsADay + AlertsADay)
        {
            // An alert is two commits: its log entry, and its counter.
            state.Image.Mark();
            state.SecurityLog.Add(EventCode.TrustedSourceAuthenticationFailure, 0);
            state.Store.Commit();
            state.Image.Mark();
            state.Store.Commit();
        }
        else if (halfHour == HalfHoursADay / 2 && state.PowerEvents != null)
        {
            meter.OnPowerFailing();
            state.PowerEvents.Add(EventCode.CommandActioned, 0);
            state.AuxiliaryEvents.Add(EventCode.CommandActioned, 0);
        }
    }
}
