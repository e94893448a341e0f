using MeterFirmware.Bench.Flash;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The flash lasts with every log full and every table given, and the figures are those that were measured.</summary>
[TestClass]
public class FlashLifeTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow(MeterKind.Esme, false, FlashLife.LeastFreeBlocks, FlashLife.LeastYears)]
    [DataRow(MeterKind.Gsme, false, FlashLife.LeastFreeBlocks, FlashLife.LeastYears)]
    // Short of both, as README.md says: a year of half hours of a second element takes ten blocks more.
    [DataRow(MeterKind.Esme, true, 5, 9)]
    public void FlashLastsTwentyYearsAndKeepsItsFreeBlocks(int kind, bool hasSecondary, int freeBlocks, double years)
    {
        FlashLife life = FlashLife.Of(kind, hasSecondary);
        foreach (string line in life.Lines())
        {
            TestContext.WriteLine(line);
        }

        Assert.IsGreaterThanOrEqualTo(freeBlocks, life.FreeBlocks);
        Assert.IsGreaterThanOrEqualTo(years, life.Years);
    }

    [TestMethod]
    [DataRow(64, 0.03)]
    [DataRow(256, 0.10)]
    [DataRow(1024, 1.03)]
    [DataRow(2048, 1.03)]
    [DataRow(4096, 1.03)]
    [DataRow(5000, 2.03)]
    public void ErasesAreAsMeasured(int octets, double erases) =>
        Assert.AreEqual(erases, FlashLife.ErasesOf(octets), 0.001);

    [TestMethod]
    public void LongLivesOfThePlatformSheetComeOut()
    {
        // 1 KiB every half hour with 20 free blocks: about 110 years.
        double erases = 48 * FlashLife.ErasesOf(1024);
        Assert.AreEqual(110, 20 * 100_000 / erases / 365.25, 2);
    }
}
