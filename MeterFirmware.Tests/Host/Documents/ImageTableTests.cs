using System;
using System.Collections.Generic;
using System.Data;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Documents;

/// <summary>SPEC.md has the payment side's octets as the code has them, each once and none left out.</summary>
[TestClass]
public class ImageTableTests
{
    private const string Heading = "## The hot image, 1,536 to 2,030: payment";

    [TestMethod]
    public void ThePaymentTableIsThatOfTheCode()
    {
        List<(int Offset, int Length)> rows = RowsOf(File.ReadAllText(SpecPath));
        int[] offsets =
        [
            .. typeof(PaymentLayout)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.Name is not (nameof(PaymentLayout.Start) or nameof(PaymentLayout.End)))
                .Select(field => (int)field.GetRawConstantValue())
                // The others are how many there are of something.
                .Where(value => value >= PaymentLayout.Start)
                .Order(),
        ];
        CollectionAssert.AreEqual(offsets, rows.Select(row => row.Offset).ToArray());
        Assert.AreEqual(PaymentLayout.End, EndOf(rows));
    }

    [TestMethod]
    public void ARowThatIsMissingOrTooLongIsSeen()
    {
        string spec = File.ReadAllText(SpecPath);
        string missing = Regex.Replace(spec, @"\| 1,664 \|.*\n", "");
        string longer = spec.Replace("| 1,672 | 32 |", "| 1,672 | 33 |", StringComparison.Ordinal);
        Assert.ThrowsExactly<InvalidDataException>(() => EndOf(RowsOf(missing)));
        Assert.ThrowsExactly<InvalidDataException>(() => EndOf(RowsOf(longer)));
    }

    private static string SpecPath => Path.Combine(Repository.Root, "MeterFirmware", "SPEC.md");

    private static List<(int Offset, int Length)> RowsOf(string spec)
    {
        int start = spec.IndexOf(Heading, StringComparison.Ordinal);
        string section = spec[start..spec.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
        return
        [
            .. Regex
                .Matches(section, @"^\| ([\d,]+) \| ([\dx+ ]+) \|", RegexOptions.Multiline)
                .Select(row => (Calculate(row.Groups[1].Value.Replace(",", "")), Calculate(row.Groups[2].Value))),
        ];
    }

    // "1 + 16 x 8"
    private static int Calculate(string octets) =>
        Convert.ToInt32(new DataTable().Compute(octets.Replace('x', '*'), null), CultureInfo.InvariantCulture);

    // Where the last row ends; each must begin where the one before ends.
    private static int EndOf(List<(int Offset, int Length)> rows)
    {
        int end = rows[0].Offset;
        foreach ((int offset, int length) in rows)
        {
            if (offset != end)
            {
                throw new InvalidDataException($"the row at {offset} should be at {end}");
            }

            end += length;
        }

        return end;
    }
}
