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
        IReadOnlyList<Scenario> scenarios = Scenarios.All;
        CutFailedException caught = new Action<PowerCutSweep>[]
        {
            _ => { },
            sweep => sweep.Run(64),
            sweep => sweep.Run(),
        }
            .SelectMany(run => scenarios.Select(scenario => FailureOf(scenario, make, run)))
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
