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
    private readonly List<int> lengths = [];
    private string id;

    // Whether the step at hand was answered before its cut.
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
        flash.Lengths.Clear();
        RunWhole();
    }

    /// <summary>How often the power was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Writes and deletes of the scenario without a cut, those of the start included.</summary>
    public int Writes => lengths.Count;

    /// <summary>Tries every cut.</summary>
    /// <exception cref="CutFailedException">After one the meter was not as it must be.</exception>
    public void Run()
    {
        // A write that is refused leaves nothing to cut.
        foreach (int write in Enumerable.Range(1, Writes).Where(write => write != scenario.RefusedWrite))
        {
            int length = lengths[write - 1];
            for (int octets = 0; octets <= length; octets++)
            {
                if (octets > 16 && octets < length - 16 && octets % scenario.Stride != 0)
                {
                    continue;
                }

                // Each octet on each copy, with garbage behind it on one and the old octets on the other; the ends with both.
                bool isEnd = octets <= 16 || octets >= length - 16;
                TornTail tail = ((octets + commits) & 1) == 0 ? TornTail.Garbage : TornTail.Old;
                bool isTwice = isEnd || octets % 2 == 0;
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
        int step = RunUntilCut(first, out bool isAnswered);
        if (step < 0)
        {
            throw Failure("there is no such write");
        }

        Cuts++;
        FlashState found = Check(step, isAnswered);
        IReadOnlyDictionary<string, byte[]> torn = flash.Capture();
        int writes = RecoverAndRepeat(step, found, Cut.None);
        if (!second.IsPlanned || writes == 0)
        {
            return;
        }

        flash.Restore(torn);
        RecoverAndRepeat(step, found, second with { Write = 1 + second.Write % writes });
        Cuts++;
        CheckSecond(step, found);
        RecoverAndRepeat(step, FlashState.Of(flash, scenario.Kind), Cut.None);
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
        MeterRig meter = Start(Cut.None);
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            List<FlashState> chain = [states[i]];
            flash.Written = scenario.Steps[i].IsChain
                ? () => chain.Add(FlashState.Of(flash, scenario.Kind))
                : () => { };
            bool isAnswered = Do(meter, scenario.Steps[i]);
            flash.Written = () => { };
            Require(
                scenario.Steps[i].Message == null || (isAnswered && meter.Meter.LastRefusal == Refusal.None),
                "it is answered"
            );
            states.Add(FlashState.Of(flash, scenario.Kind));
            chain.Add(states[^1]);
            chains.Add(chain);
            Require(!isAnswered || states[^1].IsOf(meter.State), "what was answered is on the flash");
        }

        lengths.AddRange(flash.Lengths);
        if (scenario.RefusedWrite > 0)
        {
            lengths.Insert(scenario.RefusedWrite - 1, 0);
        }

        flash.Lengths.Clear();
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

    // Gives the number of the step in which the power went, from 1; -1 if it did not.
    private int RunUntilCut(Cut cut, out bool isAnswered)
    {
        flash.Restore(before);
        flash.Lengths.Clear();
        answered = false;
        int step = 1;
        try
        {
            MeterRig meter = Start(cut);
            foreach (Step each in scenario.Steps)
            {
                Do(meter, each);
                step++;
            }

            step = -1;
        }
        catch (PowerCutException)
        {
            // As planned.
        }

        isAnswered = answered;
        return step;
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
    private int RecoverAndRepeat(int step, FlashState found, Cut cut)
    {
        try
        {
            faults.Restart();
            cut.Plan(faults);
            var meter = new MeterRig(scenario.Kind, wiring.Connect(faults));
            scenario.FirstTick(meter);
            meter.TakeAnswer(piece);
            wiring.Settle();
            Require(meter.Meter.HasParties && StartResult.MayRun(meter.Result), "the meter goes on");
            CheckRecovered(meter, step, found);
            Repeat(meter, scenario.Steps[step - 1], step, found);
            return faults.Writes;
        }
        catch (PowerCutException) when (cut.IsPlanned)
        {
            return 0;
        }
    }

    private void CheckRecovered(MeterRig meter, int step, FlashState found)
    {
        int events = meter.State.EventLog.Total - Octets.GetInt32(found.Octets, ImageLayout.EventLog);
        Require(events == (StartResult.IsFault(meter.Result) ? 1 : 0), "what the start found is told once");
        FlashState now = FlashState.Of(flash, scenario.Kind);
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
                !step.IsChain || scenario.IsClockSet || now.EqualsButForLogs(states[number]),
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

    private void CheckSecond(int step, FlashState first)
    {
        FlashState found = FlashState.Of(flash, scenario.Kind);
        Require(
            StartResult.MayRun(found.Result) && !StartResult.LosesState(found.Result),
            "no state is lost by a second cut"
        );
        Require(found.Sum == 0, "the accounts add up to zero after a second cut");
        Require(found.Consumption >= first.Consumption, "energy does not run backwards in a second cut");
        Step cut = scenario.Steps[step - 1];
        bool isJudged = cut.Message != null || (cut.IsChain && !scenario.IsClockSet);
        bool isKnown =
            found.EqualsButForLogs(first)
            || chains[step - 1].Any(found.EqualsButForLogs)
            || (cut.IsTopUp && found.EqualsInMoney(states[step]));
        Require(isKnown || !isJudged, "after a second cut the state is that before the command or that after it");
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw Failure("not so: " + what);
        }
    }

    private CutFailedException Failure(string what) => new(id, what);
}
