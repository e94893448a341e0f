using System;
using System.Globalization;

namespace MeterFirmware.Bench;

/// <summary>Millipence as pounds.</summary>
internal static class MoneyText
{
    private const decimal MillipencePerPound = 100_000;

    public static string Of(long millipence) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(millipence < 0 ? "-" : "")}£{Math.Abs(millipence) / MillipencePerPound:0.00###}"
        );
}
