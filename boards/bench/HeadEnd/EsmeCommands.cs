using System;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>The commands to an electricity meter: DLMS access-requests (SMETS.md E.3 and B.5).</summary>
internal static class EsmeCommands
{
    private const byte AccessRequest = 0xD9;
    private const byte InvokeIdFlags = 0x20;
    private const byte Get = 1;
    private const byte Set = 2;
    private const byte Action = 3;
    private const int DataClass = 1;
    private const int ExtendedDataClass = 9000;
    private const int ClockClass = 8;
    private const int CreditClass = 112;
    private const int ChargeClass = 113;

    private static readonly byte[] meterBalance = [0, 0, 19, 10, 0, 255];
    private static readonly byte[] timeDebt1 = [0, 0, 19, 20, 1, 255];
    private static readonly byte[] timeDebt2 = [0, 0, 19, 20, 2, 255];
    private static readonly byte[] paymentDebt = [0, 0, 19, 20, 3, 255];
    private static readonly byte[] supplierMessage = [0, 2, 96, 13, 1, 255];
    private static readonly byte[] contactTelephone = [0, 0, 96, 13, 0, 255];
    private static readonly byte[] contactName = [0, 0, 96, 13, 1, 255];
    private static readonly byte[] disablePin = [0, 0, 94, 44, 3, 1];
    private static readonly byte[] combinedMpans = [0, 0, 94, 44, 34, 11];
    private static readonly byte[] clock = [0, 0, 1, 0, 0, 255];
    private static readonly byte[] zeroInt8 = [0x0F, 0];

    /// <summary>
    /// ECS07 Manage Debt: of its ten instructions, in the order of the GBCS mapping table, those that change something.
    /// </summary>
    /// <exception cref="UsageException">A rate is not a whole number of what the meter's form of it can carry.</exception>
    public static CommandPlan ManageDebt(DebtAdjustment change)
    {
        EsmeInstruction[] all =
        [
            SetRate("set Debt Recovery Rates [1]", timeDebt1, change.Rate1Millipence),
            SetRate("set Debt Recovery Rates [2]", timeDebt2, change.Rate2Millipence),
            change.PaymentShare is int share
                ? new("set Debt Recovery per Payment", Set, ChargeClass, paymentDebt, 13, UInt16(share))
                : null,
            SetPeriod("set the period of Debt Recovery Rates [1]", timeDebt1, change.Period1Seconds),
            SetPeriod("set the period of Debt Recovery Rates [2]", timeDebt2, change.Period2Seconds),
            UseRate("put Debt Recovery Rates [1] in force", timeDebt1, change.Rate1Millipence),
            UseRate("put Debt Recovery Rates [2] in force", timeDebt2, change.Rate2Millipence),
            Adjust("adjust Payment Debt Register", paymentDebt, change.PaymentMillipence),
            Adjust("adjust Time Debt Register [1]", timeDebt1, change.Time1Millipence),
            Adjust("adjust Time Debt Register [2]", timeDebt2, change.Time2Millipence),
        ];
        return Plan("ECS07 Manage Debt", 0x001E, true, Array.FindAll(all, instruction => instruction != null));
    }

    /// <summary>SECMP0002 Reset Debt Register.</summary>
    /// <param name="debt">A <see cref="Debt"/>.</param>
    public static CommandPlan ResetDebt(int debt) =>
        Plan(
            "SECMP0002 Reset Debt Register",
            0x7F02,
            true,
            new EsmeInstruction(DebtNames.ResetOf(debt), Action, ChargeClass, ChargeOf(debt), 5, Int32(0))
        );

    /// <summary>ECS82 Read Meter Balance.</summary>
    public static CommandPlan ReadBalance() =>
        Plan(
            "ECS82 Read Meter Balance",
            0x0069,
            false,
            new EsmeInstruction("Meter Balance, millipence", Get, CreditClass, meterBalance, 2, [0])
        );

    /// <summary>ECS10 Send Message.</summary>
    public static CommandPlan SendMessage(byte[] text) =>
        Plan(
            "ECS10 Send Message",
            0x0021,
            false,
            new EsmeInstruction("set Supplier Message", Set, DataClass, supplierMessage, 2, Text(text))
        );

    /// <summary>ECS16 Write Supplier Contact Details.</summary>
    public static CommandPlan WriteContact(byte[] name, byte[] telephone) =>
        Plan(
            "ECS16 Write Supplier Contact Details",
            0x0025,
            false,
            new("set the supplier's telephone number", Set, ExtendedDataClass, contactTelephone, 2, Text(telephone)),
            new("set the supplier's name", Set, ExtendedDataClass, contactName, 2, Text(name))
        );

    /// <summary>ECS14 Disable Privacy PIN Protection.</summary>
    public static CommandPlan DisablePin() =>
        Plan(
            "ECS14 Disable Privacy PIN Protection",
            0x0023,
            false,
            new EsmeInstruction("disable the privacy PIN", Set, DataClass, disablePin, 2, Text([]))
        );

    /// <summary>ECS39a Set MPAN Value.</summary>
    public static CommandPlan SetMeterPoint(byte[] mpan) =>
        Plan(
            "ECS39a Set MPAN Value",
            0x004C,
            false,
            new EsmeInstruction("set the MPAN", Set, DataClass, combinedMpans, 2, Text(mpan))
        );

    /// <summary>ECS70 Set Clock.</summary>
    public static CommandPlan SetClock(DateTime start, DateTime end) =>
        Plan(
            "ECS70 Set Clock",
            0x0062,
            true,
            new("set the clock's base", Set, ClockClass, clock, 9, [0x16, 5]),
            new("state the interval", Action, ClockClass, clock, 5, Interval(start, end)),
            new("adjust the time", Action, ClockClass, clock, 4, zeroInt8),
            new("time", Get, ClockClass, clock, 2, [0]),
            new("time status (0 reliable, 1 invalid, 2 unreliable)", Get, ClockClass, clock, 4, [0])
        );

    private static EsmeInstruction SetRate(string name, byte[] charge, int? millipence) =>
        millipence.HasValue ? new(name, Set, ChargeClass, charge, 6, UnitCharge(millipence.Value)) : null;

    private static EsmeInstruction UseRate(string name, byte[] charge, int? millipence) =>
        millipence.HasValue ? new(name, Action, ChargeClass, charge, 2, zeroInt8) : null;

    private static EsmeInstruction SetPeriod(string name, byte[] charge, int? seconds) =>
        seconds.HasValue ? new(name, Set, ChargeClass, charge, 8, UInt32(seconds.Value)) : null;

    private static EsmeInstruction Adjust(string name, byte[] charge, int? millipence) =>
        millipence.HasValue ? new(name, Action, ChargeClass, charge, 4, Int32(millipence.Value)) : null;

    /// <summary>The command that has these instructions.</summary>
    internal static CommandPlan Plan(
        string title,
        int messageCode,
        bool isCritical,
        params EsmeInstruction[] instructions
    ) =>
        new(
            title,
            messageCode,
            isCritical,
            counter => CreatePayload(counter, instructions),
            Array.ConvertAll(instructions, instruction => instruction.Name)
        );

    private static byte[] CreatePayload(long counter, EsmeInstruction[] instructions)
    {
        var payload = new OctetBuilder();
        payload.Add(AccessRequest, InvokeIdFlags, (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter, 0);
        payload.AddLength(instructions.Length);
        foreach (EsmeInstruction instruction in instructions)
        {
            payload.Add(instruction.Access).AddUInt16(instruction.Class).Add(instruction.Obis).Add(instruction.Number);
        }

        payload.AddLength(instructions.Length);
        foreach (EsmeInstruction instruction in instructions)
        {
            payload.Add(instruction.Data);
        }

        return payload.ToArray();
    }

    private static byte[] ChargeOf(int debt) =>
        debt switch
        {
            Debt.Time1 => timeDebt1,
            Debt.Time2 => timeDebt2,
            _ => paymentDebt,
        };

    private static byte[] Int32(int value) => new OctetBuilder().Add(0x05).AddInt32(value).ToArray();

    private static byte[] UInt32(int value) => new OctetBuilder().Add(0x06).AddInt32(value).ToArray();

    private static byte[] UInt16(int value) => new OctetBuilder().Add(0x12).AddUInt16(value).ToArray();

    private static byte[] Text(byte[] octets) => new OctetBuilder().Add(0x09).AddCounted(octets).ToArray();

    // preset_adjusting_time: the time itself is not stated.
    private static byte[] Interval(DateTime start, DateTime end) =>
        new OctetBuilder()
            .Add(0x02, 3)
            .Add(Text([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0xFF]))
            .Add(Text(CosemTime(start)))
            .Add(Text(CosemTime(end)))
            .ToArray();

    /// <summary>A date-time without its day of the week.</summary>
    internal static byte[] CosemTime(DateTime utc) =>
        new OctetBuilder()
            .AddUInt16(utc.Year)
            .Add((byte)utc.Month, (byte)utc.Day, 0xFF, (byte)utc.Hour, (byte)utc.Minute, (byte)utc.Second)
            .Add(0, 0x80, 0, 0xFF)
            .ToArray();

    // unit_charge: {commodity scale, price scale}, {no commodity}, [{no index, charge}]. A charge has 16 bits, so that the
    // price scale is the largest power of ten that goes into the rate.
    private static byte[] UnitCharge(int rateMillipence)
    {
        int charge = rateMillipence;
        int scale = -5;
        while (charge != 0 && charge % 10 == 0)
        {
            charge /= 10;
            scale++;
        }

        if (charge is < 0 or > short.MaxValue)
        {
            throw new UsageException(
                $"a rate of {rateMillipence} millipence cannot be written as 0 to 32767 times a power of ten"
            );
        }

        return new OctetBuilder()
            .Add(0x02, 3)
            .Add(0x02, 2, 0x0F, 0, 0x0F, (byte)scale)
            .Add(0x02, 3, 0x12, 0, 0, 0x09, 6, 0, 0, 0, 0, 0, 0, 0x0F, 0)
            .Add(0x01, 1, 0x02, 2, 0x09, 0, 0x10)
            .AddUInt16(charge)
            .ToArray();
    }
}
