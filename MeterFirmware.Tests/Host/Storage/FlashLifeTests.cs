using System;
using System.Linq;
using MeterFirmware.Bench.Flash;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The flash lasts, and the figures are those that were measured.</summary>
[TestClass]
public class FlashLifeTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void FlashLastsTwentyYearsAndKeepsItsFreeBlocks()
    {
        foreach (string line in FlashLife.Lines())
        {
            TestContext.WriteLine(line);
        }

        Assert.IsGreaterThanOrEqualTo(FlashLife.LeastYears, FlashLife.YearsWith(FlashLife.LeastFreeBlocks));
        Assert.IsGreaterThanOrEqualTo(FlashLife.LeastFreeBlocks, FlashLife.FreeBlocks);
    }

    [TestMethod]
    [DataRow(64, false, 0.03)]
    [DataRow(256, false, 0.10)]
    [DataRow(1024, false, 1.03)]
    [DataRow(2048, false, 1.03)]
    [DataRow(5000, false, 2.03)]
    [DataRow(1024, true, 1.02)]
    public void ErasesAreAsMeasured(int octets, bool isAppended, double erases) =>
        Assert.AreEqual(erases, FlashLife.ErasesOf(new StoredFile("", 1, octets, 1, isAppended)), 0.001);

    [TestMethod]
    public void LongLivesOfThePlatformSheetComeOut()
    {
        // 1 KiB every half hour with 20 free blocks: about 110 years.
        double erases = 48 * FlashLife.ErasesOf(new StoredFile("", 2, 1024, 48));
        Assert.AreEqual(110, 20 * 100_000 / erases / 365.25, 2);
    }
}
