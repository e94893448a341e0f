using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Update;

/// <summary>
/// Every course of an update with the processor reset or its supply lost at every write of reception, command, activation,
/// trial and rollback, and a second time at every write of what comes after, while the mains is there.
/// </summary>
[TestClass]
public class ActivationSweepTests
{
    public static IEnumerable<object[]> Courses =>
        from course in Enumerable.Range(0, UpdateCourse.All.Length)
        from kind in new[] { MeterKind.Esme, MeterKind.Gsme }
        select new object[] { UpdateCourse.All[course].Name, kind };

    [TestMethod]
    [DynamicData(nameof(Courses))]
    public void CutAtEveryWriteAndASecondOneDuringRecovery(string name, int kind)
    {
        UpdateCourse course = UpdateCourse.All.Single(each => each.Name == name);
        int writes = Tell(kind, course, null, null, out _);
        int runs = 1;
        for (int write = 1; write <= writes; write++)
        {
            for (int manner = 0; manner < PowerCut.Manners; manner++)
            {
                PowerCut first = new(write, manner);
                int left = Tell(kind, course, first, null, out int happened);
                Assert.AreEqual(1, happened, first.ToString());
                runs++;

                // A second cut at each write, its manner by turns: any two meet somewhere.
                for (int next = 1 + manner % 2; next <= left; next += 2)
                {
                    Tell(kind, course, first, new PowerCut(next, (write + manner + next) % PowerCut.Manners), out _);
                    runs++;
                }
            }
        }

        Console.WriteLine($"{name}, kind {kind}: {runs} runs over {writes} writes");
        Assert.IsGreaterThan(100, runs);
    }

    /// <summary>The canary: the same story on a board whose hub hangs on an enable line without a pull is not believed.</summary>
    [TestMethod]
    public void SweepNoticesANaiveWiring()
    {
        using var story = new UpdateStory(MeterKind.Esme, UpdateCourse.All[0], new PowerCut(5, 0), isNaive: true);
        string what = Assert.ThrowsExactly<AssertFailedException>(() => story.Tell()).Message;
        Assert.Contains("SupplyDips", what);
    }

    // Gives the writes after the last cut.
    private static int Tell(int kind, UpdateCourse course, PowerCut first, PowerCut second, out int cuts)
    {
        using var story = new UpdateStory(kind, course, first, second);
        story.Tell();
        cuts = story.Cuts;
        return story.Writes;
    }
}
