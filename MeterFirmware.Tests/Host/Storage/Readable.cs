using System;
using System.IO;
using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>What a meter reads from records other than its image, through the very calls that answer a command.</summary>
internal static class Readable
{
    // Half hours and days that are read: those of the scenarios and some before and after.
    private const int HalfHours = 60;
    private const int Days = 5;

    // More than a page's end, and the minutes of a half hour on either side.
    private const int Voltages = 128;

    /// <summary>The energy logs, the tables in force and waiting, and what the customer sees.</summary>
    public static byte[] LogsAndTables(MeterState state)
    {
        var read = new MemoryStream();
        Metering metering = state.Metering;
        // A meter that was never told the time has nothing in the years either.
        int now = Math.Max(state.Image.GetInt32(RegisterLayout.OpenHalfHour), 48 * Days);
        byte[] values = new byte[2 * HalfHours];
        for (int channel = 0; channel < RegisterLayout.Channels; channel++)
        {
            metering.HalfHours.Read(channel, now - HalfHours + 2, HalfHours, values, 0);
            read.Write(values);
        }

        if (state.Voltage != null)
        {
            AddVoltages(read, state, now);
        }

        byte[] number = new byte[4];
        for (int day = now / 48 - Days + 2; day < now / 48 + 2; day++)
        {
            Octets.SetInt32(number, 0, metering.GetDailyConsumption(day));
            read.Write(number);
        }

        AddSnapshots(read, metering.DailyReads, state.Configuration);
        AddSnapshots(read, metering.BillingData, state.Configuration);
        for (int table = 0; table < TariffTable.Count; table++)
        {
            AddTable(read, metering.Tables.Get(table), metering.Tables.Buffer);
        }

        AddCustomer(read, state.Customer);
        return read.ToArray();
    }

    /// <summary>The logs of events.</summary>
    public static byte[] Events(MeterState state)
    {
        var read = new MemoryStream();
        byte[] entry = new byte[ImageLayout.LogEntryLength];
        foreach (EventArchive log in new[] { state.EventArchive, state.SecurityArchive })
        {
            for (int age = 0; age < log.Count; age++)
            {
                log.Read(age, entry, 0);
                read.Write(entry);
            }
        }

        foreach (FlashEventLog log in new[] { state.PowerEvents, state.AuxiliaryEvents })
        {
            for (int age = 0; log != null && age < log.Count; age++)
            {
                log.Read(age, entry, 0);
                read.Write(entry);
            }
        }

        return read.ToArray();
    }

    // Of the periods up to the open half hour, and some after.
    private static void AddVoltages(MemoryStream read, MeterState state, int halfHour)
    {
        byte[] values = new byte[2 * Voltages];
        int period = Math.Max(state.Image.GetUInt16(RegisterLayout.VoltagePeriod), 60);
        state.Voltage.Log.Read(halfHour * (1800 / period) - Voltages / 2, Voltages, values, 0);
        read.Write(values);
    }

    private static void AddSnapshots(MemoryStream read, SnapshotLog log, MeterConfiguration configuration)
    {
        bool isGas = configuration.Kind == MeterKind.Gsme;
        byte[] snapshot = new byte[SnapshotLog.LengthOf(isGas, configuration.HasSecondaryElement)];
        for (int age = 0; age < log.Count; age++)
        {
            log.Read(age, snapshot, 0);
            read.Write(snapshot);
        }
    }

    private static void AddTable(MemoryStream read, ConfigurationTable table, ConfigurationBuffer buffer)
    {
        AddLoaded(read, table.LoadActive(), buffer);
        AddLoaded(read, table.LoadPassive(), buffer);
    }

    // A table, and whom its outcome is told.
    private static void AddLoaded(MemoryStream read, int count, ConfigurationBuffer buffer)
    {
        read.WriteByte((byte)(count < 0 ? 0 : 1));
        read.Write(buffer.Octets, ConfigurationTable.HeaderLength, count < 0 ? 0 : count);
        bool isTold = count >= 0 && buffer.CommandAt >= 0;
        read.Write(buffer.Octets, isTold ? buffer.CommandAt : 0, isTold ? ConfigurationTable.CommandLength : 0);
    }

    private static void AddCustomer(MemoryStream read, CustomerRecord customer)
    {
        byte[] text = new byte[CustomerField.LongestOf(CustomerField.Message)];
        for (int field = 0; field < CustomerField.Count; field++)
        {
            int length = customer.Copy(field, text, 0);
            read.WriteByte((byte)length);
            read.Write(text, 0, length);
        }
    }
}
