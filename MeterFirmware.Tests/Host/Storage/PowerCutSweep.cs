using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>
/// Cuts the power at every write of a scenario: before it, after each of its octets with the old ones or garbage behind
/// them, and behind it. Then once more while the meter recovers and does the same again.
/// </summary>
internal sealed class PowerCutSweep
{
    private readonly Scenario scenario;
    private readonly int commits;
    private readonly Wiring wiring;
    private readonly SnapshotStore flash = new();
    private readonly FaultyRecordStore faults;
    private readonly IReadOnlyDictionary<string, byte[]> before;
    private readonly List<FlashState> states = [];

    // For each step what may be found after a cut in it, in order: before it, what it commits on the way, after it.
    private readonly List<IReadOnlyList<FlashState>> chains = [];
    private readonly byte[] piece = new byte[512];

    // The writes of the scenario without a cut. One that the flash refuses is null.
    private readonly List<Write> writes = [];
    private string id;

    // The last cut that left old octets behind it.
    private Outcome last;

    // The step at hand, from 1, and whether it was answered by now.
    private int step = 1;
    private bool answered;

    /// <summary>Prepares the flash and runs the scenario once without a cut.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="commits">How often the meter committed before: which of the two copies is newest.</param>
    /// <param name="wiring">How the meter is joined to the flash.</param>
    public PowerCutSweep(Scenario scenario, int commits, Wiring wiring = null)
    {
        this.scenario = scenario;
        this.commits = commits;
        this.wiring = wiring ?? new Wiring();
        faults = new FaultyRecordStore(flash, 1);
        id = IdOf(Cut.None, Cut.None);
        Provision();
        before = flash.Capture();
        RunWhole();
    }

    /// <summary>How often the power was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Writes and deletes of the scenario without a cut, those of the start included.</summary>
    public int Writes => writes.Count;

    /// <summary>The octets of these writes.</summary>
    public int OctetsWritten => writes.Sum(write => write?.Length ?? 0);

    /// <summary>Tries every cut.</summary>
    /// <param name="stride">Of the middle of a write every how many octets: more than one only to look quickly.</param>
    /// <exception cref="CutFailedException">After one the meter was not as it must be.</exception>
    public void Run(int stride = 1)
    {
        // A write that is refused leaves nothing to cut.
        foreach (int write in Enumerable.Range(1, Writes).Where(write => write != scenario.RefusedWrite))
        {
            CheckShortcut(write);
            int length = writes[write - 1].Length;
            for (int octets = 0; octets <= length; octets++)
            {
                // Each octet on each copy, with garbage behind it on one and the old octets on the other; the ends with both.
                bool isEnd = octets <= 16 || octets >= length - 16;
                if (!isEnd && octets % stride != 0)
                {
                    continue;
                }

                TornTail tail = ((octets + commits) & 1) == 0 ? TornTail.Garbage : TornTail.Old;
                bool isTwice = isEnd || octets % 8 < 2;
                Try(new Cut(write, octets, tail), isTwice ? Second(write, octets) : Cut.None);
                if (isEnd)
                {
                    Try(new Cut(write, octets, 1 - tail), Second(write, ~octets));
                }
            }
        }
    }

    /// <summary>Tries one cut, and a second one behind it if one is planned.</summary>
    public void Try(Cut first, Cut second)
    {
        if (!first.IsPlanned)
        {
            return;
        }

        id = IdOf(first, second);
        Write write = writes.ElementAtOrDefault(first.Write - 1);
        if (write == null)
        {
            throw Failure("there is no such write");
        }

        Tear(write, first);
        Cuts++;
        Outcome outcome = TryFirst(write, first.Tail == TornTail.Old);
        if (!second.IsPlanned || outcome.Recovery.Count == 0)
        {
            return;
        }

        Tear(outcome.Recovery[second.Write % outcome.Recovery.Count], second);
        Cuts++;
        FlashState twice = CheckSecond(write.Step, outcome.Found);
        RecoverAndRepeat(write.Step, twice);
    }

    // Where the octet that came in last is the one that stood there, the flash is the one of the cut before, and the same
    // meter does the same on it.
    private Outcome TryFirst(Write write, bool isOld)
    {
        byte[] left = flash.Peek(write.Name);
        if (isOld && left != null && ReferenceEquals(last?.Write, write) && left.AsSpan().SequenceEqual(last.Left))
        {
            return last;
        }

        FlashState found = Check(write.Step, write.IsAnswered);
        var outcome = new Outcome(write, left, found, RecoverAndRepeat(write.Step, found));
        last = isOld ? outcome : last;
        return outcome;
    }

    private string IdOf(Cut first, Cut second) => $"{scenario.Name}/{commits}/{first}/{second}";

    // Chosen by a number that is mixed from the first, so that each id stands for itself.
    private static Cut Second(int write, int octets)
    {
        int mixed = (write * 40503 + octets * 30011) & 0x7FFFFFFF;
        mixed ^= mixed >> 7;
        return new(
            1 + mixed % 7,
            mixed % (ImageLayout.Length + 1),
            (mixed & 0x800) == 0 ? TornTail.Old : TornTail.Garbage
        );
    }

    private void Provision()
    {
        MeterRig.Provision(new Rig(scenario.Kind), flash);
        if (commits == 0)
        {
            return;
        }

        var meter = new MeterRig(scenario.Kind, flash);
        meter.Tick(1);
        for (int counter = 1; counter < commits; counter++)
        {
            meter.Meter.CountPulses(1000);
            Require(meter.Send(Scenarios.Debts(scenario.Kind, counter)) == Refusal.None, "the flash is prepared");
            meter.TakeAnswer(piece);
        }

        scenario.Before(meter);
        scenario.Prepare(flash);
    }

    private void RunWhole()
    {
        states.Add(FlashState.Of(flash, scenario.Kind));
        flash.Writing = write => writes.Add(write with { Step = step, IsAnswered = answered });
        MeterRig meter = null;
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            List<FlashState> chain = [states[i]];
            step = i + 1;
            flash.Written = scenario.Steps[i].IsChain ? isWhole => Extend(chain, isWhole) : _ => { };
            meter ??= Start(Cut.None);
            bool isAnswered = Do(meter, scenario.Steps[i]);
            Require(
                scenario.Steps[i].Message == null || (isAnswered && meter.Meter.LastRefusal == Refusal.None),
                "it is answered"
            );
            states.Add(FlashState.Of(flash, scenario.Kind));
            chain.Add(states[^1]);
            chains.Add(chain);
            Require(!isAnswered || states[^1].IsOf(meter.State), "what was answered is on the flash");
        }

        flash.Writing = null;
        flash.Written = _ => { };
        if (scenario.RefusedWrite > 0)
        {
            writes.Insert(scenario.RefusedWrite - 1, null);
        }
    }

    // Each commit is a state that may be found, and so is each entry of a log that the image does not count. What else is
    // written counts from a commit on.
    private void Extend(List<FlashState> chain, bool isImage)
    {
        FlashState now = FlashState.Of(flash, scenario.Kind);
        if (isImage || now.EqualsButForEventRecords(chain[^1]))
        {
            chain.Add(now);
        }
    }

    private MeterRig Start(Cut cut)
    {
        faults.Restart();
        if (scenario.RefusedWrite > 0)
        {
            faults.Refuse(scenario.RefusedWrite);
        }

        cut.Plan(faults);
        var meter = new MeterRig(scenario.Kind, wiring.Connect(faults));
        if (commits > 0)
        {
            scenario.FirstTick(meter);
        }

        return meter;
    }

    private bool Do(MeterRig meter, Step step)
    {
        step.Act(meter);
        bool isAnswered = meter.TakeAnswer(piece) > 0;
        answered = isAnswered;
        wiring.Settle();
        answered = false;
        return isAnswered;
    }

    // What the flash had when a write began is known, and so is the write: the same is left when the power goes in it as when
    // the meter is run up to there.
    private void Tear(Write write, Cut cut)
    {
        flash.Restore(write.Before);
        faults.Restart();
        (cut with { Write = 1 }).Plan(faults);
        try
        {
            write.Do(faults);
        }
        catch (PowerCutException)
        {
            // As planned.
        }
    }

    // That this is so is tried once for each write, by a meter that runs until its power goes.
    private void CheckShortcut(int write)
    {
        id = IdOf(new Cut(write, 0, TornTail.Old), Cut.None);
        flash.Restore(before);
        answered = false;
        int reached = 1;
        try
        {
            MeterRig meter = Start(new Cut(write, 0, TornTail.Old));
            foreach (Step each in scenario.Steps)
            {
                Do(meter, each);
                reached++;
            }

            throw Failure("there is no such write");
        }
        catch (PowerCutException)
        {
            // As planned.
        }

        Write known = writes[write - 1];
        Require(reached == known.Step && answered == known.IsAnswered, "the same write comes in the same step");
        Require(flash.HasSameAs(known.Before), "a scenario leaves the same each time");
    }

    private FlashState Check(int step, bool isAnswered)
    {
        FlashState found = FlashState.Of(flash, scenario.Kind);
        FlashState old = states[step - 1];
        IReadOnlyList<FlashState> chain = chains[step - 1];
        Require(StartResult.MayRun(found.Result) && !StartResult.LosesState(found.Result), "no state is lost");
        Require(found.Sum == 0, "the accounts add up to zero");
        Require(found.Consumption >= old.Consumption, "energy does not run backwards");
        bool isNew = found.Equals(chain[^1]);
        Require(chain.Any(found.Equals), "the state is that before the step or that after it");
        Require(isNew || !isAnswered, "what was answered is on the flash");
        return found;
    }

    // Starts on what the cut left and gives the same command again. Together it must have run once.
    private List<Write> RecoverAndRepeat(int step, FlashState found)
    {
        List<Write> recovery = [];
        flash.Writing = recovery.Add;
        faults.Restart();
        var meter = new MeterRig(scenario.Kind, wiring.Connect(faults));
        scenario.FirstTick(meter);
        meter.TakeAnswer(piece);
        wiring.Settle();
        Require(meter.Meter.HasParties && StartResult.MayRun(meter.Result), "the meter goes on");
        CheckRecovered(meter, step, found, recovery.Count == 0 ? found : FlashState.Of(flash, scenario.Kind));
        Repeat(meter, scenario.Steps[step - 1], step, found);
        flash.Writing = null;
        return recovery;
    }

    private void CheckRecovered(MeterRig meter, int step, FlashState found, FlashState now)
    {
        int events = meter.State.EventLog.Total - Octets.GetInt32(found.Octets, ImageLayout.EventLog);
        int told = StartResult.IsFault(meter.Result) ? 1 : 0;
        Require(events == told || (scenario.IsClockSet && events > told), "what the start found is told once");
        bool goesOn =
            scenario.Steps[step - 1].IsChain
            && chains[step - 1].SkipWhile(each => !each.EqualsButForEvents(found)).Any(now.EqualsButForEvents);
        Require(
            scenario.IsClockSet || goesOn || now.EqualsButForEvents(found),
            "recovery changes nothing but the event log (octets " + now.DifferencesTo(found) + ")"
        );
        Require(now.Result == StartResult.Loaded || events == 0, "recovery mends the damaged copy");
    }

    private void Repeat(MeterRig meter, Step step, int number, FlashState found)
    {
        bool wasNew = found.EqualsButForEvents(states[number]);
        if (step.Message == null)
        {
            Do(meter, step);
            FlashState now = FlashState.Of(flash, scenario.Kind);
            Require(now.Sum == 0 && now.Consumption >= found.Consumption, "the meter goes on from there");
            Require(
                step.Repeats != Repeats.LogsAndTables || now.ReadsAs(states[number]),
                "the logs and the tables are as if there had been no cut"
            );
            Require(
                step.Repeats != Repeats.All || now.EqualsButForEvents(states[number]),
                "it is as if there had been no cut (octets " + now.DifferencesTo(states[number]) + ")"
            );
            Require(
                !GoesOnToTheEnd(step) || now.EqualsButForLogs(states[number]),
                "it goes on to the end (octets " + now.DifferencesTo(states[number]) + ")"
            );
            return;
        }

        bool isAnswered = Do(meter, step);
        if (step.IsTopUp)
        {
            Require(isAnswered && meter.Meter.LastRefusal == Refusal.None, "a top up is answered each time");
            Require(FlashState.Of(flash, scenario.Kind).EqualsInMoney(states[number]), "its money counts once in all");
            return;
        }

        bool isRefused = wasNew && !step.MayRepeat;
        Require(meter.Meter.LastRefusal == (isRefused ? Refusal.Replay : Refusal.None), "the command runs once in all");
        Require(isAnswered == !isRefused, "it is answered if it ran");
        FlashState done = FlashState.Of(flash, scenario.Kind);
        Require(
            done.EqualsButForLogs(states[number]),
            "the command ran once in all (octets " + done.DifferencesTo(states[number]) + ")"
        );
    }

    private FlashState CheckSecond(int step, FlashState first)
    {
        FlashState found = FlashState.Of(flash, scenario.Kind);
        Require(
            StartResult.MayRun(found.Result) && !StartResult.LosesState(found.Result),
            "no state is lost by a second cut"
        );
        Require(found.Sum == 0, "the accounts add up to zero after a second cut");
        Require(found.Consumption >= first.Consumption, "energy does not run backwards in a second cut");
        Step cut = scenario.Steps[step - 1];
        bool isJudged = cut.Message != null || GoesOnToTheEnd(cut);
        bool isKnown =
            found.EqualsButForLogs(first)
            || chains[step - 1].Any(found.EqualsButForLogs)
            || (cut.IsTopUp && found.EqualsInMoney(states[step]));
        Require(
            isKnown || !isJudged,
            "after a second cut the state is that before the command or that after it (octets "
                + $"{found.DifferencesTo(first)}; {found.DifferencesTo(states[step])})"
        );
        return found;
    }

    // A chain that another start, or the same step again, does not lead elsewhere.
    private bool GoesOnToTheEnd(Step step) =>
        step.IsChain && !scenario.IsClockSet && step.Repeats != Repeats.LogsAndTables;

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw Failure("not so: " + what);
        }
    }

    private CutFailedException Failure(string what) => new(id, what);

    // What a cut left of its record, what the flash meant then, and what the recovery from it wrote.
    private sealed record Outcome(Write Write, byte[] Left, FlashState Found, IReadOnlyList<Write> Recovery);
}
