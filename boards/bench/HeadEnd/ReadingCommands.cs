using System;
using System.Linq;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>What may be read of registers and logs, as a word, and the use case of each kind of meter for it.</summary>
internal static class ReadingCommands
{
    /// <summary>The words.</summary>
    public static readonly string[] Words =
    [
        Registers,
        TimeOfUse,
        Blocks,
        Balances,
        HalfHours,
        Daily,
        DailyBalances,
        Billing,
    ];

    private const string Registers = "registers";
    private const string TimeOfUse = "tou";
    private const string Blocks = "blocks";
    private const string Balances = "balances";
    private const string HalfHours = "half-hours";
    private const string Daily = "daily";
    private const string DailyBalances = "daily-balances";
    private const string Billing = "billing";

    private const int Metering = 0x0702;
    private const int Price = 0x0700;
    private const int Prepayment = 0x0705;
    private const int AllSamples = 0xFFFF;
    private const int DaysOfLog = 31;
    private const int BillsOfLog = 12;
    private const int General = 1;
    private const int EndOfBillingPeriod = 2;

    private static readonly DateTimeOffset epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads.</summary>
    /// <param name="meter">The meter, and who asks: what is read encrypted names both.</param>
    /// <param name="what">One of <see cref="Words"/>.</param>
    /// <param name="from">Of a log: the earliest time, null for its start.</param>
    /// <param name="to">Of a log: the latest time, null for its end.</param>
    public static CommandPlan Read(MeterIdentity meter, string what, DateTimeOffset? from, DateTimeOffset? to) =>
        meter.Kind == MeterKind.Esme ? ReadEsme(meter, what, from, to) : ReadGsme(what, from, to);

    private static CommandPlan ReadEsme(MeterIdentity meter, string what, DateTimeOffset? from, DateTimeOffset? to) =>
        what switch
        {
            Registers => Protected(meter, "ECS17b", 0x0027, 8, "active Wh, reactive varh", Data(10), null),
            TimeOfUse => Protected(meter, "ECS17d", 0x0029, 9, "Wh at each rate", Data(1), null),
            Blocks => Protected(meter, "ECS17e", 0x002A, 10, "of each block: registers, counters, Wh", Data(2), null),
            Balances => Protected(meter, "ECS19", 0x002D, 1, BalanceNames, Data(30), null),
            HalfHours => Protected(meter, "ECS22b", 0x0037, 7, "end, Wh", Log(99, 0), (from, to)),
            Daily => Protected(meter, "ECS21a", 0x0033, 5, RegisterNames, Log(98, 9), (from, to)),
            DailyBalances => Protected(meter, "ECS21b", 0x0034, 6, LogBalanceNames, Log(98, 8), (from, to)),
            _ => Protected(meter, "ECS20c", 0x0030, 2, RegisterNames, Log(98, 0), (from, to)),
        };

    private const string BalanceNames =
        "Meter Balance, Emergency Credit, Accumulated Debt, Time Debt 1, Time Debt 2, Payment Debt, millipence";

    private const string LogBalanceNames =
        "time, Emergency Credit, Meter Balance, Payment Debt, Time Debt 1, Time Debt 2, Accumulated Debt, millipence";

    private const string RegisterNames = "time, Wh, (Wh at each rate), (Wh of each block)";

    private static byte[] Data(byte last) => [0, 1, 0, 0, 94, 44, 34, last];

    private static byte[] Log(byte group, byte last) => [0, 7, 0, 0, group, 1, last, 255];

    // An access-request that invokes get_protected_attributes of 0-0:43.2.n.255.
    private static CommandPlan Protected(
        MeterIdentity meter,
        string useCase,
        int messageCode,
        byte number,
        string names,
        byte[] attribute,
        (DateTimeOffset? From, DateTimeOffset? To)? interval
    ) =>
        new(
            useCase,
            messageCode,
            false,
            counter => ProtectedPayload(meter, counter, number, attribute, interval),
            [names]
        );

    private static byte[] ProtectedPayload(
        MeterIdentity meter,
        long counter,
        byte number,
        byte[] attribute,
        (DateTimeOffset? From, DateTimeOffset? To)? interval
    )
    {
        byte[] restriction = interval.HasValue
            ? [0x16, 1, 0x02, 2, .. Moment(interval.Value.From), .. Moment(interval.Value.To)]
            : [0x16, 0, 0x00];
        return new OctetBuilder()
            .Add(0xD9, 0x20, (byte)(counter >> 16), (byte)(counter >> 8), (byte)counter)
            .Add(0, 1, 3, 0, 30, 0, 0, 43, 2, number, 255, 1, 1)
            .Add(0x02, 2, 0x01, 1, 0x02, 5, 0x12)
            .Add(attribute.AsSpan(0, 2))
            .Add(0x09, 6)
            .Add(attribute.AsSpan(2))
            .Add(0x0F, 2, 0x12, 0, 0, 0x02, 2)
            .Add(restriction)
            .Add(0x01, 1, 0x02, 2, 0x16, 2, 0x02, 5, 0x09, 9, 4)
            .AddInt64(counter)
            .Add(0x09)
            .AddCounted(meter.Find(RemoteRole.Supplier).Id)
            .Add(0x09)
            .AddCounted(meter.Device.Id)
            .Add(0x09, 0, 0x02, 2, 0x16, 2, 0x02, 2, 0x09, 1, 2, 0x09, 0)
            .ToArray();
    }

    private static byte[] Moment(DateTimeOffset? moment)
    {
        if (moment is not DateTimeOffset utc)
        {
            return [0x09, 12, .. Enumerable.Repeat((byte)0xFF, 9), 0x80, 0, 0xFF];
        }

        byte[] date = [(byte)(utc.Year >> 8), (byte)utc.Year, (byte)utc.Month, (byte)utc.Day, 0xFF];
        return [0x09, 12, .. date, (byte)utc.Hour, (byte)utc.Minute, (byte)utc.Second, 0, 0x80, 0, 0xFF];
    }

    private static CommandPlan ReadGsme(string what, DateTimeOffset? from, DateTimeOffset? to) =>
        what switch
        {
            Registers => Gbz(
                "GCS13a",
                0x0074,
                ["divisor", "multiplier", "unit", "consumption, litres"],
                Attributes(Metering, 0x0302, 0x0301, 0x0300, 0x0000)
            ),
            TimeOfUse => Gbz(
                "GCS13c",
                0x00B6,
                ["rate 1, litres", "rate 2", "rate 3", "rate 4"],
                Attributes(Metering, 0x0100, 0x0102, 0x0104, 0x0106)
            ),
            Blocks => Gbz(
                "GCS13b",
                0x00B8,
                ["block 1, litres", "block 2", "block 3", "block 4"],
                Attributes(Metering, 0x0700, 0x0701, 0x0702, 0x0703)
            ),
            Balances => Gbz(
                "GCS14",
                0x0075,
                [
                    "currency",
                    "Accumulated Debt, millipence",
                    "Emergency Credit",
                    "Meter Balance",
                    "Payment Debt",
                    "Time Debt 1",
                    "Time Debt 2",
                ],
                Attributes(Price, 0x0616),
                Attributes(Prepayment, 0x0005, 0x0002, 0x0001, 0x0231, 0x0211, 0x0221)
            ),
            HalfHours => Gbz("GCS17", 0x0078, ["end, litres"], Samples(from)),
            Daily => Gbz("GCS16a", 0x0077, [SnapshotNames], Snapshots(Metering, 0x06, from, to, General, DaysOfLog)),
            DailyBalances => Gbz(
                "GCS16b",
                0x0096,
                [SnapshotBalanceNames],
                Snapshots(Prepayment, 0x07, from, to, General, DaysOfLog)
            ),
            _ => Gbz(
                "GCS15c",
                0x0076,
                [SnapshotNames],
                Snapshots(Metering, 0x06, from, to, EndOfBillingPeriod, BillsOfLog)
            ),
        };

    private const string SnapshotNames = "time, litres, (litres at each rate), (litres of each block)";

    private const string SnapshotBalanceNames =
        "time, Accumulated Debt, Time Debt 1, Time Debt 2, Payment Debt, Emergency Credit, Meter Balance, millipence";

    // Components are numbered here; each has its cluster, its frame control, its command and its fields.
    private static CommandPlan Gbz(
        string useCase,
        int messageCode,
        string[] names,
        params (int, byte, byte, byte[])[] all
    )
    {
        OctetBuilder payload = new OctetBuilder().AddUInt16(0x0109).Add((byte)all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            (int cluster, byte control, byte command, byte[] fields) = all[i];
            payload
                .Add((byte)(i == all.Length - 1 ? 1 : 0))
                .AddUInt16(cluster)
                .AddUInt16(3 + fields.Length)
                .Add(control, (byte)i, command)
                .Add(fields);
        }

        byte[] octets = payload.ToArray();
        return new CommandPlan(useCase, messageCode, false, _ => octets, names);
    }

    private static (int, byte, byte, byte[]) Attributes(int cluster, params int[] attributes) =>
        (cluster, 0, 0, [.. attributes.SelectMany(one => (byte[])[(byte)one, (byte)(one >> 8)])]);

    private static (int, byte, byte, byte[]) Samples(DateTimeOffset? from) =>
        (
            Metering,
            1,
            0x08,
            new OctetBuilder()
                .Add(0, 0)
                .AddInt32LittleEndian(Seconds(from, 0))
                .Add(0)
                .AddUInt16LittleEndian(AllSamples)
                .ToArray()
        );

    private static (int, byte, byte, byte[])[] Snapshots(
        int cluster,
        byte command,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int cause,
        int count
    ) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    (
                        cluster,
                        (byte)1,
                        command,
                        new OctetBuilder()
                            .AddInt32LittleEndian(Seconds(from, 0))
                            .AddInt32LittleEndian(Seconds(to, int.MaxValue))
                            .Add((byte)i)
                            .AddInt32LittleEndian(cause)
                            .ToArray()
                    )
                ),
        ];

    private static int Seconds(DateTimeOffset? moment, int otherwise) =>
        moment is DateTimeOffset utc ? (int)(utc - epoch).TotalSeconds : otherwise;
}
