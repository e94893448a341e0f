using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>The values of a tariff that is nearly right, by their objects: most are refused for one of them, some are taken.</summary>
internal static class TariffGrammar
{
    // class, OBIS code, attribute
    private const int KeyLength = 9;

    /// <summary>The values of one tariff for both elements.</summary>
    /// <param name="random">Decides everything.</param>
    public static Dictionary<string, byte[]> Values(Random random)
    {
        var values = new Dictionary<string, byte[]>();
        EsmeTariff tariff = Tariff(random);
        foreach (
            byte[] payload in new[] { tariff.Whole(), tariff.Secondary(), EsmeTariff.Script(random.Next(98, 101)) }
        )
        {
            AddValues(values, payload);
        }

        return values;
    }

    /// <summary>The fields of the components of one gas tariff, by cluster and command.</summary>
    /// <param name="random">Decides everything.</param>
    public static ILookup<(int Cluster, int Command), byte[]> GasFields(Random random)
    {
        byte[] payload = GasTariff(random).Whole();
        var fields = new List<((int, int) Command, byte[] Fields)>();
        int at = 3;
        for (int i = 0; i < payload[2]; i++)
        {
            int cluster = (payload[at + 1] << 8) | payload[at + 2];
            int length = (payload[at + 3] << 8) | payload[at + 4];
            fields.Add(((cluster, payload[at + 7]), payload[(at + 8)..(at + 5 + length)]));
            at += 5 + length;
        }

        return fields.ToLookup(each => each.Command, each => each.Fields);
    }

    /// <summary>What stands for a row of <see cref="DlmsObjects.Table"/>.</summary>
    public static string KeyOf(byte[] row) => Convert.ToHexString([.. row[..8], row[9]]);

    private static EsmeTariff Tariff(Random random)
    {
        int Rarely(int usual, int low, int high) => random.Next(12) == 0 ? random.Next(low, high) : usual;
        long later = MeterRig.Noon2030 + random.Next(-10_000, 10_000);
        long[] moments = [0, 0, PaymentEngine.Never, later, Mutation.Number(random)];
        long moment = moments[random.Next(moments.Length)];
        return new EsmeTariff
        {
            // The largest number that is a time, in 2067.
            Moment = Math.Clamp(moment, PaymentEngine.Never, int.MaxValue - 40 * 86_400),
            SecondSeason = Rarely(7, 0, 14),
            SeasonHour = Rarely(0, 0, 26),
            SecondWeek = Rarely(1, 0, 4),
            Sunday = Rarely(1, 0, 4),
            Morning = Rarely(7, 0, 26),
            NightScript = Rarely(random.Next(1, 49), 0, 210),
            SpecialDay = Rarely(2, 0, 4),
            SecondThreshold = Rarely(2000, -1, 3000),
            DayPrice = Rarely(random.Next(32768), -32768, 0),
            NightPrice = random.Next(32768),
            PriceScale = Rarely(-5, -10, 5),
            LastPrice = Rarely(0xD8, 0, 256),
            StandingCharge = Rarely(random.Next(32768), -32768, 0),
            IsPounds = random.Next(2) == 0,
        };
    }

    private static GsmeTariff GasTariff(Random random)
    {
        int Rarely(int usual, int low, int high) => random.Next(12) == 0 ? random.Next(low, high) : usual;
        int[] moments = [0, 0, -1, (int)MeterRig.Noon2030 + random.Next(-10_000, 10_000), Mutation.Number(random)];
        return new GsmeTariff
        {
            IsByBlocks = random.Next(2) == 0,
            Moment = moments[random.Next(moments.Length)],
            Scheme = Rarely(-1, 0, 4),
            Weeks = Rarely(1, 0, 4),
            SeasonWeek = Rarely(1, 0, 4),
            Sunday = Rarely(2, 0, 5),
            Minute = Rarely(0, 0, 256),
            WeekendTier = Rarely(2, 0, 7),
            SpecialDay = Rarely(3, 0, 6),
            SecondThreshold = Rarely(2_000_000, -1, 4_000_000),
            FirstPrice = Rarely(random.Next(10_000), -1, int.MaxValue),
            SecondIdentifier = Rarely(1, 0, 8),
            StandingCharge = Rarely(random.Next(100_000), -1, int.MaxValue),
            Currency = random.Next(2) == 0 ? 826 : Rarely(978, 0, 1000),
            TrailingDigit = Rarely(0x50, 0, 256),
        };
    }

    private static void AddValues(Dictionary<string, byte[]> values, byte[] payload)
    {
        int count = payload[6];
        int at = 7 + count * (1 + KeyLength) + 1;
        var reader = new AxdrReader();
        reader.Open(payload, at, payload.Length - at);
        foreach (byte[] key in Enumerable.Range(0, count).Select(i => payload[(8 + 10 * i)..(17 + 10 * i)]))
        {
            int start = reader.Position;
            reader.Skip();
            values[Convert.ToHexString(key)] = payload[start..reader.Position];
        }
    }
}
