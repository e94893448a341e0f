using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>ECS01a Set Tariff and Price: all 21 instructions, in the order of the reference set.</summary>
internal static class EsmeTariffCommand
{
    private const byte Set = 2;
    private const int CalendarClass = 20;
    private const int SpecialDaysClass = 11;
    private const int MonitorClass = 21;
    private const int ExtendedDataClass = 9000;
    private const int ChargeClass = 113;
    private const int Rates = 48;
    private const int Columns = 8;
    private const int Blocks = 4;

    private static readonly byte[] calendar = [0, 0, 13, 0, 0, 255];
    private static readonly byte[] specialDays = [0, 1, 11, 0, 0, 255];
    private static readonly byte[] specialDaysTime = [0, 0, 94, 44, 128, 29];
    private static readonly byte[] currency = [0, 0, 94, 44, 2, 0];
    private static readonly byte[] standingCharge = [0, 0, 19, 20, 4, 255];
    private static readonly byte[] prices = [0, 0, 19, 20, 0, 255];
    private static readonly byte[] thresholdsTime = [0, 0, 63, 1, 1, 255];
    private static readonly byte[] import = [1, 0, 1, 8, 0, 255];

    /// <summary>The command for a tariff.</summary>
    /// <exception cref="UsageException">A price or the charge is not what the meter's form of it can carry.</exception>
    public static CommandPlan Of(TariffOrder order)
    {
        byte[] at = Time(order.At);
        EsmeInstruction[] instructions =
        [
            new("set the season", Set, CalendarClass, calendar, 7, Season()),
            new("set the week", Set, CalendarClass, calendar, 8, Week()),
            new("set the day", Set, CalendarClass, calendar, 9, Day(order.Switches())),
            new("set no special days", Set, SpecialDaysClass, specialDays, 2, [1, 0]),
            .. Enumerable
                .Range(0, Columns)
                .Select(column => new EsmeInstruction(
                    $"set no thresholds of column {column + 1}",
                    Set,
                    MonitorClass,
                    [0, 0, 16, 1, (byte)(11 + column), 255],
                    2,
                    [1, 1, 6, 0xFF, 0xFF, 0xFF, 0xFF]
                )),
            new("set GB Pounds", Set, ExtendedDataClass, currency, 4, [3, 0xFF]),
            new("set the standing charge", Set, ChargeClass, standingCharge, 6, Standing(order)),
            new("set the prices", Set, ChargeClass, prices, 6, Prices(order)),
            new("activate seasons, weeks and days", Set, CalendarClass, calendar, 10, at),
            new("activate special days", Set, ExtendedDataClass, specialDaysTime, 6, at),
            new("activate the currency", Set, ExtendedDataClass, currency, 6, at),
            new("activate the standing charge", Set, ChargeClass, standingCharge, 7, at),
            new("activate the prices", Set, ChargeClass, prices, 7, at),
            new("activate the thresholds", Set, ExtendedDataClass, thresholdsTime, 6, at),
        ];
        return EsmeCommands.Plan("ECS01a Set Tariff and Price", 0x0019, true, instructions);
    }

    private static byte[] Season() =>
        new OctetBuilder()
            .Add(0x01, 1, 0x02, 3)
            .Add(Text("year"u8))
            .Add(Text([0xFF, 0xFF, 1, 1, 0xFF, 0, 0, 0, 0, 0x80, 0, 0xFF]))
            .Add(Text([1]))
            .ToArray();

    private static byte[] Week() =>
        [.. (byte[])[0x01, 1, 0x02, 8, .. Text([1])], .. Enumerable.Range(0, 7).SelectMany(_ => (byte[])[0x11, 1])];

    private static byte[] Day(IReadOnlyList<(int Minute, int Rate)> switches)
    {
        var day = new OctetBuilder().Add(0x01, 1, 0x02, 2, 0x11, 1, 0x01, (byte)switches.Count);
        foreach ((int minute, int rate) in switches)
        {
            day.Add(0x02, 3)
                .Add(Text([(byte)(minute / 60), (byte)(minute % 60), 0, 0]))
                .Add(Text([0, 0, 10, 0, 100, 255]))
                .Add(0x12, 0, (byte)rate);
        }

        return day.ToArray();
    }

    private static byte[] Standing(TariffOrder order)
    {
        int scale = ScaleOf([order.StandingChargeMillipence]);
        return ChargeHeader(0, scale, 0, new byte[6], 0)
            .Add(0x01, 1, 0x02, 2, 0x09, 0, 0x10)
            .AddUInt16(Scaled(order.StandingChargeMillipence, scale))
            .ToArray();
    }

    // The prices of the rates that no switch names, and of the blocks, are zero.
    private static byte[] Prices(TariffOrder order)
    {
        int night = order.NightMillipence ?? 0;
        int scale = ScaleOf([order.DayMillipence, night]);
        OctetBuilder matrix = ChargeHeader(3, scale, 3, import, 2).Add(0x01, Rates + (Blocks * Columns));
        for (int rate = 1; rate <= Rates; rate++)
        {
            int price = rate switch
            {
                1 => order.DayMillipence,
                2 => night,
                _ => 0,
            };
            matrix.Add(0x02, 2, 0x09, 1, (byte)rate, 0x10).AddUInt16(Scaled(price, scale));
        }

        for (int place = 0; place < Blocks * Columns; place++)
        {
            byte index = (byte)(0xA1 + (16 * (place / Columns)) + (place % Columns));
            matrix.Add(0x02, 2, 0x09, 1, index, 0x10, 0, 0);
        }

        return matrix.ToArray();
    }

    private static OctetBuilder ChargeHeader(
        byte commodityScale,
        int priceScale,
        byte referenced,
        byte[] name,
        byte attribute
    ) =>
        new OctetBuilder()
            .Add(0x02, 3)
            .Add(0x02, 2, 0x0F, commodityScale, 0x0F, (byte)priceScale)
            .Add(0x02, 3, 0x12, 0, referenced)
            .Add(Text(name))
            .Add(0x0F, attribute);

    // The finest power of ten at which all of them go into the 16 bits of a charge.
    private static int ScaleOf(int[] millipence)
    {
        int scale = -5;
        while (scale < 0 && millipence.Any(each => Scaled(each, scale) > short.MaxValue))
        {
            scale++;
        }

        foreach (int each in millipence)
        {
            int unit = (int)Math.Pow(10, scale + 5);
            if (each % unit != 0 || each / unit > short.MaxValue)
            {
                throw new UsageException(
                    $"{each} millipence cannot be written as 0 to 32767 times the power of ten that its tariff needs"
                );
            }
        }

        return scale;
    }

    private static int Scaled(int millipence, int scale) => millipence / (int)Math.Pow(10, scale + 5);

    private static byte[] Time(DateTime? at) =>
        at is DateTime utc ? Text(EsmeCommands.CosemTime(utc)) : Text([0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0xFF]);

    private static byte[] Text(ReadOnlySpan<byte> octets) => new OctetBuilder().Add(0x09).AddCounted(octets).ToArray();
}
