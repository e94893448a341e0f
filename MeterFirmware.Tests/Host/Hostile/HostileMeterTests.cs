using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hostile;

/// <summary>
/// Whatever arrives on the UART, also from those whose keys are right, the invariants of <see cref="HostileMeter"/> hold.
/// A failure prints its seed, which METER_HOSTILE_SEED repeats ("seed,gamma"), the fewest steps found, and the octets of
/// the last one.
/// </summary>
[TestClass]
public class HostileMeterTests
{
    private const int StepsInAWalk = 60;
    private const int WalksOfAKind = 250;

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void NothingThatArrivesBreaksAnInvariant(int kind)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Tally tally = new();
        Config config = Config.QuickThrowOnFailure.WithMaxTest(WalksOfAKind).WithQuietOnSuccess(true);
        string repeated = Environment.GetEnvironmentVariable("METER_HOSTILE_SEED");
        if (!string.IsNullOrEmpty(repeated))
        {
            string[] parts = repeated.Split(',');
            config = config.WithReplay(ulong.Parse(parts[0]), ulong.Parse(parts[1]));
        }
        Check.One(config, Prop.ForAll(Walks(), walk => new HostileMeter(kind, null, tally).Follow(walk)));
        Console.WriteLine($"{tally} in {watch.Elapsed.TotalSeconds:F1} s");
        // Noise that is refused at the door would prove nothing: enough must get through to each outcome.
        Assert.IsGreaterThan(WalksOfAKind, tally.Lines);
        Assert.IsGreaterThan(WalksOfAKind, tally.Forged);
        Assert.IsGreaterThan(WalksOfAKind, tally.Succeeded);
        Assert.IsGreaterThan(WalksOfAKind, tally.Failed);
        Assert.IsGreaterThan(WalksOfAKind, tally.NotConforming);
        Assert.IsGreaterThan(WalksOfAKind / 10, tally.Credits);
    }

    [TestMethod]
    [DataRow(MeterKind.Esme)]
    [DataRow(MeterKind.Gsme)]
    public void EveryMistakeIsCaught(int kind)
    {
        foreach (KeyValuePair<string, Mistake> mistake in Mistake.All)
        {
            Config config = Config.QuickThrowOnFailure.WithMaxTest(WalksOfAKind).WithQuietOnSuccess(true);
            bool caught = false;
            try
            {
                Check.One(
                    config,
                    Prop.ForAll(
                        Arb.From(Walks().Generator),
                        walk => new HostileMeter(kind, mistake.Value, new Tally()).Follow(walk)
                    )
                );
            }
            catch (Exception failure)
            {
                caught = mistake.Value.Complaints.Any(failure.ToString().Contains);
                Assert.IsTrue(caught, $"{mistake.Key}: caught for another reason: {failure}");
            }
            Assert.IsTrue(caught, $"{mistake.Key}: not caught");
        }
    }

    // Each step is a seed: what it does is drawn from that alone, so it stays the same when others are left out.
    private static Arbitrary<int[]> Walks() => Arb.From(Gen.Choose(0, int.MaxValue).ArrayOf(StepsInAWalk), Shorter);

    // Without halves, quarters and so on down to single steps.
    private static IEnumerable<int[]> Shorter(int[] walk)
    {
        for (int size = walk.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= walk.Length; at += size)
            {
                yield return [.. walk.Take(at), .. walk.Skip(at + size)];
            }
        }
    }
}
