using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Payment;

/// <summary>
/// Random walks: whatever comes in whatever order, the invariants of <see cref="Walk"/> hold. 1,000,000 steps over both
/// kinds of meter. A failure prints its seed, which METER_WALK_SEED repeats ("seed,gamma"), and the shortest walk found.
/// </summary>
[TestClass]
public class PaymentWalkTests
{
    private const int StepsInAWalk = 500;
    private const int WalksOfAKind = 1000;

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void NothingThatHappensBreaksAnInvariant(int kind)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long steps = 0;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(WalksOfAKind).WithQuietOnSuccess(true);
        string repeated = Environment.GetEnvironmentVariable("METER_WALK_SEED");
        if (!string.IsNullOrEmpty(repeated))
        {
            string[] parts = repeated.Split(',');
            config = config.WithReplay(ulong.Parse(parts[0]), ulong.Parse(parts[1]));
        }
        Check.One(
            config,
            Prop.ForAll(
                Walks(),
                walk =>
                {
                    steps += walk.Length;
                    Follow(kind, walk);
                }
            )
        );
        Console.WriteLine($"{steps:N0} steps in {watch.Elapsed.TotalSeconds:F1} s");
        Assert.IsGreaterThanOrEqualTo((long)StepsInAWalk * WalksOfAKind, steps);
    }

    public static IEnumerable<object[]> Mistakes => BrokenEngines.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Mistakes))]
    public void AMistakeIsFoundWithItsSeedAndAShortWalk(string name)
    {
        WalkStep[] shortest = null;
        Exception failure = Assert.Throws<Exception>(() =>
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(WalksOfAKind).WithQuietOnSuccess(true),
                Prop.ForAll(
                    Walks(),
                    walk =>
                    {
                        try
                        {
                            Follow(MeterKind.Esme, walk, BrokenEngines.All[name]());
                        }
                        catch (InvalidOperationException)
                        {
                            shortest = walk;
                            throw;
                        }
                    }
                )
            )
        );
        Assert.MatchesRegex(@"\(\d+,\d+\)", failure.Message);
        Assert.IsLessThanOrEqualTo(8, shortest.Length);
        // The walk that is left finds it again, and nothing in a meter without the mistake.
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            Follow(MeterKind.Esme, shortest, BrokenEngines.All[name]())
        );
        Follow(MeterKind.Esme, shortest);
    }

    private static void Follow(int kind, WalkStep[] walk, WalkEngine engine = null)
    {
        Walk meter = new(kind, engine);
        foreach (WalkStep step in walk)
        {
            meter.Take(step);
        }
    }

    private static Arbitrary<WalkStep[]> Walks()
    {
        Gen<int> number = Gen.Frequency(
            (6, Gen.Choose(0, 200_000)),
            (3, Gen.Choose(-5_000_000, 50_000_000)),
            (1, Gen.Choose(int.MinValue, int.MaxValue)),
            (1, Gen.Elements(int.MinValue, -int.MaxValue, -1, 0, 1, int.MaxValue))
        );
        int actions = Enum.GetValues<WalkAction>().Length;
        Gen<WalkStep> step = Gen.Frequency((1, Gen.Choose(0, actions - 1)), (1, Gen.Elements(0, 1, 2, 4)))
            .SelectMany(action => number, (action, first) => (action, first))
            .SelectMany(
                pair => Gen.Choose(0, 1 << 20),
                (pair, second) => new WalkStep((WalkAction)pair.action, pair.first, second)
            );
        return Arb.From(step.ArrayOf(StepsInAWalk), Shorter);
    }

    // Without halves, quarters and so on down to single steps; then with smaller numbers.
    private static IEnumerable<WalkStep[]> Shorter(WalkStep[] walk)
    {
        for (int size = walk.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= walk.Length; at += size)
            {
                yield return [.. walk.Take(at), .. walk.Skip(at + size)];
            }
        }
        for (int at = 0; at < walk.Length; at++)
        {
            if (walk[at].First != 0)
            {
                WalkStep[] smaller = [.. walk];
                smaller[at] = walk[at] with { First = walk[at].First / 2 };
                yield return smaller;
            }
        }
    }
}
