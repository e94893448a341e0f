using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>The sweep sees what it is there to see: a store with one mistake does not get through.</summary>
[TestClass]
public class CanaryTests
{
    public static IEnumerable<object[]> Names => Mistakes.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void MistakeIsCaughtAndItsIdRepeatsIt(string name)
    {
        Func<Wiring> make = Mistakes.All[name];
        // Those with the fewest cuts first.
        List<Scenario> scenarios = [.. Scenarios.All.OrderByDescending(scenario => scenario.Stride)];
        CutFailedException caught =
            scenarios.Select(scenario => FailureOf(scenario, make, _ => { })).FirstOrDefault(each => each != null)
            ?? scenarios
                .Select(scenario => FailureOf(scenario, make, sweep => sweep.Run()))
                .FirstOrDefault(each => each != null);
        Assert.IsNotNull(caught, "no cut failed");
        CutFailedException again = Assert.ThrowsExactly<CutFailedException>(() =>
            PowerCutTests.Replay(caught.Id, make())
        );
        Assert.AreEqual(caught.Message, again.Message);
        PowerCutTests.Replay(caught.Id, new Wiring());
    }

    // Some mistakes show without a cut.
    private static CutFailedException FailureOf(Scenario scenario, Func<Wiring> make, Action<PowerCutSweep> run)
    {
        try
        {
            run(new PowerCutSweep(scenario, scenario.CommitsBefore[^1], make()));
            return null;
        }
        catch (CutFailedException failure)
        {
            return failure;
        }
    }
}
